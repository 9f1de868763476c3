// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

/// A value, the tests of a cell, and whether it passes.
struct Trial: CustomStringConvertible, Sendable {
  let value: String
  let tests: String
  let expected: Value

  init(_ value: String, _ tests: String, _ expected: Value) {
    self.value = value
    self.tests = tests
    self.expected = expected
  }

  var description: String { "\(value) against \(tests)" }
}

@Suite("Unary tests and in (DMN 1.5, 10.3.1.2 rule 7, table 55)")
struct UnaryTestTests {
  @Test(
    "a cell is passed by what one of its tests holds of",
    arguments: [
      Trial("5", "-", true), Trial("null", "-", true), Trial("5", "5", true),
      Trial("5", "4, 5", true), Trial("5", "4, 6", false), Trial("5", "< 6", true),
      Trial("5", "<= 4", false), Trial("5", "> 4", true), Trial("5", ">= 5", true),
      Trial("5", "= 5", true), Trial("5", "!= 5", false), Trial("5", "[1..5]", true),
      Trial("5", "[1..5)", false), Trial("5", "]5..6]", false), Trial("5", "(4..6)", true),
      Trial("5", "[1..2], > 4", true), Trial("5", "not(5)", false), Trial("5", "not(4)", true),
      Trial("5", "not(< 3, > 8)", true), Trial("5", "not([1..9])", false),
      Trial("\"a\"", "\"a\", \"b\"", true), Trial("\"c\"", "\"a\", \"b\"", false),
      Trial("true", "true", true), Trial("false", "true", false), Trial("false", "false", true),
      Trial("null", "null", true), Trial("5", "null", false), Trial("null", "5", false),
      Trial("null", "not(null)", false), Trial("5", "not(null)", true),
      Trial("@\"2026-01-31\"", "< @\"2026-02-01\"", true),
      Trial("@\"P1D\"", "[@\"PT1H\"..@\"P2D\"]", true), Trial("5", "2 + 3", true),
      Trial("5", "(< 6)", true), Trial("5", "[1..2[, [5..6[", true),
    ])
  func cells(trial: Trial) throws {
    #expect(try passes(trial.value, trial.tests) == trial.expected)
  }

  @Test(
    "an expression with ? is passed when it is true",
    arguments: [
      Trial("5", "? > 3", true), Trial("5", "? > 3 and ? < 5", false),
      Trial("\"abc\"", "contains(?, \"b\")", true), Trial("5", "odd(?)", true),
      Trial("5", "not(even(?))", true), Trial("[1, 2]", "count(?) = 2", true),
      Trial("[1, 2]", "list contains(?, 3)", false), Trial("{a: 1}", "?.a = 1", true),
      Trial("false", "? = false", true), Trial("5", "? > \"a\"", .null),
      Trial("5", "some x in [4, 5] satisfies x = ?", true), Trial("5", "[? - 1..? + 1]", true),
    ])
  func conditions(trial: Trial) throws {
    #expect(try passes(trial.value, trial.tests) == trial.expected)
  }

  @Test(
    "a list as a test holds what is in it, or equals it",
    arguments: [
      Trial("2", "[1, 2, 3]", true), Trial("4", "[1, 2, 3]", false),
      Trial("[1, 2]", "[1, 2]", true), Trial("[1, 2]", "[[1, 2], [3]]", true),
      Trial("2", "[[1..3], [7..9]]", true), Trial("[1..2]", "[1..2]", true),
    ])
  func lists(trial: Trial) throws {
    #expect(try passes(trial.value, trial.tests) == trial.expected)
  }

  @Test("a test of another kind cannot be said, unless another test holds")
  func unknown() throws {
    #expect(try passes("5", "\"a\"") == .null)
    #expect(try passes("5", "\"a\", 5") == true)
    #expect(try passes("5", "< \"a\"") == .null)
    #expect(try passes("\"a\"", "[1..2]") == .null)
    #expect(try passes("null", "[null..2]") == .null)
    #expect(try feel("null in [null..2]") == .null)
    #expect(try feel("5 in (1 = 1)") == .null)
  }

  @Test("tests may use names of the scope")
  func names() throws {
    let context: Context = ["limit": 3, "kinds": ["a", "b"], "on": true]
    #expect(try passes("5", "> limit", context) == true)
    #expect(try passes("\"b\"", "kinds", context) == true)
    #expect(try passes("5", "on", context) == true)
    #expect(try passes("false", "on", context) == false)
  }

  @Test(
    "in takes what a cell takes",
    arguments: [
      Claim("5 in 5", "true"), Claim("5 in (5)", "true"), Claim("5 in (4, 5)", "true"),
      Claim("5 in [4, 5]", "true"), Claim("5 in [1..5]", "true"), Claim("5 in (1..5)", "false"),
      Claim("5 in ]1..5[", "false"), Claim("5 in < 6", "true"), Claim("5 in (> 6, < 3)", "false"),
      Claim("5 in (> 6, [1..7])", "true"), Claim("5 in ([1..2], [4..7])", "true"),
      Claim("[1] in [[1], [2]]", "true"), Claim("\"a\" in \"b\"", "false"),
      Claim("null in null", "true"), Claim("null in [1, null]", "true"),
      Claim("null in [1..5]", "null"), Claim("5 in \"a\"", "null"), Claim("5 in (1 + 4)", "true"),
      Claim("5 in (1 + 1) * 2 + 1", "true"), Claim("5 in ([4, 5])[item > 4]", "true"),
      Claim("5 in [1..5] and true", "true"), Claim("not(5 in (1, 2))", "true"),
      Claim("5 in (>= 5)", "true"), Claim("5 in (!= 5)", "false"),
      Claim("[1..2] in [[1..2]]", "true"),
    ])
  func membership(claim: Claim) throws {
    #expect(try claim.holds())
  }
}
