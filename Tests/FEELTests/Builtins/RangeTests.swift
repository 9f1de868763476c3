// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Range functions (DMN 1.5, 10.3.4.7, table 78)")
struct RangeTests {
  @Test(
    "the examples of the table",
    arguments: [
      Claim("before(1, 10)", "true"), Claim("before(10, 1)", "false"),
      Claim("before(1, [1..10])", "false"),
      Claim("before(1, (1..10])", "true"), Claim("before([1..10], 10)", "false"),
      Claim("before([1..10), 10)", "true"), Claim("before([1..10], [15..20])", "true"),
      Claim("before([1..10), [10..20])", "true"), Claim("before([1..10], (10..20])", "true"),
      Claim("after(10, 5)", "true"), Claim("after(12, [2..12))", "true"),
      Claim("after([11..20], 12)", "false"),
      Claim("after([11..20], [1..11))", "true"), Claim("meets([1..5], [5..10])", "true"),
      Claim("meets([1..5), [5..10])", "false"), Claim("met by([5..10], [1..5])", "true"),
      Claim("met by((5..10], [1..5])", "false"), Claim("overlaps([1..5], [3..8])", "true"),
      Claim("overlaps([1..5], [5..8])", "true"), Claim("overlaps([1..5], (5..8])", "false"),
      Claim("overlaps([6..8], [1..5])", "false"), Claim("overlaps before([1..5], [3..8])", "true"),
      Claim("overlaps before([1..5], [1..5])", "false"),
      Claim("overlaps before([1..5], (1..5])", "true"),
      Claim("overlaps before([1..5), [5..8])", "false"),
      Claim("overlaps after([3..8], [1..5])", "true"),
      Claim("overlaps after((1..5], [1..5))", "true"),
      Claim("overlaps after([1..5], [1..5])", "false"),
      Claim("finishes(10, [1..10])", "true"), Claim("finishes(10, [1..10))", "false"),
      Claim("finishes([5..10], [1..10])", "true"), Claim("finishes([5..10), [1..10])", "false"),
      Claim("finishes([1..10], [1..10])", "true"), Claim("finished by([1..10], 10)", "true"),
      Claim("finished by([1..10], [5..10])", "true"), Claim("includes([1..10], 5)", "true"),
      Claim("includes([1..10), 10)", "false"), Claim("includes([1..10], [4..6])", "true"),
      Claim("includes([1..10], (1..10))", "true"), Claim("includes((1..10], [1..10])", "false"),
      Claim("during(5, [1..10])", "true"), Claim("during([4..6], [1..10))", "true"),
      Claim("during(1, (1..10])", "false"), Claim("starts(1, [1..10])", "true"),
      Claim("starts(1, (1..10])", "false"), Claim("starts([1..5], [1..10])", "true"),
      Claim("starts((1..5], [1..10])", "false"), Claim("started by([1..10], 1)", "true"),
      Claim("started by([1..10], [1..5])", "true"), Claim("coincides(5, 5)", "true"),
      Claim("coincides([1..5], [1..5])", "true"), Claim("coincides([1..5], [1..5))", "false"),
      Claim("before(point: 1, range: (1..2))", "true"),
      Claim("before(point1: 1, point2: 2)", "true"),
      Claim("includes(range: [1..2], point: 1)", "true"),
      Claim("during(range1: [1..2], range2: [0..3])", "true"),
      Claim("before((< 5), [6..7])", "true"), Claim("includes((>= 5), 7)", "true"),
      Claim("overlaps((< 5), (> 4))", "true"), Claim("during([6..7], (> 5))", "true"),
      Claim("before(1, \"a\")", "null"), Claim("before([1..2], [\"a\"..\"b\"])", "null"),
      Claim("before(null, 1)", "null"), Claim("meets(1, 2)", "null"), Claim("before(1)", "null"),
      Claim("before(@\"2026-01-31\", [@\"2026-02-01\"..@\"2026-02-02\"])", "true"),
    ])
  func examples(claim: Claim) throws {
    #expect(try claim.holds())
  }

  /// Every range between 1 and 4, with either end in or out.
  private static let ranges: [String] = (1...4).flatMap { low in
    (low...4).flatMap { high in
      ["[", "("].flatMap { open in ["]", ")"].map { "\(open)\(low)..\(high)\($0)" } }
    }
  }

  @Test("each relation is the converse of its pair, for every two ranges", arguments: ranges)
  func converses(a: String) throws {
    let pairs = [
      ("before", "after"), ("meets", "met by"), ("overlaps", "overlaps"),
      ("overlaps before", "overlaps after"), ("finishes", "finished by"),
      ("during", "includes"), ("starts", "started by"), ("coincides", "coincides"),
    ]
    for b in Self.ranges {
      for (relation, converse) in pairs {
        let left = try feel("\(relation)(\(a), \(b))")
        #expect(try left == feel("\(converse)(\(b), \(a))"), "\(relation) \(a) \(b)")
        #expect(left.kind == .boolean)
      }
    }
  }

  @Test("what a relation says agrees with the members of the ranges", arguments: ranges)
  func members(a: String) throws {
    // Halves stand for what lies between the ends.
    let points = (2...8).map { "\($0) / 2" }
    func members(_ range: String) throws -> [Value] {
      try points.map { try feel("includes(\(range), \($0))") }
    }
    let inA = try members(a)
    for b in Self.ranges {
      let inB = try members(b)
      guard inA.contains(true), inB.contains(true) else { continue }
      let isShared = zip(inA, inB).contains { $0 == true && $1 == true }
      #expect(try feel("overlaps(\(a), \(b))") == .boolean(isShared), "overlaps \(a) \(b)")
      let isWithin = zip(inA, inB).allSatisfy { $0 == false || $1 == true }
      #expect(try feel("during(\(a), \(b))") == .boolean(isWithin), "during \(a) \(b)")
      let last = inA.lastIndex(of: true) ?? 0
      let first = inB.firstIndex(of: true) ?? 0
      #expect(try feel("before(\(a), \(b))") == .boolean(last < first), "before \(a) \(b)")
    }
  }
}
