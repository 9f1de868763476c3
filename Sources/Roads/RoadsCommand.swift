// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi

/// What the command line does with the road network.
package enum RoadsCommand {
  /// What the journal notes of an import.
  private enum Noted: Codable {
    case imported(segments: Int, digest: String)
  }

  /// Reads a file of segments and checks it.
  /// - Throws: everything that is wrong with it, each with its line.
  package static func check(_ source: String, as file: String) throws(FileFaults) -> RoadNetwork {
    try RoadNetwork(source: source, file: file)
  }

  /// Puts a file of segments in the place of the one before.
  ///
  /// - Returns: the network, and whether it is another one than before.
  /// - Throws: `FileFaults`; ``RoadsRefusal/segmentInUse(_:dig:)`` where a dig is not finished on a segment that the
  ///   file does not have.
  package static func importFile(
    _ source: String, as file: String, into journal: Journal
  ) async throws -> (network: RoadNetwork, isNew: Bool) {
    let network = try check(source, as: file)
    let digest = SM3.digest(source).description
    let isNew: Bool = try await journal.perform(as: .system) { unit in
      guard try NetworkTable.digest(in: unit.transaction) != digest else { return false }
      for entry in try DigTable.live(
        from: Day(number: 0), for: .system, in: unit.transaction)
      {
        for id in entry.segments where network.segment(id) == nil {
          throw RoadsRefusal.segmentInUse(id, dig: entry.number)
        }
      }
      try NetworkTable.keep(source, at: unit.now, in: unit.transaction)
      try unit.note(
        Noted.imported(segments: network.segments.count, digest: digest), kind: "roads",
        id: "network")
      return true
    }
    return (network, isNew)
  }
}
