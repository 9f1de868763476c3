// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// One opening of the road in place of several (合并开挖): in one window, in one order, on all their segments.
package struct MergePlan: Codable, Sendable, Hashable {
  /// One of the digs, in the order in which they work.
  package struct Part: Codable, Sendable, Hashable {
    /// The dig's number.
    package let dig: String
    /// Centimetres.
    package let depth: Int
    /// When it was planned for.
    package let planned: Window

    package init(dig: String, depth: Int, planned: Window) {
      self.dig = dig
      self.depth = depth
      self.planned = planned
    }
  }

  /// The deepest first; the last one closes the road.
  package let parts: [Part]
  package let window: Window
  /// Every segment of any of them, sorted.
  package let segments: [String]
  /// The segments that more than one of them would have dug, sorted.
  package let shared: [String]

  /// On how many days the stretch would be taken up if each dug by itself.
  package var daysApart: Int { Window.daysCovered(by: parts.map(\.planned)) }
  /// How many days of occupied road it saves.
  package var daysSaved: Int { daysApart - window.days }
  /// How many times less the road is opened.
  package var openingsSaved: Int { parts.count - 1 }

  /// What is proposed for some digs: nobody begins before he is ready, so that the window opens on the latest of their
  /// first days; they work side by side in one trench, so that it is as long as the longest of them; the deepest pipe is
  /// laid first (先深后浅), and whoever lies highest closes the road.
  ///
  /// A later first day never brings a dig under a moratorium that it was not under before, unless the road is handed
  /// over meanwhile, which the rules of each dig look at.
  /// - Returns: nil for fewer than two digs.
  package init?(of digs: [(occupation: Occupation, depth: Int)]) {
    let windows = digs.map(\.occupation.window)
    guard digs.count > 1, let from = windows.map(\.from).max(),
      let days = windows.map(\.days).max()
    else { return nil }
    let ordered = digs.sorted {
      ($1.depth, $0.occupation.window.from, $0.occupation.dig)
        < ($0.depth, $1.occupation.window.from, $1.occupation.dig)
    }
    parts = ordered.map {
      Part(dig: $0.occupation.dig, depth: $0.depth, planned: $0.occupation.window)
    }
    window = Window(from: from, days: days)
    let all = digs.flatMap(\.occupation.segments)
    segments = Set(all).sorted()
    shared = Dictionary(grouping: all, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
  }

  package func has(_ dig: String) -> Bool { parts.contains { $0.dig == dig } }
}
