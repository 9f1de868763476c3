// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FEEL

@Suite("JSON becomes values and back, without binary floating point")
struct JSONTests {
  @Test("every kind of JSON is read")
  func reading() throws {
    let value = try Value(
      json: """
        \u{FEFF} {"名称": "办结", "n": [1, -2.50, 1e3, 0.1], "t": true, "f": false, "z": null, "o": {}, "a": []}
        """)
    let expected: Value = [
      "名称": "办结",
      "n": [1, .number(Decimal128("-2.5")!), 1000, .number(Decimal128("0.1")!)],
      "t": true, "f": false, "z": .null, "o": .context(Context()), "a": [],
    ]
    #expect(value == expected)
  }

  @Test("34 digits are kept")
  func digits() throws {
    let text = "1234567890.123456789012345678901234"
    #expect(try Value(json: text) == .number(Decimal128(text)!))
    #expect(try Value(json: text).json == text)
    #expect(try Value(json: "0.1").json == "0.1")
  }

  @Test("escapes are read, surrogate pairs included")
  func escapes() throws {
    let value = try Value(json: #""\"\\\/\b\f\n\r\té\uD83D\uDE00""#)
    #expect(value == .string("\"\\/\u{8}\u{C}\n\r\té😀"))
  }

  @Test("what is written is read as the same")
  func roundTrip() throws {
    let value: Value = [
      "键\"": ["a\u{1}\n\\\t", 1, .null, true, ["x": []]], "大": .number(Decimal128("1E+40")!),
    ]
    #expect(try Value(json: value.json) == value)
  }

  @Test("dates, times and durations are written as strings")
  func temporals() {
    let value: Value = [
      "d": .date(CalendarDate("2026-11-24")!), "p": .yearsMonths(YearsMonthsDuration("P1Y2M")!),
    ]
    #expect(value.json == #"{"d":"2026-11-24","p":"P1Y2M"}"#)
  }

  @Test(
    "what is not JSON is refused with its place",
    arguments: [
      ("", 1, 1), ("[1,]", 1, 4), ("{\"a\" 1}", 1, 6), ("{a: 1}", 1, 2), ("01", 1, 1),
      ("1.", 1, 3), ("-", 1, 2), ("1e", 1, 3), ("tru", 1, 1), ("\"a", 1, 3), ("\"\\x\"", 1, 2),
      ("\"\\uD800\"", 1, 2), ("\"\\uZZZZ\"", 1, 2), ("[1]\n 2", 2, 2), ("\"a\nb\"", 1, 3),
      ("{\"a\":1,\n\"a\":2}", 2, 1), ("[1", 1, 3), ("NaN", 1, 1), ("1e999999", 1, 1), ("'a'", 1, 1),
    ])
  func refused(text: String, line: Int, column: Int) throws {
    let fault = try #require(throws: JSONFault.self) { try Value(json: text) }
    #expect(fault.line == line)
    #expect(fault.column == column)
    #expect(fault.chinese.hasPrefix("第 \(line) 行第 \(column) 列"))
  }

  @Test("bytes that are not UTF-8 are refused")
  func encoding() throws {
    let fault = try #require(throws: JSONFault.self) {
      try Value(json: [0x22, 0xC3, 0x28, 0x22])
    }
    #expect(fault.problem == .encoding)
  }

  @Test("a hundred thousand brackets do not exhaust the stack")
  func deep() throws {
    let fault = try #require(throws: JSONFault.self) {
      try Value(json: String(repeating: "[", count: 100_000))
    }
    #expect(fault.problem == .depth(200))
  }
}
