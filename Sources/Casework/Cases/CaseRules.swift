// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import ShangMi

extension Case {
  /// What a decision on a case needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let now: Instant
    package let calendar: WorkCalendar
    /// Those of the staff whom the command names, as far as they are known.
    package let colleagues: [Colleague]
    /// By what the actor may receive and decide this case in one hand; nil where nothing allows it.
    package let authority: Authority?
    /// What ties the actor, and those whose part he was given, to somebody whom the case names: by account, as far as
    /// anything is declared.
    package let interests: [String: Interest.Kind]
    /// Whether the step is taken for all parts of a joint case at once.
    package var isJoint = false

    package init(
      actor: Actor, now: Instant, calendar: WorkCalendar, colleagues: [Colleague] = [],
      authority: Authority? = nil, interests: [String: Interest.Kind] = [:]
    ) {
      self.actor = actor
      self.now = now
      self.calendar = calendar
      self.colleagues = colleagues
      self.authority = authority
      self.interests = interests
    }
  }

  /// Who takes part in which step; the rule of the row (whose case it is) is `CaseScope`.
  package static func roles(for step: CaseworkRefusal.Step) -> Set<Role> {
    switch step {
    // At the window somebody of the staff writes it down for the applicant.
    case .submit, .supplement, .withdraw, .answerMore:
      [.applicant, .agent, .clerk, .helper, .chiefApprover]
    case .extend, .recuseOther, .liftRecusal, .authorise: [.agencyHead]
    case .recuse: handlers
    case .recheck: [.supervisor]
    case .beginProcedure, .prolongProcedure, .endProcedure: [.reviewer, .chiefApprover]
    case .terminate, .rectify: [.clerk, .chiefApprover]
    case .correct: [.clerk, .helper, .chiefApprover]
    case .noticeSupplement, .findNotRequired, .refuseAcceptance, .accept, .deliver:
      [.clerk, .chiefApprover]
    case .review: [.reviewer]
    case .decide: [.chiefApprover]
    case .issueLicence: [.system]
    case .supplyDeferred: [.applicant, .agent]
    case .lookDeferred: [.reviewer, .chiefApprover]
    case .prepareDecision: [.chiefApprover]
    case .returnToReview: [.chiefApprover]
    case .returnToWindow: [.reviewer, .chiefApprover]
    case .sendUp: [.clerk, .chiefApprover]
    case .askSignatures, .addSigner, .removeSigner: [.chiefApprover, .departmentHead]
    case .sign, .passSignature: handlers
    case .claim, .giveBack: [.clerk, .helper, .reviewer, .chiefApprover]
    case .handOver: [.clerk, .helper, .reviewer, .chiefApprover, .departmentHead, .hallManager]
    case .takeOver: HandOverTurn.heads
    case .consult, .recordAnswer, .remindConsultation, .withdrawConsultation:
      [.reviewer, .chiefApprover]
    case .answerConsultation: [.reviewer, .chiefApprover, .departmentHead]
    case .askMore: [.reviewer, .chiefApprover]
    case .remind: ReminderTurn.watchers.union([.applicant, .agent])
    case .requestHearing, .waiveHearing, .challengePresider, .state: [.applicant, .agent]
    case .recordHearingRequest, .recordHearingWaiver, .recordChallenge, .recordStatement:
      [.clerk, .reviewer, .chiefApprover]
    case .tellHearingRight, .announceHearing, .nameParty, .dropParty, .tellParties,
      .inviteStatement, .publishNotice, .withdrawNotice, .answerObjection:
      [.reviewer, .chiefApprover]
    case .callHearing, .moveHearing: [.chiefApprover, .departmentHead, .agencyHead]
    case .ruleOnChallenge: [.departmentHead, .agencyHead]
    case .holdHearing: handlers
    case .assignTesters: [.reviewer, .chiefApprover, .departmentHead]
    case .recordTest, .confirmTest: [.inspector, .reviewer, .chiefApprover]
    case .forward: [.reviewer, .chiefApprover]
    case .recordUpperDecision: [.clerk, .reviewer, .chiefApprover]
    // Anybody may, and needs no account.
    case .object: []
    }
  }

  /// Who of the staff can have a part in a case.
  static let handlers: Set<Role> = [
    .clerk, .helper, .reviewer, .chiefApprover, .departmentHead, .agencyHead, .inspector,
    .hallManager,
  ]

  /// How many opinions are still missing before a decision may be made.
  package var reviewsMissing: Int { reviewsMissing(besides: nil) }

  /// How many different staff must give an opinion before a decision: two at least where the substance is
  /// verified (行政许可法 article 34 ¶3), more where the item's table says so; none where the applicant's commitment
  /// stands for the review.
  package var reviewsNeeded: Int {
    if submission?.commitment?.replacesReview == true { return 0 }
    return max(submission?.substanceCheck == true ? 2 : 1, ruling?.reviewers ?? 1)
  }

  /// The section whose staff may take a step on the substance.
  private func section(for step: CaseworkRefusal.Step) -> String? {
    [.review, .lookDeferred].contains(step)
      ? ruling?.section ?? submission?.department : submission?.department
  }

  package func decide(
    _ command: Command, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    try requireNotRenewed(context)
    let events = try events(of: command, context)
    guard !context.actor.mandates.isEmpty,
      let mandate = events.lazy.compactMap({ self.mandate(behind: $0, context.actor) }).first
    else { return events }
    return [.actedFor(mandate.principal, delegation: mandate.delegation)] + events
  }

  private func events(
    of command: Command, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .submit(let submission):
      try allow(.submit, in: [.unfiled], context)
      let isHis =
        submission.isAssisted
        ? context.actor.isStaff : context.actor.holds(anyOf: [.applicant, .agent])
      guard isHis else { throw .notYourPart(.submit) }
      if submission.isAssisted, let interest = context.interests[context.actor.id] {
        throw .staff(.interested(interest))
      }
      return [.submitted(submission)] + submission.signed
    case .correct(let filing, let ruling):
      try allow(.correct, in: isAtWindow ? [.accepted] : [.received], context)
      return [.corrected(filing: filing, ruling: ruling)]
    case .noticeSupplement(let notice):
      return try noticeSupplement(notice, context)
    case .supplement(let filing, let ruling):
      try allow(.supplement, in: [.supplementing], context)
      try requireJoint(.supplement, context)
      return [.supplemented(filing: filing, ruling: ruling)]
    case .findNotRequired(let reasons):
      try allow(.findNotRequired, in: [.received], context)
      try requireAnotherToRefuse(.findNotRequired, context)
      try requireInTime(context)
      try require(reasons, for: .findNotRequired)
      return [.foundNotRequired(reasons: reasons.digest)]
    case .refuseAcceptance(let reasons):
      try allow(.refuseAcceptance, in: [.received], context)
      try requireAnotherToRefuse(.refuseAcceptance, context)
      try requireInTime(context)
      try require(reasons, for: .refuseAcceptance)
      return [.acceptanceRefused(reasons: reasons.digest)]
    case .accept:
      try allow(.accept, in: [.received], context)
      try requireJoint(.accept, context)
      return [.accepted] + deferring.allowed(in: self, context).map(Event.deferring)
    case .deemAccepted:
      guard context.actor.roles.contains(.system) else { throw .notYourPart(.accept) }
      guard let due = acceptanceDue(context.calendar), context.now.day > due else {
        throw .wrongStep(.accept, phase)
      }
      return [.deemedAccepted] + deferring.allowed(in: self, context).map(Event.deferring)
    case .review(let passed, let opinion):
      return try review(passed: passed, opinion, context)
    case .decide(let granted, let reasons, let confirmed):
      return try decide(granted: granted, reasons, confirmed, context)
    case .recordLicence, .deliver, .withdraw, .terminate, .rectify, .number, .deemRenewed,
      .noteLicenceEnded:
      return try finish(command, context)
    case .extending, .procedure, .deferring, .returning, .countersigning, .handingOver, .reminding,
      .consulting, .suspending, .hearing, .statement, .publicNotice, .recusal, .testing,
      .forwarding:
      return try decideTurn(command, context) ?? []
    }
  }

  private func finish(
    _ command: Command, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .recordLicence(let number):
      try allow(.issueLicence, in: [.granted], context)
      guard licence == nil else { throw .wrongStep(.issueLicence, phase) }
      return [.licenceIssued(number: number)]
    case .deliver(let method):
      try allow(.deliver, in: [.granted, .refused], context)
      if phase == .granted, makesLicence, licence == nil {
        throw .licenceMissing
      }
      return [.delivered(method: method), .concluded]
    case .withdraw(let reasons):
      try allow(.withdraw, in: [.received, .supplementing, .accepted], context)
      return [.withdrawn(reasons: reasons.digest)]
    case .terminate(let cause, let reasons):
      return try terminate(cause, reasons, context)
    case .rectify(let number, let reasons):
      return try rectify(number, reasons, context)
    case .deemRenewed: return try deemRenewed(context)
    case .noteLicenceEnded: return try noteLicenceEnded(context)
    case .number(let document):
      // Policies alone give numbers; for a person there is nothing here.
      guard phase != .unfiled, context.actor.roles.contains(.system) else { throw .caseNotFound }
      return [.documentNumbered(document)]
    default:
      return []
    }
  }

  /// 行政许可法 article 32 ¶1(4): once, all of it, within five working days of receipt.
  private func noticeSupplement(
    _ notice: SupplementNotice, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    let phases: Set<Phase> = isSupplementNoticed ? [.received, .supplementing] : [.received]
    try allow(.noticeSupplement, in: phases, context)
    guard !isSupplementNoticed else { throw .secondSupplementNotice }
    try requireJoint(.noticeSupplement, context)
    guard notice.isComplete else { throw .reasonsMissing(.noticeSupplement) }
    try requireInTime(context)
    return [.supplementNoticed(notice: notice.digest)]
  }

  /// Once the five days are over the application is accepted by law, and nothing else can be told, however
  /// soon or late the program records it.
  private func requireInTime(_ context: Context) throws(CaseworkRefusal) {
    if let due = acceptanceDue(context.calendar), context.now.day > due {
      throw .noticeTooLate(due: due)
    }
  }

  /// The last day on which the bureau may still say what is missing; nil when it is not its turn to.
  package func acceptanceDue(_ calendar: WorkCalendar) -> Day? {
    guard phase == .received, let received = facts.supplemented ?? facts.received else {
      return nil
    }
    let start = terms.receipt.day(of: received, in: calendar)
    return terms.supplementNotice.due(after: start, in: calendar)
  }

  /// 行政许可法 article 34 ¶3: different people, each once.
  private func review(
    passed: Bool, _ opinion: Reasons, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    try allow(.review, in: [.accepted], context)
    guard !isAtWindow else { throw .team(.liesAtWindow) }
    let review = Review(
      reviewer: context.actor.id, passed: passed, opinion: opinion.digest,
      principal: mandate(for: .review, context.actor)?.principal)
    guard reviews.allSatisfy({ $0.people.isDisjoint(with: review.people) }) else {
      throw .alreadyReviewed
    }
    try hearing.check(review)
    try require(opinion, for: .review)
    return [.reviewed(review)]
  }

  /// 行政许可法 article 37, 38: in writing, with reasons; by somebody who did not receive it, unless he is authorised to
  /// do both.
  private func decide(
    granted: Bool, _ reasons: Reasons, _ confirmed: Set<Confirmation>, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    try allow(.decide, in: isGranted == nil ? [.accepted] : Set(Phase.allCases), context)
    guard isGranted == nil else { throw .decidedAlready }
    if granted, licenceEndedAt != nil, let act = submission?.act {
      throw .licenceEnded(number: act.number)
    }
    let own = try authorityOfReceiver(granted: granted, context)
    if let hold = turns.lazy.compactMap({ $0.hold(self, context) }).first { throw hold }
    if granted {
      try deferring.requireComplete(self)
      try testing.requirePassed(self)
    }
    let authority = try authorityWithoutReview(granted: granted, context) ?? own
    try require(reasons, for: .decide)
    let missing = confirmations(context).subtracting(confirmed)
    if let first = Confirmation.allCases.first(where: missing.contains) {
      throw .team(.notConfirmed(first))
    }
    return (authority.map { [.oneHand(.authorised($0))] } ?? [])
      + [granted ? .granted(reasons: reasons.digest) : .refused(reasons: reasons.digest)]
  }

  /// What who decides must confirm.
  package func confirmations(_ context: Context) -> Set<Confirmation> {
    turns.reduce(into: []) { $0.formUnion($1.confirmations(self, context)) }
  }

  /// Whether somebody applied or filed himself.
  func isOwn(of account: String) -> Bool {
    submission?.isOwn(of: account) == true
  }

  /// Somebody on the staff who can be given a part in the case.
  func colleague(_ id: String, _ context: Context) throws(CaseworkRefusal) -> Colleague {
    guard let colleague = context.colleagues.first(where: { $0.id == id }), colleague.isActive
    else { throw .team(.noSuchColleague) }
    guard !isOwn(of: id) else { throw .team(.colleagueApplied) }
    guard !recusals.isRecused(id) else { throw .staff(.recusedAlready) }
    return colleague
  }

  /// The step must fit the role, the phase, for the substance the section, and for the applicant's own
  /// steps the person: somebody on the staff sees every case, but takes back only his own.
  func allow(
    _ step: CaseworkRefusal.Step, in phases: Set<Phase>, _ context: Context
  ) throws(CaseworkRefusal) {
    let mandate = mandate(for: step, context.actor)
    let authority = step == .decide ? oneHandAuthority(context) : nil
    guard
      authority != nil || mandate != nil || context.actor.holds(anyOf: Self.roles(for: step))
    else { throw .notYourPart(step) }
    try requireRightPerson(for: step, context, mandate)
    guard phases.contains(phase) else { throw .wrongStep(step, phase) }
    try requireHere(step)
    guard
      mandate != nil || authority?.kind == .window || Self.stepsOfOthers.contains(step)
        || isOfSection(context.actor.roles, context.actor.department, step)
    else { throw .otherDepartment }
    try requireInHand(step, context, mandate)
  }

  /// The applicant's own steps are for him, or for the window where he stands there; all others for nobody who has
  /// applied himself, has an interest, or keeps out of the case, nor for whoever was given the part of such a one.
  private func requireRightPerson(
    for step: CaseworkRefusal.Step, _ context: Context, _ mandate: Mandate?
  ) throws(CaseworkRefusal) {
    guard step != .submit, let submission else { return }
    let people = [context.actor.id, mandate?.principal].compactMap(\.self)
    let isOwn = people.contains(where: submission.isOwn(of:))
    if Self.applicantSteps.contains(step) {
      if isOwn { return }
      let isAtWindow = submission.isAssisted && context.actor.isStaff
      guard isAtWindow else { throw .notYourPart(step) }
    } else if isOwn {
      guard step == .remind else { throw .ownCase }
      return
    }
    guard !Self.recusalSteps.contains(step) else { return }
    try requireImpartial(people, context)
  }

  /// None of those who act, or for whom somebody acts, keeps out of the case or is tied to somebody in it.
  func requireImpartial(_ people: [String], _ context: Context) throws(CaseworkRefusal) {
    if people.contains(where: recusals.isRecused) { throw .staff(.recused) }
    if let interest = people.lazy.compactMap({ context.interests[$0] }).first {
      throw .staff(.interested(interest))
    }
  }

  /// Open also to whoever has an interest: that is what they are for.
  private static let recusalSteps: Set<CaseworkRefusal.Step> = [
    .recuse, .recuseOther, .liftRecusal,
  ]

  /// Whether somebody takes a step as one of the section whose case it is, or as one who works for all sections.
  func isOfSection(
    _ roles: Set<Role>, _ department: String?, _ step: CaseworkRefusal.Step
  ) -> Bool {
    guard let department, phase != .unfiled else { return true }
    let isSectional = roles.intersection(Self.roles(for: step)).isSubset(of: Self.sectional)
    return !isSectional || department == section(for: step)
  }

  /// Whose part is in the cases of their own section.
  package static let sectional: Set<Role> = [
    .reviewer, .chiefApprover, .departmentHead, .inspector,
  ]

  /// What somebody of another section may do as well, when he is asked to.
  private static let stepsOfOthers: Set<CaseworkRefusal.Step> = [
    .sign, .passSignature, .answerConsultation, .holdHearing, .recuse, .recordTest, .confirmTest,
  ]

  /// What the applicant does, or whoever files for him; everything else is the bureau's.
  private static let applicantSteps: Set<CaseworkRefusal.Step> = [
    .submit, .supplement, .withdraw, .supplyDeferred, .answerMore, .requestHearing, .waiveHearing,
    .challengePresider, .state,
  ]

  func require(
    _ reasons: Reasons, for step: CaseworkRefusal.Step
  ) throws(CaseworkRefusal) {
    guard reasons.isGiven else { throw .reasonsMissing(step) }
  }
}
