// SPDX-License-Identifier: Apache-2.0

import Deadlines
import TestKit
import Testing

@testable import Projects

/// 民法典 article 278.
@Suite("The owners’ vote", .withoutDatabase)
struct VoteTests {
  /// Twelve flats of 100 square metres each, every one of somebody else.
  private static let staircase = (1...12).map {
    OwnedUnit(number: "\($0)01", area: Area(hundredths: 100_00), owner: $0)
  }

  private static func vote(agree: Int, against: Int) throws -> Vote {
    let ballots = (1...(agree + against)).map {
      Vote.Ballot(unit: "\($0)01", choice: $0 <= agree ? .agree : .against)
    }
    return try Vote(ballots, among: staircase)
  }

  @Test("of twelve nine take part: with seven it is carried, with six it is not")
  func facts() throws {
    let carried = try Self.vote(agree: 7, against: 2)
    #expect(carried.total == Weight(area: Area(hundredths: 1_200_00), owners: 12))
    #expect(carried.attending == Weight(area: Area(hundredths: 900_00), owners: 9))
    #expect(carried.isQuorate && carried.isCarried)
    #expect(percent(7, of: 9) == "77.8%")
    let failed = try Self.vote(agree: 6, against: 3)
    #expect(failed.isQuorate && !failed.isCarried)
    #expect(percent(6, of: 9) == "66.7%")
  }

  @Test("the share itself is enough (article 1259): eight of twelve take part, six of eight agree")
  func inclusive() throws {
    #expect(try Self.vote(agree: 6, against: 2).isCarried)
    #expect(try Self.vote(agree: 5, against: 3).isQuorate)
    #expect(try !Self.vote(agree: 5, against: 3).isCarried)
    #expect(try !Self.vote(agree: 7, against: 0).isQuorate)
  }

  @Test("the many without the area decide nothing, nor the area without the many")
  func both() throws {
    let units = [
      OwnedUnit(number: "1", area: Area(hundredths: 900_00), owner: 1),
      OwnedUnit(number: "2", area: Area(hundredths: 50_00), owner: 2),
      OwnedUnit(number: "3", area: Area(hundredths: 50_00), owner: 3),
    ]
    func vote(_ numbers: String...) throws -> Vote {
      try Vote(numbers.map { Vote.Ballot(unit: $0, choice: .agree) }, among: units)
    }
    #expect(try !vote("2", "3").isQuorate)
    #expect(try !vote("1").isQuorate)
    #expect(try vote("1", "2").isCarried)
  }

  @Test("whoever abstains takes part and does not agree")
  func abstaining() throws {
    let ballots = Self.staircase.prefix(8).enumerated().map {
      Vote.Ballot(unit: $1.number, choice: $0 < 5 ? .agree : .abstain)
    }
    let vote = try Vote(ballots, among: Self.staircase)
    #expect(vote.attending.owners == 8 && vote.agreeing.owners == 5)
    #expect(!vote.isCarried)
  }

