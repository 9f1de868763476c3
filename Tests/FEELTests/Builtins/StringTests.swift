// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("String functions (DMN 1.5, 10.3.4.3)")
struct StringTests {
  @Test(
    "substring counts code points from either end",
    arguments: [
      Claim("substring(\"foobar\", 3)", "\"obar\""),
      Claim("substring(\"foobar\", 3, 3)", "\"oba\""),
      Claim("substring(\"foobar\", -2, 1)", "\"a\""), Claim("substring(\"foobar\", 6, 9)", "\"r\""),
      Claim("substring(\"\\U01F40Eab\", 2)", "\"ab\""), Claim("substring(\"中文\", -1)", "\"文\""),
      Claim("substring(\"abc\", 0)", "null"), Claim("substring(\"abc\", 4)", "null"),
      Claim("substring(\"abc\", -4)", "null"), Claim("substring(\"abc\", 1, 0)", "null"),
      Claim("substring(\"abc\", 1, -1)", "null"), Claim("substring(\"abc\", 2.9)", "\"bc\""),
      Claim("substring(\"abc\", 2, null)", "\"bc\""), Claim("substring(null, 1)", "null"),
      Claim("substring(string: \"abc\", start position: 2, length: 1)", "\"b\""),
      Claim("substring([\"abc\"], 2)", "\"bc\""),
    ])
  func substring(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "what texts are made of",
    arguments: [
      Claim("string length(\"\")", "0"), Claim("string length(\"\\U01F40Eab\")", "3"),
      Claim("string length(\"e\\u0301\")", "2"), Claim("string length(string: \"ab\")", "2"),
      Claim("upper case(\"aBc4ß\")", "\"ABC4SS\""), Claim("lower case(\"ABc4\")", "\"abc4\""),
      Claim("substring before(\"foobar\", \"bar\")", "\"foo\""),
      Claim("substring before(\"foobar\", \"xyz\")", "\"\""),
      Claim("substring before(\"foobar\", \"\")", "\"\""),
      Claim("substring after(\"foobar\", \"ob\")", "\"ar\""),
      Claim("substring after(\"\", \"a\")", "\"\""),
      Claim("substring after(\"ab\", \"\")", "\"ab\""),
      Claim("substring after(\"中文中文\", \"文\")", "\"中文\""),
      Claim("contains(\"foobar\", \"of\")", "false"),
      Claim("contains(\"foobar\", \"oba\")", "true"),
      Claim("contains(\"abc\", \"\")", "true"), Claim("contains(\"a\", \"abc\")", "false"),
      Claim("contains(\"é\", \"e\")", "false"),
      Claim("contains(match: \"a\", string: \"ba\")", "true"),
      Claim("starts with(\"foobar\", \"fo\")", "true"),
      Claim("starts with(\"foobar\", \"of\")", "false"),
      Claim("ends with(\"foobar\", \"r\")", "true"),
      Claim("ends with(\"foobar\", \"foobarr\")", "false"),
      Claim("contains(\"a\", null)", "null"), Claim("contains(1, \"a\")", "null"),
    ])
  func parts(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "string join",
    arguments: [
      Claim("string join([\"a\", \"b\"], \"、\")", "\"a、b\""),
      Claim("string join([\"a\", \"b\"])", "\"ab\""),
      Claim("string join([\"a\", null, \"b\"], \",\")", "\"a,b\""),
      Claim("string join([])", "\"\""),
      Claim("string join([null, \"a\"], \",\")", "\"a\""),
      Claim("string join([\"\", \"\"], \",\")", "\",\""),
      Claim("string join(\"a\", \",\")", "\"a\""), Claim("string join([1])", "null"),
      Claim("string join(null)", "null"),
      Claim("string join(delimiter: \"-\", list: [\"a\", \"b\"])", "\"a-b\""),
    ])
  func join(claim: Claim) throws {
    #expect(try claim.holds())
  }
}
