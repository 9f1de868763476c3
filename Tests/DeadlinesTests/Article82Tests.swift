// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第八十二条: working days, without statutory holidays.
@Suite("Administrative Licensing Law, article 82")
struct Article82Tests {
  @Test(
    "the n-th working day after the day that starts the term",
    arguments: [
      ("2024-01-29", 5, "2024-02-04"), ("2024-01-31", 20, "2024-03-04"),
      ("2024-02-08", 1, "2024-02-09"), ("2024-04-01", 5, "2024-04-09"),
      ("2024-09-13", 1, "2024-09-14"), ("2024-09-26", 5, "2024-10-09"),
      ("2024-12-18", 20, "2025-01-16"), ("2025-01-20", 10, "2025-02-08"),
      ("2025-09-22", 20, "2025-10-24"), ("2026-02-10", 5, "2026-02-24"),
      ("2026-09-18", 10, "2026-10-09"),
    ])
  func vectors(start: String, count: Int, due: String) throws {
    #expect(try china.due(start: day(start), days: count) == day(due))
    #expect(try china.elapsed(from: day(start), to: day(due)) == count)
  }

  @Test(
    "working days of the months of three years",
    arguments: [
      (2024, [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22]),
      (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]),
      (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
    ])
  func months(year: Int, counts: [Int]) throws {
    let first = try #require(Day(year: year, month: 1, day: 1))
    for (index, count) in counts.enumerated() {
      let month = first.adding(months: index)
      let days = month..<month.adding(months: 1)
      #expect(days.count { china.isWorkingDay($0) } == count, "\(year)-\(index + 1)")
    }
  }

  @Test("a make-up Saturday is worked, a holiday Monday is not, and both name their holiday")
  func kinds() {
    #expect(china.kind(day("2026-02-14")) == .makeUp(insteadOf: "春节"))
    #expect(china.kind(day("2026-02-16")) == .holiday("春节"))
    #expect(china.kind(day("2026-03-07")) == .weekend)
    #expect(china.kind(day("2026-03-06")) == .working)
  }

  @Test("each day of the trace says why it counts or does not")
  func traced() throws {
    let lines = try china.explain(start: day("2026-02-12"), days: 3).map(\.chinese)
    #expect(
      lines == [
        "2026-02-12 周四 起算日，当日不计（民法典第二百零一条第一款）",
        "2026-02-13 周五 第 1 个工作日", "2026-02-14 周六 调休上班（春节），第 2 个工作日",
        "2026-02-15 周日 春节，不计", "2026-02-16 周一 春节，不计", "2026-02-17 周二 春节，不计",
        "2026-02-18 周三 春节，不计", "2026-02-19 周四 春节，不计", "2026-02-20 周五 春节，不计",
        "2026-02-21 周六 春节，不计", "2026-02-22 周日 春节，不计", "2026-02-23 周一 春节，不计",
        "2026-02-24 周二 第 3 个工作日", "2026-02-24 周二 期限届满：3 个工作日（行政许可法第八十二条）",
      ])
  }

  @Test("a question beyond the calendar, or for fewer than no days, is refused with the reason")
  func refused() {
    #expect(throws: CalendarFault.outside(day("2003-12-31"))) {
      try china.due(start: day("2003-12-31"), days: 5)
    }
    #expect(throws: CalendarFault.outside(day("2100-01-01"))) {
      try china.elapsed(from: day("2026-01-01"), to: day("2100-01-01"))
    }
    #expect(throws: CalendarFault.negative(-1)) {
      try china.due(start: day("2026-01-01"), days: -1)
    }
    for days in [100_000, Int.max] {
      #expect(throws: CalendarFault.tooMany(days)) {
        try china.due(start: day("2026-01-01"), days: days)
      }
    }
  }
}
