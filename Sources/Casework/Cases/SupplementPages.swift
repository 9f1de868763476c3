// SPDX-License-Identifier: Apache-2.0

import Catalogue
import HTTPTypes
import Journal
import ShangMi
import Site

/// The applicant answers the one notice: everything in it, at once.
struct SupplementPages: Sendable {
  let desk: CaseDesk

  /// The largest form with files, in bytes.
  private static let filesMax = 64 * 1024 * 1024

  /// The applicant, or the window where he stands there.
  private static let gate = Gate.only(Case.roles(for: .supplement))

  var routes: [Route] {
    [
      .page(.get, CaseLink.supplement("{id}").path, Self.gate, "提交补正") {
        visit, actor in
        let file = try await open(visit, actor)
        return .page(try page(file, visit, first(file, visit, actor), kept: []))
      },
      .page(
        .post, CaseLink.supplement("{id}").path, Self.gate, "交齐补正材料",
        bodyLimit: Self.filesMax
      ) { visit, actor in
        try await supplement(visit, actor)
      },
    ]
  }

  /// What one entry of the notice asks for.
  private enum Target {
    case material(Material)
    case field(FormField)
    case party(PartyField)
  }

  private func targets(_ file: CaseFile) -> [(entry: SupplementNotice.Entry, target: Target)] {
    (file.asked?.entries ?? []).compactMap { entry in
      if let material = file.item.materials.first(where: { $0.key == entry.target }) {
        return (entry, .material(material))
      }
      if let field = file.item.form.first(where: { $0.key == entry.target }) {
        return (entry, .field(field))
      }
      return PartyField(entry.target).map { (entry, .party($0)) }
    }
  }

  /// The case for whoever may answer its notice: nobody else of the staff is shown what is filled in.
  private func open(_ visit: Visit, _ actor: Actor) async throws -> CaseFile {
    let file = try await desk.open(visit.parameter("id"), for: actor)
    guard file.isOwn(of: actor) || file.isAtWindow(of: actor) else {
      throw CaseworkRefusal.notYourPart(.supplement)
    }
    return file
  }

  /// What stands; numbers of persons and telephones only for whom they are.
  private func first(_ file: CaseFile, _ visit: Visit, _ actor: Actor) -> FormState {
    let isOwn = file.isOwn(of: actor)
    var values: [String: String] = [:]
    for (_, target) in targets(file) {
      switch target {
      case .material: break
      case .field(let field):
        guard isOwn || !CorrectionForm.isMasked(field) else { continue }
        values[FilingField.answer(field.key)] = file.filing?.answers[field.key]
      case .party(let field):
        guard isOwn || field.line == .name else { continue }
        values[field.key] = file.filing?[field]
      }
    }
    return FormState(visit, values: values, version: file.version)
  }

  private func supplement(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let file = try await open(visit, actor)
    let id = file.row.id
    var files: [FiledFile] = []
    do {
      let materials = targets(file).compactMap { pair -> Material? in
        if case .material(let material) = pair.target { material } else { nil }
      }
      files = try await desk.keptFiles(of: visit.form, for: materials, by: actor)
      let brought = try await desk.takeFiles(
        of: visit.form, for: materials, beside: files, by: actor)
      files += brought.taken
      if let refused = brought.refused { throw refused }
      let (answers, party) = try complete(file, visit.form, files)
      _ = try await desk.amend(
        id, as: .supplement, answers: answers, files: files, party: party, by: actor,
        expecting: try visit.seenVersion(), key: visit.command)
      return .see(CaseLink.case(id).path, notice: "补正材料已经收到，本机关重新计算审查期限。")
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      let fresh = try await desk.open(id, for: actor)
      let state = FormState(visit, failed: refusal, version: fresh.version)
      var page = try page(fresh, visit, state, kept: files)
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  /// The answers and the lines about the parties, when every entry of the notice has been dealt with.
  private func complete(
    _ file: CaseFile, _ form: Form, _ files: [FiledFile]
  ) throws(SiteRefusal) -> (answers: [String: String], party: [String: String]) {
    var answers: [String: String] = [:]
    var party: [String: String] = [:]
    var faults: [Fault] = []
    for (_, target) in targets(file) {
      switch target {
      case .material(let material):
        guard !files.contains(where: { $0.material == material.key }) else { continue }
        faults.append(
          Fault(FilingField.files(material.key), "请上传“\(material.name)”。"))
      case .field(let field):
        let name = FilingField.answer(field.key)
        guard let value = form[name] else {
          faults.append(Fault(name, "请填写“\(field.label)”。"))
          continue
        }
        answers[field.key] = value
      case .party(let field):
        guard let value = form[field.key] else {
          faults.append(Fault(field.key, "请填写“\(field.label)”。"))
          continue
        }
        party[field.key] = value
      }
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    return (answers, party)
  }

  private func page(
    _ file: CaseFile, _ visit: Visit, _ state: FormState, kept: [FiledFile]
  ) throws -> Page {
    let path = CaseLink.case(file.row.id).path
    let isOpen = file.state.waitsForApplicant
    let refusal = CaseworkRefusal.wrongStep(.supplement, file.state.phase)
    let closed = UI.notice(.info, body: "<p>\(visit.t(refusal.phrase))</p>")
    let parts = targets(file).map { part($0.entry, $0.target, kept, visit, state) }
    let form = UI.form(
      CaseLink.supplement(file.row.id).path, state, visit, files: true,
      """
      \(parts)
      <div class="actions">\(UI.button(visit.t("一次交齐"), large: true))\
      \(UI.link(visit.t("回到办件"), path))</div>
      """)
    return Page(
      "提交补正", section: "cases",
      body: """
        \(UI.crumbs(
          [(visit.t("我的办件"), CaseLink.cases.path), (file.row.number, path)],
          here: visit.t("提交补正"), visit))
        \(UI.head(
          visit.t("提交补正"),
          lead: visit.t("下面是告知书列明的全部内容，请一次交齐；交齐后本机关重新计算审查期限。")))
        <div class="narrow stack">\(isOpen ? form : closed)</div>
        """)
  }

  private func part(
    _ entry: SupplementNotice.Entry, _ target: Target, _ kept: [FiledFile], _ visit: Visit,
    _ state: FormState
  ) -> HTML {
    let problem: HTML = "<p><strong>\(visit.t("需要补正："))</strong>\(entry.problem)</p>"
    switch target {
    case .field(let field):
      return UI.group(
        visit.pick(field.label), problem + UI.field(field.control(visit), state, visit))
    case .party(let field):
      return UI.group(
        visit.pick(field.label),
        problem + UI.field(field.control(visit, required: true), state, visit))
    case .material(let material):
      let files = kept.filter { $0.material == material.key }
      let hidden = files.map { file -> HTML in
        """
        <input type="hidden" name="\(FilingField.kept(material.key))" \
        value="\(file.digest.description)">
        """
      }
      let control = material.control(visit, required: files.isEmpty)
      return UI.group(
        visit.pick(material.name),
        """
        \(problem)\
        \(if: !files.isEmpty, UI.files(files.map { UI.FileLink($0.name, path: nil, note: $0.note) }))\
        \(hidden)\(UI.field(control, state, visit))
        """)
    }
  }
}
