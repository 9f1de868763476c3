// SPDX-License-Identifier: Apache-2.0

import App
import Deadlines
import SQL

/// What the engine takes for the least that an operation could be.
enum SizeFloor {
  /// One row by its key, by a statement that is prepared.
  static func read(_ stage: SizeStage) async throws -> SizeLine {
    let (database, ids) = (stage.program.database, try await SizeReads.sample(stage).map(\.id))
    return try await stage.measure(5_000) { index in
      let id = ids[index % ids.count]
      _ = try await database.read { reader -> String? in
        try reader.first("SELECT number FROM case_row WHERE id = \(id)")
      }
    }
  }

  /// The rows that creating a case leaves, as many and as long, in tables without a rule: two events, the case, its
  /// document, party, evidence and message.
  static func insert(_ stage: SizeStage, tasks: Int) async throws -> SizeLine {
    let database = stage.program.database
    try await database.write { transaction in
      try transaction.run(
        "CREATE TABLE floor_row (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL)")
      try transaction.run("CREATE TABLE floor_event (position \(.identity), body TEXT NOT NULL)")
    }
    let long = String(repeating: "事项", count: 200)
    let short = String(repeating: "x", count: 120)
    let line = try await stage.measure(tasks == 1 ? 300 : 4_000, tasks: tasks) { index in
      try await database.write { transaction in
        for body in [long, short, short] {
          try transaction.run("INSERT INTO floor_event (body) VALUES (\(body))")
        }
        for (place, body) in [long, long, short, short].enumerated() {
          try transaction.run(
            "INSERT INTO floor_row (id, body) VALUES (\("\(index * 7919 % 65_536) \(place)"), \(body))"
          )
        }
      }
    }
    try await database.write { transaction in
      try transaction.run("DROP TABLE floor_row")
      try transaction.run("DROP TABLE floor_event")
    }
    return line
  }
}
