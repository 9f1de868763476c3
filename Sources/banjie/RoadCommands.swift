// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Catalogue
import Foundation
import Journal
import Roads

/// `banjie roads …`: the road network that digs are planned on.
struct RoadsGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roads", abstract: "Check and import the segments of the roads.",
    subcommands: [Check.self, Import.self])

  /// What `body` makes of the text of a file; what is wrong with it is printed, a line each.
  private static func reading<T>(
    _ file: String, _ body: (String) async throws -> T
  ) async throws -> T {
    do {
      return try await body(try String(contentsOfFile: file, encoding: .utf8))
    } catch let faults as FileFaults {
      for fault in faults.faults { print(fault) }
      throw ExitCode(65)
    }
  }

  /// What a network is, in a line.
  private static func summary(_ network: RoadNetwork) -> String {
    "\(network.segments.count) segments of \(network.roads.count) roads"
      + (network.isDemo ? ", demonstration only" : "")
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read a file of segments (GeoJSON) and name each fault with its line.")

    @Argument(help: "The file.")
    var file = "catalogue/roads/jianghan.geojson"

    func run() async throws {
      try await RoadsGroup.reading(file) { text in
        print(RoadsGroup.summary(try RoadsCommand.check(text, as: file)))
      }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a file of segments in the place of the one before.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The file.")
    var file = "catalogue/roads/jianghan.geojson"

    func run() async throws {
      try await withProgram(data, creating: true) { program in
        try await RoadsGroup.reading(file) { text in
          let (network, isNew) = try await RoadsCommand.importFile(
            text, as: file, into: program.journal)
          print("\(isNew ? "imported" : "unchanged"): \(RoadsGroup.summary(network))")
        }
      }
    }
  }
}
