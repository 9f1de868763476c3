// SPDX-License-Identifier: Apache-2.0

/// An area of floor in hundredths of a square metre: exact, since votes are decided by it.
package struct Area: Codable, Sendable, Hashable, Comparable {
  package let hundredths: Int

  package init(hundredths: Int) { self.hundredths = hundredths }

  /// Reads `95`, `95.5`, `95.50`; nil where it is no such number, or larger than any building.
  package init?(_ text: some StringProtocol) {
    let text = String(text)
    guard let read = text.wholeMatch(of: /(\d{1,8})(?:\.(\d{1,2}))?/),
      let whole = Int(read.output.1)
    else { return nil }
    let digits = (read.output.2.map(String.init) ?? "").padding(to: 2)
    hundredths = whole * 100 + (Int(digits) ?? 0)
  }

  /// In square metres, with two decimals: `95.50`.
  package var text: String {
    "\(hundredths / 100)." + String(String(hundredths % 100 + 100).dropFirst())
  }

  package static func < (left: Area, right: Area) -> Bool { left.hundredths < right.hundredths }
  package static func + (left: Area, right: Area) -> Area {
    Area(hundredths: left.hundredths + right.hundredths)
  }
}

extension String {
  fileprivate func padding(to count: Int) -> String {
    self + String(repeating: "0", count: Swift.max(0, count - self.count))
  }
}

/// A share that has to be reached: of whole numbers, so nothing is rounded.
package struct Share: Sendable, Hashable {
  package let numerator: Int
  package let denominator: Int

  /// 民法典 article 278 ¶2: who takes part holds two thirds, by area and by number.
  package static let attendance = Share(numerator: 2, denominator: 3)
  /// 民法典 article 278 ¶2, matters of ¶1 (6) to (8): three quarters of those who take part agree.
  package static let agreement = Share(numerator: 3, denominator: 4)

  /// Whether a part reaches it; 以上 includes the number itself (民法典 article 1259).
  package func isReached(by part: Int, of whole: Int) -> Bool {
    part * denominator >= whole * numerator
  }

  /// The least part that reaches it.
  package func least(of whole: Int) -> Int {
    (whole * numerator + denominator - 1) / denominator
  }

  package var text: String { "\(numerator)/\(denominator)" }
}

/// How much some owners weigh: by what they own, and as heads.
package struct Weight: Codable, Sendable, Hashable {
  package let area: Area
  package let owners: Int

  package init(area: Area, owners: Int) {
    self.area = area
    self.owners = owners
  }

  package static let none = Weight(area: Area(hundredths: 0), owners: 0)

  /// Whether both reach a share of a whole.
  package func reaches(_ share: Share, of whole: Weight) -> Bool {
    share.isReached(by: area.hundredths, of: whole.area.hundredths)
      && share.isReached(by: owners, of: whole.owners)
  }

  /// Whether it can be a part of another.
  fileprivate func fits(in whole: Weight) -> Bool { area <= whole.area && owners <= whole.owners }
}

/// A flat, or what else is owned by itself, off the staircase.
package struct OwnedUnit: Codable, Sendable, Hashable {
  /// 302.
  package let number: String
  package let area: Area
  /// The place of its owner in the list of owners, from 1: those who own it together are one, and who has bought
  /// several is one too (业主大会和业主委员会指导规则 article 24).
  package let owner: Int

  package init(number: String, area: Area, owner: Int) {
    self.number = number
    self.area = area
    self.owner = owner
  }
}

/// The vote of the owners of a staircase to alter the building (民法典 article 278 ¶1 (7), ¶2).
package struct Vote: Codable, Sendable, Hashable {
  package enum Choice: String, Codable, CaseIterable, Sendable {
    case agree
    case against
    /// Takes part, and does not agree.
    case abstain
  }

  /// What was voted for a unit; a unit without one has not taken part.
  package struct Ballot: Codable, Sendable, Hashable {
    package let unit: String
    package let choice: Choice

    package init(unit: String, choice: Choice) {
      self.unit = unit
      self.choice = choice
    }
  }

  package let total: Weight
  package let attending: Weight
  package let agreeing: Weight

  /// A vote by its sums.
  /// - Throws: `moreThanOwners` where a part is larger than its whole, `nothingOwned`, `areaWithoutOwner`.
  package init(total: Weight, attending: Weight, agreeing: Weight) throws(ProjectRefusal) {
    guard total.area.hundredths > 0, total.owners > 0 else { throw .nothingOwned }
    guard attending.fits(in: total), agreeing.fits(in: attending) else { throw .moreThanOwners }
    // Whoever votes owns something, and whatever is voted for has an owner.
    for weight in [attending, agreeing] where (weight.owners == 0) != (weight.area.hundredths == 0)
    { throw .areaWithoutOwner }
    self.total = total
    self.attending = attending
    self.agreeing = agreeing
  }

  /// A vote counted from its ballots.
  ///
  /// - Throws: what is wrong with the units or the ballots, naming the unit.
  package init(_ ballots: [Ballot], among units: [OwnedUnit]) throws(ProjectRefusal) {
    try Self.check(units)
    var choices: [String: Choice] = [:]
    for ballot in ballots {
      guard units.contains(where: { $0.number == ballot.unit }) else {
        throw .unknownUnit(ballot.unit)
      }
      guard choices.updateValue(ballot.choice, forKey: ballot.unit) == nil else {
        throw .ballotTwice(ballot.unit)
      }
    }
    try self.init(
      total: units.weight, attending: units.filter { choices[$0.number] != nil }.weight,
      agreeing: try Self.agreeing(units, choices).weight)
  }

  /// The units that agree; an owner of several says the same for all.
  private static func agreeing(
    _ units: [OwnedUnit], _ choices: [String: Choice]
  ) throws(ProjectRefusal) -> [OwnedUnit] {
    for (owner, owned) in Dictionary(grouping: units, by: \.owner) {
      let said = Set(owned.map { choices[$0.number] })
      guard said.count == 1 else {
        throw .dividedOwner(owner, units: owned.map(\.number).sorted().joined(separator: "、"))
      }
    }
    return units.filter { choices[$0.number] == .agree }
  }

  /// Whether a list of units can be voted by: at least one, none twice, each with an area.
  package static func check(_ units: [OwnedUnit]) throws(ProjectRefusal) {
    guard !units.isEmpty else { throw .nothingOwned }
    var seen: Set<String> = []
    for unit in units {
      guard seen.insert(unit.number).inserted else { throw .unitTwice(unit.number) }
      guard unit.area.hundredths > 0 else { throw .areaZero(unit.number) }
    }
  }

  /// Whether enough take part.
  package var isQuorate: Bool {
    attending.owners > 0 && attending.reaches(.attendance, of: total)
  }

  /// Whether it is agreed to.
  package var isCarried: Bool { isQuorate && agreeing.reaches(.agreement, of: attending) }
}

extension [OwnedUnit] {
  /// What they weigh together.
  package var weight: Weight {
    Weight(area: map(\.area).reduce(Area(hundredths: 0), +), owners: Set(map(\.owner)).count)
  }
}

/// A part of a whole in percent with one decimal, rounded half up: to be shown, never to decide by.
package func percent(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "0.0%" }
  let tenths = (part * 2_000 + whole) / (2 * whole)
  return "\(tenths / 10).\(tenths % 10)%"
}
