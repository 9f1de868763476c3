// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import ShangMi
import Site

/// One form and one set of materials for all items of a bundle: filled in, kept, handed in, thrown away.
struct JointDraftPages: Sendable {
  let desk: JointDesk
  let accounts: Accounts
  let pickers: [FieldPicker]

  private static let filesMax = 25 * 1024 * 1024

  var routes: [Route] {
    [
      .page(.get, BundleLink.draft("{id}").path, GuidePages.applicants, "一表申请") {
        visit, actor in
        .page(try await page(visit, actor, FormState(visit)))
      },
      .page(
        .post, BundleLink.draft("{id}").path, GuidePages.applicants, "保存或者提交联办申请",
        bodyLimit: Self.filesMax
      ) { visit, actor in
        try await save(visit, actor)
      },
      .page(
        .get, BundleLink.draftFile(draft: "{id}", digest: "{digest}").path, GuidePages.applicants,
        "查看联办草稿中的文件"
      ) { visit, actor in
        let (file, bytes) = try await desk.file(
          Digest(visit.parameter("digest")), ofDraft: visit.parameter("id"), for: actor)
        return CasePages.download(file, bytes)
      },
      .page(
        .post, BundleLink.discardDraft("{id}").path, GuidePages.applicants, "删除联办草稿",
        bodyLimit: 8 * 1024
      ) { visit, actor in
        try await desk.discardDraft(visit.parameter("id"), by: actor)
        return .see(BundleLink.joints.path, notice: "草稿已经删除。")
      },
    ]
  }

  private func page(_ visit: Visit, _ actor: Actor, _ state: FormState) async throws -> Page {
    let draft = try await desk.draft(visit.parameter("id"), for: actor)
    let form = try desk.form(of: draft.filing)
    let account = try await accounts.account(actor.id)
    let shown =
      state.failed
      ? state : FormState(visit, values: FilingControls.values(of: draft.filing, form))
    let picked = try await pickers.controls(of: fields(of: form, shown, visit), actor, visit)
    let controls = FilingControls(
      form: form, filing: draft.filing, visit: visit, state: shown, picked: picked
    ) {
      BundleLink.draftFile(draft: draft.id, digest: $0.digest.description).path
    }
    let ways = JointWays(
      form: form, filing: draft.filing, closed: try await desk.closed(in: draft.filing),
      visit: visit)
    let name = visit.pick(form.bundle.name)
    let truth = UI.Field(
      FilingField.truth,
      visit.t("我确认所填内容和所交材料真实，知道提供虚假材料的法律责任（行政许可法第三十一条第一款、第七十八条）。"),
      .check, required: true)
    let rest = try desk.faults(of: draft.filing).count
    return Page(
      "一表申请", section: "bundles", wide: true,
      body: """
        \(UI.crumbs([(visit.t("联办件"), BundleLink.joints.path)], here: name, visit))
        \(UI.head(name, lead: visit.t("每一项只填一次、只交一次，提交以前都能修改。")))
        \(UI.split(
          UI.form(BundleLink.draft(draft.id).path, shown, visit, files: true, """
            \(controls.parties(own: actor.isStaff ? nil : account))
            \(controls.fields())
            \(if: !actor.isStaff, ways.html())
            \(controls.papers())
            \(UI.field(truth, shown, visit))
            <div class="actions">\
            \(UI.button(visit.t("提交申请"), value: (FilingField.action, "submit"), large: true))\
            \(UI.button(
              visit.t("保存，以后再提交"), .plain, value: (FilingField.action, "save"), large: true))\
            </div>
            """),
          aside: aside(form, rest, draft, visit)))
        """)
  }

  /// The fields as they may be chosen: each with what its first item asks and calls things.
  private func fields(
    of form: JointForm, _ state: FormState, _ visit: Visit
  ) -> [PickedField] {
    form.fields.map { entry in
      let part = form.parts.first { $0.member.key == entry.wantedBy.first }
      return PickedField(
        entry.field, FilingControls.control(of: entry, visit), state,
        situation: part?.situation ?? [:]
      ) { part?.member.field($0) ?? $0 }
    }
  }

