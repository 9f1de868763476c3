// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Testing

@Suite("Days and instants")
struct DayTests {
  @Test("every day of twelve centuries comes back from its text, its parts and its weekday")
  func roundTrip() throws {
    var expected = day("1583-01-01").weekday
    #expect(expected == 6)
    for number in stride(from: day("1583-01-01").number, to: day("2801-01-01").number, by: 1) {
      let day = Day(number: number)
      let parts = (day.year, day.month, day.day)
      guard Day(year: parts.0, month: parts.1, day: parts.2) == day, day.weekday == expected else {
        Issue.record("\(day)")
        return
      }
      expected = expected % 7 + 1
    }
    for number in stride(from: -200_000, to: 200_000, by: 17) {
      #expect(Day(Day(number: number).description) == Day(number: number))
    }
  }

  @Test(
    "only the strict form of a day that exists is a day",
    arguments: [
      "", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "2026/01/01",
      "20260101", "2026-01-01 ", " 2026-01-01", "2026-01-01T00:00", "0000-01-01", "2026-01-００",
      "+026-01-01", "2100-02-29",
    ])
  func refused(text: String) {
    #expect(Day(text) == nil)
  }

  @Test("known days have known numbers and weekdays")
  func known() {
    #expect(day("1970-01-01").number == 0)
    #expect(day("1970-01-01").weekday == 4)
    #expect(day("2000-02-29").number == 11016)
    #expect(day("2026-11-23").weekday == 1)
    #expect(day("1969-12-28").weekday == 7)
    #expect(day("2026-03-01") - day("2026-02-01") == 28)
  }

  @Test("a day is its ISO text in JSON, and wrong text is refused")
  func json() throws {
    let data = try JSONEncoder().encode([day("2026-11-23")])
    #expect(String(decoding: data, as: UTF8.self) == #"["2026-11-23"]"#)
    #expect(try JSONDecoder().decode([Day].self, from: data) == [day("2026-11-23")])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Day].self, from: Data(#"["2026-02-29"]"#.utf8))
    }
  }

  @Test("an instant lies on the civil day of China, whatever the day is in Greenwich")
  func instants() throws {
    let midnight = Instant(day: day("2026-11-23"), hour: 0, minute: 0)
    #expect(midnight.day == day("2026-11-23"))
    #expect(midnight.adding(milliseconds: -1).day == day("2026-11-22"))
    #expect(midnight.adding(milliseconds: -1).iso8601 == "2026-11-22T23:59:59.999+08:00")
    #expect(midnight.milliseconds == Int64(day("2026-11-22").number) * 86_400_000 + 57_600_000)
    #expect(Instant(day: day("2026-11-23"), hour: 14, minute: 5).text == "2026-11-23 14:05")
    #expect(Instant(day: day("1969-12-31"), hour: 7, minute: 59).text == "1969-12-31 07:59")
    #expect(Instant(day: day("2026-11-23"), hour: 24, minute: 0).day == day("2026-11-24"))
    let data = try JSONEncoder().encode([midnight])
    #expect(String(decoding: data, as: UTF8.self) == "[\(midnight.milliseconds)]")
    #expect(try JSONDecoder().decode([Instant].self, from: data) == [midnight])
  }

  @Test("a rule without the word rollsOver reads as one that does not roll over")
  func ruleJSON() throws {
    let text = #"{"number":20,"unit":"working_day","basis":{"law":"行政许可法","article":"第四十二条第一款"}}"#
    let rule = try JSONDecoder().decode(TermRule.self, from: Data(text.utf8))
    #expect(rule == .decision)
    #expect(try JSONDecoder().decode(TermRule.self, from: JSONEncoder().encode(rule)) == rule)
  }
}
