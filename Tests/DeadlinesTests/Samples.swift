// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// A day that the test's author wrote down; a slip of the pen stops the test.
func day(_ text: String) -> Day {
  guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
  return day
}

/// Ten in the morning, Chinese time, of a day.
func at(_ text: String, hour: Int = 10) -> Instant {
  Instant(day: day(text), hour: hour, minute: 0)
}

let china = WorkCalendar.china

/// The clock of a case under the terms of the law, with a promise of eight working days.
func clock(_ facts: CaseFacts, asOf: String) -> CaseClock {
  let promise = TermRule(
    number: 8, unit: .workingDay, basis: LegalBasis(law: "实施清单", article: "承诺办结时限"))
  return CaseClock.compute(facts, CaseTerms(promised: promise), china, asOf: day(asOf))
}

/// A generator of the same numbers in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func day(in years: ClosedRange<Int> = 2004...2098) -> Day {
    let first = Day(year: years.lowerBound, month: 1, day: 1)?.number ?? 0
    let last = Day(year: years.upperBound, month: 12, day: 31)?.number ?? 0
    return Day(number: Int.random(in: first...last, using: &self))
  }

  mutating func stretches(near start: Day) -> [Range<Day>] {
    (0..<Int.random(in: 0...4, using: &self)).map { _ in
      let from = start.adding(days: Int.random(in: -10...60, using: &self))
      return from..<from.adding(days: Int.random(in: 0...25, using: &self))
    }
  }
}
