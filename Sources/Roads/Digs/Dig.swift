// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi

/// One opening of a road (挖掘), from the day it is announced to the day the closed road has passed.
///
/// ```
/// announced ─ published in the plan ─ (merged with others) ─┐
/// straight by a case ───────────────────────────────────────┴─ permitted ─ started ─ restored ─ inspected ─ closed
/// emergency: broken up at once, formalities within 24 hours ────────────────┘  ▲          │ not passed
///                                                                              └ repairing ┘
/// ```
package struct Dig: Aggregate {
  package static let kind = "dig"

  package enum Phase: String, Codable, CaseIterable, Sendable {
    /// Before the first event; no dig of the store is ever in it.
    case unannounced
    /// Entered, and not yet published in the plan.
    case announced
    /// Published in the plan, for all to see.
    case planned
    case permitted
    /// The road is open.
    case started
    /// The road is closed again, and waits for its inspection.
    case restored
    /// It has not passed: what was restored is repaired.
    case repairing
    case closed
    case withdrawn

    /// Whether the road is, or may still be, taken up.
    package var isLive: Bool { self != .closed && self != .withdrawn && self != .unannounced }
    /// Whether the road is taken up now, whatever was planned.
    package var isDug: Bool { self == .started || self == .restored || self == .repairing }
  }

  /// How it came here.
  package enum Origin: String, Codable, CaseIterable, Sendable {
    /// Announced for the plan.
    case plan
    /// By a case that no entry of the plan preceded.
    case direct
    /// Broken up at once (article 34).
    case emergency
  }

  package private(set) var phase = Phase.unannounced
  package private(set) var origin = Origin.plan
  package private(set) var works: Works?
  /// The account that announced it.
  package private(set) var filer = ""
  /// Whether somebody of the staff announced it for others.
  package private(set) var isForOthers = false
  package private(set) var announcedAt: Instant?
  /// Whether everybody may see it.
  package private(set) var isPublic = false
  /// The case by which it is applied for.
  package private(set) var application: CaseReference?
  package private(set) var permit: Permit?
  /// A change of the permit that waits for its approval (article 36).
  package private(set) var asked: Change?
  package private(set) var startedAt: Instant?
  package private(set) var restoredAt: Instant?
  package private(set) var endedAt: Instant?
  /// How many inspections it has not passed.
  package private(set) var failures = 0
  package private(set) var exceedances: [Exceedance] = []
  /// Until when the formalities of an emergency are due; nil for all else.
  package private(set) var formalitiesDue: Instant?
  package private(set) var formalitiesDone: Instant?
  /// Whether they were done after their time, or not at all.
  package private(set) var isFormalitiesMissed = false
  /// The last day for which it was noted that the road was still open after it.
  package private(set) var overrunNoted: Day?
  /// The merged dig that it has agreed to.
  package private(set) var merge: String?

  package init() {}

  /// How long after the road was broken up the formalities are due (article 34), in milliseconds.
  ///
  /// A time in hours begins with the moment itself (民法典 article 201 ¶2), whatever the hour and the day.
  package static let formalitiesMilliseconds: Int64 = 24 * 3_600_000

  // MARK: What stands now

  package var segments: [String] { permit?.segments ?? works?.segments ?? [] }
  package var window: Window? { permit?.window ?? works?.window }
  package var area: Int { permit?.area ?? works?.area ?? 0 }

  /// Where and when it takes up road, as seen on a day: a road that is open stays so at least until today.
  package func occupation(as number: String, on today: Day) -> Occupation? {
    guard let window else { return nil }
    let until = phase.isDug ? max(window.to, today) : window.to
    return Occupation(
      dig: number, segments: Set(segments), window: window.ending(on: until))
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .announced(let entry):
      take(entry, at: moment)
      phase = .announced
    case .brokenUp(let entry, let at):
      take(entry, at: moment)
      (phase, isPublic, startedAt) = (.started, true, at)
      formalitiesDue = at.adding(milliseconds: Self.formalitiesMilliseconds)
    case .revised(let works): self.works = works
    case .published: (phase, isPublic) = (.planned, true)
    case .approved(let number): works = works?.approved(by: number)
    case .rescheduled(let window, let merge):
      works = works?.moved(to: window)
      self.merge = merge
    case .withdrawn: (phase, endedAt) = (.withdrawn, moment.at)
    case .applied(let reference):
      application = reference
      if formalitiesDue != nil { formalitiesDone = formalitiesDone ?? moment.at }
    case .applicationEnded: application = nil
    case .permitted(let permit):
      self.permit = permit
      isPublic = true
      if phase == .announced || phase == .planned { phase = .permitted }
    case .formalitiesMissed: isFormalitiesMissed = true
    default: applyOnSite(event, at: moment)
    }
  }

  /// What happens once the road may be, or is, open.
  private mutating func applyOnSite(_ event: Event, at moment: Moment) {
    switch event {
    case .started: (phase, startedAt) = (.started, moment.at)
    case .changeAsked(let change, _): asked = change
    case .changed:
      permit = asked.flatMap { permit?.changed(by: $0) } ?? permit
      asked = nil
    case .changeRefused: asked = nil
    case .exceeded(let exceedance):
      exceedances.append(exceedance)
      if exceedance.details == nil { overrunNoted = permit?.window.to }
    case .restored: (phase, restoredAt) = (.restored, moment.at)
    case .inspected(let passed, _):
      if passed {
        (phase, endedAt) = (.closed, moment.at)
      } else {
        phase = .repairing
        failures += 1
      }
    default: break
    }
  }

  private mutating func take(_ entry: Entry, at moment: Moment) {
    (works, origin, filer) = (entry.works, entry.origin, entry.filer)
    (isForOthers, announcedAt) = (entry.isForOthers, moment.at)
  }
}
