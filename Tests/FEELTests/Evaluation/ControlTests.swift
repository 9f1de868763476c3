// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("if, for, some, every (DMN 1.5, 10.3.2.14)")
struct ControlTests {
  @Test(
    "if takes its else whenever the condition is not true",
    arguments: [
      Claim("if true then 1 else 2", "1"), Claim("if false then 1 else 2", "2"),
      Claim("if null then 1 else 2", "2"), Claim("if \"true\" then 1 else 2", "2"),
      Claim("if 1 = \"a\" then 1 else 2", "2"), Claim("1 + if true then 1 else 2 + 3", "2"),
      Claim("if true then if false then 1 else 2 else 3", "2"),
    ])
  func conditions(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "for goes over lists, ranges and counts",
    arguments: [
      Claim("for x in [1, 2] return x * 2", "[2, 4]"), Claim("for x in [] return x", "[]"),
      Claim("for x in 5 return x", "[5]"), Claim("for x in null return x", "null"),
      Claim("for x in 1..3 return x", "[1, 2, 3]"), Claim("for x in 3..1 return x", "[3, 2, 1]"),
      Claim("for x in -1..1 return x", "[-1, 0, 1]"), Claim("for x in 2..2 return x", "[2]"),
      Claim("for x in [1..3] return x", "[1, 2, 3]"), Claim("for x in (1..3) return x", "[2]"),
      Claim("for x in (1..2) return x", "[]"), Claim("for x in (> 1) return x", "null"),
      Claim("for x in \"a\"..\"c\" return x", "null"),
      Claim(
        "for d in @\"2026-01-31\"..@\"2026-02-01\" return d.day", "[31, 1]"),
      Claim("for d in @\"2026-02-01\"..@\"2026-01-31\" return d.day", "[1, 31]"),
      Claim("for x in [1, 2], y in [x, 10] return x * y", "[1, 10, 4, 20]"),
      Claim("for x in 1..2, y in 1..x return [x, y]", "[[1, 1], [2, 1], [2, 2]]"),
      Claim("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
      Claim("for i in 1..3 return count(partial)", "[0, 1, 2]"),
      Claim("for a b in [1] return a b + 1", "[2]"),
      Claim("for x in [1] return for x in [2] return x", "[[2]]"),
    ])
  func loops(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "some and every",
    arguments: [
      Claim("some x in [1, 2] satisfies x > 1", "true"),
      Claim("every x in [1, 2] satisfies x > 1", "false"),
      Claim("some x in [] satisfies true", "false"), Claim("every x in [] satisfies false", "true"),
      Claim("some x in [1, 2], y in [2, 3] satisfies x = y", "true"),
      Claim("every x in 1..3 satisfies x < 4", "true"),
      Claim("some x in [1, null] satisfies x > 1", "null"),
      Claim("some x in [null, 2] satisfies x > 1", "true"),
      Claim("every x in [null, 2] satisfies x > 2", "false"),
      Claim("some x in [1, 2] satisfies if x = 2 then true else \"no\"", "null"),
      Claim("some x in null satisfies true", "null"),
    ])
  func quantified(claim: Claim) throws {
    #expect(try claim.holds())
  }
}
