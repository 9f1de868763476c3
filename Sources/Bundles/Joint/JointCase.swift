// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi

/// One joint case (联办件): several items applied for as one, each a case of its own under one clock over all
/// (行政许可法 articles 26 and 42 ¶2).
///
/// Where it stands follows from where its parts stand, in whatever order they came there. What holds one part up holds
/// up only those that wait for it.
package struct JointCase: Aggregate {
  package static let kind = "joint"

  package private(set) var submission: JointSubmission?
  package private(set) var parts: [JointPartState] = []
  /// The filing as it stands after a supplement or an addition.
  package private(set) var filing: Digest?
  /// What departments want supplemented, and have said before the one notice.
  package private(set) var asks: [Ask] = []
  package private(set) var notice: Digest?
  /// Who has accepted it for all; parts that begin later are accepted by that.
  package private(set) var acceptedBy: String?
  package private(set) var facts = CaseFacts()
  /// The number of the composite certificate.
  package private(set) var composite: String?
  /// The days on which the applicant was at the window for it.
  package private(set) var visitDays: Set<Day> = []
  /// What it has saved, once it was concluded.
  package private(set) var measured: Reductions?
  /// Special procedures of the parts, each with its own; together they hold the joint clock.
  private var pauses: [String: [SpecialProcedure]] = [:]

  package init() {}

  /// What a department wants supplemented.
  package struct Ask: Codable, Sendable, Hashable {
    package let part: String
    /// A notice in joint names.
    package let notice: Digest
  }

  package var standing: JointStanding { JointStanding(of: parts) }

  package func part(_ key: String) -> JointPartState? { parts.first { $0.key == key } }

  /// The parts that can begin now: all that they wait for has been granted.
  package var ready: [JointPartState] {
    parts.filter { part in
      part.fate == .waiting && part.after.allSatisfy { self.part($0)?.hasYielded == true }
    }
  }

  /// The terms of the whole: 45 days, 15 more by the government (article 42 ¶2), and the announced one.
  package var terms: CaseTerms {
    CaseTerms.joint(promised: submission?.promised, issue: nil)
  }

  package func clock(_ calendar: WorkCalendar, asOf day: Day) -> CaseClock {
    CaseClock.compute(facts, terms, calendar, asOf: day)
  }

  // MARK: - What has happened

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .submitted(let submission):
      self.submission = submission
      filing = submission.filing
      parts = submission.parts.map(JointPartState.init)
      facts.received = moment.at
      if submission.channel == .window { visitDays.insert(moment.at.day) }
    case .added(let plan, let filing):
      parts.removeAll { $0.key == plan.key }
      parts.append(JointPartState(plan))
      self.filing = filing
    case .dispatched(let key, let id, let number):
      change(key) { ($0.caseID, $0.caseNumber, $0.fate) = (id, number, .received) }
    case .moved(let key, let fate):
      change(key) { $0.fate = fate }
      noteProgress(at: moment.at)
    case .held(let key, _):
      change(key) { $0.fate = .lapsed }
      noteProgress(at: moment.at)
    case .filled(let key, let filing):
      change(key) { $0.isFilled = true }
      self.filing = filing
    case .partDelivered(let key): change(key) { $0.isDelivered = true }
    case .paused(let key, let procedures):
      pauses[key] = procedures
      facts.procedures = parts.flatMap { pauses[$0.key] ?? [] }
    case .accepted: acceptedBy = moment.actor
    case .asked(let part, let notice): asks.append(Ask(part: part, notice: notice))
    case .noticed(let notice):
      self.notice = notice
      facts.supplementNoticed = moment.at
    case .supplemented(let filing):
      self.filing = filing
      facts.supplemented = moment.at
      if submission?.isOwn(of: moment.actor) == false { visitDays.insert(moment.at.day) }
    case .extended:
      facts.extensions.append(
        Extension(approved: moment.at, approver: .governmentHead, told: moment.at))
    case .composed(let number): composite = number
    case .delivered(let method):
      if method == .window { visitDays.insert(moment.at.day) }
    case .withdrawn:
      // What has begun follows with its own case.
      for place in parts.indices where parts[place].fate == .waiting {
        parts[place].fate = .withdrawn
      }
      noteProgress(at: moment.at)
    case .measured(let reductions): measured = reductions
    case .shared, .visitPlanned, .visited: break
    }
  }

  private mutating func change(_ key: String, _ change: (inout JointPartState) -> Void) {
    guard let place = parts.firstIndex(where: { $0.key == key }) else { return }
    change(&parts[place])
  }

  /// Accepted once nothing is to be received any more, decided with the last part; over where no part came to a decision.
  private mutating func noteProgress(at instant: Instant) {
    let standing = standing
    guard standing != .received, standing != .supplementing else { return }
    let isAccepted = parts.contains { $0.fate.isAccepted }
    if facts.accepted == nil, isAccepted { facts.accepted = CaseFacts.Acceptance(at: instant) }
    guard standing.isDecided else { return }
    guard parts.contains(where: \.fate.needsDelivery) else {
      facts.ended = CaseFacts.Ending(at: instant, kind: ending)
      return
    }
    guard facts.decided == nil, facts.accepted != nil else { return }
    facts.decided = CaseFacts.Decision(
      at: instant, granted: parts.contains { $0.fate == .granted })
  }

  /// How it is over without a decision on any part.
  private var ending: CaseFacts.Ending.Kind {
    let fates = Set(parts.map(\.fate))
    if fates.contains(.withdrawn) { return .withdrawn }
    if fates.contains(.terminated) { return .terminated }
    return fates.contains(.notAccepted) ? .notAccepted : .notRequired
  }
}

