// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Identity
import Site

/// The form by which a clerk puts errors right on the spot, by article 32 (3) of 行政许可法.
struct CorrectionForm {
  let forms: StepForms

  private var visit: Visit { forms.visit }
  private var file: CaseFile { forms.file }

  func html() -> HTML {
    guard let filing = file.filing, let form = Self.form(of: file) else {
      return "<p>\(visit.t("申请内容已经依法删除，不能更正。"))</p>"
    }
    let shown = form.fields.filter { !Self.isMasked($0) }
    let values = Dictionary(
      shown.map { (FilingField.answer($0.key), filing.answers[$0.key] ?? "") },
      uniquingKeysWith: { first, _ in first }
    ).merging(names(filing)) { first, _ in first }
    let state = forms.state(of: .correct, values: values)
    let fields = form.fields.map { UI.field(field($0, filing), state, visit) }
    let materials = form.uploads.map { UI.field(material($0, filing), state, visit) }
    let parties = PartyField.all(of: filing).map { UI.field(party($0, filing), state, visit) }
    let parts: HTML = """
      \(UI.group(visit.t("申请人"), HTML.join(parties, separator: "\n")))\
      \(UI.group(visit.t("填写内容"), HTML.join(fields, separator: "\n")))\
      \(if: !materials.isEmpty,
        UI.group(visit.t("材料"), HTML.join(materials, separator: "\n")))
      """
    return """
      <p>\(visit.t("存在可以当场更正的错误的，应当允许申请人当场更正（行政许可法第三十二条第一款第三项）。请与在场的申请人逐项核对。"))</p>\
      \(forms.frame(.correct, button: visit.t("保存更正"), .plain, files: true, parts))
      """
  }

  /// The application form that the situation of the case needs; nil where the filing was erased.
  static func form(of file: CaseFile) -> FilingForm? {
    file.filing.flatMap { try? FilingForm(file.item, $0) }
  }

  /// Whether the value is not shown, and so is left as it is when the field stays empty.
  static func isMasked(_ field: FormField) -> Bool {
    field.type == .residentID || field.type == .phone
  }

  /// The answers of a form that differ from what was filed.
  static func changes(_ form: Form, _ file: CaseFile) -> [String: String] {
    guard let filing = file.filing, let known = self.form(of: file) else { return [:] }
    let masked = Set(known.fields.filter(isMasked).map(\.key))
    return known.answers(in: form).filter { key, value in
      value != filing.answers[key] ?? "" && !(value.isEmpty && masked.contains(key))
    }
  }

  /// The lines about the parties that differ from what was filed.
  static func partyChanges(_ form: Form, _ file: CaseFile) -> [String: String] {
    guard let filing = file.filing else { return [:] }
    var changes: [String: String] = [:]
    // Names are shown, so an empty one is meant; what is masked stays as it is when left empty.
    for field in PartyField.all(of: filing) where form.values[field.key] != nil {
      let value = field.stored(form[field.key] ?? "")
      if value == filing[field] || value.isEmpty && field.line != .name { continue }
      changes[field.key] = value
    }
    return changes
  }

  /// The names of the parties as they stand.
  private func names(_ filing: Filing) -> [String: String] {
    var names: [String: String] = [:]
    for field in PartyField.all(of: filing) where field.line == .name {
      names[field.key] = filing[field]
    }
    return names
  }

  private func party(_ field: PartyField, _ filing: Filing) -> UI.Field {
    let value = filing[field]
    switch field.line {
    case .name: return field.control(visit, required: true)
    case .code, .phone:
      let mask = field.line == .phone ? Masking.phone(value) : Masking.code(value)
      return field.control(visit, required: false, help: visit.t("现为 \(mask)，留空则不变。"))
    }
  }

  private func field(_ field: FormField, _ filing: Filing) -> UI.Field {
    let value = filing.answers[field.key] ?? ""
    guard Self.isMasked(field), !value.isEmpty else { return field.control(visit) }
    let mask = field.type == .phone ? Masking.phone(value) : Masking.code(value)
    return UI.Field(
      FilingField.answer(field.key), visit.pick(field.label),
      field.type == .phone ? .phone : .code(max: 18), help: visit.t("现为 \(mask)，留空则不变。"))
  }

  private func material(_ material: Material, _ filing: Filing) -> UI.Field {
    let count = filing.files.count { $0.material == material.key }
    return material.control(
      visit, required: false,
      help: visit.t("已提交 \(count) 份文件；选择新文件后整项替换，不选则不变。"))
  }
}
