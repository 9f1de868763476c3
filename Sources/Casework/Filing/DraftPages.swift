// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Catalogue
import HTTPTypes
import Identity
import Journal
import ShangMi
import Site

/// The drafts of somebody: listed, filled in, submitted, thrown away.
struct DraftPages: Sendable {
  let desk: CaseDesk
  let accounts: Accounts
  let pickers: [FieldPicker]

  /// The largest form with files, in bytes.
  private static let filesMax = DraftPage.megabytesMax * 1024 * 1024

  var routes: [Route] {
    [
      .page(.get, CaseLink.drafts.path, ApplyPages.applicants, "草稿") { visit, actor in
        .page(try await DraftList.page(of: actor, desk, visit))
      },
      .page(.get, CaseLink.draft("{id}").path, ApplyPages.applicants, "填写申请书") {
        visit, actor in
        .page(try await page(visit, actor, FormState(visit)))
      },
      .page(
        .post, CaseLink.draft("{id}").path, ApplyPages.applicants, "保存或者提交申请书",
        bodyLimit: Self.filesMax
      ) { visit, actor in
        try await save(visit, actor, submitting: visit.form[FilingField.action] == "submit")
      },
      .page(
        .get, CaseLink.draftFile(draft: "{id}", digest: "{digest}").path, ApplyPages.applicants,
        "查看草稿中的文件"
      ) { visit, actor in
        let digest = Digest(visit.parameter("digest"))
        let (file, bytes) = try await desk.file(
          digest, ofDraft: visit.parameter("id"), for: actor)
        return CasePages.download(file, bytes)
      },
      .page(
        .post, CaseLink.submitDraft("{id}").path, ApplyPages.applicants, "提交申请书",
        bodyLimit: Self.filesMax
      ) { visit, actor in
        try await save(visit, actor, submitting: true)
      },
      .page(
        .post, CaseLink.discardDraft("{id}").path, ApplyPages.applicants, "删除草稿",
        bodyLimit: 8 * 1024
      ) { visit, actor in
        try await desk.discardDraft(visit.parameter("id"), by: actor)
        return .see(CaseLink.drafts.path, notice: "草稿已经删除。")
      },
    ]
  }

  /// The page of a draft as it is kept.
  private func page(_ visit: Visit, _ actor: Actor, _ state: FormState) async throws -> Page {
    let draft = try await desk.draft(visit.parameter("id"), for: actor)
    let form = try FilingForm(try desk.item(draft.filing.item), draft.filing)
    let act = try await desk.act(of: draft.filing, by: actor.id)
    var closed: [SignedText: BarNotice] = [:]
    for kind in SignedText.allCases {
      closed[kind] = try await desk.closed(kind, to: draft.filing)
    }
    let preReview = try await desk.preReview(ofDraft: draft.id, for: actor)
    // A first showing has the draft's values; a refused one what was typed.
    let state =
      state.failed ? state : FormState(visit, values: DraftPage.values(of: draft.filing, form))
    return DraftPage(
      draft: draft, form: form, account: try await accounts.account(actor.id),
      preReview: preReview, calendar: desk.calendar, visit: visit, state: state,
      picked: try await pickers.controls(
        of: DraftPage.controls(form, preReview, visit).map {
          PickedField($0, $1, state, situation: draft.filing.situation)
        }, actor, visit),
      licence: ActPart(visit: visit).notice(act, of: form.item, desk.calendar),
      way: WayPart(draft.filing, for: form.item, closed: closed, visit: visit)
    ).page()
  }

