// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi

extension Dig {
  /// What a decision needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let now: Instant
    package let network: RoadNetwork
    package let settings: RoadsSettings

    package init(actor: Actor, now: Instant, network: RoadNetwork, settings: RoadsSettings) {
      self.actor = actor
      self.now = now
      self.network = network
      self.settings = settings
    }

    var today: Day { now.day }
    var isCoordinator: Bool { settings.isCoordinator(actor) }
  }

  /// How long ago a road may have been broken up that is told of only now, in milliseconds.
  private static let tellingMilliseconds: Int64 = 7 * 86_400_000

  package func decide(_ command: Command, _ context: Context) throws(RoadsRefusal) -> [Event] {
    switch command {
    case .announce(let entry):
      guard phase == .unannounced else { throw .elsewhere(.announce, phase) }
      // A case says for itself when it wants to dig; a plan is made in advance.
      if entry.origin == .plan, entry.works.window.from < context.today {
        throw .windowPast(entry.works.window.from)
      }
      // The decision on the case holds the age of the road against it; until then an approval can be recorded.
      try checkPlace(entry.works.segments, context)
      if entry.origin == .plan {
        try checkAge(
          entry.works.segments, entry.works.window, approval: entry.works.approval, context)
      }
      return [.announced(entry)]
    case .breakUp(let entry, let at):
      guard phase == .unannounced else { throw .elsewhere(.breakUp, phase) }
      let earliest = context.now.adding(milliseconds: -Self.tellingMilliseconds)
      guard at <= context.now, at >= earliest else { throw .brokenUpWhen }
      // Article 34 lets dig first whatever the age of the road.
      try checkPlace(entry.works.segments, context)
      return [.brokenUp(entry, at: at)]
    case .revise(let works):
      try allow(.revise, [.announced, .planned], context)
      guard application == nil else { throw .appliedFor }
      guard merge == nil else { throw .boundByMerge }
      if works.window.from < context.today { throw .windowPast(works.window.from) }
      try check(works, context)
      return [.revised(works)]
    case .publish:
      guard context.isCoordinator else { throw .notYourPart(.publish) }
      guard phase == .announced, let works else { throw .elsewhere(.publish, phase) }
      try check(works, context)
      return [.published]
    case .reschedule(let window, let merge):
      guard phase == .planned, let works else { throw .elsewhere(.acceptMerge, phase) }
      try check(works.moved(to: window), context)
      return [.rescheduled(window, merge: merge)]
    case .approve(let number):
      guard context.isCoordinator else { throw .notYourPart(.approve) }
      guard phase.isLive, works != nil else { throw .elsewhere(.approve, phase) }
      return [.approved(number: number)]
    case .withdraw(let reasons):
      try allow(.withdraw, [.announced, .planned, .permitted], context)
      return [.withdrawn(reasons: try given(reasons, .withdraw))]
    default: return try decideApplied(command, context)
    }
  }

  /// What follows from the case by which it is applied for.
  private func decideApplied(
    _ command: Command, _ context: Context
  ) throws(RoadsRefusal) -> [Event] {
    switch command {
    case .apply(let reference):
      guard application == nil, phase.isLive else { return [] }
      let isLate = formalitiesDue.map { context.now > $0 } ?? false
      return (isLate && !isFormalitiesMissed ? [.formalitiesMissed] : []) + [.applied(reference)]
    case .endApplication: return application == nil || permit != nil ? [] : [.applicationEnded]
    case .permit(let permit):
      guard phase.isLive, self.permit == nil, let works else { return [] }
      if origin != .emergency {
        try checkAge(permit.segments, permit.window, approval: works.approval, context)
      }
      return [.permitted(permit)]
    case .missFormalities:
      return formalitiesDone == nil && !isFormalitiesMissed ? [.formalitiesMissed] : []
    default: return try decideOnSite(command, context)
    }
  }

  /// What is done once the road may be, or is, open.
  private func decideOnSite(
    _ command: Command, _ context: Context
  ) throws(RoadsRefusal) -> [Event] {
    switch command {
    case .start:
      if phase == .announced || phase == .planned { throw .notPermitted }
      try allow(.start, [.permitted], context)
      guard let window = permit?.window else { throw .notPermitted }
      if context.today < window.from { throw .tooEarly(window.from) }
      if context.today > window.to { throw .windowOver(window.to) }
      return [.started]
    case .askChange(let change, let reasons):
      try allow(.askChange, [.permitted, .started], context)
      try checkChange(change, context)
      return [.changeAsked(change, reasons: try given(reasons, .askChange))]
    case .decideChange(let granted, let reasons):
      guard context.isCoordinator else { throw .notYourPart(.decideChange) }
      guard asked != nil else { throw .noChangeAsked }
      let text = try given(reasons, .decideChange)
      return [granted ? .changed(reasons: text) : .changeRefused(reasons: text)]
    case .exceed(let kind, let details):
      guard context.settings.mayInspect(context.actor) else { throw .notYourPart(.exceed) }
      guard phase.isDug else { throw .elsewhere(.exceed, phase) }
      return [.exceeded(Exceedance(kind, details: try given(details, .exceed)))]
    case .overrun:
      guard phase == .started, let last = permit?.window.to, last < context.today,
        overrunNoted != last
      else { return [] }
      return [.exceeded(Exceedance(.time, details: nil))]
    case .restore:
      try allow(.restore, [.started, .repairing], context)
      return [.restored]
    case .inspect(let passed, let findings):
      guard context.settings.mayInspect(context.actor) else { throw .notYourPart(.inspect) }
      guard phase == .restored else { throw .elsewhere(.inspect, phase) }
      return [.inspected(passed: passed, findings: try given(findings, .inspect))]
    default: return []
    }
  }

  // MARK: Checks

  /// Whose step it is, the owner's or the section's, and whether the dig stands where it is open.
  private func allow(
    _ step: RoadsStep, _ phases: Set<Phase>, _ context: Context
  ) throws(RoadsRefusal) {
    guard context.actor.id == filer || context.isCoordinator else { throw .notYourPart(step) }
    guard phases.contains(phase) else { throw .elsewhere(step, phase) }
  }

  private func given(_ text: Reasons, _ step: RoadsStep) throws(RoadsRefusal) -> Digest {
    guard text.isGiven else { throw .textMissing(step) }
    return text.digest
  }

  private func check(_ works: Works, _ context: Context) throws(RoadsRefusal) {
    try checkPlace(works.segments, context)
    try checkAge(works.segments, works.window, approval: works.approval, context)
  }

  private func checkPlace(_ segments: [String], _ context: Context) throws(RoadsRefusal) {
    guard !segments.isEmpty else { throw .segmentsMissing }
    if let unknown = segments.first(where: { context.network.segment($0) == nil }) {
      throw .segmentUnknown(unknown)
    }
  }

  /// Article 33 ¶2: a young road is not dug, unless the people's government has approved it.
  private func checkAge(
    _ segments: [String], _ window: Window, approval: String?, _ context: Context
  ) throws(RoadsRefusal) {
    guard approval == nil else { return }
    guard
      let bar = context.network.moratoria(on: segments, in: window).max(by: { $0.free < $1.free })
    else { return }
    throw .underMoratorium(bar, free: context.network.firstFree(for: segments, window))
  }

  /// Article 36: place, area and time are changed in advance.
  private func checkChange(_ change: Change, _ context: Context) throws(RoadsRefusal) {
    guard let permit else { throw .notPermitted }
    guard asked == nil else { throw .changeWaits }
    guard context.today <= permit.window.to else { throw .changeTooLate(permit.window.to) }
    guard !change.isEmpty, permit.changed(by: change) != permit else { throw .nothingChanges }
    if let until = change.until, until <= permit.window.to { throw .noLater(permit.window.to) }
    let changed = permit.changed(by: change)
    try checkPlace(changed.segments, context)
    let added = Set(changed.segments).subtracting(permit.segments).sorted()
    try checkAge(added, changed.window, approval: works?.approval, context)
  }
}

extension RoadsSettings {
  /// Who brings digs together.
  static let coordinating: Set<Role> = [.reviewer, .chiefApprover, .departmentHead]

  /// Whether somebody is of the section that keeps the plan.
  func isCoordinator(_ actor: Actor) -> Bool {
    actor.roles.contains(.system)
      || actor.holds(anyOf: Self.coordinating) && actor.department == section
  }

  /// Whether somebody looks at roads on the spot.
  func mayInspect(_ actor: Actor) -> Bool {
    isCoordinator(actor) || actor.roles.contains(.inspector)
  }
}
