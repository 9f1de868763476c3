// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL
import Journal

/// How every segment stands on a day.
package struct RoadBoard: Sendable {
  package let network: RoadNetwork
  package let today: Day
  private let digs: [String: [DigRow]]
  private let horizon: Day

  /// - Parameter live: all that is not finished, the first to begin first.
  init(network: RoadNetwork, live: [DigRow], today: Day, horizon: Int) {
    self.network = network
    self.today = today
    self.horizon = today.adding(days: horizon)
    var digs: [String: [DigRow]] = [:]
    for row in live {
      for segment in row.segments { digs[segment, default: []].append(row) }
    }
    self.digs = digs
  }

  /// The digs on a segment that are not finished, the first to begin first.
  package func digs(on segment: String) -> [DigRow] { digs[segment] ?? [] }

  package func state(of segment: Segment) -> SegmentState {
    let digs = digs(on: segment.id)
    if digs.contains(where: { $0.phase.isDug }) { return .dug }
    if digs.contains(where: { $0.window.from <= horizon && $0.window.to >= today }) {
      return .planned
    }
    return segment.moratorium(on: today) == nil ? .free : .moratorium
  }
}

extension RoadsDesk {
  package func network() async throws -> RoadNetwork {
    try await journal.database.read { try roads.network(in: $0) }
  }

  /// How the roads stand today, as far as the actor may see.
  package func board(for actor: Actor?) async throws -> RoadBoard {
    try await journal.database.read { reader in
      RoadBoard(
        network: try roads.network(in: reader),
        live: try DigTable.live(from: now.day, for: actor, in: reader), today: now.day,
        horizon: settings.horizon)
    }
  }
}