/// What opens a joint case.
package struct JointSubmission: Codable, Sendable, Hashable {
  package let number: String
  package let bundle: BundleReference
  /// The section that leads.
  package let lead: String
  package let applicant: String?
  package let filer: String
  package let channel: Channel
  package let filing: Digest
  package let parts: [PartPlan]
  package let promised: TermRule
  /// Whether a composite certificate comes of it, and when.
  package let certificate: PartialOutcome?

  /// Whether somebody of the staff has filled it in for who stood at the window (帮办).
  package let isAssisted: Bool

  /// Whether it is an account's own; whoever of the staff only filled it in is none of those.
  package func isOwn(of account: String) -> Bool {
    account == applicant || account == filer && !isAssisted
  }
}

/// A part as it is planned: which item, whose, and what it waits for.
package struct PartPlan: Codable, Sendable, Hashable {
  package let key: String
  package let item: ItemReference
  package let department: String
  package let after: [String]
  /// The joint fields that its department writes down with its grant.
  package let enters: [String]
}

/// A part as it stands.
package struct JointPartState: Codable, Sendable, Hashable {
  package let key: String
  package let item: ItemReference
  package let department: String
  package let after: [String]
  package internal(set) var fate = PartFate.waiting
  package internal(set) var isDelivered = false
  package internal(set) var caseID: String?
  package internal(set) var caseNumber: String?
  /// Whether everything is written down that its grant has to yield.
  package internal(set) var isFilled: Bool

  init(_ plan: PartPlan) {
    (key, item, department, after) = (plan.key, plan.item, plan.department, plan.after)
    isFilled = plan.enters.isEmpty
  }

  /// Whether those that wait for it can begin.
  package var hasYielded: Bool { fate == .granted && isFilled }

  /// Whether nothing more is to be done.
  package var isSettled: Bool { fate.needsDelivery ? isDelivered : fate.isEnded }
}

/// Where a part stands.
package enum PartFate: String, Codable, CaseIterable, Sendable {
  /// For another part to be granted.
  case waiting
  case received
  case supplementing
  case accepted
  case granted
  case refused
  case notRequired
  case notAccepted
  case withdrawn
  case terminated
  /// What it waited for was not granted, so it never began.
  case lapsed

  /// Whether it is decided, or nothing is to be decided any more.
  package var isEnded: Bool {
    switch self {
    case .waiting, .received, .supplementing, .accepted: false
    case .granted, .refused, .notRequired, .notAccepted, .withdrawn, .terminated, .lapsed: true
    }
  }

  /// Whether the bureau has accepted it, whatever came of it.
  var isAccepted: Bool {
    switch self {
    case .accepted, .granted, .refused, .terminated: true
    default: false
    }
  }

  package var needsDelivery: Bool { self == .granted || self == .refused }
}

/// Where a joint case stands; nothing but what its parts imply.
package enum JointStanding: String, Codable, CaseIterable, Sendable {
  case received
  case supplementing
  case handling
  /// Every part is decided; something is still to be delivered.
  case decided
  case concluded

  package init(of parts: [JointPartState]) {
    if parts.allSatisfy(\.isSettled) {
      self = .concluded
    } else if parts.contains(where: { $0.fate == .supplementing }) {
      self = .supplementing
    } else if parts.contains(where: { $0.fate == .received }) {
      self = .received
    } else {
      self = parts.allSatisfy(\.fate.isEnded) ? .decided : .handling
    }
  }

  package var isDecided: Bool { self == .decided || self == .concluded }
}
