// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import ShangMi

extension Licence {
  /// What a decision on a licence needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let now: Instant
    package let calendar: WorkCalendar
    /// How long the holder can be heard.
    package let hearing: TermRule
    /// The section of the bureau that granted it; nil for the program, which knows no sections.
    package let department: String?
    /// The acts on it that are in hand.
    package let openActs: Set<ActKind>

    package init(
      actor: Actor, now: Instant, calendar: WorkCalendar,
      hearing: TermRule = LicenceSettings().hearing, department: String? = nil,
      openActs: Set<ActKind> = []
    ) {
      self.actor = actor
      self.now = now
      self.calendar = calendar
      self.hearing = hearing
      self.department = department
      self.openActs = openActs
    }

    var today: Day { now.day }
  }

  /// Who may propose a measure, and who may decide on one; never the same person.
  package static let proposers: Set<Role> = [.reviewer, .chiefApprover, .departmentHead]
  package static let deciders: Set<Role> = [.chiefApprover, .departmentHead]
  /// Who may write down what the holder says at the window.
  package static let hearers: Set<Role> = [.clerk, .reviewer, .chiefApprover, .departmentHead]

  package func decide(
    _ command: Command, _ context: Context
  ) throws(LicenceRefusal) -> [Event] {
    switch command {
    case .issue(let issue):
      try requireProgram(context)
      guard status == .none else { throw .alreadyIssued }
      return [.issued(issue)]
    case .change(let edition):
      try requireOpen(to: .change, context)
      return [.changed(edition)]
    case .replace(let edition):
      try requireOpen(to: .replace, context)
      return [.replaced(edition)]
    case .renew(let renewal):
      try requireProgram(context)
      // It was applied for while it was valid; that nobody decided in time is not the holder's fault.
      let day = until.map { min($0, context.today) } ?? context.today
      if let obstacle = obstacle(to: .renew, on: day) { throw obstacle }
      return [.renewed(renewal)]
    case .cancel(let cancellation):
      return try cancel(cancellation, context)
    case .remind(let reminder):
      try requireProgram(context)
      guard status == .valid, until != nil else { throw .notFound }
      return [.reminded(reminder)]
    case .number(let document):
      try requireProgram(context)
      guard status != .none else { throw .notFound }
      return [.documentNumbered(document)]
    case .propose(let proposing): return try propose(proposing, context)
    case .hear(let kind, let text): return try hear(kind, text, context)
    case .conclude(let outcome, let reasons, let compensation):
      return try conclude(outcome, reasons, compensation, context)
    }
  }

  /// How it stands on a day.
  package func standing(on day: Day) -> LicenceStanding {
    LicenceStanding(status, from: from ?? day, until: until, on: day)
  }

  /// Why an act on it is not open on a day; nil where it is.
  package func obstacle(to act: ActKind, on day: Day) -> LicenceRefusal? {
    guard status != .none else { return .notFound }
    if status.isEnded { return .ended(standing(on: day), since: since ?? day) }
    if act == .cancel {
      return proceeding?.proposal.measure.isHeard == true ? .proceedingOpen : nil
    }
    if let until, day > until { return .expired(act, until: until) }
    if act == .renew { return until == nil ? .unlimited : nil }
    return status == .suspended ? .suspended(act, since: since ?? day) : nil
  }

  // MARK: What the program does

  private func requireProgram(_ context: Context) throws(LicenceRefusal) {
    guard context.actor.holds(anyOf: [.system]) else { throw .onlyByGrant }
  }

  private func requireOpen(to act: ActKind, _ context: Context) throws(LicenceRefusal) {
    try requireProgram(context)
    if let obstacle = obstacle(to: act, on: context.today) { throw obstacle }
  }

  /// On the holder's application; or, after a licence was taken away, the formality that article 70 ¶1(4) wants.
  private func cancel(
    _ cancellation: Cancellation, _ context: Context
  ) throws(LicenceRefusal) -> [Event] {
    try requireProgram(context)
    guard cancellation.ground == .struck else {
      try requireOpen(to: .cancel, context)
      return [.cancelled(cancellation)]
    }
    guard status.isEnded, status != .cancelled, struckOn == nil else { throw .nothingToStrike }
    return [.cancelled(cancellation)]
  }

  // MARK: What the staff does

  /// The step must be part of the role, the section and nobody's own matter, and the licence must be there to be
  /// acted upon: what has ended stays as it is.
  private func allow(_ roles: Set<Role>, _ context: Context) throws(LicenceRefusal) {
    guard let issue else { throw .notFound }
    guard context.actor.holds(anyOf: roles) else { throw .notYourPart }
    guard context.actor.id != issue.holder else { throw .ownLicence }
    if let department = context.actor.department, department != context.department {
      throw .otherDepartment
    }
    if status.isEnded {
      throw .ended(standing(on: context.today), since: since ?? context.today)
    }
  }

  private func propose(
    _ proposing: Proposing, _ context: Context
  ) throws(LicenceRefusal) -> [Event] {
    try allow(Self.proposers, context)
    guard proceeding == nil else { throw .proceedingOpen }
    let (measure, ground) = (proposing.measure, proposing.ground)
    guard ground.measures.contains(measure) else { throw .otherGround }
    guard proposing.facts.isGiven else { throw .factsMissing(ground) }
    guard measure.isRecorded == (proposing.decision != nil) else { throw .decisionMissing }
    if let decided = proposing.decision?.decidedOn, decided > context.today {
      throw .decisionMissing
    }
    try requireFitting(measure, ground, context)
    let until =
      measure.isHeard ? context.hearing.due(after: context.today, in: context.calendar) : nil
    return [
      .proposed(
        Proposal(
          measure: measure, ground: ground, facts: proposing.facts.digest,
          isRequested: proposing.isRequested, decision: proposing.decision, hearingUntil: until))
    ]
  }

  /// The measure must fit how the licence stands.
  private func requireFitting(
    _ measure: LicenceMeasure, _ ground: LicenceGround, _ context: Context
  ) throws(LicenceRefusal) {
    switch measure {
    case .suspend:
      guard standing(on: context.today) == .valid else { throw .notValid }
    case .resume:
      guard status == .suspended else { throw .notSuspended }
    case .cancel where ground == .expired:
      guard let until, context.today > until else { throw .notExpired(until: until) }
      // Whoever has applied for renewal is not to lose what may still be renewed (article 70 ¶1(1)).
      guard !context.openActs.contains(.renew) else { throw .renewalPending }
    case .revoke, .withdraw, .cancel, .annul: break
    }
  }

  /// 行政许可法 articles 7 and 36: the holder himself, or staff who write down what he says.
  private func hear(
    _ kind: Defence.Kind, _ text: Reasons?, _ context: Context
  ) throws(LicenceRefusal) -> [Event] {
    guard let issue else { throw .notFound }
    if context.actor.id != issue.holder { try requireHearer(context) }
    guard let proceeding, proceeding.proposal.measure.isHeard else { throw .nothingToHear }
    guard proceeding.statement == nil else { throw .alreadyHeard }
    guard kind == .waived || text?.isGiven == true else { throw .statementMissing }
    return [.heard(Defence(kind: kind, text: kind == .stated ? text?.digest : nil))]
  }

  private func requireHearer(_ context: Context) throws(LicenceRefusal) {
    guard context.actor.holds(anyOf: Self.hearers) else { throw .notYourPart }
    // The window is nobody's section.
    if let department = context.actor.department, department != context.department {
      throw .otherDepartment
    }
  }

  /// Four eyes: whoever proposed it does not decide.
  private func conclude(
    _ outcome: LicenceOutcome, _ reasons: Reasons, _ compensation: Reasons?, _ context: Context
  ) throws(LicenceRefusal) -> [Event] {
    try allow(Self.deciders, context)
    guard let proceeding else { throw .nothingProposed }
    let proposal = proceeding.proposal
    guard context.actor.id != proceeding.proposedBy else { throw .fourEyes }
    guard proposal.measure.outcomes(on: proposal.ground).contains(outcome) else {
      throw proposal.ground == .fraud && outcome == .declined ? .mustBeRevoked : .otherOutcome
    }
    guard reasons.isGiven else { throw .reasonsMissing(proposal.ground) }
    if outcome == .carriedOut { try requireHeard(proceeding, context) }
    let settlement = Settlement(
      proposal: proposal, outcome: outcome, reasons: reasons.digest,
      compensation: try self.compensation(compensation, proposal, outcome),
      from: proposal.decision?.decidedOn ?? context.today)
    return [event(settlement)]
  }

  private func requireHeard(
    _ proceeding: Proceeding, _ context: Context
  ) throws(LicenceRefusal) {
    guard let until = proceeding.proposal.hearingUntil, proceeding.statement == nil else { return }
    guard context.today > until else { throw .notHeard(until: until) }
  }

  /// 赔偿 after a revocation that is the bureau's fault (article 69 ¶4), 补偿 after a withdrawal (article 8 ¶2); what was
  /// got by fraud is not protected.
  private func compensation(
    _ text: Reasons?, _ proposal: Proposal, _ outcome: LicenceOutcome
  ) throws(LicenceRefusal) -> Digest? {
    guard outcome == .carriedOut, proposal.measure.isHeard else { return nil }
    if proposal.ground == .fraud {
      guard text?.isGiven != true else { throw .noCompensationForFraud }
      return nil
    }
    guard let text, text.isGiven else { throw .compensationMissing(proposal.measure) }
    return text.digest
  }

  private func event(_ settlement: Settlement) -> Event {
    guard settlement.outcome == .carriedOut else { return .kept(settlement) }
    switch settlement.proposal.measure {
    case .revoke: return .revoked(settlement)
    case .withdraw: return .withdrawn(settlement)
    case .annul: return .annulled(settlement)
    case .suspend: return .suspended(settlement)
    case .resume: return .resumed(settlement)
    case .cancel:
      return .cancelled(
        Cancellation(
          ground: settlement.proposal.ground, reasons: settlement.reasons, caseID: nil,
          from: settlement.from))
    }
  }
}
