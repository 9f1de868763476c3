// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第四十五条: what is not counted.
@Suite("Administrative Licensing Law, article 45")
struct Article45Tests {
  private let promise = TermRule(number: 5, unit: .workingDay, basis: .decision)

  @Test("the working days of an expert review are added to the term")
  func expertReview() {
    let review = day("2024-03-05")..<day("2024-03-08")
    #expect(promise.due(after: day("2024-03-01"), in: china) == day("2024-03-08"))
    #expect(
      promise.due(after: day("2024-03-01"), in: china, excluding: [review]) == day("2024-03-13"))
  }

  @Test("a day that two stretches cover is left out once; order does not matter")
  func overlapping() {
    let first = day("2024-03-05")..<day("2024-03-07")
    let second = day("2024-03-06")..<day("2024-03-08")
    for stretches in [[first, second], [second, first], [first, second, first]] {
      #expect(
        china.day(5, workingDaysAfter: day("2024-03-01"), excluding: stretches)
          == day("2024-03-13"))
    }
  }

  @Test("a stretch before the term, after its end or over a weekend changes nothing")
  func withoutEffect() {
    let stretches = [
      day("2024-02-01")..<day("2024-03-02"), day("2024-03-09")..<day("2024-03-11"),
      day("2024-03-02")..<day("2024-03-04"), day("2024-03-05")..<day("2024-03-05"),
    ]
    let due = promise.due(after: day("2024-03-01"), in: china, excluding: stretches)
    #expect(due == day("2024-03-08"))
  }

  @Test("the trace names each day left out")
  func traced() {
    let review = day("2024-03-05")..<day("2024-03-08")
    let lines = promise.trace(
      from: day("2024-03-01"), because: .accepted, in: china, excluding: [review])
    let left = lines.filter { $0.reason == .excluded }.compactMap(\.day)
    #expect(left == [day("2024-03-05"), day("2024-03-06"), day("2024-03-07")])
    #expect(lines.compactMap(\.counted) == [1, 2, 3, 4, 5])
    #expect(lines.last?.day == day("2024-03-13"))
  }

  @Test("a term in months is longer by the days left out inside it")
  func months() {
    let rule = TermRule(number: 1, unit: .month, basis: .decision)
    let stretch = day("2024-03-05")..<day("2024-03-08")
    #expect(
      rule.due(after: day("2024-03-01"), in: china, excluding: [stretch]) == day("2024-04-04"))
  }
}
