// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// What this body reviews and a higher one decides (报送上级机关), by 行政许可法 articles 35 and 43: the opinion and all
/// materials are sent up within the term of the review; then the higher body's decision comes back and is written down.
///
/// ```
/// accepted ─ reviewed ─ sent up ─ decided above ─► granted, refused: delivered here
/// ```
/// Only cases of items whose clock has a term for this review go this way, and none of them is decided here.
package struct ForwardingTurn: Turn, Hashable {
  package enum Command: Sendable {
    /// - Parameter upper: the body that decides.
    case send(upper: String, passes: Bool, opinion: Reasons)
    case record(UpperDecision, reasons: Reasons)
  }

  package enum Event: TurnEvent {
    case sent(upper: String, passes: Bool, opinion: Digest)
    case decided(UpperDecision, upper: String, reasons: Digest)
  }

  /// The body that decides; nil as long as nothing was sent up.
  private(set) var upper: String?
  /// What it has decided.
  private(set) var decision: UpperDecision?

  init() {}

  /// Whether the case lies with the higher body.
  var isAway: Bool { upper != nil && decision == nil }

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .send(let upper, let passes, let opinion):
      try whole.allow(.forward, in: [.accepted], context)
      guard whole.isDecidedAbove else { throw .forwarding(.decidedHere) }
      guard !whole.isAtWindow else { throw .team(.liesAtWindow) }
      guard whole.reviewsMissing == 0 else {
        throw .reviewsMissing(needed: whole.reviewsMissing)
      }
      if let hold = whole.holds(context, besides: self) { throw hold }
      try whole.deferring.requireComplete(whole)
      guard Reasons(upper).isGiven else { throw .forwarding(.upperMissing) }
      try whole.require(opinion, for: .forward)
      return [.sent(upper: upper, passes: passes, opinion: opinion.digest)]
    case .record(let decision, let reasons):
      try whole.allow(.recordUpperDecision, in: [.accepted], context)
      guard let upper, self.decision == nil else { throw .forwarding(.notSent) }
      guard Reasons(decision.number).isGiven else { throw .forwarding(.numberMissing) }
      guard let sent = whole.facts.forwarded?.day, (sent...context.now.day).contains(decision.day)
      else { throw .forwarding(.dayWrong) }
      try whole.require(reasons, for: .recordUpperDecision)
      return [.decided(decision, upper: upper, reasons: reasons.digest)]
    }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .sent(let upper, _, _):
      self.upper = upper
      facts.forwarded = moment.at
    case .decided(let decision, _, _):
      self.decision = decision
      facts.decided = CaseFacts.Decision(at: moment.at, granted: decision.granted)
    }
  }

  /// This body never decides what a higher one has to.
  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? {
    guard whole.isDecidedAbove else { return nil }
    return .forwarding(upper.map { .isAway($0) } ?? .decidedAbove)
  }
}

/// What a higher body has decided.
package struct UpperDecision: Codable, Sendable, Hashable {
  package let granted: Bool
  /// The number of its decision (决定文号).
  package let number: String
  package let day: Day
}

extension Case {
  /// Whether a higher body decides after a review here (行政许可法 article 35).
  var isDecidedAbove: Bool { terms.lowerReview != nil }

  /// Whether a grant is followed by a certificate that is made here; a higher body makes its own.
  var makesLicence: Bool { submission?.licence == true && forwarding.upper == nil }

  /// What else a decision must wait for than a turn.
  fileprivate func holds(
    _ context: Context, besides turn: ForwardingTurn
  ) -> CaseworkRefusal? {
    turns.lazy.filter { !($0 is ForwardingTurn) }.compactMap { $0.hold(self, context) }.first
  }

  /// What can be done here while a case lies with the higher body; nothing that asks the applicant for anything again
  /// (article 35).
  private static let whileAway: Set<CaseworkRefusal.Step> = [
    .recordUpperDecision, .withdraw, .terminate, .rectify, .claim, .handOver, .giveBack, .takeOver,
    .recuse, .recuseOther, .liftRecusal,
  ]

  func requireHere(_ step: CaseworkRefusal.Step) throws(CaseworkRefusal) {
    guard forwarding.isAway, let upper = forwarding.upper, !Self.whileAway.contains(step) else {
      return
    }
    throw .forwarding(step == .askMore ? .askedAgain : .isAway(upper))
  }
}

extension ForwardingTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .sent: "初步审查完毕，报送上级机关"
    case .decided(let decision, _, _): decision.granted ? "上级机关决定：准予" : "上级机关决定：不予许可"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .sent: .forward
    case .decided: .recordUpperDecision
    }
  }

  package var part: CasePart {
    switch self {
    case .sent: .section
    case .decided: .upper
    }
  }

  /// The opinion of the review is the bureau's own; the reasons of the decision are the applicant's.
  package var text: Digest? { if case .decided(_, _, let text) = self { text } else { nil } }

  package var texts: [Digest] {
    switch self {
    case .sent(_, _, let text), .decided(_, _, let text): [text]
    }
  }

  package var details: [TurnDetail] {
    switch self {
    case .sent(let upper, _, _): [TurnDetail("上级机关", .verbatim(upper))]
    case .decided(let decision, let upper, _):
      [
        TurnDetail("上级机关", .verbatim(upper)),
        TurnDetail("决定文号", .verbatim(decision.number)),
        TurnDetail("决定日期", "\(decision.day)"),
      ]
    }
  }

  package var document: DocumentKind? { if case .sent = self { .forwardingLetter } else { nil } }
}
