// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site

extension JointCase {
  /// What a decision on a joint case needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let now: Instant
    package let calendar: WorkCalendar

    package init(actor: Actor, now: Instant, calendar: WorkCalendar) {
      (self.actor, self.now, self.calendar) = (actor, now, calendar)
    }
  }

  /// The longest reason of a withdrawal, in characters.
  package static let withdrawalMax = 500

  package static func roles(for step: JointStep) -> Set<Role> {
    switch step {
    // Somebody of the staff may fill it in for who stands at the window.
    case .submit, .supplement, .add, .withdraw: [.applicant, .agent, .clerk, .helper]
    case .fill: [.clerk, .reviewer, .chiefApprover]
    // 行政许可法 article 26: one window receives and delivers for all.
    case .accept, .notice, .deliver: [.clerk, .chiefApprover]
    case .ask, .share: [.clerk, .reviewer, .chiefApprover, .departmentHead, .inspector]
    case .planVisit: [.clerk, .reviewer, .chiefApprover]
    case .noteVisit: [.reviewer, .chiefApprover, .inspector]
    case .extend: [.agencyHead]
    }
  }

  package func decide(
    _ command: Command, _ context: Context
  ) throws(BundleRefusal) -> [Event] {
    switch command {
    case .submit(let submission):
      guard self.submission == nil else { throw .wrongStep(.submit, standing) }
      try allow(.submit, context)
      return [.submitted(submission)]
    case .add(let plan, let filing):
      try allow(.add, context)
      guard !standing.isDecided else { throw .wrongStep(.add, standing) }
      guard part(plan.key).map({ $0.fate == .lapsed }) ?? true else {
        throw .partIsThere(plan.key)
      }
      if let ended = plan.after.first(where: cannotYield) {
        throw .nothingToWaitFor(plan.key, before: ended)
      }
      return [.added(plan, filing: filing)]
    case .accept:
      try allow(.accept, context)
      guard parts.contains(where: { $0.fate == .received }) else {
        throw .wrongStep(.accept, standing)
      }
      return [.accepted]
    case .ask(let part, let notice): return try ask(part, notice, context)
    case .notice(let notice): return try tell(notice, context)
    case .supplement(let filing):
      try allow(.supplement, context)
      guard standing == .supplementing else { throw .wrongStep(.supplement, standing) }
      return [.supplemented(filing: filing)]
    case .fill(let key, let filing):
      try allow(.fill, context)
      guard let part = part(key), !part.isFilled else { throw .unknownPart(key) }
      try requireDepartment(of: part, context)
      let isAwaited = parts.contains { $0.fate == .waiting && $0.after.contains(key) }
      guard part.fate == .granted, isAwaited else { throw .wrongStep(.fill, standing) }
      return [.filled(part: key, filing: filing)]
    case .share, .planVisit, .noteVisit: return try workTogether(command, context)
    case .extend(let reference, let reasons): return try extend(reference, reasons, context)
    case .deliver(let method):
      try allow(.deliver, context)
      guard parts.contains(where: { $0.fate.needsDelivery && !$0.isDelivered }) else {
        throw .nothingToDeliver
      }
      return [.delivered(method: method)]
    case .withdraw(let reasons):
      try allow(.withdraw, context)
      guard parts.contains(where: { !$0.fate.isEnded }) else {
        throw .wrongStep(.withdraw, standing)
      }
      return [.withdrawn(reasons: reasons.digest)]
    case .dispatch, .follow, .hold, .followDelivery, .followProcedures, .compose,
      .measure:
      return follow(command)
    }
  }

  /// Whether nothing can come of a part any more that another would wait for.
  package func cannotYield(_ key: String) -> Bool {
    part(key).map { $0.fate.isEnded && $0.fate != .granted } ?? true
  }

  // MARK: - The window

  private func ask(
    _ key: String, _ notice: SupplementNotice, _ context: Context
  ) throws(BundleRefusal) -> [Event] {
    try allow(.ask, context)
    guard let part = part(key) else { throw .unknownPart(key) }
    try requireDepartment(of: part, context)
    guard self.notice == nil else { throw .secondNotice }
    guard part.fate == .received else { throw .wrongStep(.ask, standing) }
    guard notice.isComplete else { throw .nothingAsked }
    return [.asked(part: key, notice: notice.digest)]
  }

  /// 行政许可法 article 32 ¶1(4): once, all of it, within five working days of receipt.
  private func tell(
    _ notice: SupplementNotice, _ context: Context
  ) throws(BundleRefusal) -> [Event] {
    try allow(.notice, context)
    guard self.notice == nil else { throw .secondNotice }
    guard parts.contains(where: { $0.fate == .received }) else {
      throw .wrongStep(.notice, standing)
    }
    guard notice.isComplete else { throw .nothingAsked }
    if let due = noticeDue(context.calendar), context.now.day > due {
      throw .noticeTooLate(due: due)
    }
    return [.noticed(notice: notice.digest)]
  }

  /// The last day on which the bureau may say what is missing; nil once it has said so.
  package func noticeDue(_ calendar: WorkCalendar) -> Day? {
    guard notice == nil, let received = facts.received else { return nil }
    let start = terms.receipt.day(of: received, in: calendar)
    return terms.supplementNotice.due(after: start, in: calendar)
  }

  // MARK: - Together

  private func workTogether(
    _ command: Command, _ context: Context
  ) throws(BundleRefusal) -> [Event] {
    let open = Set(parts.filter { !$0.fate.isEnded }.map(\.key))
    switch command {
    case .share(let key, let text):
      try allow(.share, context)
      guard let part = part(key) else { throw .unknownPart(key) }
      try requireDepartment(of: part, context)
      guard text.isGiven else { throw .reasonsMissing(.share) }
      return [.shared(part: key, text: text.digest)]
    case .planVisit(let day, let keys, let text):
      try allow(.planVisit, context)
      try require(keys, among: open)
      guard text.isGiven else { throw .reasonsMissing(.planVisit) }
      return [.visitPlanned(day: day, parts: keys, text: text.digest)]
    case .noteVisit(let keys, let text):
      try allow(.noteVisit, context)
      try require(keys, among: Set(parts.map(\.key)))
      guard isTakingPart(context.actor) else { throw .otherDepartment }
      guard text.isGiven else { throw .reasonsMissing(.noteVisit) }
      return [.visited(parts: keys, text: text.digest)]
    default: return []
    }
  }

  private func require(_ keys: [String], among known: Set<String>) throws(BundleRefusal) {
    guard !keys.isEmpty else { throw .unknownPart("—") }
    if let stranger = keys.first(where: { !known.contains($0) }) { throw .unknownPart(stranger) }
  }

  /// 行政许可法 article 42 ¶2: once, before the end, by the head of the government, with the reason told.
  private func extend(
    _ reference: String, _ reasons: Reasons, _ context: Context
  ) throws(BundleRefusal) -> [Event] {
    try allow(.extend, context)
    guard facts.accepted != nil, !standing.isDecided else { throw .wrongStep(.extend, standing) }
    guard facts.extensions.isEmpty else { throw .extendedAlready }
    if let due = clock(context.calendar, asOf: context.now.day)[.statutory]?.due,
      context.now.day > due
    {
      throw .extensionTooLate(due: due)
    }
    guard !reference.isEmpty else { throw .referenceMissing }
    guard reasons.isGiven else { throw .reasonsMissing(.extend) }
    return [.extended(reference: reference, reasons: reasons.digest)]
  }

  // MARK: - What follows from the parts

  private func follow(_ command: Command) -> [Event] {
    switch command {
    case .dispatch(let key, let id, let number):
      guard part(key)?.fate == .waiting else { return [] }
      return [.dispatched(part: key, case: id, number: number)]
    case .follow(let key, let fate):
      guard let part = part(key), part.fate != fate else { return [] }
      let lapsed = fate.isEnded && fate != .granted ? waiting(for: key) : []
      return [.moved(part: key, fate: fate)] + lapsed.map { .moved(part: $0, fate: .lapsed) }
    case .hold(let key, let reasons):
      guard part(key)?.fate == .waiting else { return [] }
      return [.held(part: key, reasons: reasons.digest)]
        + waiting(for: key).map { .moved(part: $0, fate: .lapsed) }
    case .followDelivery(let key):
      guard part(key)?.isDelivered == false else { return [] }
      return [.partDelivered(part: key)]
    case .followProcedures(let key, let procedures):
      return [.paused(part: key, procedures: procedures)]
    case .compose(let number): return composite == number ? [] : [.composed(number: number)]
    case .measure(let reductions):
      return standing == .concluded && measured == nil ? [.measured(reductions)] : []
    default: return []
    }
  }

  /// All that waits for a part, or for something that does.
  private func waiting(for key: String) -> [String] {
    var found: Set<String> = [key]
    var order: [String] = []
    while let next = parts.first(where: { part in
      part.fate == .waiting && !found.contains(part.key)
        && part.after.contains(where: found.contains)
    }) {
      found.insert(next.key)
      order.append(next.key)
    }
    return order
  }

  // MARK: - Who

  private func allow(_ step: JointStep, _ context: Context) throws(BundleRefusal) {
    let actor = context.actor
    guard actor.holds(anyOf: Self.roles(for: step)) else { throw .notYourPart(step) }
    guard let submission, step != .submit else { return }
    let isOwn = submission.isOwn(of: actor.id)
    if Self.applicantSteps.contains(step) {
      guard isOwn || submission.isAssisted && actor.isStaff else { throw .notYourPart(step) }
      return
    }
    guard !isOwn else { throw .ownCase }
    let isLeading =
      !actor.roles.isDisjoint(with: [.clerk, .agencyHead]) || actor.department == submission.lead
    if Self.leadSteps.contains(step), !isLeading { throw .notYourPart(step) }
  }

  private static let applicantSteps: Set<JointStep> = [.supplement, .add, .withdraw]
  private static let leadSteps: Set<JointStep> = [.accept, .notice, .deliver, .planVisit, .extend]

  /// Whether somebody's section has a part, or he is of the integrated window.
  private func isTakingPart(_ actor: Actor) -> Bool {
    actor.roles.contains(.clerk) || parts.contains { $0.department == actor.department }
  }

  private func requireDepartment(
    of part: JointPartState, _ context: Context
  ) throws(BundleRefusal) {
    guard context.actor.roles.contains(.clerk) || context.actor.department == part.department
    else { throw .otherDepartment }
  }
}
