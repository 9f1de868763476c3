// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// Where and when a dig takes up road.
package struct Occupation: Sendable, Hashable {
  /// The dig's number.
  package let dig: String
  package let segments: Set<String>
  package let window: Window

  package init(dig: String, segments: Set<String>, window: Window) {
    self.dig = dig
    self.segments = segments
    self.window = window
  }
}

/// That two digs are in each other's way, or that one tears up again what the other has just closed: on one segment or
/// on adjoining ones, at the same time or shortly after one another.
package struct Conflict: Sendable, Hashable {
  /// How near they are.
  package enum Place: Sendable, Hashable {
    /// The segments that both dig, sorted.
    case shared([String])
    /// The segments of either that adjoin one of the other's, sorted.
    case adjoining([String])
  }

  /// How their windows lie to one another.
  package enum Time: Sendable, Hashable {
    /// Both dig on so many days.
    case overlapping(days: Int)
    /// So many days lie between them.
    case apart(days: Int)
  }

  /// The numbers of the two digs, the smaller first.
  package let digs: [String]
  package let place: Place
  package let time: Time

  /// The dig that one of them is in conflict with.
  package func other(than dig: String) -> String {
    digs.first { $0 != dig } ?? dig
  }
}

/// Finds digs that should be brought together (统筹实施): no law says how near is too near, so the gap is a setting.
package enum Conflicts {
  /// What is between two digs; nil where nothing is.
  ///
  /// - Parameter gap: how many days between two windows are still too few.
  package static func between(
    _ one: Occupation, _ other: Occupation, on network: RoadNetwork, gap: Int
  ) -> Conflict? {
    guard one.dig != other.dig,
      let time = time(one.window, other.window, gap: gap),
      let place = place(one.segments, other.segments, on: network)
    else { return nil }
    return Conflict(digs: [one.dig, other.dig].sorted(), place: place, time: time)
  }

  /// All conflicts among some digs, each once, in the order of the numbers.
  ///
  /// - Complexity: for each dig, those that begin before it ends.
  package static func all(
    among occupations: [Occupation], on network: RoadNetwork, gap: Int
  ) -> [Conflict] {
    let byStart = occupations.sorted { ($0.window.from, $0.dig) < ($1.window.from, $1.dig) }
    var found: [Conflict] = []
    for (index, one) in byStart.enumerated() {
      // Sorted by their first days, none after this one can be near.
      let last = one.window.to.adding(days: gap + 1)
      for other in byStart[(index + 1)...] {
        guard other.window.from <= last else { break }
        if let conflict = between(one, other, on: network, gap: gap) { found.append(conflict) }
      }
    }
    return found.sorted { $0.digs.lexicographicallyPrecedes($1.digs) }
  }

  private static func time(_ one: Window, _ other: Window, gap: Int) -> Conflict.Time? {
    let overlap = one.overlap(other)
    if overlap > 0 { return .overlapping(days: overlap) }
    let days = one.gap(to: other)
    return days <= gap ? .apart(days: days) : nil
  }

  private static func place(
    _ one: Set<String>, _ other: Set<String>, on network: RoadNetwork
  ) -> Conflict.Place? {
    let shared = one.intersection(other)
    if !shared.isEmpty { return .shared(shared.sorted()) }
    let near =
      one.filter { !network.neighbours(of: $0).isDisjoint(with: other) }
      .union(other.filter { !network.neighbours(of: $0).isDisjoint(with: one) })
    return near.isEmpty ? nil : .adjoining(near.sorted())
  }
}
