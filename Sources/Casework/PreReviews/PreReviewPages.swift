// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import ShangMi
import Site

/// Where the window looks through drafts, and where their owners take the asking back.
struct PreReviewPages: Sendable {
  let desk: CaseDesk

  private static let reviewers = Gate.only(PreReview.reviewers)

  /// The field that says whether anything is wrong.
  static let verdict = "verdict"

  var routes: [Route] {
    [
      .page(.get, CaseLink.preReviews.path, Self.reviewers, "网上预审") { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, CaseLink.preReview("{id}").path, Self.reviewers, "预审一份草稿") {
        visit, actor in
        let file = try await desk.openPreReview(visit.parameter("id"), for: actor)
        return .page(page(file, visit, FormState(visit)))
      },
      .page(
        .post, CaseLink.preReview("{id}").path, Self.reviewers, "答复预审", bodyLimit: 512 * 1024
      ) { visit, actor in
        try await answer(visit, actor)
      },
      .page(
        .get, CaseLink.preReviewFile("{id}", digest: "{digest}").path, Self.reviewers,
        "查看预审的文件"
      ) { visit, actor in
        let (file, bytes) = try await desk.file(
          Digest(visit.parameter("digest")), ofPreReview: visit.parameter("id"), for: actor)
        return CasePages.download(file, bytes)
      },
      .page(
        .post, CaseLink.withdrawPreReview("{id}").path, ApplyPages.applicants, "撤回预审申请",
        bodyLimit: 8 * 1024
      ) { visit, actor in
        let id = visit.parameter("id")
        try await desk.withdrawPreReview(id, by: actor)
        return .see(CaseLink.draft(id).path, notice: "预审申请已经撤回。")
      },
    ]
  }

  // MARK: The list

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
    let (rows, next) = try await desk.preReviews(after: place, limit: try visit.limit())
    let columns: [Phrase] = ["事项", "科室", "申请时间", "答复期限"]
    let lines = rows.map { row -> UI.Row in
      let item = try? desk.item(row.item)
      let due = row.due(desk.calendar)
      let isLate = visit.now.day > due
      return UI.Row(
        [
          """
          <a href="\(CaseLink.preReview(row.id).path)">\
          \(item.map { visit.pick($0.name) } ?? row.item.code)</a>
          """,
          "\(visit.pick(row.department, item?.department.en))", UI.moment(row.askedAt, visit),
          UI.light(
            isLate ? .red : .green, visit, text: visit.language.text(of: due)),
        ], light: isLate ? .red : .green)
    }
    let table = UI.table(
      caption: visit.t("网上预审"), columns: columns.map { UI.Column(visit.t($0)) }, rows: lines)
    return Page(
      "网上预审", section: "desk", wide: true, live: true,
      body: """
        \(UI.crumbs([(visit.t("工作台"), CaseLink.desk.path)], here: visit.t("网上预审"), visit))
        \(UI.head(visit.t("网上预审"), lead: visit.t(Self.meaning)))
        \(rows.isEmpty ? UI.empty(visit.t("没有等待预审的草稿")) : table)
        \(UI.pagination(
          previous: place == nil ? nil : CaseLink.preReviews.path,
          next: next.map { visit.address(changing: ["cursor": $0.cursor.text]) }, visit))
        """)
  }

  /// What a pre-review is not.
  static let meaning: Phrase =
    "预审是提交以前的帮助：不是收件，不起算任何期限，不妨碍申请人随时提交；受理时仍以提交的材料为准（行政许可法第三十二条）。"

  // MARK: One draft

  private func page(_ file: PreReviewFile, _ visit: Visit, _ state: FormState) -> Page {
    let name = visit.pick(file.item.name)
    let section = FilingSection(
      item: file.item, filing: file.filing, isFull: false, visit: visit
    ) { CaseLink.preReviewFile(file.row.id, digest: $0.digest.description).path }
    return Page(
      "预审：\(name)", section: "desk", wide: true,
      body: """
        \(UI.crumbs(
          [(visit.t("网上预审"), CaseLink.preReviews.path)], here: name, visit))
        \(UI.head(name, lead: visit.t(Self.meaning)))
        \(file.row.isOpen ? form(file, visit, state) : PreReviewPart(file: file, visit: visit).html())
        \(UI.section(visit.t("申请内容"), id: "filing", section.answers()))
        \(UI.section(visit.t("材料"), id: "files", section.files()))
        """)
  }

  private func form(_ file: PreReviewFile, _ visit: Visit, _ state: FormState) -> HTML {
    let targets = NoticeTarget.all(of: file.filing, file.item)
    let field = UI.Field(
      Self.verdict, visit.t("预审结论"),
      .either([
        UI.Option("complete", visit.t("材料齐全，填写无误")),
        UI.Option("incomplete", visit.t("有需要改正的内容")),
      ]), required: true)
    return UI.section(
      visit.t("答复预审"), id: "answer",
      UI.form(
        CaseLink.preReview(file.row.id).path, state, visit,
        """
        \(UI.field(field, state, visit))\
        \(NoticeForm(targets: targets, state: state, visit: visit).html())\
        <div class="actions">\(UI.button(visit.t("答复")))</div>
        """))
  }

  private func answer(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    let file = try await desk.openPreReview(id, for: actor)
    do {
      let notice = try Self.notice(visit.form, file)
      try await desk.answerPreReview(id, notice, by: actor, key: visit.command)
      return .see(CaseLink.preReviews.path, notice: "预审已经答复，申请人会在草稿里看到。")
    } catch let refusal as any Refusal where refusal.isShownWithForm {
      let fresh = try await desk.openPreReview(id, for: actor)
      var page = page(fresh, visit, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private static func notice(
    _ form: Form, _ file: PreReviewFile
  ) throws -> SupplementNotice {
    switch form[verdict] {
    case "complete": return SupplementNotice(entries: [])
    case "incomplete":
      let targets = NoticeTarget.all(of: file.filing, file.item)
      let notice = try NoticeForm.notice(form, targets)
      guard notice.isComplete else { throw PreReviewRefusal.problemMissing }
      return notice
    default: throw PreReviewRefusal.verdictMissing
    }
  }
}

/// What the window found in a draft.
struct PreReviewPart {
  let file: PreReviewFile
  let visit: Visit

  /// The answer; nothing before there is one.
  func html() -> HTML {
    guard let notice = file.notice, let answeredAt = file.row.answeredAt else { return .empty }
    let when = visit.t("预审答复于 \(answeredAt)")
    guard !notice.entries.isEmpty else {
      return UI.notice(
        .success, title: visit.t("预审：材料齐全，填写无误"), body: "<p class=\"muted\">\(when)</p>")
    }
    let entries = notice.entries.map { entry -> HTML in
      let name = visit.pick(file.item.name(of: entry.target))
      return "<li><strong>\(name)</strong><p>\(entry.problem)</p></li>"
    }
    return UI.notice(
      .warning, title: visit.t("预审：有 \(notice.entries.count) 项需要改正"),
      body: "<ol class=\"stack\">\(entries)</ol><p class=\"muted\">\(when)</p>")
  }
}
