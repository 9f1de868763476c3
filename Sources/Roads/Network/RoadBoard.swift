// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL
import Journal

/// How every segment stands on a day, or for works in some days.
package struct RoadBoard: Sendable {
  package let network: RoadNetwork
  package let today: Day
  /// The days that works are wanted in; nil where nobody has said.
  let wanted: Window?
  private let digs: [String: [DigRow]]
  /// The days whose digs are told of.
  private let shown: Window

  /// - Parameters:
  ///   - live: all that is not finished, the first to begin first.
  ///   - horizon: how many days ahead is looked where no days are wanted.
  init(
    network: RoadNetwork, live: [DigRow], today: Day, horizon: Int, wanted: Window? = nil
  ) {
    self.network = network
    self.today = today
    self.wanted = wanted
    shown = wanted ?? Window(from: today, days: horizon + 1)
    var digs: [String: [DigRow]] = [:]
    for row in live {
      for segment in row.segments { digs[segment, default: []].append(row) }
    }
    self.digs = digs
  }

  /// The digs on a segment that are not finished, the first to begin first.
  package func digs(on segment: String) -> [DigRow] { digs[segment] ?? [] }

  /// Those of them that take it up in the days that are looked at.
  func digsShown(on segment: String) -> [DigRow] {
    digs(on: segment).filter { $0.occupation(on: today).window.overlap(shown) > 0 }
  }

  /// What bars a segment in the days that are wanted, or today.
  func moratorium(of segment: Segment) -> Moratorium? {
    segment.moratorium(in: wanted ?? Window(today))
  }

  /// What presses most: for whoever wants to dig, that he must not.
  package func state(of segment: Segment) -> SegmentState {
    if wanted != nil, moratorium(of: segment) != nil { return .moratorium }
    let digs = digsShown(on: segment.id)
    if digs.contains(where: { $0.phase.isDug }) { return .dug }
    if !digs.isEmpty { return .planned }
    return moratorium(of: segment) == nil ? .free : .moratorium
  }
}

extension RoadsDesk {
  package func network() async throws -> RoadNetwork {
    try await journal.database.read { try roads.network(in: $0) }
  }

  /// How the roads stand today, or for works in some days, as far as the actor may see.
  package func board(for actor: Actor?, wanted: Window? = nil) async throws -> RoadBoard {
    try await journal.database.read { reader in
      RoadBoard(
        network: try roads.network(in: reader),
        live: try DigTable.live(from: now.day, for: actor, in: reader), today: now.day,
        horizon: settings.horizon, wanted: wanted)
    }
  }
}