  @Test("an owner of several flats is one owner, and says the same for all of them")
  func several() throws {
    let units = [
      OwnedUnit(number: "101", area: Area(hundredths: 80_00), owner: 1),
      OwnedUnit(number: "201", area: Area(hundredths: 80_00), owner: 1),
      OwnedUnit(number: "301", area: Area(hundredths: 80_00), owner: 2),
    ]
    let vote = try Vote(
      units.map { Vote.Ballot(unit: $0.number, choice: .agree) }, among: units)
    #expect(vote.total.owners == 2)
    #expect(throws: ProjectRefusal.dividedOwner(1, units: "101、201")) {
      try Vote([.init(unit: "101", choice: .agree)], among: units)
    }
  }

  @Test("what cannot be is refused in words with the article")
  func refusals() throws {
    let flats = Self.staircase
    let twice = flats + [flats[0]]
    let empty = [OwnedUnit(number: "101", area: Area(hundredths: 0), owner: 1)]
    let ballot = Vote.Ballot(unit: "101", choice: .agree)
    for (expected, units, ballots) in [
      (ProjectRefusal.unitTwice("101"), twice, [ballot]), (.areaZero("101"), empty, [ballot]),
      (.nothingOwned, [], []), (.unknownUnit("999"), flats, [.init(unit: "999", choice: .agree)]),
      (.ballotTwice("101"), flats, [ballot, ballot]),
    ] {
      #expect(throws: expected) { try Vote(ballots, among: units) }
      #expect(expected.legalBasis?.article == "第二百七十八条")
    }
  }

  @Test("sums that are more than the whole, or area without an owner, are refused")
  func sums() throws {
    func weight(_ area: Int, _ owners: Int) -> Weight {
      Weight(area: Area(hundredths: area), owners: owners)
    }
    let total = weight(1_200_00, 12)
    for (attending, agreeing) in [
      (weight(1_300_00, 12), weight(900_00, 9)), (weight(900_00, 13), weight(900_00, 9)),
      (weight(900_00, 9), weight(900_00, 10)), (weight(900_00, 9), weight(901_00, 9)),
    ] {
      #expect(throws: ProjectRefusal.moreThanOwners) {
        try Vote(total: total, attending: attending, agreeing: agreeing)
      }
    }
    #expect(throws: ProjectRefusal.areaWithoutOwner) {
      try Vote(total: total, attending: weight(900_00, 9), agreeing: weight(100, 0))
    }
    #expect(throws: ProjectRefusal.nothingOwned) {
      try Vote(total: .none, attending: .none, agreeing: .none)
    }
    #expect(try !Vote(total: total, attending: .none, agreeing: .none).isCarried)
  }

  /// A fraction in its lowest terms: an oracle that multiplies nothing crosswise.
  private struct Fraction {
    let up: Int
    let down: Int

    init(_ up: Int, _ down: Int) {
      var (left, right) = (up, down)
      while right != 0 { (left, right) = (right, left % right) }
      (self.up, self.down) = (up / max(1, left), down / max(1, left))
    }

    /// By long division: digit for digit, as many as the denominators can tell apart.
    func isAtLeast(_ other: Fraction) -> Bool {
      var (left, right) = ((up, down), (other.up, other.down))
      while true {
        let (mine, theirs) = (left.0 / left.1, right.0 / right.1)
        if mine != theirs { return mine > theirs }
        let (restMine, restTheirs) = (left.0 % left.1, right.0 % right.1)
        if restTheirs == 0 { return true }
        if restMine == 0 { return false }
        // The rests are compared by their reciprocals, which turn the order round.
        (left, right) = ((right.1, restTheirs), (left.1, restMine))
      }
    }
  }

  @Test("for every part of every whole up to 240 the shares are those of exact fractions")
  func shares() {
    for share in [Share.attendance, .agreement] {
      let wanted = Fraction(share.numerator, share.denominator)
      for whole in 1...240 {
        for part in 0...whole {
          #expect(share.isReached(by: part, of: whole) == Fraction(part, whole).isAtLeast(wanted))
        }
        let least = share.least(of: whole)
        #expect(share.isReached(by: least, of: whole))
        #expect(!share.isReached(by: least - 1, of: whole))
      }
    }
  }

  @Test("random staircases: the result is what the four exact fractions say")
  func random() throws {
    var generator = Sequence(state: 278)
    for _ in 0..<400 {
      let units = (0..<Int.random(in: 1...24, using: &generator)).map {
        OwnedUnit(
          number: "\($0)", area: Area(hundredths: Int.random(in: 1...30_000, using: &generator)),
          owner: $0 + 1)
      }
      let ballots = units.compactMap { unit -> Vote.Ballot? in
        guard Int.random(in: 0..<10, using: &generator) < 8 else { return nil }
        let agrees = Int.random(in: 0..<10, using: &generator) < 8
        return Vote.Ballot(unit: unit.number, choice: agrees ? .agree : .against)
      }
      let vote = try Vote(ballots, among: units)
      let tests = [
        (vote.attending.area.hundredths, vote.total.area.hundredths, Fraction(2, 3)),
        (vote.attending.owners, vote.total.owners, Fraction(2, 3)),
        (vote.agreeing.area.hundredths, vote.attending.area.hundredths, Fraction(3, 4)),
        (vote.agreeing.owners, vote.attending.owners, Fraction(3, 4)),
      ]
      let expected =
        vote.attending.owners > 0
        && tests.allSatisfy { Fraction($0.0, $0.1).isAtLeast($0.2) }
      #expect(vote.isCarried == expected)
      #expect(vote.tests.allSatisfy(\.isPassed) == expected)
    }
  }

  /// Numbers that look random and are the same each time.
  private struct Sequence: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 33)
    }
  }

  @Test(
    "an area is read exactly, or not at all",
    arguments: [
      ("95", 95_00), ("95.5", 95_50), ("95.05", 95_05), ("0.01", 1), ("1.005", nil), ("-3", nil),
      ("1e3", nil), ("", nil), ("123456789", nil),
    ] as [(String, Int?)])
  func areas(text: String, hundredths: Int?) {
    #expect(Area(text)?.hundredths == hundredths)
  }

  @Test("an area is written with two decimals")
  func writing() {
    #expect(Area(hundredths: 95_05).text == "95.05")
    #expect(Area(hundredths: 7).text == "0.07")
  }
}
