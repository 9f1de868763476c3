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
    guard let filing = file.filing else {
      return "<p>\(visit.t("申请内容已经依法删除，不能更正。"))</p>"
    }
    let shown = Self.fields(of: file).filter { !Self.isMasked($0) }
    let values = Dictionary(
      shown.map { (StepField.answer($0.key), filing.answers[$0.key] ?? "") },
      uniquingKeysWith: { first, _ in first })
    let state = forms.state(of: .correct, values: values)
    let fields = Self.fields(of: file).map { UI.field(field($0, filing), state, visit) }
    let materials = Self.materials(of: file).map { UI.field(material($0, filing), state, visit) }
    return """
      <p>\(visit.t("存在可以当场更正的错误的，应当允许申请人当场更正（行政许可法第三十二条第一款第三项）。请与在场的申请人逐项核对。"))</p>\
      \(forms.frame(.correct, button: visit.t("保存更正"), .primary, files: true, """
        \(UI.group(visit.t("填写内容"), HTML.join(fields, separator: "\n")))\
        \(if: !materials.isEmpty,
          UI.group(visit.t("材料"), HTML.join(materials, separator: "\n")))
        """))
      """
  }

  /// The fields of the form that the situation of the case needs.
  static func fields(of file: CaseFile) -> [FormField] {
    (try? Guide.fields(for: file.item, answers: file.filing?.situation ?? [:])) ?? []
  }

  /// The materials that the situation needs and that people hand in.
  static func materials(of file: CaseFile) -> [Material] {
    let required = try? Guide.materials(
      for: file.item, answers: file.filing?.situation ?? [:])
    return (required ?? []).filter { !$0.isFetched }.map(\.material)
  }

  /// Whether the value is not shown, and so is left as it is when the field stays empty.
  static func isMasked(_ field: FormField) -> Bool {
    field.type == .residentID || field.type == .phone
  }

  /// The answers that differ from what was filed.
  static func changes(_ form: Form, _ file: CaseFile) -> [String: String] {
    var changes: [String: String] = [:]
    for field in fields(of: file) {
      let old = file.filing?.answers[field.key] ?? ""
      let new = form[StepField.answer(field.key)] ?? ""
      if new == old || (new.isEmpty && isMasked(field)) { continue }
      changes[field.key] = new
    }
    return changes
  }

  private func field(_ field: FormField, _ filing: Filing) -> UI.Field {
    let value = filing.answers[field.key] ?? ""
    let masked = Self.isMasked(field) && !value.isEmpty
    let mask = field.type == .phone ? Masking.phone(value) : Masking.code(value)
    let help = field.help.map { visit.pick($0.zh, $0.en) }
    return UI.Field(
      StepField.answer(field.key), visit.pick(field.label.zh, field.label.en), kind(of: field),
      required: field.required && !masked,
      help: masked ? visit.t("现为 \(mask)，留空则不变。") : help)
  }

  private func kind(of field: FormField) -> UI.FieldKind {
    switch field.type {
    case .text: .text(max: field.max)
    case .area: .area(max: field.max)
    case .uscc, .residentID: .code(max: 18)
    case .phone: .phone
    case .number: .number
    case .date: .date
    case .choice:
      .choice(field.options.map { UI.Option($0.key, visit.pick($0.label.zh, $0.label.en)) })
    }
  }

  private func material(_ material: Material, _ filing: Filing) -> UI.Field {
    let count = filing.files.count { $0.material == material.key }
    return UI.Field(
      StepField.file(material.key), visit.pick(material.name.zh, material.name.en),
      .file(accept: material.accept, maxMB: material.maxMegabytes, several: true),
      help: visit.t("已提交 \(count) 份文件；选择新文件后整项替换，不选则不变。"))
  }
}
