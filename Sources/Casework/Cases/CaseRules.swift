// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi

extension Case {
  /// What a decision on a case needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let now: Instant
    package let calendar: WorkCalendar

    package init(actor: Actor, now: Instant, calendar: WorkCalendar) {
      self.actor = actor
      self.now = now
      self.calendar = calendar
    }
  }

  /// Who takes part in which step; the rule of the row (whose case it is) is `CaseScope`.
  package static func roles(for step: CaseworkRefusal.Step) -> Set<Role> {
    switch step {
    case .submit, .supplement, .withdraw: [.applicant, .agent]
    case .extend: [.agencyHead]
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
    }
  }

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
    switch command {
    case .submit(let submission):
      try allow(.submit, in: [.unfiled], context)
      return [.submitted(submission)] + submission.signed
    case .correct(let filing, let ruling):
      try allow(.correct, in: [.received], context)
      return [.corrected(filing: filing, ruling: ruling)]
    case .noticeSupplement(let notice):
      return try noticeSupplement(notice, context)
    case .supplement(let filing, let ruling):
      try allow(.supplement, in: [.supplementing], context)
      return [.supplemented(filing: filing, ruling: ruling)]
    case .findNotRequired(let reasons):
      try allow(.findNotRequired, in: [.received], context)
      try requireInTime(context)
      try require(reasons, for: .findNotRequired)
      return [.foundNotRequired(reasons: reasons.digest)]
    case .refuseAcceptance(let reasons):
      try allow(.refuseAcceptance, in: [.received], context)
      try requireInTime(context)
      try require(reasons, for: .refuseAcceptance)
      return [.acceptanceRefused(reasons: reasons.digest)]
    case .accept:
      try allow(.accept, in: [.received], context)
      return [.accepted] + deferring.allowed(in: self, context).map(Event.deferring)
    case .deemAccepted:
      guard context.actor.roles.contains(.system) else { throw .notYourPart(.accept) }
      guard let due = acceptanceDue(context.calendar), context.now.day > due else {
        throw .wrongStep(.accept, phase)
      }
      return [.deemedAccepted] + deferring.allowed(in: self, context).map(Event.deferring)
    case .review(let passed, let opinion):
      return try review(passed: passed, opinion, context)
    case .decide(let granted, let reasons):
      return try decide(granted: granted, reasons, context)
    case .recordLicence, .deliver, .withdraw, .terminate, .rectify, .number, .deemRenewed,
      .noteLicenceEnded:
      return try finish(command, context)
    case .extending, .procedure, .deferring:
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
      if phase == .granted, submission?.licence == true, licence == nil {
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
    guard !notice.entries.isEmpty,
      notice.entries.allSatisfy({ Reasons($0.problem).isGiven })
    else { throw .reasonsMissing(.noticeSupplement) }
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
    guard !reviews.contains(where: { $0.reviewer == context.actor.id }) else {
      throw .alreadyReviewed
    }
    try require(opinion, for: .review)
    return [
      .reviewed(Review(reviewer: context.actor.id, passed: passed, opinion: opinion.digest))
    ]
  }

  /// 行政许可法 article 37, 38: in writing, with reasons; by somebody who did not receive it.
  private func decide(
    granted: Bool, _ reasons: Reasons, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    try allow(.decide, in: isGranted == nil ? [.accepted] : Set(Phase.allCases), context)
    guard isGranted == nil else { throw .decidedAlready }
    if granted, licenceEndedAt != nil, let act = submission?.act {
      throw .licenceEnded(number: act.number)
    }
    guard !receivers.contains(context.actor.id) else { throw .receiverMayNotDecide }
    if let hold = turns.lazy.compactMap({ $0.hold(self, context) }).first { throw hold }
    if granted { try deferring.requireComplete(self) }
    let missing = reviewsNeeded - reviews.count
    guard missing <= 0 else { throw .reviewsMissing(needed: missing) }
    try require(reasons, for: .decide)
    return [
      granted ? .granted(reasons: reasons.digest) : .refused(reasons: reasons.digest)
    ]
  }

  /// The step must fit the role, the phase, for the substance the section, and for the applicant's own
  /// steps the person: somebody on the staff sees every case, but takes back only his own.
  func allow(
    _ step: CaseworkRefusal.Step, in phases: Set<Phase>, _ context: Context
  ) throws(CaseworkRefusal) {
    guard context.actor.holds(anyOf: Self.roles(for: step)) else { throw .notYourPart(step) }
    if step != .submit, Self.applicantSteps.contains(step), let submission,
      ![submission.applicant, submission.filer].contains(context.actor.id)
    {
      throw .notYourPart(step)
    }
    if !Self.applicantSteps.contains(step), let submission,
      [submission.applicant, submission.filer].contains(context.actor.id)
    {
      throw .ownCase
    }
    guard phases.contains(phase) else { throw .wrongStep(step, phase) }
    if [.review, .decide, .lookDeferred, .prepareDecision].contains(step),
      let department = context.actor.department,
      department != section(for: step)
    {
      throw .otherDepartment
    }
  }

  /// What the applicant does, or whoever files for him; everything else is the bureau's.
  private static let applicantSteps: Set<CaseworkRefusal.Step> = [
    .submit, .supplement, .withdraw, .supplyDeferred,
  ]

  func require(
    _ reasons: Reasons, for step: CaseworkRefusal.Step
  ) throws(CaseworkRefusal) {
    guard reasons.isGiven else { throw .reasonsMissing(step) }
  }
}
