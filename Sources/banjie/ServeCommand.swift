// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Bundles
import Casework
import Catalogue
import Deadlines
import Drafting
import Fill
import Foundation
import Journal
import Logging
import Roads
import SQL

/// Where the data lies: the same for every command that opens the database.
struct DataOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the files, and of the database.", valueName: "folder"))
  var data = "data"

  @Option(
    help: ArgumentHelp(
      "The database: postgres://user@host/name, or the path of a file; banjie.sqlite in the folder when absent.",
      valueName: "database"))
  var database: String?

  @Option(
    help: ArgumentHelp(
      "A file with nothing in it but the password of the PostgreSQL server.", valueName: "file"))
  var databasePasswordFile: String?

  var folder: URL { URL(fileURLWithPath: data, isDirectory: true) }

  /// Where the database is; nil for the usual place.
  ///
  /// - Throws: `SQLFailure.cannotOpen` with what is wrong about it.
  func location() throws -> Location? {
    guard let database else {
      guard databasePasswordFile == nil else {
        throw ValidationError("--database-password-file goes with --database postgres://…")
      }
      return nil
    }
    let location = try Location(database)
    return try databasePasswordFile.map { try location.readingPassword(from: $0) } ?? location
  }

  /// What the commands beside the server open.
  func configuration() throws -> Configuration {
    Configuration(data: folder, database: try location())
  }
}

/// How the site is reached.
struct SiteOptions: ParsableArguments {
  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on.")
  var port = 8080

  @Option(help: "The address that people use, for codes on licences: https://example.gov.cn")
  var address: String?

  @Flag(help: "A reverse proxy of yours stands before it; X-Forwarded-For is believed.")
  var behindProxy = false

  @Option(help: "The share of cases decided in one hand that is drawn for a re-check, in percent.")
  var recheckPercent = CaseworkSettings().recheckPercent

  @Option(help: "How much is logged: trace, debug, info, notice, warning, error.")
  var logLevel = "notice"

  func validate() throws {
    guard Logger.Level(rawValue: logLevel) != nil else {
      throw ValidationError(
        "--log-level \(logLevel): choose one of trace, debug, info, notice, warning, error")
    }
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port \(port): choose a number from 0 to 65535")
    }
    guard (1...100).contains(recheckPercent) else {
      throw ValidationError("--recheck-percent \(recheckPercent): choose a number from 1 to 100")
    }
  }

  var logger: Logger {
    var logger = Logger(label: "banjie") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = Logger.Level(rawValue: logLevel) ?? .notice
    return logger
  }
}

/// `banjie serve`: the counter, for real.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the counter.")

  @OptionGroup
  var data: DataOptions
  @OptionGroup
  var site: SiteOptions

  func run() async throws {
    try await serve(data, site) { _ in }
  }
}

/// `banjie demo`: the counter with fictional people and the catalogue of 江汉.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Serve the counter with demo accounts and a catalogue, to try it out.")

  @OptionGroup
  var data: DataOptions
  @OptionGroup
  var site: SiteOptions

  @Option(help: ArgumentHelp("The folder of the catalogue to publish.", valueName: "folder"))
  var catalogue = "catalogue/jianghan"

  @Option(help: ArgumentHelp("The folder of the bundles to publish.", valueName: "folder"))
  var bundles = "catalogue/bundles"

  @Option(help: ArgumentHelp("The file of the road segments to import.", valueName: "file"))
  var roads = "catalogue/roads/jianghan.geojson"

  @Option(
    help: ArgumentHelp(
      "A file that says by how many seconds the demonstration's clock is ahead; it may be changed at any time.",
      valueName: "file"))
  var aheadBy: String?

  @Flag(
    help:
      "A few licences with a past: one changed, one about to be withdrawn, one revoked for fraud.")
  var history = false

  func run() async throws {
    let clock = try aheadBy.map { try Clock(aheadBy: $0) } ?? .system
    try await serve(data, site, demoClock: clock) { program in
      let report = try await CatalogueCommand.importDirectory(
        catalogue, into: program.journal)
      try await program.shelf.refresh(from: program.database)
      try await DemoAuthorisations.install(by: program.authorisations)
      say("事项目录 Catalogue: \(report.published.count) 新发布, \(report.unchanged.count) 未变")
      let basics = URL(fileURLWithPath: catalogue).deletingLastPathComponent().appending(
        path: "basic.csv"
      ).path
      if FileManager.default.fileExists(atPath: basics) {
        let report = try await takeBasics(basics, into: program)
        say("基本目录 Basic catalogue: \(report.added) 新增, \(report.changed) 变更")
      }
      let joined = try await BundleCommand.importDirectory(
        bundles, catalogue: program.shelf.snapshot, into: program.journal)
      try await program.bundles.refresh(from: program.database)
      say("一件事 Bundles: \(joined.published.count) 新发布, \(joined.unchanged) 未变")
      try await layRoads(in: program)
      if history, try await DemoLicences(program).install() {
        say("示范证照 Licences: 3")
      }
    }
  }

  private func layRoads(in program: Program) async throws {
    let text = try String(contentsOfFile: roads, encoding: .utf8)
    let network = try await RoadsCommand.importFile(text, as: roads, into: program.journal).network
    let digs = try await DemoDigs(desk: program.roads, accounts: program.accounts).install()
    say("道路 Roads: \(network.segments.count) 个路段，示范挖掘计划 \(digs) 项")
  }
}

extension Clock {
  /// A clock that is ahead of the machine's by the seconds that a file says, or behind it: how a demonstration shows
  /// what is due in three weeks, and a test that a clock was put back.
  ///
  /// - Throws: ``ClockFault`` where the file says no number now. Should it say none later, it counts as 0.
  fileprivate init(aheadBy path: String) throws(ClockFault) {
    let seconds: @Sendable () -> Int64? = {
      let text = try? String(contentsOfFile: path, encoding: .utf8)
      return text.flatMap { Int64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    guard seconds() != nil else { throw ClockFault(path: path) }
    self.init { Clock.system.now.adding(milliseconds: (seconds() ?? 0) * 1_000) }
  }
}

private struct ClockFault: Error, CustomStringConvertible {
  let path: String

  var description: String {
    "\(path) holds no whole number of seconds; write one there, for instance 86400 for a day"
  }
}

private func serve(
  _ data: DataOptions, _ site: SiteOptions, demoClock: Clock? = nil,
  _ prepare: (Program) async throws -> Void
) async throws {
  let configuration = Configuration(
    data: data.folder, database: try data.location(), isDemo: demoClock != nil, host: site.host,
    port: site.port, address: site.address,
    isBehindProxy: site.behindProxy, recheckPercent: site.recheckPercent,
    clock: demoClock ?? .system)
  let program = try await Program(configuration, logger: site.logger)
  try await prepare(program)
  try await program.serve { port in
    say("办结 Banjie: http://\(site.host):\(port)  (Ctrl-C 结束)")
  }
}

/// Prints a line at once, also where the output is a file or a pipe, which `print` would fill first.
private func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
