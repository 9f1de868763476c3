// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("List functions (DMN 1.5, 10.3.4.4)")
struct ListTests {
  @Test(
    "what can be asked of a list",
    arguments: [
      Claim("list contains([1, null], null)", "true"),
      Claim("list contains([1, 2], \"a\")", "false"),
      Claim("list contains([[1]], [1])", "true"),
      Claim("list contains(element: 1, list: [1])", "true"),
      Claim("count([1, null])", "2"), Claim("count(5)", "1"), Claim("count(null)", "null"),
      Claim("min([3, 1, 2])", "1"), Claim("min(3, 1, 2)", "1"), Claim("min([])", "null"),
      Claim("min([1, null])", "null"), Claim("min([1, \"a\"])", "null"),
      Claim("max(\"a\", \"b\")", "\"b\""),
      Claim("max([@\"P1D\", @\"PT25H\"])", "@\"PT25H\""), Claim("max([true])", "null"),
      Claim("max(list: [1, 5])", "5"), Claim("max(7)", "7"),
      Claim("all([true, null])", "null"), Claim("all([])", "true"),
      Claim("all(true, false)", "false"),
      Claim("all([null, false])", "false"), Claim("all([true, 1])", "null"),
      Claim("all(true)", "true"),
      Claim("any([])", "false"), Claim("any([null, true])", "true"),
      Claim("any([false, 0])", "null"),
      Claim("any(null)", "null"), Claim("index of([1, 2, 1, null], 1)", "[1, 3]"),
      Claim("index of([1, null], null)", "[2]"), Claim("index of([1], 9)", "[]"),
      Claim("index of(match: 2, list: [2])", "[1]"),
    ])
  func questions(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "lists made of lists",
    arguments: [
      Claim("sublist([1, 2, 3], 2)", "[2, 3]"), Claim("sublist([1, 2, 3], -1)", "[3]"),
      Claim("sublist([1, 2, 3], 1, 2)", "[1, 2]"), Claim("sublist([1], 0)", "null"),
      Claim("sublist([1], 2)", "null"), Claim("sublist([1], 1, 2)", "null"),
      Claim("append([1], 2, 3)", "[1, 2, 3]"), Claim("append([1], [2])", "[1, [2]]"),
      Claim("append([1], null)", "[1, null]"), Claim("append([])", "null"),
      Claim("append(list: [1], item: [2])", "[1, [2]]"),
      Claim("concatenate([1], [2, [3]])", "[1, 2, [3]]"), Claim("concatenate([1])", "[1]"),
      Claim("concatenate([1], null)", "null"), Claim("union([1, 2], [2, 3])", "[1, 2, 3]"),
      Claim("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
      Claim("insert before([1, 3], -1, 2)", "[1, 2, 3]"),
      Claim("insert before([1], 2, 5)", "null"), Claim("insert before([1], 0, 5)", "null"),
      Claim("insert before(newItem: 0, position: 1, list: [1])", "[0, 1]"),
      Claim("remove([1, 2, 3], 2)", "[1, 3]"), Claim("remove([1, 2, 3], -1)", "[1, 2]"),
      Claim("remove([1], 2)", "null"), Claim("reverse([1, 2])", "[2, 1]"),
      Claim("reverse([])", "[]"),
      Claim("list replace([1, 2], 2, 9)", "[1, 9]"), Claim("list replace([1, 2], 3, 9)", "null"),
      Claim("list replace([1, 5], function(item, new) item < new, 3)", "[3, 5]"),
      Claim("list replace([1], function(item, new) 1, 3)", "null"),
      Claim("distinct values([1, 2, 1, null, null, 1.0])", "[1, 2, null]"),
      Claim("distinct values([[1], [1], {a: 1}, {a: 1.0}])", "[[1], {a: 1}]"),
      Claim("distinct values([@\"10:00:00Z\", @\"12:00:00+02:00\"])", "[@\"10:00:00Z\"]"),
      Claim("flatten([[1, [2, [3]]], 4])", "[1, 2, 3, 4]"), Claim("flatten([])", "[]"),
      Claim("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"),
      Claim("sort(list: [1, 2, 3], precedes: function(x, y) x > y)", "[3, 2, 1]"),
      Claim("sort([], function(x, y) x < y)", "[]"),
      Claim("sort([2, 1], function(x, y) 1)", "null"),
      Claim("sort([2, \"a\"], function(x, y) x < y)", "null"), Claim("sort([2, 1])", "null"),
      Claim(
        "sort([{k: 1, n: 1}, {k: 0, n: 2}, {k: 1, n: 3}], function(x, y) x.k < y.k).n",
        "[2, 1, 3]"),
    ])
  func changes(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "figures",
    arguments: [
      Claim("sum([1, 2, 3])", "6"), Claim("sum(1, 2.5)", "3.5"), Claim("sum([])", "null"),
      Claim("sum([1, null])", "null"), Claim("sum([1, \"2\"])", "null"),
      Claim("sum(list: [1])", "1"),
      Claim("product([2, 3, 4])", "24"), Claim("product([])", "null"),
      Claim("mean([1, 2, 3])", "2"),
      Claim("mean([])", "null"), Claim("median([8, 2, 5, 3, 4])", "4"),
      Claim("median(6, 1, 2, 3)", "2.5"),
      Claim("median([])", "null"),
      Claim("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"),
      Claim("stddev([47])", "null"), Claim("stddev([1, 1])", "0"),
      Claim("mode(6, 3, 9, 6, 6)", "[6]"), Claim("mode([6, 1, 9, 6, 1])", "[1, 6]"),
      Claim("mode([])", "[]"), Claim("mode([1, null])", "null"), Claim("mode([1, 1.0])", "[1]"),
    ])
  func figures(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test("sorting by a function sorts like Swift, and keeps the order of equals", arguments: 1...20)
  func sorted(seed: Int) throws {
    var chance = SeededChance(UInt64(seed))
    let numbers = (0..<seed * 3).map { _ in Int.random(in: 0..<20, using: &chance) }
    let pairs = numbers.enumerated().map {
      ["k": Value.number(Decimal128($0.element)), "n": .number(Decimal128($0.offset))] as Value
    }
    let expected = numbers.enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
      .map { Value.number(Decimal128($0.offset)) }
    let sorted = try feel("sort(l, function(a, b) a.k < b.k).n", ["l": .list(pairs)])
    #expect(sorted == .list(expected))
  }
}
