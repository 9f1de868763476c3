// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Conversion functions (DMN 1.5, 10.3.4.1)")
struct ConversionTests {
  @Test(
    "date",
    arguments: [
      Claim("date(\"2026-01-31\")", "@\"2026-01-31\""),
      Claim("date(2026, 1, 31)", "@\"2026-01-31\""),
      Claim("date(day: 31, month: 1, year: 2026)", "@\"2026-01-31\""),
      Claim("date(@\"2026-01-31T10:00:00\")", "@\"2026-01-31\""),
      Claim("date(from: @\"2026-01-31\")", "@\"2026-01-31\""), Claim("date(2026, 2, 29)", "null"),
      Claim("date(\"2026-1-31\")", "null"), Claim("date(\"2026-01-31T10:00:00\")", "null"),
      Claim("date(1)", "null"), Claim("date(null)", "null"), Claim("date(2026, 1)", "null"),
      Claim("date([\"2026-01-31\"])", "@\"2026-01-31\""), Claim("date(2026.5, 1, 1)", "null"),
    ])
  func date(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "date and time",
    arguments: [
      Claim("date and time(\"2026-01-31T10:00:00Z\")", "@\"2026-01-31T10:00:00Z\""),
      Claim("date and time(\"2026-01-31\")", "@\"2026-01-31T00:00:00\""),
      Claim("date and time(@\"2026-01-31\")", "@\"2026-01-31T00:00:00Z\""),
      Claim(
        "date and time(@\"2026-01-31\", @\"10:00:00+08:00\")", "@\"2026-01-31T10:00:00+08:00\""),
      Claim(
        "date and time(@\"2026-01-31T09:00:00Z\", @\"10:00:00\")", "@\"2026-01-31T10:00:00\""),
      Claim("date and time(2026, 1, 31, 10, 0, 0)", "@\"2026-01-31T10:00:00\""),
      Claim(
        "date and time(2026, 1, 31, 10, 0, 0.5, @\"PT8H\")", "@\"2026-01-31T10:00:00.5+08:00\""),
      Claim("date and time(2026, 1, 31, 10, 0, 0, 8)", "@\"2026-01-31T10:00:00+08:00\""),
      Claim(
        "date and time(2026, 1, 31, 10, 0, 0, \"Asia/Shanghai\")",
        "@\"2026-01-31T10:00:00@Asia/Shanghai\""),
      Claim("date and time(2026, 1, 31, 10, 0, 0, \"No/Where\")", "null"),
      Claim("date and time(\"10:00:00\")", "null"), Claim("date and time(1)", "null"),
      Claim("date and time(@\"2026-01-31\", null)", "null"),
      Claim("date and time(@\"2026-01-31\", 1)", "null"),
    ])
  func dateAndTime(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "time",
    arguments: [
      Claim("time(\"10:00:00.25Z\")", "@\"10:00:00.25Z\""),
      Claim("time(10, 5, 7)", "@\"10:05:07\""),
      Claim("time(10, 5, 7.5, @\"-PT5H\")", "@\"10:05:07.5-05:00\""),
      Claim("time(10, 5, 7, null)", "@\"10:05:07\""),
      Claim("time(hour: 10, minute: 5, second: 7)", "@\"10:05:07\""),
      Claim("time(@\"2026-01-31T10:00:00+08:00\")", "@\"10:00:00+08:00\""),
      Claim("time(@\"2026-01-31\")", "@\"00:00:00Z\""), Claim("time(25, 0, 0)", "null"),
      Claim("time(\"25:00:00\")", "null"), Claim("time(10)", "null"),
      Claim("time(10, 0, 0, @\"PT19H\")", "null"),
    ])
  func time(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "durations",
    arguments: [
      Claim("duration(\"P1DT2H\")", "@\"P1DT2H\""), Claim("duration(\"P1Y2M\")", "@\"P1Y2M\""),
      Claim("duration(from: \"-PT5S\")", "@\"-PT5S\""), Claim("duration(\"P1Y2D\")", "null"),
      Claim("duration(\"1D\")", "null"), Claim("duration(5)", "null"),
      Claim("years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "@\"P1Y8M\""),
      Claim("years and months duration(from: @\"2013-08-24\", to: @\"2011-12-22\")", "@\"-P1Y8M\""),
      Claim(
        "years and months duration(@\"2011-12-22T10:00:00\", @\"2012-12-22\")", "@\"P1Y\""),
      Claim("years and months duration(@\"2011-12-22\", null)", "null"),
      Claim("years and months duration(@\"10:00:00\", @\"11:00:00\")", "null"),
    ])
  func durations(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "number",
    arguments: [
      Claim("number(\"1,000.5\", \",\", \".\")", "1000.5"),
      Claim("number(\"1.000,5\", \".\", \",\")", "1000.5"),
      Claim("number(\"1 000\", \" \", null)", "1000"), Claim("number(\"-1.5\")", "-1.5"),
      Claim("number(\"1,5\", null, \",\")", "1.5"), Claim("number(\"1.5\", \",\", \",\")", "null"),
      Claim("number(\"1.5\", \"x\", \".\")", "null"), Claim("number(\"a\", \",\", \".\")", "null"),
      Claim("number(1, \",\", \".\")", "null"), Claim("number(\"1\", \",\")", "null"),
      Claim("number(from: \"1,5\", grouping separator: null, decimal separator: \",\")", "1.5"),
    ])
  func number(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "string",
    arguments: [
      Claim("string(1.10)", "\"1.10\""), Claim("string(\"a\")", "\"a\""),
      Claim("string(null)", "null"), Claim("string(true)", "\"true\""),
      Claim("string(@\"2026-01-31\")", "\"2026-01-31\""),
      Claim("string(@\"10:00:00@Asia/Shanghai\")", "\"10:00:00@Asia/Shanghai\""),
      Claim("string(@\"PT26H\")", "\"P1DT2H\""),
      Claim("string([1, \"a\\\"\", null])", "\"[1, \\\"a\\\\\\\"\\\", null]\""),
      Claim("string({a: \"b\", \"c:\": {d e: 1}})", "\"{a: \\\"b\\\", \\\"c:\\\": {d e: 1}}\""),
      Claim("string([1..2))", "\"[1..2)\""), Claim("string((>= 1))", "\"(>= 1)\""),
      Claim("string(from: [])", "\"[]\""), Claim("string()", "null"),
    ])
  func string(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "range reads ranges between literals only",
    arguments: [
      Claim("range(\"[1..3]\")", "[1..3]"), Claim("range(\"]-1..3[\")", "(-1..3)"),
      Claim("range(\" ( 1 .. 3 ] \")", "(1..3]"),
      Claim("range(\"[\\\"a\\\"..\\\"b\\\"]\")", "[\"a\"..\"b\"]"),
      Claim("range(\"[@\\\"P1D\\\"..duration(\\\"P2D\\\")]\")", "[@\"P1D\"..@\"P2D\"]"),
      Claim(
        "range(string([@\"2026-01-01\"..@\"2026-01-31\"]))", "[@\"2026-01-01\"..@\"2026-01-31\"]"),
      Claim("range(\"[2..)\")", "(>= 2)"), Claim("range(\"(2..)\")", "(> 2)"),
      Claim("range(\"(..2)\")", "(< 2)"), Claim("range(\"] ..@\\\"P1D\\\"]\")", "(<= @\"P1D\")"),
      Claim("range(\"[..]\")", "null"), Claim("range(\"[..2)\")", "null"),
      Claim("range(\"[2..]\")", "null"), Claim("range(\"(1+1..)\")", "null"),
      Claim("range(\"[3..1]\")", "null"), Claim("range(\"[1+1..3]\")", "null"),
      Claim("range(\"[a..b]\")", "null"), Claim("range(\"(> 1)\")", "null"),
      Claim("range(\"[1, 3]\")", "null"), Claim("range(\"\")", "null"),
      Claim("range([1..3])", "null"),
      Claim("range(\"[[[[[[[[[[[[[[1..3]\")", "null"),
    ])
  func range(claim: Claim) throws {
    #expect(try claim.holds())
  }
}
