// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// Days on which a segment must not be dug without the approval of the people's government of a county or higher
/// (城市道路管理条例 article 33 ¶2).
package struct Moratorium: Sendable, Hashable {
  /// What began it.
  package enum Cause: String, Codable, CaseIterable, Sendable {
    /// Handed over new (新建).
    case built
    /// Handed over after an extension or a rebuilding (扩建、改建).
    case rebuilt
    /// An overhaul was completed (大修竣工).
    case overhauled

    /// How many years it lasts.
    package var years: Int {
      switch self {
      case .built, .rebuilt: 5
      case .overhauled: 3
      }
    }
  }

  package let segment: String
  package let cause: Cause
  /// The day of the hand-over or completion.
  package let since: Day

  package init(segment: String, cause: Cause, since: Day) {
    self.segment = segment
    self.cause = cause
    self.since = since
  }

  /// The last day: the corresponding one (民法典 articles 201 and 202).
  ///
  /// It is a time to refrain from something, not one to do something in, so that a day off does not prolong it.
  package var last: Day { since.adding(years: cause.years) }

  /// The first day on which the segment may be dug again, as far as this one is concerned.
  package var free: Day { last.adding(days: 1) }

  /// Whether it holds on any day of a window.
  package func covers(_ window: Window) -> Bool { window.from <= last && since <= window.to }
}

extension Segment {
  /// Every moratorium that the segment has ever been under, or will be.
  package var moratoria: [Moratorium] {
    [(Moratorium.Cause.built, built), (.rebuilt, rebuilt), (.overhauled, overhauled)]
      .compactMap { cause, day in
        day.map { Moratorium(segment: id, cause: cause, since: $0) }
      }
  }

  /// The one that bars the segment in a window; of several the one that ends last.
  package func moratorium(in window: Window) -> Moratorium? {
    moratoria.filter { $0.covers(window) }.max { $0.free < $1.free }
  }

  package func moratorium(on day: Day) -> Moratorium? {
    moratorium(in: Window(day))
  }
}

extension RoadNetwork {
  /// What bars any of some segments in a window: the one that ends last of each, in the order of the file.
  package func moratoria(on ids: some Sequence<String>, in window: Window) -> [Moratorium] {
    segments(ids).compactMap { $0.moratorium(in: window) }
  }

  /// The first day from which works of the same length stand under no moratorium of any segment.
  package func firstFree(for ids: some Sequence<String>, _ window: Window) -> Day {
    let segments = segments(ids)
    var tried = window
    while let free = segments.compactMap({ $0.moratorium(in: tried)?.free }).max() {
      tried = tried.moved(to: free)
    }
    return tried.from
  }

  /// Who says that the road is old enough is told at once that it is not (article 33 ¶2), so that he can choose others or
  /// bring the government's approval.
  ///
  /// - Parameter situation: the answers to the questions of the item.
  func checkAge(
    _ ids: [String], _ window: Window, answered situation: [String: String]
  ) throws(RoadsRefusal) {
    guard situation[RoadField.age] == RoadField.oldEnough,
      let bar = moratoria(on: ids, in: window).max(by: { $0.free < $1.free })
    else { return }
    throw .roadTooYoung(bar, free: firstFree(for: ids, window))
  }
}
