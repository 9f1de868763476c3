// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// One step of a room's schema.
///
/// Steps are only ever added: what has run is never edited.
package struct Migration: Sendable {
  /// The room that owns the tables.
  package let room: String
  /// 1, 2, 3 … within the room.
  package let number: Int
  /// What the step does, in a few words.
  package let name: String
  /// The commands, one per statement.
  package let statements: [Statement]

  package init(_ room: String, _ number: Int, _ name: String, _ statements: [Statement]) {
    self.room = room
    self.number = number
    self.name = name
    self.statements = statements
  }

  /// A fingerprint of the text, the same on every engine: 16 hexadecimal digits.
  package var digest: String {
    var hash = Fingerprint()
    for statement in statements {
      hash.add(statement.canonical.utf8)
      hash.add([0])
    }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Migration {
  /// The last step of every room that has run on a database.
  package static func applied(in reader: some Reading) throws -> [String: Int] {
    let steps: [(room: String, number: Int)] = try reader.rows(
      "SELECT room, MAX(number) FROM schema_migration GROUP BY room ORDER BY room"
    ) { (try $0[0], try $0[1]) }
    return Dictionary(steps.map { ($0.room, $0.number) }, uniquingKeysWith: max)
  }
}

/// The steps that have run on a database.
struct Ledger {
  /// What was written down when a step ran.
  struct Entry: Hashable {
    var room: String
    var number: Int
    var digest: String
  }

  static let table: Statement = """
    CREATE TABLE IF NOT EXISTS schema_migration (
      room TEXT NOT NULL,
      number BIGINT NOT NULL,
      name TEXT NOT NULL,
      digest TEXT NOT NULL,
      applied_at BIGINT NOT NULL,
      PRIMARY KEY (room, number)
    )
    """

  /// The steps still to run, in the program's order.
  ///
  /// Throws when the program's steps have gaps, a step was edited after it ran, or the database knows steps (or whole
  /// rooms) that the program does not.
  static func pending(
    _ program: [Migration], applied: [Entry]
  ) throws(SQLFailure) -> [Migration] {
    var next: [String: Int] = [:]
    for step in program {
      let expected = next[step.room, default: 1]
      guard step.number == expected else {
        throw .migrationOrder(room: step.room, number: step.number, expected: expected)
      }
      next[step.room] = expected + 1
    }
    for entry in applied where entry.number >= next[entry.room, default: 1] {
      throw .newerDatabase(room: entry.room, number: entry.number)
    }
    var pending: [Migration] = []
    for step in program {
      let entry = applied.first { $0.room == step.room && $0.number == step.number }
      guard let entry else {
        pending.append(step)
        continue
      }
      guard entry.digest == step.digest else {
        throw .editedMigration(room: step.room, number: step.number, name: step.name)
      }
    }
    return pending
  }
}

extension Database {
  /// Brings the schema up to date, in one transaction: all pending steps, or none.
  ///
  /// `migrations` is the whole of the program's steps, in the order in which they shall run on an empty database:
  /// those of a lower room first. Several programs may start at once: one does it, the others wait for it. Throws
  /// `SQLFailure` when the database and the program do not fit together.
  ///
  /// `waiting` is told when another program holds the database for longer than the turn of an ordinary write.
  package func migrate(
    _ migrations: [Migration], at instant: Instant, waiting: () -> Void = {}
  ) async throws {
    // Another program's steps may take longer than the turn of an ordinary write.
    for turn in 1..<Self.migrationTurns {
      do {
        return try await bringUpToDate(migrations, at: instant)
      } catch SQLFailure.busy {
        if turn == 1 { waiting() }
      }
    }
    try await bringUpToDate(migrations, at: instant)
  }

  /// How many turns are waited for, each as long as a write waits: ten minutes in all.
  private static let migrationTurns = 120

  private func bringUpToDate(_ migrations: [Migration], at instant: Instant) async throws {
    try await write { transaction in
      try transaction.run(Ledger.table)
      let applied = try transaction.rows(
        "SELECT room, number, digest FROM schema_migration ORDER BY room, number"
      ) { row in
        Ledger.Entry(room: try row[0], number: try row[1], digest: try row[2])
      }
      for step in try Ledger.pending(migrations, applied: applied) {
        for statement in step.statements { try transaction.run(statement) }
        try transaction.run(
          """
          INSERT INTO schema_migration (room, number, name, digest, applied_at)
          VALUES (\(step.room), \(step.number), \(step.name), \(step.digest), \(instant))
          """)
      }
    }
  }
}