  private func aside(
    _ form: JointForm, _ rest: Int, _ draft: JointDraft, _ visit: Visit
  ) -> HTML {
    let open: Phrase = rest == 0 ? "已经填齐，可以提交。" : "还有 \(rest) 项没有完成。"
    return """
      \(UI.card(visit.t("申请的事项"), """
        <ol>\(each: form.parts, { part in
          "<li>\(visit.pick(part.item.name))<br><small class=\"faint\">\(visit.pick(part.item.department))</small></li>"
        })</ol>
        """))\
      \(UI.card(visit.t("进度"), """
        <p>\(visit.t(open))</p><p class="faint">\(visit.t("最近保存")) \
        \(UI.moment(draft.updatedAt, visit))</p>
        """))\
      \(UI.buttonForm(
        visit.t("删除"), action: BundleLink.discardDraft(draft.id).path, FormState(visit), .quiet))
      """
  }

  private func save(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    let submitting = visit.form[FilingField.action] == "submit"
    do {
      if let refused = try await keep(visit, actor, id) { throw refused }
      if let looked = visit.form[FilingField.look] {
        return .see("\(BundleLink.draft(id).path)#f-\(FilingField.answer(looked))")
      }
      if let signing = SigningAction(visit.form[FilingField.action]), let member = signing.member {
        guard signing.isUndoing else {
          return .see(BundleLink.sign(draft: id, member: member, signing.text).path)
        }
        try await desk.unsign(signing.text, for: member, of: id, by: actor)
      }
      guard submitting else { return .see(BundleLink.draft(id).path, notice: "已保存。") }
      let filing = try await desk.draft(id, for: actor).filing
      guard visit.form[FilingField.truth] == "true" else {
        throw SiteRefusal.invalid(
          try desk.faults(of: filing) + [Fault(FilingField.truth, "请确认所填内容和所交材料真实。")])
      }
      let form = try desk.form(of: filing)
      let kept = FormState(visit, values: FilingControls.values(of: filing, form))
      try await pickers.check(fields(of: form, kept, visit))
      return try await submit(visit, actor, id)
    } catch BundleRefusal.draftNotFound where submitting && visit.command != nil {
      // The same form sent twice: the first one has made the joint case, whose receipt is given again.
      return try await submit(visit, actor, id)
    } catch let refusal as any Refusal where refusal.isShownWithForm {
      var page = try await page(visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func submit(_ visit: Visit, _ actor: Actor, _ id: String) async throws -> Reply {
    let receipt = try await desk.submitDraft(id, by: actor, key: visit.command)
    return .see(
      BundleLink.joint(receipt.id).path, notice: "联办申请已经提交，编号 \(receipt.number)。")
  }

  /// Writes what the form has sent into the draft.
  /// - Returns: what was wrong with the files that were not taken in.
  private func keep(_ visit: Visit, _ actor: Actor, _ id: String) async throws -> FilesRefused? {
    let draft = try await desk.draft(id, for: actor)
    let form = try desk.form(of: draft.filing)
    let account = actor.isStaff ? nil : try await accounts.account(actor.id)
    let materials = form.papers.filter(\.isBrought).map(\.requirement.material)
    let files = try await desk.cases.takeFiles(
      of: visit.form, for: materials, beside: draft.filing.files, by: actor)
    let entered = visit.form
    try await desk.changeDraft(id, by: actor) { filing in
      filing.values.merge(form.values(in: entered)) { _, new in new }
      filing.applicant = filing.applicant.typed(
        "applicant", entered, own: filing.agent == nil ? account : nil)
      filing.agent = filing.agent?.typed("agent", entered, own: account)
      let removed = entered.all(FilingField.remove)
      filing.files.removeAll { removed.contains("\($0.material)/\($0.digest)") }
      filing.files += files.taken.filter { file in
        !filing.files.contains { $0.isSame(as: file) }
      }
    }
    return files.refused
  }
}

extension Party {
  /// With what was typed; what an account has proved is never typed over.
  fileprivate func typed(_ part: String, _ form: Form, own account: Account?) -> Party {
    var party = self
    func typed(_ name: String) -> String? {
      form.values["\(part).\(name)"] == nil ? nil : form["\(part).\(name)"] ?? ""
    }
    if account?.name.isEmpty ?? true, let name = typed("name") { party.name = name }
    if account?.code?.isEmpty ?? true, let code = typed("code") {
      party.code = code.filter { !$0.isWhitespace }.uppercased()
    }
    if let phone = typed("phone") { party.phone = phone }
    return party
  }
}

extension JointForm {
  /// The values that a form has sent, for the fields that there are; an absent field keeps its value.
  func values(in form: Form) -> [String: String] {
    var values: [String: String] = [:]
    for field in fields.map(\.field) { values[field.key] = field.answer(in: form) }
    return values
  }
}
