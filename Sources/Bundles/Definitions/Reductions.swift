// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines

/// What doing several things as one saves (四减): steps, materials, days and visits, one by one and as one.
///
/// Computed from the items and the bundle for one situation, or measured of a joint case that is concluded.
package struct Reductions: Codable, Hashable, Sendable {
  package struct Measure: Codable, Hashable, Sendable {
    package let before: Int
    package let after: Int

    /// The share that falls away, in percent, rounded half up; nil where there was nothing.
    package var saved: Int? {
      before > 0 ? ((before - after) * 200 + before) / (2 * before) : nil
    }
  }

  /// Steps that the applicant takes or waits for.
  package let steps: Measure
  package let materials: Measure
  /// Working days by the promised terms: one after the other, and the announced term of the whole.
  package let days: Measure
  package let visits: Measure

  /// - Parameter keys: the members that count; all when nil.
  package init(
    of form: JointForm, values: [String: String] = [:], only keys: Set<String>? = nil
  ) {
    let parts = form.parts.filter { keys?.contains($0.member.key) ?? true }
    let items = parts.map(\.item)
    // Each by itself: its own steps; as one: received once, decided side by side, delivered once.
    steps = Measure(
      before: items.reduce(0) { $0 + $1.process.count },
      after: items.isEmpty ? 0 : Self.jointSteps + form.depth)
    let brought = parts.map { $0.requirements(values).filter { !$0.isFetched }.count }
    materials = Measure(
      before: brought.reduce(0, +), after: form.papers.filter(\.isBrought).count)
    days = Measure(
      before: items.reduce(0) { $0 + $1.terms.promised.workingDays },
      after: form.bundle.promised.workingDays)
    visits = Measure(
      before: items.reduce(0) { $0 + $1.visits }, after: items.map(\.visits).max() ?? 0)
  }

  /// What a concluded joint case has saved: one by one as the catalogue promises it, and as one as it went.
  ///
  /// Its steps are receipt, acceptance, a supplement where there was one, the decisions that waited for one another, and
  /// delivery; its materials every file that the applicant has handed in; its days the working days from receipt to the
  /// last decision; its visits the days on which the applicant was at the window. Only parts that came to a decision count.
  init(
    measuring joint: JointCase, _ form: JointForm, _ filing: JointFiling, in calendar: WorkCalendar
  ) {
    let decided = Set(joint.parts.filter(\.fate.needsDelivery).map(\.key))
    let planned = Reductions(of: form, values: filing.values, only: decided)
    let supplements = joint.notice == nil ? 0 : 1
    let days = joint.facts.received.flatMap { received in
      joint.facts.decided.map { calendar.workingDays(after: received.day, through: $0.at.day) }
    }
    self.init(
      steps: Measure(
        before: planned.steps.before, after: Self.jointSteps + form.depth + supplements),
      materials: Measure(
        before: planned.materials.before, after: Set(filing.files.map(\.digest)).count),
      days: Measure(before: planned.days.before, after: days ?? 0),
      visits: Measure(before: planned.visits.before, after: joint.visitDays.count))
  }

  init(steps: Measure, materials: Measure, days: Measure, visits: Measure) {
    (self.steps, self.materials, self.days, self.visits) = (steps, materials, days, visits)
  }

  /// Receipt, acceptance, delivery.
  private static let jointSteps = 3
}

extension JointForm {
  /// How many members have to be decided one after the other.
  var depth: Int {
    let after = Dictionary(parts.map { ($0.member.key, $0.member.after) }) { first, _ in first }
    func depth(_ key: String, _ guardian: Int) -> Int {
      guard let waits = after[key], guardian > 0 else { return 0 }
      return 1 + (waits.map { depth($0, guardian - 1) }.max() ?? 0)
    }
    return parts.map { depth($0.member.key, parts.count) }.max() ?? 0
  }
}

extension TermRule {
  /// The term in working days, for comparing; a calendar month counts as 22.
  var workingDays: Int {
    switch unit {
    case .workingDay: number
    case .calendarDay: (number * 5 + 6) / 7
    case .month: number * 22
    case .year: number * 250
    }
  }
}
