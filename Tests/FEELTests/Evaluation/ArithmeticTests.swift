// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Arithmetic (DMN 1.5, tables 57 to 60)")
struct ArithmeticTests {
  @Test(
    "operators bind as the grammar says, from the left",
    arguments: [
      Claim("1 + 2 * 3", "7"), Claim("(1 + 2) * 3", "9"), Claim("2 - 3 - 4", "-5"),
      Claim("24 / 4 / 2", "3"), Claim("2 ** 3 ** 2", "64"), Claim("-3 ** 2", "9"),
      Claim("2 ** -1", "0.5"), Claim("--1", "1"), Claim("2 * -3", "-6"),
      Claim("1 + 2 = 3 and 2 > 1", "true"), Claim(".5 + 1.e", "null"), Claim("1e3", "1000"),
      Claim("1.5E-1", "0.15"),
    ])
  func binding(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "numbers are decimal",
    arguments: [
      Claim("0.1 + 0.2", "0.3"), Claim("1 / 3", "0.3333333333333333333333333333333333"),
      Claim("2 / 3", "0.6666666666666666666666666666666667"),
      Claim("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"),
      Claim("string(1.10 + 1)", "\"2.10\""), Claim("10 / 4", "2.5"),
    ])
  func decimals(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "dates, times and durations",
    arguments: [
      Claim("@\"2026-01-31\" + @\"P1M\"", "@\"2026-02-28\""),
      Claim("@\"P1D\" + @\"2026-01-31\"", "@\"2026-02-01\""),
      Claim("@\"2026-03-01\" - @\"2026-02-01\"", "@\"P28D\""),
      Claim("@\"2026-03-01\" - @\"P1D\"", "@\"2026-02-28\""),
      Claim("@\"2026-03-01T00:00:00Z\" - @\"2026-02-28\"", "@\"P1D\""),
      Claim("@\"23:30:00\" + @\"PT1H\"", "@\"00:30:00\""),
      Claim("@\"10:00:00\" - @\"09:00:00\"", "@\"PT1H\""),
      Claim("@\"P1D\" * 1.5", "@\"P1DT12H\""), Claim("2 * @\"P1Y\"", "@\"P2Y\""),
      Claim("@\"P1Y\" / 2", "@\"P6M\""), Claim("@\"P1D\" / @\"PT1H\"", "24"),
      Claim("@\"P1Y\" / @\"P1M\"", "12"), Claim("@\"P1D\" - @\"PT1H\"", "@\"PT23H\""),
      Claim("-@\"P1D\"", "@\"-P1D\""),
    ])
  func temporal(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test("texts can be joined and nothing else")
  func texts() throws {
    #expect(try feel("\"a\" + \"b\"") == "ab")
    #expect(try feel("\"a\" - \"b\"") == .null)
    #expect(try feel("\"a\" + 1") == .null)
  }

  @Test(
    "kinds that do not go together give null with a reason",
    arguments: [
      "1 + true", "1 + null", "null * null", "[1] + 1", "@\"P1Y\" + @\"P1D\"",
      "@\"2026-01-01\" + @\"2026-01-01\"", "@\"2026-01-01\" + 1", "{} / 2", "-\"a\"", "-[1]",
      "abs + 1", "@\"2026-01-01T00:00:00\" - @\"2026-01-01T00:00:00Z\" + 1",
    ])
  func kinds(text: String) throws {
    let (value, codes) = try reasons(text)
    #expect(value == .null)
    #expect(codes.contains("kinds"))
  }

  @Test("what has no result gives null with a reason", arguments: ["1 / 0", "0 / 0", "0 ** -1"])
  func undefined(text: String) throws {
    let (value, codes) = try reasons(text)
    #expect(value == .null)
    #expect(codes == ["arithmetic"])
  }
}
