// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Synchronization

/// Where the running program keeps the road network: read from its file once, and anew when another was imported.
package final class NetworkShelf: Sendable {
  private let kept = Mutex<(digest: String, network: RoadNetwork)>(("", .empty))

  package init() {}

  /// The network as the database has it; an empty one before the first import.
  package func network(in reader: some Reading) throws -> RoadNetwork {
    guard let digest = try NetworkTable.digest(in: reader) else { return .empty }
    let held = kept.withLock { $0 }
    if held.digest == digest { return held.network }
    let network = try NetworkTable.network(in: reader)
    kept.withLock { $0 = (digest, network) }
    return network
  }
}

/// Every statement on `road_network`.
enum NetworkTable {
  /// There is one network; its row has this name.
  private static let name = "district"

  static func digest(in reader: some Reading) throws -> String? {
    try reader.first("SELECT digest FROM road_network WHERE name = \(name)")
  }

  static func network(in reader: some Reading) throws -> RoadNetwork {
    let source: String? = try reader.first("SELECT source FROM road_network WHERE name = \(name)")
    guard let source else { return .empty }
    return try RoadNetwork(source: source, file: "road_network")
  }

  static func keep(_ source: String, at now: Instant, in transaction: Transaction) throws {
    try transaction.run(
      """
      INSERT INTO road_network (name, digest, source, imported_at)
      VALUES (\(name), \(SM3.digest(source).description), \(source), \(now))
      ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, source = excluded.source,
        imported_at = excluded.imported_at
      """)
  }
}
