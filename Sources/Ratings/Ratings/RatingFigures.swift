// SPDX-License-Identifier: Apache-2.0

/// What the ratings of a period say, by section: computed from the records, never entered.
package struct RatingFigures: Sendable, Hashable {
  /// The ratings of one section, or of all.
  package struct Tally: Sendable, Hashable {
    package var grades: [Rating.Grade: Int] = [:]
    /// Those that were found to be untrue; they count in nothing else.
    package var untrue = 0

    package var valid: Int { grades.values.reduce(0, +) }
    package var bad: Int { grades.filter(\.key.isBad).values.reduce(0, +) }

    /// The good rate (好评率): of the valid ratings those that are not bad, in hundredths of a percent, half rounded up;
    /// nil where there is none.
    package var goodRate: Int? {
      valid == 0 ? nil : (20_000 * (valid - bad) + valid) / (2 * valid)
    }

    static func + (left: Tally, right: Tally) -> Tally {
      Tally(
        grades: left.grades.merging(right.grades, uniquingKeysWith: +),
        untrue: left.untrue + right.untrue)
    }
  }

  package private(set) var units: [String: Tally] = [:]

  package var all: Tally { units.values.reduce(Tally(), +) }

  mutating func add(_ count: Int, of grade: Rating.Grade, counting: Bool, to unit: String) {
    if counting {
      units[unit, default: Tally()].grades[grade, default: 0] += count
    } else {
      units[unit, default: Tally()].untrue += count
    }
  }

  /// 99.83, of hundredths of a percent.
  static func text(_ hundredths: Int) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
