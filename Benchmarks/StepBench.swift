// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Deadlines
import Foundation
import SQL

/// One case and one step of it, durably, beside the same machine's plain insert.
enum StepBench {
  static func run(catalogue: String) async throws {
    let world = try await World(catalogue: catalogue)
    defer { world.remove() }
    print("\n== In the process, durable (budget 400 µs of CPU)\n" + Series.heading)
    let floor = try await insertFloor(tasks: 64, world)
    print(floor.line("plain insert of a row and an event, 64 at once"))
    for tasks in [1, 16, 64] {
      let ids = Identifiers()
      let desk = world.program.desk
      let (filing, applicant, clerk) = (world.filing, world.applicant, world.clerk)
      let create = try await measure(tasks == 1 ? 300 : 2_000, tasks: tasks) { _ in
        let receipt = try await desk.submit(filing, through: .api, by: applicant)
        await ids.append(receipt.id)
      }
      print(create.line("create a case, all rules, \(tasks) at once"))
      let all = await ids.all
      let accept = try await measure(all.count, tasks: tasks) { index in
        _ = try await desk.take(.accept, with: all[index], by: clerk, expecting: nil)
      }
      print(accept.line("accept it (clock, document, history), \(tasks) at once"))
      let read = try await measure(all.count, tasks: tasks) { index in
        _ = try await desk.open(all[index], for: clerk)
      }
      print(read.line("open it whole, \(tasks) at once"))
      let ratio = create.cpuMicroseconds / floor.cpuMicroseconds
      print("   create costs \(Series.number(ratio, 1, 1)) × the plain insert's CPU")
    }
  }

  private actor Identifiers {
    private(set) var all: [String] = []
    func append(_ id: String) { all.append(id) }
  }

  /// What the engine takes for rows of the same size without any rule.
  private static func insertFloor(tasks: Int, _ world: World) async throws -> Series {
    let database = try Database.open(.file(world.folder.appending(path: "floor.sqlite").path))
    defer { database.close() }
    try await database.migrate(
      [
        Migration(
          "floor", 1, "create",
          [
            "CREATE TABLE floor_row (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL)",
            "CREATE TABLE floor_event (position \(.identity), body TEXT NOT NULL)",
          ])
      ], at: Instant(milliseconds: 0))
    let body = String(repeating: "事", count: 300)
    return try await measure(2_000, tasks: tasks) { index in
      try await database.write { transaction in
        try transaction.run(
          "INSERT INTO floor_row (id, body) VALUES (\("row \(index)"), \(body))")
        try transaction.run("INSERT INTO floor_event (body) VALUES (\(body))")
      }
    }
  }
}
