// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Journal

/// `banjie rebuild`: the tables that screens read, made anew from the journal.
struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make every projection anew from the journal and compare it with what stands.")

  @OptionGroup
  var data: DataOptions
  @Flag(help: "Only compare; change nothing. Exits with 1 when a table differs.")
  var check = false

  func run() async throws {
    try await withProgram(data) { program in
      let report = try await program.journal.rebuild(keep: !check)
      for table in report.tables {
        print(
          "\(table.name): \(table.before) rows, rebuilt \(table.after), \(table.different) different"
        )
      }
      print("\(report.events) events: \(report.isSound ? "sound" : "NOT SOUND")")
      if check, !report.isSound { throw ExitCode(1) }
    }
  }
}

/// `banjie routes`: what the site answers, and to whom.
struct RoutesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "List every route with who may come.")

  @OptionGroup
  var data: DataOptions

  func run() async throws {
    try await withProgram(data) { program in
      for line in program.routeList { print(line) }
    }
  }
}
