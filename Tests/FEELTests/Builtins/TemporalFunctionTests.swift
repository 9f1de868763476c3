// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Date and time functions (DMN 1.5, 10.3.4.6 and 10.3.4.8)")
struct TemporalFunctionTests {
  @Test(
    "where a day stands in its week, month and year",
    arguments: [
      Claim("day of year(@\"2019-09-17\")", "260"),
      Claim("day of week(@\"2019-09-17\")", "\"Tuesday\""),
      Claim("month of year(@\"2019-09-17\")", "\"September\""),
      Claim("week of year(@\"2019-09-17\")", "38"),
      Claim("week of year(@\"2005-01-01\")", "53"),
      Claim("week of year(date: @\"2003-12-29\")", "1"),
      Claim("day of week(@\"2019-09-17T10:00:00Z\")", "\"Tuesday\""),
      Claim("last day of month(@\"2024-02-03\")", "29"),
      Claim("day of year(\"2019-09-17\")", "null"),
      Claim("day of year(null)", "null"), Claim("day of week(@\"10:00:00\")", "null"),
    ])
  func days(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "is tells the same from the merely equal",
    arguments: [
      Claim("is(1, 1.0)", "true"), Claim("is(1, \"1\")", "false"), Claim("is(null, null)", "true"),
      Claim("is(@\"2026-01-31\", @\"2026-01-31T00:00:00\")", "false"),
      Claim("is(@\"10:00:00Z\", @\"12:00:00+02:00\")", "false"),
      Claim("is(@\"10:00:00Z\", @\"10:00:00+00:00\")", "true"),
      Claim("is(@\"10:00:00\", @\"10:00:00Z\")", "false"), Claim("is([1], [1])", "true"),
      Claim("is([@\"10:00:00Z\"], [@\"12:00:00+02:00\"])", "false"),
      Claim("is({a: @\"10:00:00Z\"}, {a: @\"12:00:00+02:00\"})", "false"),
      Claim("is(value1: 1, value2: 1)", "true"), Claim("is(1)", "null"),
    ])
  func identity(claim: Claim) throws {
    #expect(try claim.holds())
  }
}
