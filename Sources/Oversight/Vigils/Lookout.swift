// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import FEEL

/// Something that is watched, under the rule that fits it, as it stands on a day: whether it is time to speak, and
/// when it will be next.
///
/// A pure calculation; it is made anew whenever somebody looks, so a clock that has moved moves it too.
struct Lookout: Sendable, Hashable {
  let watch: Watch
  let rule: OversightRule
  /// The last day, of the law or of the rule.
  let due: Day
  /// The term that the rule itself sets; nil where the law does.
  private let ownTerm: TermRule?
  /// The unit that answers for it.
  let unit: String
  /// How many working days it is or was over; 0 in time.
  let over: Int
  /// The card that it has come to.
  let level: Card.Level?
  /// Whether it runs and will soon have to be done.
  let isNear: Bool
  /// The next day on which something changes by itself; nil when nothing will.
  let next: Day?

  var key: String { watch.key }

  /// - Returns: nil where no rule fits, or none says by when.
  init?(
    _ watch: Watch, in book: RuleBook, _ facts: RuleFacts, _ calendar: WorkCalendar, on today: Day
  ) {
    guard let rule = book.rule(for: watch.kind, facts) else { return nil }
    ownTerm = rule.term(facts)
    let own = ownTerm?.due(after: watch.start, in: calendar, excluding: watch.excluded)
    guard let due = own ?? watch.due else { return nil }
    self.watch = watch
    self.rule = rule
    self.due = due
    unit = rule.unit ?? watch.section ?? book.window
    // Where the law has answered in the bureau's place, the day was let pass, though nothing went on after it.
    let passed = watch.isSilence ? due.adding(days: 1) : watch.finished ?? today
    let over = calendar.workingDays(over: due, on: passed)
    self.over = over
    level = rule.level(over: over)
    let alertOn = rule.alert.map { days in
      // A short term is not called near on the day on which it began.
      max(calendar.day(-days, workingDaysAfter: due), watch.start.adding(days: 1))
    }
    isNear = watch.finished == nil && level == nil && alertOn.map { today >= $0 } ?? false
    next =
      watch.finished == nil
      ? ([alertOn] + [rule.yellow, rule.red].map { $0.map { calendar.day($0, over: due) } })
        .compactMap(\.self).filter { $0 > today }.min() : nil
  }
}

extension Lookout {
  /// The term by which it is due; nil where only the day is known.
  var termRule: TermRule? { ownTerm ?? watch.deadline?.rule }

  /// Why it is due when it is, day by day; nothing, where only the day is known.
  func trace(in calendar: WorkCalendar) -> [TraceLine] {
    if let ownTerm {
      return ownTerm.trace(
        from: watch.start, because: .given, in: calendar, excluding: watch.excluded)
    }
    return watch.deadline?.trace(in: calendar) ?? []
  }
}

extension OversightRule {
  /// The term that the rule itself sets; nil where the law does.
  fileprivate func term(_ facts: RuleFacts) -> TermRule? {
    guard let within, case .number(let number) = within.value(of: facts.value),
      let days = number.int, days >= 0
    else { return nil }
    return TermRule(number: days, unit: .workingDay, basis: basis)
  }

  /// The card for so many working days over.
  fileprivate func level(over: Int) -> Card.Level? {
    if let red, over >= red { return .red }
    if let yellow, over >= yellow { return .yellow }
    return nil
  }
}

extension WorkCalendar {
  /// How many working days after a last day another is; a day off right after it is one day over already.
  fileprivate func workingDays(over due: Day, on day: Day) -> Int {
    day <= due ? 0 : max(1, workingDays(after: due, through: day))
  }

  /// The first day that is so many working days over.
  fileprivate func day(_ over: Int, over due: Day) -> Day {
    over <= 1 ? due.adding(days: 1) : day(over, workingDaysAfter: due)
  }
}
