// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// A step of the bureau's with a case, as addresses and forms name it.
package enum DeskStep: String, CaseIterable, Sendable {
  case accept
  case notice
  case correct
  case notRequired = "not-required"
  case refuse
  case review
  case decide
  case deliver

  /// The step as the rules know it.
  package var step: CaseworkRefusal.Step {
    switch self {
    case .accept: .accept
    case .notice: .noticeSupplement
    case .correct: .correct
    case .notRequired: .findNotRequired
    case .refuse: .refuseAcceptance
    case .review: .review
    case .decide: .decide
    case .deliver: .deliver
    }
  }

  /// The phases in which the step has its place, so that a page says something about it.
  var phases: Set<Case.Phase> {
    switch self {
    case .accept, .notice, .correct, .notRequired, .refuse: [.received]
    case .review, .decide: [.accepted]
    case .deliver: [.granted, .refused]
    }
  }

  /// The field that a missing reason is told at.
  var reasonsField: String {
    switch self {
    case .notice: StepField.told
    case .notRequired: StepField.notRequiredReasons
    case .refuse: StepField.refusalReasons
    case .review: StepField.opinion
    case .decide: StepField.decisionReasons
    case .accept, .correct, .deliver: "reasons"
    }
  }

  /// The document that the step makes, if it makes one.
  func document(of command: Case.Command?) -> DocumentKind? {
    switch self {
    case .accept: .acceptance
    case .notice: .supplementNotice
    case .notRequired: .notRequired
    case .refuse: .nonAcceptance
    case .deliver: .deliveryRecord
    case .decide:
      if case .decide(let granted, _) = command { granted ? .grant : .refusal } else { nil }
    case .correct, .review: nil
    }
  }

  /// The steps that somebody's roles and the case's phase allow, whether or not another rule stands
  /// against one of them.
  static func steps(of file: CaseFile, for actor: Actor) -> [DeskStep] {
    allCases.filter {
      $0.phases.contains(file.state.phase) && actor.holds(anyOf: Case.roles(for: $0.step))
    }
  }

  /// Why somebody may not take the step now, asked of the rules themselves; nil when he may.
  func obstacle(for actor: Actor, in file: CaseFile, on now: Instant) -> CaseworkRefusal? {
    let words = Reasons("——")
    let command: Case.Command =
      switch self {
      case .accept: .accept
      case .notice: .noticeSupplement(SupplementNotice(entries: [.init(target: "", problem: "——")]))
      case .correct: .correct(filing: words.digest)
      case .notRequired: .findNotRequired(words)
      case .refuse: .refuseAcceptance(words)
      case .review: .review(passed: true, opinion: words)
      case .decide: .decide(granted: true, words)
      case .deliver: .deliver(.window)
      }
    do throws(CaseworkRefusal) {
      _ = try file.state.decide(
        command, Case.Context(actor: actor, now: now, calendar: file.calendar))
      return nil
    } catch {
      return error
    }
  }
}

/// The names of the fields in the forms of the steps; all differ, because the forms share a page.
enum StepField {
  static let step = "step"
  static let told = "told"
  static let notRequiredReasons = "notRequiredReasons"
  static let refusalReasons = "refusalReasons"
  static let competentBody = "competentBody"
  static let passed = "passed"
  static let opinion = "opinion"
  static let granted = "granted"
  static let decisionReasons = "decisionReasons"
  static let method = "method"

  /// What is wrong with a material or a field of the form.
  static func problem(_ target: String) -> String { "problem.\(target)" }

  /// The fields whose words are worth keeping when somebody else was faster.
  static func isWritten(_ name: String) -> Bool {
    [notRequiredReasons, refusalReasons, competentBody, opinion, decisionReasons].contains(name)
      || name.hasPrefix(problem(""))
  }
}

/// Why a step was refused, told at the fields of its form and with the article.
struct StepRefusal: Refusal {
  let kind: RefusalKind
  let code: String
  let phrase: Phrase
  let legalBasis: LegalBasis?
  let faults: [Fault]

  init(_ refusal: any Refusal, in step: DeskStep) {
    kind = refusal.kind
    code = refusal.code
    legalBasis = refusal.legalBasis
    phrase = StepRefusal.phrase(of: refusal)
    faults = refusal.faults.map { fault in
      fault.field == "reasons" ? Fault(step.reasonsField, fault.phrase) : fault
    }
  }

  /// What is wrong, with the article where there is one.
  static func phrase(of refusal: any Refusal) -> Phrase {
    guard let basis = refusal.legalBasis else { return refusal.phrase }
    return "\(refusal.phrase)（依据：\(basis.text)）"
  }
}
