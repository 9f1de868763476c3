// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal

/// Who may do what about a commitment, when, and what follows.
extension Promise {
  /// Who looks at commitments, and who decides that one is broken.
  package static let inspectors: Set<Role> = [.reviewer, .inspector, .chiefApprover]
  package static let deciders: Set<Role> = [.chiefApprover]
  package static let applicants: Set<Role> = [.applicant, .agent]

  package func decide(_ command: Command, _ context: Context) throws(PromiseRefusal) -> [Event] {
    switch command {
    case .begin(let terms, let due):
      try begin(context)
      let begun = Event.begun(terms, due: due)
      return terms.check.ways == [.exempt] ? [begun, .fulfilled] : [begun]
    case .beginContested(let terms):
      try begin(context)
      return [.begun(terms, due: context.today), found(deceit: false, context)]
    case .check(let way, let outcome, let findings):
      return try check(way, outcome, findings, context)
    case .confirm:
      return try confirm(context)
    case .reportCorrection(let report):
      try allowApplicant(in: [.correcting], context)
      guard !isCorrected else { throw .alreadyReported }
      try require(report)
      return [.corrected(report: report.digest)]
    case .state(let text):
      try allowApplicant(in: [.contested], context)
      try require(text)
      return [.stated(text: text.digest)]
    case .breakPromise, .clear, .settleRevocation:
      return try settle(command, context)
    case .noteOverdue:
      return try noteOverdue(context)
    case .number(let document):
      guard context.actor.roles.contains(.system), phase != .none else { throw .notFound }
      return [.documentNumbered(document)]
    }
  }

  private func begin(_ context: Context) throws(PromiseRefusal) {
    guard context.actor.roles.contains(.system) else { throw .notYourPart }
    guard phase == .none else { throw .wrongPhase(phase) }
  }

  /// Seen by enough of the staff (行政许可法 article 34 ¶3), a check has its effect; on the spot the second has to say the
  /// same first.
  private func check(
    _ way: CheckWay, _ outcome: Check.Outcome, _ findings: Reasons, _ context: Context
  ) throws(PromiseRefusal) -> [Event] {
    try allow(Self.inspectors, in: [.checking, .correcting], context)
    guard let terms, terms.check.ways.contains(way) else { throw .wayNotOpen }
    guard way != .exempt || outcome == .kept else { throw .exemptFindsNothing }
    if phase == .correcting, !isCorrected, let correctionDue, context.today <= correctionDue {
      throw .correctionStillDue(correctionDue)
    }
    try require(findings)
    let check = Check(
      way: way, outcome: outcome, findings: findings.digest, inspector: context.actor.id)
    return [.checked(check)] + (way.inspectors > 1 ? [] : effect(of: check, context))
  }

  private func confirm(_ context: Context) throws(PromiseRefusal) -> [Event] {
    try allow(Self.inspectors, in: [.checking, .correcting], context)
    guard let pending else { throw .nothingToConfirm }
    guard pending.inspector != context.actor.id else { throw .secondInspectorNeeded }
    return [.confirmed] + effect(of: pending, context)
  }

  private func effect(of check: Check, _ context: Context) -> [Event] {
    switch (check.outcome, phase) {
    case (.kept, _): [.fulfilled]
    case (.unmet, .checking): [.correctionDemanded(due: correction(context))]
    case (.unmet, _): [found(deceit: false, context)]
    case (.deceit, _): [found(deceit: true, context)]
    }
  }

  private func correction(_ context: Context) -> Day {
    terms?.correction.due(after: context.today, in: context.calendar) ?? context.today
  }

  private func found(deceit: Bool, _ context: Context) -> Event {
    let due = CaseworkSettings.stating.due(after: context.today, in: context.calendar)
    return .found(statementDue: due, deceit: deceit)
  }

  /// 行政许可法 article 7: nobody is found to have broken a commitment without having been heard, or let the time for it pass.
  private func settle(_ command: Command, _ context: Context) throws(PromiseRefusal) -> [Event] {
    switch command {
    case .breakPromise(let reasons):
      try allow(Self.deciders, in: [.contested], context)
      if !hasStated, let statementDue, context.today <= statementDue {
        throw .statementStillDue(statementDue)
      }
      try require(reasons)
      return [.broken(reasons: reasons.digest)]
    case .clear(let reasons):
      try allow(Self.deciders, in: [.contested], context)
      try require(reasons)
      return [.cleared(reasons: reasons.digest)]
    case .settleRevocation(let reasons):
      // The room of licences reports by itself; where it does not, the approver does.
      if !context.actor.roles.contains(.system) {
        try allow(Self.deciders, in: [.broken], context)
      }
      guard awaitsRevocation else { throw .nothingToSettle }
      try require(reasons)
      return [.revocationSettled(reasons: reasons.digest)]
    default:
      return []
    }
  }

  /// What has run out is noted once; it finds nobody guilty.
  private func noteOverdue(_ context: Context) throws(PromiseRefusal) -> [Event] {
    guard context.actor.roles.contains(.system) else { throw .notYourPart }
    if phase == .correcting, !isCorrected, !isCorrectionOverdue, let correctionDue,
      context.today > correctionDue
    {
      return [.correctionOverdue]
    }
    guard let overdue = nextOverdue, context.today > overdue else { throw .wrongPhase(phase) }
    return [.checkOverdue]
  }

  /// The day after which something is to be noted as overdue; nil where nothing is, or was already.
  package var nextOverdue: Day? {
    switch phase {
    case .checking: isCheckOverdue ? nil : checkDue
    case .correcting: isCorrected || isCorrectionOverdue ? nil : correctionDue
    case .none, .contested, .fulfilled, .broken: nil
    }
  }

  /// The step must fit the role, the section and the phase, and be in nobody's own matter.
  private func allow(
    _ roles: Set<Role>, in phases: Set<Phase>, _ context: Context
  ) throws(PromiseRefusal) {
    guard context.actor.holds(anyOf: roles), let terms else { throw .notYourPart }
    if let department = context.actor.department, department != terms.department {
      throw .otherDepartment
    }
    guard ![terms.applicant, terms.filer].contains(context.actor.id) else { throw .ownMatter }
    guard phases.contains(phase) else { throw .wrongPhase(phase) }
  }

  private func allowApplicant(
    in phases: Set<Phase>, _ context: Context
  ) throws(PromiseRefusal) {
    guard let terms, [terms.applicant, terms.filer].contains(context.actor.id) else {
      throw .notYourPart
    }
    guard phases.contains(phase) else { throw .wrongPhase(phase) }
  }

  private func require(_ reasons: Reasons) throws(PromiseRefusal) {
    guard reasons.isGiven else { throw .reasonsMissing }
  }
}
