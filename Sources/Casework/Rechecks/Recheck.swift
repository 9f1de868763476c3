// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// The re-check of a case that was decided in one hand and drawn (质量复核): a supervisor looks at it again and says how
/// good it was.
package struct Recheck: Aggregate {
  package static let kind = "recheck"

  /// What was drawn, and how.
  package struct Drawn: Codable, Sendable, Hashable {
    /// The number of the case.
    package let number: String
    package let department: String
    package let month: String
    /// Nil where no secret had been committed to for the month: then every case is drawn.
    package let score: Int?
    /// The share that counted, in percent.
    package let percent: Int
    /// The account of whoever decided.
    package let approver: String
    package let authority: Authority
  }

  /// What the supervisor finds.
  package enum Verdict: String, Codable, CaseIterable, Sendable {
    case right
    /// A fault that does not bear on the decision.
    case minor
    case wrong
  }

  /// What follows, if the head of the agency agrees.
  package enum Proposal: String, Codable, CaseIterable, Sendable {
    case suspendAuthorisation
    /// That the decision be revoked (行政许可法 article 69).
    case revokeDecision
  }

  package enum Command: Sendable {
    case draw(Drawn)
    case find(Verdict, [Proposal], Reasons)
    /// The head's answer to what was proposed.
    case answer(isAdopted: Bool, Reasons)
  }

  package enum Event: Codable, Sendable, Hashable {
    case drawn(Drawn)
    case found(Verdict, [Proposal], opinion: Digest)
    case answered(isAdopted: Bool, reasons: Digest)
  }

  /// How far it has come.
  package enum Standing: String, Codable, CaseIterable, Sendable {
    case none
    /// To be looked at.
    case open
    /// Something was proposed and waits for the head.
    case proposed
    case done
  }

  package private(set) var drawn: Drawn?
  package private(set) var verdict: Verdict?
  package private(set) var proposals: [Proposal] = []
  package private(set) var isAdopted: Bool?

  package init() {}

  package var standing: Standing {
    if drawn == nil { return .none }
    if verdict == nil { return .open }
    return proposals.isEmpty || isAdopted != nil ? .done : .proposed
  }

  package func decide(
    _ command: Command, _ actor: Actor
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .draw(let drawn):
      guard actor.roles.contains(.system) else { throw .notYourPart(.recheck) }
      return self.drawn == nil ? [.drawn(drawn)] : []
    case .find(let verdict, let proposals, let opinion):
      guard let drawn else { throw .staff(.recheckNotFound) }
      guard actor.holds(anyOf: Case.roles(for: .recheck)) else { throw .notYourPart(.recheck) }
      guard drawn.approver != actor.id else { throw .staff(.ownRecheck) }
      guard self.verdict == nil else { throw .staff(.foundAlready) }
      guard opinion.isGiven else { throw .reasonsMissing(.recheck) }
      // Only what was decided wrongly has consequences.
      return [.found(verdict, verdict == .wrong ? proposals : [], opinion: opinion.digest)]
    case .answer(let isAdopted, let reasons):
      guard drawn != nil else { throw .staff(.recheckNotFound) }
      guard actor.roles.contains(.agencyHead) else { throw .notYourPart(.authorise) }
      guard standing == .proposed else { throw .staff(.nothingProposed) }
      guard reasons.isGiven else { throw .reasonsMissing(.recheck) }
      return [.answered(isAdopted: isAdopted, reasons: reasons.digest)]
    }
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .drawn(let drawn): self.drawn = drawn
    case .found(let verdict, let proposals, _):
      self.verdict = verdict
      self.proposals = proposals
    case .answered(let isAdopted, _): self.isAdopted = isAdopted
    }
  }
}

extension Recheck.Verdict {
  package var phrase: Phrase {
    switch self {
    case .right: "正确"
    case .minor: "轻微瑕疵"
    case .wrong: "错误"
    }
  }

  var tone: UI.Tone {
    switch self {
    case .right: .good
    case .minor: .warn
    case .wrong: .bad
    }
  }
}

extension Recheck.Proposal {
  package var phrase: Phrase {
    switch self {
    case .suspendAuthorisation: "建议暂停授权"
    case .revokeDecision: "建议撤销本件的决定（行政许可法第六十九条）"
    }
  }
}
