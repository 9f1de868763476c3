// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

/// What a form of a step orders: the command, and the texts that it names by digest.
struct StepOrder: Sendable {
  let command: Case.Command
  /// Kept as evidence, exactly as the command's digests are over them.
  let texts: [String]
  /// Why the applicant has deceived, where the decision says so (行政许可法 article 78).
  var falsehood: Reasons?

  /// The longest text of one field, in characters.
  static let textMax = 2000

  init(_ command: Case.Command, _ texts: String...) {
    self.command = command
    self.texts = texts
  }

  static func choice(
    _ name: String, _ form: Form, _ complaint: Phrase
  ) throws(SiteRefusal) -> Bool {
    switch form[name] {
    case "yes": return true
    case "no": return false
    default: throw .invalid([Fault(name, complaint)])
    }
  }

  static func reasons(_ name: String, _ form: Form) throws(SiteRefusal) -> Reasons {
    let text = text(form[name])
    guard text.count <= textMax else {
      throw .invalid([Fault(name, "最多 \(textMax) 个字，请精简。")])
    }
    return Reasons(text)
  }

  /// What was typed, with the line breaks of every system made one.
  private static func text(_ value: String?) -> String { (value ?? "").withOneLineBreak }

  /// Who is competent must be told, unless the refusal follows supplements that were not enough.
  ///
  /// Article 32 (2) of 行政许可法.
  static func refusal(_ form: Form, _ file: CaseFile) throws(SiteRefusal) -> Reasons {
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
}
