// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import HTTPTypes
import Journal
import Site

/// Complaints: the applicant's form, the page that all share who have a part in it, and the list of those who answer.
struct ComplaintPages: Sendable {
  let desk: OversightDesk

  /// Who has applied for something, for himself or for another.
  private static let applicants = Gate.only(.applicant, .agent)

  var routes: [Route] {
    [
      .page(.get, OversightLink.complaints.path, .only(CardScope.readers), "投诉") { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, OversightLink.complain(case: "{id}").path, Self.applicants, "提出投诉") {
        visit, actor in
        let file = try await desk.cases.open(visit.parameter("id"), for: actor)
        return .page(form(file, visit, FormState(visit)))
      },
      .page(
        .post, OversightLink.complain(case: "{id}").path, Self.applicants, "提交投诉",
        bodyLimit: CardPages.formMax
      ) { visit, actor in
        try await complain(visit, actor)
      },
      .page(.get, OversightLink.complaint("{id}").path, .signedIn, "投诉详情") { visit, actor in
        let file = try await desk.complaint(visit.parameter("id"), for: actor)
        return .page(ComplaintPage(file: file, desk: desk, actor: actor, visit: visit).page())
      },
      .page(.get, OversightLink.complaintStep("{id}", "{step}").path, .signedIn, "回到投诉") {
        visit, actor in
        let file = try await desk.complaint(visit.parameter("id"), for: actor)
        return .see(OversightLink.complaint(file.row.id).path)
      },
    ]
      + ComplaintStep.allCases.map { step in
        .page(
          .post, OversightLink.complaintStep("{id}", step.rawValue).path, .only(step.roles),
          step.phrase, bodyLimit: CardPages.formMax
        ) { visit, actor in
          try await take(step, visit, actor)
        }
      }
  }

  // MARK: Complaining

  /// The name of the field, which ``OversightRefusal`` tells of.
  private static let text = OversightRefusal.Step.complaint.rawValue

  private func complain(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      let text = try CardStep.text(visit.form, Self.text)
      let receipt = try await desk.complain(text, of: id, by: actor, key: visit.command)
      return .see(OversightLink.complaint(receipt.id).path, notice: "投诉已经提交。")
    } catch let error {
      guard let refusal = OversightRefusal.shown(error) else { throw error }
      let file = try await desk.cases.open(id, for: actor)
      var page = form(file, visit, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func form(_ file: CaseFile, _ visit: Visit, _ state: FormState) -> Page {
    let path = CaseLink.case(file.row.id).path
    let field = UI.Field(
      Self.text, visit.t("投诉的内容"), .area(max: CardStep.textMax), required: true,
      help: visit.t("写明什么时候、哪个窗口或者科室、发生了什么，您的要求是什么。"))
    return Page(
      "投诉", section: "cases",
      body: """
        \(UI.crumbs(
          [(visit.t("我的办件"), CaseLink.cases.path), (file.row.number, path)],
          here: visit.t("投诉"), visit))
        \(UI.head(visit.t("投诉"), lead: visit.pick(file.item.name)))
        <div class="narrow stack">
        \(UI.form(OversightLink.complain(case: file.row.id).path, state, visit, """
          \(UI.fields([field], state, visit))
          <div class="actions">\(UI.button(visit.t("提交投诉")))\
          \(UI.link(visit.t("不投诉"), path))</div>
          """))
        </div>
        """)
  }

  // MARK: The list

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let (rows, next) = try await desk.complaints(
      before: try visit.cursor(), limit: try visit.limit(default: 50), for: actor)
    let table = UI.table(
      caption: visit.t("投诉"), dense: true,
      columns: [
        UI.Column(visit.t("投诉时间")), UI.Column(visit.t("办件")), UI.Column(visit.t("科室")),
        UI.Column(visit.t("状态")),
      ],
      rows: rows.map { row in
        UI.Row([
          """
          <a href="\(OversightLink.complaint(row.id).path)">\(UI.moment(row.filedAt, visit))</a>
          """,
          "<span class=\"number\">\(row.caseNumber)</span>", "\(desk.unit(row.unit, visit))",
          UI.badge(visit.t(row.status.phrase), row.status.isOpen ? .warn : .plain),
        ])
      })
    return Page(
      "投诉", section: "oversight", wide: true, live: true,
      body: """
        \(UI.crumbs([(visit.t("电子监察"), OversightLink.screen.path)], here: visit.t("投诉"), visit))
        \(UI.head(visit.t("投诉")))
        \(rows.isEmpty ? UI.empty(visit.t("没有投诉")) : table)
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : OversightLink.complaints.path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  // MARK: Steps

  private func take(_ step: ComplaintStep, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      _ = try await desk.handle(
        try step.command(visit.form), with: id, by: actor, expecting: try visit.seenVersion(),
        key: visit.command)
      return .see(OversightLink.complaint(id).path, notice: "已完成：\(step.phrase)。")
    } catch let error {
      guard let refusal = OversightRefusal.shown(error) else { throw error }
      let file = try await desk.complaint(id, for: actor)
      let state = FormState(visit, failed: refusal, version: file.version)
      var page = ComplaintPage(
        file: file, desk: desk, actor: actor, visit: visit, refused: state
      ).page()
      page.status = refusal.kind.status
      return .page(page)
    }
  }
}
