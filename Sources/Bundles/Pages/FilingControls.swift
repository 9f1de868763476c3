// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Identity
import ShangMi
import Site

/// The controls by which a joint filing is filled in: who applies, each field once, each material once.
struct FilingControls {
  let form: JointForm
  let filing: JointFiling
  let visit: Visit
  let state: FormState
  /// The controls of the fields that are chosen and not typed, by key.
  var picked: [String: HTML] = [:]
  /// Where a file that is there can be looked at.
  let address: (FiledFile) -> String

  static func values(of filing: JointFiling, _ form: JointForm) -> [String: String] {
    var values: [String: String] = [:]
    for (part, party) in [("applicant", filing.applicant), ("agent", filing.agent)] {
      guard let party else { continue }
      values["\(part).name"] = party.name
      values["\(part).code"] = party.code
      values["\(part).phone"] = party.phone
    }
    for field in form.fields.map(\.field) {
      values[FilingField.answer(field.key)] = filing.values[field.key]
    }
    return values
  }

  func parties(own account: Account?) -> HTML {
    guard let agent = filing.agent else {
      return party("applicant", visit.t("申请人"), filing.applicant, own: account)
    }
    return """
      \(party("applicant", visit.t("申请人（被代办人）"), filing.applicant, own: nil))
      \(party("agent", visit.t("代办人"), agent, own: account))
      """
  }

  private func party(_ part: String, _ title: String, _ party: Party, own: Account?) -> HTML {
    let label = visit.t("公民身份号码或统一社会信用代码")
    var known: [(name: String, value: HTML?)] = []
    var fields: [UI.Field] = []
    if own?.name.isEmpty ?? true {
      fields.append(
        UI.Field("\(part).name", visit.t("姓名或名称"), .text(max: 120), required: true))
    } else {
      known.append((visit.t("姓名或名称"), "\(party.name)"))
    }
    if own?.code?.isEmpty ?? true {
      fields.append(UI.Field("\(part).code", label, .code(max: 18), required: true))
    } else {
      known.append((label, "<span class=\"number\">\(party.code)</span>"))
    }
    fields.append(
      UI.Field(
        "\(part).phone", visit.t("联系电话"), .phone, required: true,
        help: visit.t("办理进度和补正告知会发到这里。")))
    return UI.group(
      title, "\(if: !known.isEmpty, UI.facts(known))\(UI.fields(fields, state, visit))")
  }

  /// - Parameter keys: the fields that are shown; all when nil.
  func fields(_ keys: Set<String>? = nil) -> HTML {
    let shown = form.fields.filter { keys?.contains($0.field.key) ?? true }
    guard !shown.isEmpty else { return .empty }
    let controls = shown.map { entry in
      picked[entry.field.key] ?? UI.field(Self.control(of: entry, visit), state, visit)
    }
    return UI.group(visit.t("一张表"), HTML.join(controls, separator: "\n"))
  }

  /// With what is always said of a field, and how many items read it.
  static func control(of entry: JointForm.Field, _ visit: Visit) -> UI.Field {
    entry.field.control(visit, help: help(entry, visit))
  }

  private static func help(_ entry: JointForm.Field, _ visit: Visit) -> String? {
    let own = entry.field.help.map { visit.pick($0) }
    guard entry.wantedBy.count > 1 else { return own }
    let shared = visit.t("用于 \(entry.wantedBy.count) 个事项，只填一次。")
    return [own, shared].compactMap(\.self).joined(separator: " ")
  }

  /// - Parameter keys: the materials that are shown; all when nil.
  func papers(_ keys: Set<String>? = nil) -> HTML {
    let shown = form.papers.filter { keys?.contains($0.requirement.key) ?? true }
    guard !shown.isEmpty else { return .empty }
    let entries = shown.map { paper in
      (
        name: visit.pick(paper.requirement.name),
        badges: MaterialPart.badges(paper.requirement.material, visit),
        body: body(paper)
      )
    }
    return UI.group(visit.t("一套材料"), UI.materials(entries))
  }

  private func body(_ paper: JointForm.Paper) -> HTML {
    let material = paper.requirement.material
    let used = form.parts.filter { paper.wantedBy.contains($0.member.key) }
      .map { visit.pick($0.item.name) }.joined(separator: visit.pick("、", ", "))
    let explanation: HTML = """
      <details class="more"><summary>\(visit.t("要求和样表"))</summary>\
      \(MaterialPart.body(material, note: ("用于", used), visit))</details>
      """
    guard paper.isBrought else {
      return """
        <p class="muted">\(visit.t("免提交：由本机关通过政务数据共享取得，您不需要上传。"))</p>\(explanation)
        """
    }
    let files = filing.files.filter { $0.material == material.key }
    return """
      \(explanation)\(if: !files.isEmpty, UI.files(files.map(link)))\
      \(UI.field(material.control(visit, required: material.required), state, visit))
      """
  }

  private func link(_ file: FiledFile) -> UI.FileLink {
    let label = visit.t("移除 \(file.name)")
    let button: HTML = """
      <button class="button button-quiet" type="submit" name="\(FilingField.remove)" \
      value="\(file.material)/\(file.digest.description)" aria-label="\(label)">\
      \(visit.t("移除"))</button>
      """
    return UI.FileLink(file.name, path: address(file), note: file.note, extra: button)
  }
}
