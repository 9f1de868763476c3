// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

@Suite("The clock and a slow one, written from the law alone")
struct SlowClockTests {
  @Test("agree on a hundred thousand cases", arguments: 1...8)
  func agree(seed: UInt64) {
    var random = Seeded(state: seed)
    var wrong: [String] = []
    for _ in 0..<12_500 {
      let received = random.day(in: 2023...2027)
      let terms = random.terms()
      let facts = random.facts(received: received)
      let today = received.adding(days: Int.random(in: -2...100, using: &random))
      let clock = CaseClock.compute(facts, terms, china, asOf: today)
      let slow = SlowClock(facts, terms, asOf: today)
      var found: [DeadlineKind: SlowClock.Term] = [:]
      for deadline in clock.deadlines {
        found[deadline.kind] = SlowClock.Term(
          due: deadline.due, finished: deadline.finished, outcome: deadline.outcome,
          remaining: deadline.remaining)
      }
      let isSame =
        found == slow.found && clock.acceptedOn == slow.acceptedOn
        && clock.acceptanceIsDeemed == slow.isDeemed && clock.renewedOn == slow.renewedOn
        && clock.deadlines.count == slow.found.count
      if isSame { continue }
      let differ = found.filter { slow.found[$0.key] != $0.value }.map {
        "\($0.key): \($0.value) against \(String(describing: slow.found[$0.key]))"
      }
      wrong.append("as of \(today): \(differ) in \(facts) under \(terms)")
    }
    #expect(wrong.isEmpty, "\(wrong.count) cases, the first \(wrong.first ?? "")")
  }
}
