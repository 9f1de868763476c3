// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

/// One value of each kind that can be told apart.
private let kinds = [
  "true", "1", "\"a\"", "@\"2026-01-31\"", "@\"10:00:00\"", "@\"2026-01-31T10:00:00\"",
  "@\"P1D\"", "@\"P1M\"", "[1]", "{a: 1}", "[1..2]", "abs",
]

/// A pair of each kind that has an order, the smaller first.
private let ordered = [
  ("1", "2"), ("-1", "0.5"), ("\"a\"", "\"b\""), ("\"a\"", "\"aa\""), ("\"Z\"", "\"a\""),
  ("\"\"", "\"a\""), ("\"\\uFFFD\"", "\"\\U01F40E\""), ("@\"2026-01-31\"", "@\"2026-02-01\""),
  ("@\"10:00:00\"", "@\"10:00:01\""), ("@\"10:00:00+02:00\"", "@\"09:00:00Z\""),
  ("@\"2026-01-31T10:00:00\"", "@\"2026-01-31T10:00:00.5\""), ("@\"P1D\"", "@\"PT25H\""),
  ("@\"P11M\"", "@\"P1Y\""),
]

@Suite("Equality and order (DMN 1.5, tables 53 and 54)")
struct ComparisonTests {
  @Test("a value equals itself and not null", arguments: kinds)
  func same(kind: String) throws {
    #expect(try feel("\(kind) = \(kind)") == true)
    #expect(try feel("\(kind) != \(kind)") == false)
    #expect(try feel("\(kind) = null") == false)
    #expect(try feel("null != \(kind)") == true)
  }

  @Test("values of different kinds are neither equal nor unequal", arguments: kinds)
  func different(left: String) throws {
    for right in kinds where right != left {
      #expect(try feel("\(left) = \(right)") == .null)
      #expect(try feel("\(left) != \(right)") == .null)
      #expect(try feel("\(left) < \(right)") == .null)
    }
  }

  @Test("null equals null, and has no order")
  func null() throws {
    #expect(try feel("null = null") == true)
    #expect(try feel("null != null") == false)
    #expect(try feel("null < null") == .null)
    #expect(try feel("1 >= null") == .null)
  }

  @Test("one of less, equal and greater holds", arguments: ordered)
  func order(small: String, great: String) throws {
    #expect(try feel("\(small) < \(great)") == true)
    #expect(try feel("\(small) <= \(great)") == true)
    #expect(try feel("\(small) = \(great)") == false)
    #expect(try feel("\(small) > \(great)") == false)
    #expect(try feel("\(small) >= \(great)") == false)
    #expect(try feel("\(great) > \(small)") == true)
    #expect(try feel("\(great) between \(small) and \(great)") == true)
    #expect(try feel("\(small) between \(great) and \(great)") == false)
  }

  @Test(
    "a time without an offset is read in the zone of the other, but is not equal to it (table 54)",
    arguments: [
      Claim("@\"10:00:00\" < @\"11:00:00+02:00\"", "true"),
      Claim("@\"10:00:00\" = @\"10:00:00Z\"", "false"),
      Claim("@\"2026-01-31T10:00:00\" < @\"2026-01-31T10:00:00.5Z\"", "true"),
      Claim("@\"2026-01-31T10:00:00@Asia/Shanghai\" > @\"2026-01-31T09:00:00\"", "true"),
      Claim(
        "@\"2026-01-31T10:00:00\" in [@\"2026-01-31T09:00:00Z\"..@\"2026-02-01T00:00:00Z\"]", "true"
      ),
      Claim("@\"2026-01-31T10:00:00\" - @\"2026-01-31T10:00:00Z\"", "null"),
    ])
  func local(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test("booleans, lists, contexts, ranges and functions have no order")
  func orderless() throws {
    for kind in ["true", "[1]", "{a: 1}", "[1..2]", "abs"] {
      #expect(try feel("\(kind) < \(kind)") == .null)
      #expect(try feel("\(kind) <= \(kind)") == .null)
    }
  }

  @Test(
    "what is made of parts is compared part by part",
    arguments: [
      Claim("[1, [2]] = [1, [2]]", "true"), Claim("[1, 2] = [2, 1]", "false"),
      Claim("[1] = [1, 2]", "false"), Claim("[1, \"a\"] = [1, 2]", "false"),
      Claim("{a: 1, b: 2} = {b: 2, a: 1}", "true"), Claim("{a: 1} = {a: 1, b: null}", "false"),
      Claim("{a: 1} = {b: 1}", "false"), Claim("[1..2] = [1..2)", "false"),
      Claim("(1..2) = ]1..2[", "true"), Claim("(>1) = (>1)", "true"),
      Claim("(>1) = (>=1)", "false"), Claim("1.0 = 1.00", "true"), Claim("[null] = [null]", "true"),
      Claim("@\"P1Y\" = @\"P12M\"", "true"), Claim("@\"P1D\" = @\"PT24H\"", "true"),
      Claim("@\"10:00:00Z\" = @\"12:00:00+02:00\"", "true"),
    ])
  func compound(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test("texts are equal when their code points are, not when they only look the same")
  func composed() throws {
    #expect(try feel("\"\\u00E9\" = \"e\\u0301\"") == false)
    #expect(try feel("\"\\u00E9\" = \"é\"") == true)
  }

  @Test("between is null when one of the three cannot be compared")
  func between() throws {
    #expect(try feel("null between 1 and 2") == .null)
    #expect(try feel("1 between null and 2") == .null)
    #expect(try feel("1 between 1 and \"a\"") == .null)
    #expect(try feel("1 between 1 and 2 and false") == false)
  }
}
