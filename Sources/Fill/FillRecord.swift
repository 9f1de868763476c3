// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal

/// What a load was asked for: the same plan gives the same cases.
package struct FillPlan: Codable, Sendable, Hashable {
  package let cases: Int
  package let seed: UInt64
  /// The last day on which anything happens.
  package let until: Day

  package init(cases: Int, seed: UInt64, until: Day) {
    self.cases = cases
    self.seed = seed
    self.until = until
  }
}

/// How far a load has come: so that one that was cut short goes on where it was, and none begins twice.
struct FillRecord: Aggregate {
  static let kind = "fill"

  enum Command: Sendable {
    case begin(FillPlan)
    case reach(Day)
    case end
  }

  enum Event: Codable, Sendable, Hashable {
    case begun(FillPlan)
    /// Everything up to the end of a day is there.
    case reached(day: Day)
    case ended
  }

  private(set) var plan: FillPlan?
  private(set) var reached: Day?
  private(set) var isEnded = false

  /// There is one load in a database.
  static let stream = Stream<FillRecord>("cases")

  func decide(_ command: Command, _ context: Void) throws(FillRefusal) -> [Event] {
    switch command {
    case .begin(let plan):
      if isEnded { throw .notEmpty }
      guard let begun = self.plan else { return [.begun(plan)] }
      guard begun == plan else { throw .otherPlan(begun) }
      return []
    case .reach(let day): return [.reached(day: day)]
    case .end: return [.ended]
    }
  }

  mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .begun(let plan): self.plan = plan
    case .reached(let day): reached = day
    case .ended: isEnded = true
    }
  }
}

/// Why nothing is loaded, and what to do.
package enum FillRefusal: Error, Equatable, CustomStringConvertible {
  case notEmpty
  case otherPlan(FillPlan)
  case tooMany(Int)
  case nothingOpen(Day)

  /// As many as the numbers of cases have room for: four digits for an item and a day.
  static let casesMax = 10_000_000

  package var description: String {
    switch self {
    case .notEmpty:
      "the database has cases; name an empty place with --data or --database"
    case .otherPlan(let plan):
      """
      a load was cut short here; go on with --cases \(plan.cases) --seed \(plan.seed) \
      --until \(plan.until), or name an empty place with --data or --database
      """
    case .tooMany(let cases):
      "--cases \(cases): choose a number from 1 to \(Self.casesMax)"
    case .nothingOpen(let day):
      "nothing can be applied for by \(day): choose a later --until, or a catalogue that is in force"
    }
  }
}
