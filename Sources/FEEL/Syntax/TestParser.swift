// SPDX-License-Identifier: Apache-2.0

// Unary tests (DMN 1.5, clause 10.3.1.2 rules 7 to 17): the cells of a table, allowed values, and
// what stands behind `in`.

extension Parser {
  /// Reads a whole cell.
  mutating func unaryTests() throws(SyntaxError) -> Syntax {
    let start = token.span.lowerBound
    if isSign("-"), following.kind == .end {
      place += 1
      return try make(.anything, from: start)
    }
    if let negated = try negatedTests(from: start) { return negated }
    let tests = try testList()
    return try make(.tests(tests, isNegated: false), from: start)
  }

  /// Reads `not(…)` when it is the whole cell; `not(a) and b` is an expression.
  private mutating func negatedTests(from start: Int) throws(SyntaxError) -> Syntax? {
    guard isWord("not"), following.isSign("(") else { return nil }
    let begin = place
    place += 2
    let tests = try nested { parser throws(SyntaxError) in try parser.testList() }
    guard take(")"), token.kind == .end else {
      place = begin
      return nil
    }
    return try make(.tests(tests, isNegated: true), from: start)
  }

  /// Reads what stands behind `in`: one test, or several in brackets.
  mutating func membershipTests() throws(SyntaxError) -> [Syntax] {
    if let test = try comparisonTest() { return [test] }
    guard isSign("(") else { return [try expression(.addition)] }
    let start = token.span.lowerBound
    place += 1
    let tests = try nested { parser throws(SyntaxError) in try parser.testList() }
    // `(1..5]`, and `(a).b` or `(a) + b`, are one expression that begins with a bracket. It goes on
    // from what is read already: reading it again would double the work at every level.
    guard tests.count == 1, let first = tests.first, isSign("..") || continuesBehindBracket() else {
      try expect(")")
      return tests
    }
    var operand = first
    if isSign("..") {
      operand = try range(first, includesStart: false, from: start)
    } else {
      try expect(")")
    }
    operand = try trailing(operand, from: start)
    return [try operators(operand, atLeast: .addition, from: start)]
  }

  /// Whether the bracket that closes here is followed by what goes on with an operand.
  private func continuesBehindBracket() -> Bool {
    isSign(")") && following.kind == .sign
      && [".", "[", "(", "+", "-", "*", "/", "**"].contains(following.text)
  }

  private mutating func testList() throws(SyntaxError) -> [Syntax] {
    var tests: [Syntax] = []
    repeat {
      if let test = try comparisonTest() {
        tests.append(test)
      } else {
        tests.append(try expression())
      }
    } while take(",")
    return tests
  }

  /// Reads `< 5` and the like if it stands here.
  mutating func comparisonTest() throws(SyntaxError) -> Syntax? {
    guard token.kind == .sign, let comparison = Syntax.Comparison(rawValue: token.text)
    else { return nil }
    let start = token.span.lowerBound
    place += 1
    return try make(.test(comparison, try expression(.addition)), from: start)
  }
}