  /// Keeps what was entered, and then submits it if that was wanted.
  private func save(_ visit: Visit, _ actor: Actor, submitting: Bool) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      if let refused = try await keep(visit, actor, id) { throw refused }
      if let removed = visit.form[FilingField.remove] {
        let material = removed.prefix { $0 != "/" }
        return .see("\(CaseLink.draft(id).path)#f-\(FilingField.files(String(material)))")
      }
      if let looked = visit.form[FilingField.look] {
        return .see("\(CaseLink.draft(id).path)#f-\(FilingField.answer(looked))")
      }
      let action = visit.form[FilingField.action]
      if let signing = SigningAction(action) {
        guard signing.isUndoing else { return .see(CaseLink.sign(id, signing.text).path) }
        try await desk.unsign(signing.text, of: id, by: actor)
      }
      if action == FilingField.preReview {
        try await desk.askPreReview(id, by: actor, key: visit.command)
        return .see(CaseLink.draft(id).path, notice: "已保存，并申请预审。不等答复也可以直接提交申请。")
      }
      guard submitting else { return .see(CaseLink.draft(id).path, notice: "已保存。") }
      guard visit.form[FilingField.truth] == "true" else {
        throw SiteRefusal.invalid(
          try await faults(id, actor) + [Fault(FilingField.truth, "请确认所填内容和所交材料真实。")])
      }
      return try await submit(visit, actor, id)
    } catch CaseworkRefusal.draftNotFound where submitting && visit.command != nil {
      // The same form sent twice: the first one has made the case, whose receipt is given again.
      return try await submit(visit, actor, id)
    } catch let refusal as any Refusal where refusal.isShownWithForm {
      var page = try await page(visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  /// All else that is wrong with a draft, so that everything is told at once.
  private func faults(_ id: String, _ actor: Actor) async throws -> [Fault] {
    try await desk.faults(of: try await desk.draft(id, for: actor).filing, by: actor.id)
  }

  private func submit(_ visit: Visit, _ actor: Actor, _ id: String) async throws -> Reply {
    let receipt = try await desk.submitDraft(id, by: actor, key: visit.command)
    return .see(
      CaseLink.case(receipt.id).path, notice: "申请已经提交，办件编号 \(receipt.number)。收件凭证在“文书”中。")
  }

  /// Writes what the form has sent into the draft.
  /// - Returns: what was wrong with the files that were not taken in.
  private func keep(
    _ visit: Visit, _ actor: Actor, _ id: String
  ) async throws -> FilesRefused? {
    let draft = try await desk.draft(id, for: actor)
    let form = try FilingForm(try desk.item(draft.filing.item), draft.filing)
    let account = try await accounts.account(actor.id)
    let files = try await desk.takeFiles(
      of: visit.form, for: form.uploads, beside: draft.filing.files, by: actor)
    let entered = visit.form
    try await desk.changeDraft(id, by: actor) { filing in
      filing.answers.merge(form.answers(in: entered)) { _, new in new }
      if let agent = filing.agent {
        filing.applicant = Self.party(filing.applicant, "applicant", entered, own: nil)
        filing.agent = Self.party(agent, "agent", entered, own: account)
      } else {
        filing.applicant = Self.party(filing.applicant, "applicant", entered, own: account)
      }
      let removed = entered.all(FilingField.remove)
      filing.files.removeAll { removed.contains("\($0.material)/\($0.digest)") }
      filing.files += files.taken.filter { file in
        !filing.files.contains { $0.isSame(as: file) }
      }
    }
    return files.refused
  }

  /// Who is named, with what was typed; what an account has proved is never typed over.
  private static func party(
    _ party: Party, _ part: String, _ form: Form, own account: Account?
  ) -> Party {
    var party = party
    func typed(_ name: String) -> String? {
      form.values["\(part).\(name)"] == nil ? nil : form["\(part).\(name)"] ?? ""
    }
    if DraftPage.isOpen(account?.name), let name = typed("name") { party.name = name }
    if DraftPage.isOpen(account?.code), let code = typed("code") {
      party.code = code.filter { !$0.isWhitespace }.uppercased()
    }
    if let phone = typed("phone") { party.phone = phone }
    return party
  }
}

/// The drafts of somebody, newest first.
enum DraftList {
  static func page(of actor: Actor, _ desk: CaseDesk, _ visit: Visit) async throws -> Page {
    let limit = try visit.limit()
    let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
    let found = try await desk.drafts(of: actor, before: place, limit: limit + 1)
    let (drafts, next) = found.page(limit) {
      CaseFilter.ReceiptPlace(at: $0.updatedAt, id: $0.id).cursor
    }
    let count = try await desk.draftTally(of: actor)
    let rows = drafts.map { draft -> UI.Row in
      let item = try? desk.item(draft.filing.item)
      let name = item.map { visit.pick($0.name) } ?? draft.filing.item.code
      let state = FormState(visit)
      return UI.Row([
        "<a href=\"\(CaseLink.draft(draft.id).path)\">\(name)</a>",
        "\(draft.filing.applicant.name)",
        "\(item.map { progress(draft, $0, visit) })",
        UI.moment(draft.updatedAt, visit),
        UI.buttonForm(visit.t("删除"), action: CaseLink.discardDraft(draft.id).path, state, .quiet),
      ])
    }
    let columns = [
      UI.Column(visit.t("事项")), UI.Column(visit.t("申请人")), UI.Column(visit.t("进度")),
      UI.Column(visit.t("最近保存")), UI.Column(visit.t("操作")),
    ]
    let empty = UI.empty(
      visit.t("没有草稿"), visit.t("申请提交以前，填写的内容都保存在这里。"),
      actions: UI.link(visit.t("查找事项"), CatalogueLink.items.path))
    return Page(
      "草稿", section: "cases",
      body: """
        \(UI.head(
          visit.t("我的办件"),
          actions: UI.link(visit.t("办新的事"), CatalogueLink.items.path, .primary)))
        \(CasePages.tabs(at: .drafts, drafts: count, visit))
        \(drafts.isEmpty ? empty : UI.table(caption: visit.t("草稿"), columns: columns, rows: rows))
        \(UI.pagination(
          previous: place == nil ? nil : CaseLink.drafts.path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private static func progress(_ draft: Draft, _ item: ItemVersion, _ visit: Visit) -> String {
    guard let form = try? FilingForm(item, draft.filing) else { return "" }
    let progress = DraftProgress(draft.filing, form, on: visit.now.day)
    return visit.t("已完成 \(progress.done)/\(progress.total)")
  }
}
