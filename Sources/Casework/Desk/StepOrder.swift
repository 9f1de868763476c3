// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Foundation
import Site

/// What a form of a step orders: the command, and the texts that it names by digest.
struct StepOrder: Sendable {
  let command: Case.Command
  /// Kept as evidence, exactly as the command's digests are over them.
  let texts: [String]

  /// The longest text of one field, in characters.
  static let textMax = 2000

  private init(_ command: Case.Command, _ texts: String...) {
    self.command = command
    self.texts = texts
  }

  /// Reads the form of a step; a correction on the spot is not one command and is read elsewhere.
  ///
  /// - Throws: what is missing or not among the choices. Missing reasons are refused by the rules of the
  ///   case, which name the article.
  init?(_ step: DeskStep, _ form: Form, _ file: CaseFile) throws(SiteRefusal) {
    switch step {
    case .accept:
      self.init(.accept)
    case .notice:
      let notice = try Self.notice(form, file)
      self.init(.noticeSupplement(notice), notice.canonical)
    case .notRequired:
      let reasons = try Self.reasons(StepField.notRequiredReasons, form)
      self.init(.findNotRequired(reasons), reasons.text)
    case .refuse:
      let reasons = try Self.refusal(form, file)
      self.init(.refuseAcceptance(reasons), reasons.text)
    case .review:
      let passed = try Self.choice(StepField.passed, form, "请选择审查结论：通过或者不通过。")
      let opinion = try Self.reasons(StepField.opinion, form)
      self.init(.review(passed: passed, opinion: opinion), opinion.text)
    case .decide:
      let granted = try Self.choice(StepField.granted, form, "请选择决定：准予或者不予。")
      let reasons = try Self.reasons(StepField.decisionReasons, form)
      self.init(.decide(granted: granted, reasons), reasons.text)
    case .deliver:
      guard let method = form[StepField.method].flatMap(DeliveryMethod.init(rawValue:)) else {
        throw .invalid([Fault(StepField.method, "请选择送达方式。")])
      }
      self.init(.deliver(method))
    case .correct:
      return nil
    }
  }

  private static func choice(
    _ name: String, _ form: Form, _ complaint: Phrase
  ) throws(SiteRefusal) -> Bool {
    switch form[name] {
    case "yes": return true
    case "no": return false
    default: throw .invalid([Fault(name, complaint)])
    }
  }

  private static func reasons(_ name: String, _ form: Form) throws(SiteRefusal) -> Reasons {
    let text = text(form[name])
    guard text.count <= textMax else {
      throw .invalid([Fault(name, "最多 \(textMax) 个字，请精简。")])
    }
    return Reasons(text)
  }

  /// What was typed, with the line breaks of every system made one.
  private static func text(_ value: String?) -> String {
    String((value ?? "").map { $0.isNewline ? "\n" : $0 })
  }

  /// Who is competent must be told, unless the refusal follows supplements that were not enough.
  ///
  /// Article 32 (2) of 行政许可法.
  private static func refusal(_ form: Form, _ file: CaseFile) throws(SiteRefusal) -> Reasons {
    let reasons = try reasons(StepField.refusalReasons, form)
    guard reasons.isGiven else { return reasons }
    let body = try self.reasons(StepField.competentBody, form)
    if body.isGiven { return Reasons("\(reasons.text)\n请向有权机关申请：\(body.text)") }
    guard file.state.isSupplementNoticed else {
      throw .invalid([
        Fault(StepField.competentBody, "请写明有权受理的机关，申请人要凭此向它申请。")
      ])
    }
    return reasons
  }

  /// Everything that is ticked or described, in the order of the table.
  private static func notice(
    _ form: Form, _ file: CaseFile
  ) throws(SiteRefusal) -> SupplementNotice {
    let told = Set(form.all(StepField.told))
    var entries: [SupplementNotice.Entry] = []
    var faults: [Fault] = []
    for target in NoticeTarget.all(of: file) {
      let name = StepField.problem(target.id)
      let problem = text(form[name])
      guard told.contains(target.id) || !problem.isEmpty else { continue }
      if !Reasons(problem).isGiven {
        faults.append(Fault(name, "请写明“\(target.name)”有什么问题、应当怎样补正。"))
      } else if problem.count > textMax {
        faults.append(Fault(name, "最多 \(textMax) 个字，请精简。"))
      }
      entries.append(SupplementNotice.Entry(target: target.key, problem: problem))
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    return SupplementNotice(entries: entries)
  }
}

/// Something that a notice may ask for: a material, a field of the form, a line about who applies.
struct NoticeTarget: Sendable {
  enum Kind: String, Sendable { case material, field, party }

  let kind: Kind
  let key: String
  let name: Words
  /// How many files were handed in, or what was answered.
  let given: Int

  /// A name of its own on the page, where a material and a field may share a key.
  var id: String { "\(kind.rawValue).\(key)" }

  /// Everything that the situation of the case needs; the whole item where the situation was erased.
  static func all(of file: CaseFile) -> [NoticeTarget] {
    let situation = file.filing?.situation ?? [:]
    let materials =
      (try? file.filing?.materials(of: file.item))?.map(\.material)
      ?? file.item.materials
    let fields =
      (try? Guide.fields(for: file.item, answers: situation)) ?? file.item.form
    return materials.map { material in
      let files = file.filing?.files.count { $0.material == material.key } ?? 0
      return NoticeTarget(kind: .material, key: material.key, name: material.name, given: files)
    }
      + fields.map { field in
        let isGiven = file.filing?.answers[field.key]?.isEmpty == false
        return NoticeTarget(
          kind: .field, key: field.key, name: field.label, given: isGiven ? 1 : 0)
      }
      + PartyField.all(of: file.filing).map { field in
        let isGiven = file.filing?[field].isEmpty == false
        return NoticeTarget(
          kind: .party, key: field.key, name: field.label, given: isGiven ? 1 : 0)
      }
  }
}
