// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Catalogue
import Deadlines
import Fill
import Foundation
import Identity
import Journal
import Logging
import SQL
import Site

/// What a bureau does most, with so many cases stored: lists, search, detail, creation, a step; each beside the floor of
/// the same machine and database in the same run.
enum SizeBench {
  static func run(_ options: SizeOptions, catalogue: String) async throws {
    for engine in options.engines {
      let folder = FileManager.default.temporaryDirectory.appending(
        path: "banjie-size-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let server = engine == .postgres && options.database == nil ? try PrivatePostgres() : nil
      defer { server?.stop() }
      let address = options.database ?? server?.address
      if engine == .postgres, address == nil { continue }
      let stage = try await SizeStage(
        at: options.data ?? folder, address.map { try Location($0) }, on: server,
        cases: options.cases, catalogue: catalogue)
      defer { stage.program.close() }
      print("\n== \(engine.rawValue), \(stage.cases) cases; flush of 4 KiB \(flush(in: folder))")
      print(SizeLine.heading)
      try await measure(stage)
    }
  }

  private static func measure(_ stage: SizeStage) async throws {
    let read = try await SizeFloor.read(stage)
    print(read.line("floor: one row by its key", floor: nil))
    for line in try await SizeReads.all(stage) { print(line.series.line(line.name, floor: read)) }
    let raw = try await SizeFloor.insert(stage, tasks: 1)
    print(raw.line("floor: rows of a create, raw, 1 at once", floor: nil))
    try await writes(stage, tasks: 1, count: 300, floor: raw)
    let grouped = try await SizeFloor.insert(stage, tasks: 64)
    print(grouped.line("floor: rows of a create, raw, 64 at once", floor: nil))
    try await writes(stage, tasks: 64, count: 4_000, floor: grouped)
    if let server = stage.server {
      for clients in [1, 16] {
        let rate = server.commitsPerSecond(clients: clients).map { "\(Int($0)) a second" }
        print("pgbench -N, \(clients) clients: \(rate ?? "not run, for it is not installed")")
      }
    }
    try await SizeReads.overHTTP(stage)
  }

  /// Creation, and the two steps after it.
  private static func writes(
    _ stage: SizeStage, tasks: Int, count: Int, floor: SizeLine
  ) async throws {
    let (desk, filing, people) = (stage.program.desk, stage.filing, stage.people)
    let ids = Identifiers()
    let create = try await stage.measure(count, tasks: tasks) { _ in
      let receipt = try await desk.submit(filing, through: .api, by: people.applicant)
      await ids.append(receipt.id)
    }
    print(create.line("create, all rules, \(tasks) at once", floor: floor))
    let all = await ids.all
    let accept = try await stage.measure(count, tasks: tasks) { index in
      _ = try await desk.take(.accept, with: all[index], by: people.clerk, expecting: nil)
    }
    print(accept.line("step: accept, \(tasks) at once", floor: floor))
    let opinion = Reasons("材料齐全，符合规定。")
    let review = try await stage.measure(count, tasks: tasks) { index in
      _ = try await desk.take(
        .review(passed: true, opinion: opinion), with: all[index], by: people.reviewer,
        expecting: nil, texts: [opinion.text])
    }
    print(review.line("step: review, \(tasks) at once", floor: floor))
  }

  private actor Identifiers {
    private(set) var all: [String] = []
    func append(_ id: String) { all.append(id) }
  }

  /// What a commit waits for at least: the middle one of a hundred writes of 4 KiB, each flushed.
  private static func flush(in folder: URL) -> String {
    let place = folder.deletingLastPathComponent().appending(
      path: "banjie-flush-\(UUID().uuidString)")
    guard FileManager.default.createFile(atPath: place.path, contents: nil) else {
      return "not known"
    }
    defer { try? FileManager.default.removeItem(at: place) }
    guard let file = try? FileHandle(forWritingTo: place) else { return "not known" }
    let clock = ContinuousClock()
    let page = Data(count: 4_096)
    let times = (0..<100).map { _ in
      clock.measure {
        file.write(page)
        fdatasync(file.fileDescriptor)
      } / .milliseconds(1)
    }
    return Series.number(times.sorted()[50], 1, 2) + " ms"
  }
}

/// A program over a database with so many cases, and who uses it.
struct SizeStage {
  let program: Program
  let filing: Filing
  let people: People
  let cases: Int
  /// The PostgreSQL that it runs on, if it is ours.
  let server: PrivatePostgres?

  struct People {
    let applicant: Actor
    let clerk: Actor
    /// Sees the cases of one section.
    let reviewer: Actor
    /// Has more cases than most.
    let regular: Actor
  }

  /// Fills the database, unless it has cases.
  init(
    at folder: URL, _ location: Location?, on server: PrivatePostgres?, cases: Int,
    catalogue: String
  ) async throws {
    self.server = server
    var logger = Logger(label: "bench") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .critical
    program = try await Program(
      Configuration(data: folder, database: location, isDemo: true, port: 0), logger: logger)
    _ = try await CatalogueCommand.importDirectory(catalogue, into: program.journal)
    try await program.shelf.refresh(from: program.database)
    var one = CaseFilter()
    one.limit = 1
    if try await program.desk.list(one, for: .system).isEmpty {
      let until = Clock.system.now.day.adding(days: -1)
      let began = ContinuousClock.now
      try await Filler(program, FillPlan(cases: cases, seed: 1, until: until)).fill { _ in }
      let seconds = (ContinuousClock.now - began) / .seconds(1)
      print("\nfilled with \(cases) cases in \(Int(seconds)) s")
    }
    if let location, case .server = location { try await Self.analyse(program.database) }
    let accounts = DemoAccounts.all()
    func account(_ login: String) throws -> Account {
      guard let account = accounts.first(where: { $0.login == login }) else {
        throw World.Missing(what: login)
      }
      return account
    }
    let regular: String = try await program.database.read { reader in
      try reader.one(
        "SELECT filer FROM case_row GROUP BY filer ORDER BY COUNT(*) DESC, filer LIMIT 1")
    }
    let applicant = try account("demo-applicant")
    people = People(
      applicant: applicant.actor, clerk: try account("demo-clerk").actor,
      reviewer: try account("demo-reviewer-1").actor,
      regular: Actor(id: regular, name: nil, roles: [.applicant, .agent], department: nil))
    filing = try await World.filing(of: program, by: applicant)
    self.cases = try await program.database.read { try $0.one("SELECT COUNT(*) FROM case_row") }
  }

  /// The server's statistics, which it would else gather by itself a minute later.
  private static func analyse(_ database: Database) async throws {
    try await database.write { try $0.run("ANALYZE") }
  }
}
