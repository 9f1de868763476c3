// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Catalogue
import Deadlines
import Fill
import Foundation
import Journal
import SQL

/// `banjie bench`: what is needed to measure.
struct BenchGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Load cases to measure with.", subcommands: [FillCommand.self])
}

/// `banjie bench fill`: cases without number, as if they had happened.
struct FillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fill",
    abstract: "Load fictional cases, with their whole history, into an empty database.",
    discussion: """
      The same number, seed and last day give the same cases. A load that was cut short goes on where it was.
      """)

  @OptionGroup
  var data: DataOptions
  @Option(help: "How many cases.")
  var cases: Int
  @Option(help: "What chance begins with.")
  var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp(
      "The last day on which anything happens; yesterday when absent.", valueName: "day"),
    transform: Self.day)
  var until: Day?
  @Option(help: ArgumentHelp("The folder of the catalogue to publish.", valueName: "folder"))
  var catalogue = "catalogue/jianghan"

  private static func day(_ text: String) throws -> Day {
    guard let day = Day(text) else {
      throw ValidationError("“\(text)” is no day; write for instance 2026-10-30")
    }
    return day
  }

  /// A load touches the open cases in turn, so all of them are worth to be kept at hand.
  private static let statesKept = 65_536

  func run() async throws {
    let until = until ?? Clock.system.now.day.adding(days: -1)
    try await withProgram(data, creating: true, { $0.statesKept = Self.statesKept }) { program in
      _ = try await CatalogueCommand.importDirectory(catalogue, into: program.journal)
      try await program.shelf.refresh(from: program.database)
      let filler = try Filler(program, FillPlan(cases: cases, seed: seed, until: until))
      let began = ContinuousClock.now
      try await ProgressLine().during { headway in
        try await filler.fill { headway(Headway("cases", done: $0.cases, of: cases)) }
      }
      let seconds = Int((ContinuousClock.now - began) / .seconds(1))
      print("\(cases) cases, seed \(seed), up to \(until): \(seconds) s")
    }
  }
}
