// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// What happens to one case, and when: as in life, in the hours of the office.
///
/// Every instant is known from the beginning, so the courses of many cases can be woven into one history.
struct Course: Sendable {
  enum Step: Sendable, Hashable {
    case file, correct, notice, supplement, accept, acceptInSilence
    /// By the reviewer of a place among those of the section.
    case review(Int)
    case grant, refuse, deliver
    case findNotRequired, refuseAcceptance, withdraw
  }

  private(set) var steps: [(at: Instant, step: Step)] = []
  private var last: Instant
  private let calendar: WorkCalendar

  /// - Parameters:
  ///   - day: a working day, on which the application comes in.
  ///   - days: of the bureau's promise.
  init(
    from day: Day, reviewers: Int, promised days: Int, _ calendar: WorkCalendar,
    _ chance: inout Chance
  ) {
    self.calendar = calendar
    last = Instant(day: day, hour: 9, minute: 0)
    add(.file, after: 0, &chance)
    guard receive(&chance) else { return }
    let pace = chance.happens(Self.late) ? days + 3 : chance.number(0..<days + 2)
    for reviewer in 0..<reviewers {
      add(.review(reviewer), after: reviewer == 0 ? pace / 2 : chance.number(0..<2), &chance)
    }
    if chance.happens(Self.withdrawn / 2) {
      add(.withdraw, after: 1, &chance)
      return
    }
    add(chance.happens(Self.refused) ? .refuse : .grant, after: pace - pace / 2, &chance)
    add(.deliver, after: chance.number(0..<6), &chance)
  }

  // How often things happen, of all cases.
  private static let corrected = 0.03
  private static let supplemented = 0.12
  private static let abandoned = 0.01
  private static let notRequired = 0.01
  private static let notAccepted = 0.015
  private static let withdrawn = 0.02
  private static let silence = 0.002
  private static let refused = 0.03
  private static let late = 0.02

  /// From receipt to acceptance.
  /// - Returns: whether it was accepted.
  private mutating func receive(_ chance: inout Chance) -> Bool {
    if chance.happens(Self.corrected) { add(.correct, after: 0, &chance) }
    if chance.happens(Self.supplemented) {
      add(.notice, after: chance.number(0..<4), &chance)
      if chance.happens(Self.abandoned / Self.supplemented) {
        add(.withdraw, after: chance.number(20..<40), &chance)
        return false
      }
      add(.supplement, after: chance.number(1..<12), &chance)
    }
    let ends: [(share: Double, step: Step)] = [
      (Self.notRequired, .findNotRequired), (Self.notAccepted, .refuseAcceptance),
      (Self.withdrawn / 2, .withdraw),
    ]
    for end in ends where chance.happens(end.share) {
      add(end.step, after: chance.number(0..<4), &chance)
      return false
    }
    if chance.happens(Self.silence) {
      let due = TermRule.supplementNotice.due(after: last.day, in: calendar)
      last = Instant(day: due.adding(days: 1), hour: 0, minute: 0)
      steps.append((last, .acceptInSilence))
    } else {
      add(.accept, after: chance.number(0..<3), &chance)
    }
    return true
  }

  /// Adds a step so many working days later, in office hours and after the one before.
  private mutating func add(_ step: Step, after days: Int, _ chance: inout Chance) {
    var day = calendar.firstWorkingDay(onOrAfter: last.day)
    day = calendar.day(days, workingDaysAfter: day)
    // From half past eight to noon, and from two to half past five.
    var minute = chance.number(510..<930)
    if minute >= 720 { minute += 120 }
    if day == last.day { minute = max(minute, last.minuteOfDay + 1 + chance.number(0..<20)) }
    if minute >= 1_050 {
      day = calendar.day(1, workingDaysAfter: day)
      minute = chance.number(510..<570)
    }
    last = Instant(day: day, hour: 0, minute: minute)
      .adding(milliseconds: Int64(chance.number(0..<60_000)))
    steps.append((last, step))
  }
}
