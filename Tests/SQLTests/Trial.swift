// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestEngines

@testable import SQL

/// A folder that is gone after the test.
final class Folder: Sendable {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("sql-tests-\(UUID().uuidString)", isDirectory: true)

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  var file: String { url.appendingPathComponent("trial.db").path }
}

/// A database that is gone after the test, with the tables `item`, `part` and `link`.
func trial(_ engine: TestEngine) async throws -> Database {
  try await trial(at: try await engine.location())
}

func trial(at location: Location) async throws -> Database {
  let database = try Database.open(location)
  try await database.write { transaction in
    try transaction.run(
      """
      CREATE TABLE item (
        id \(.identity), name TEXT NOT NULL UNIQUE, n BIGINT CONSTRAINT n_positive CHECK (n > 0))
      """)
    try transaction.run(
      """
      CREATE TABLE part (
        item_id BIGINT NOT NULL REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED, name TEXT)
      """)
    try transaction.run("CREATE TABLE link (item_id BIGINT NOT NULL REFERENCES item (id))")
  }
  return database
}

/// The names in `item`, in their order.
func names(_ database: Database) async throws -> [String] {
  try await database.read { try $0.rows("SELECT name FROM item ORDER BY name") }
}

/// Adds an item by a session of its own, on the thread that asks: for the inside of a read or a write.
func insertElsewhere(_ name: String, at location: Location) throws {
  let connection: any Connection =
    switch location {
    case .file(let path): try SQLiteConnection(path: path, for: .writing)
    case .server(let address): try PostgresSessions(address: address).open(.writing).0
    case .memory: preconditionFailure("a database in memory has one session only")
    }
  _ = try connection.run("INSERT INTO item (name) VALUES (\(name))") { _ in true }
}

/// What a breach of `UNIQUE (name)` is called.
func uniqueName(_ engine: TestEngine) -> SQLFailure {
  .unique(engine == .sqlite ? "item.name" : "item_name_key")
}

/// The file behind a database.
func path(_ database: Database) async throws -> String {
  try await database.read { try $0.one("SELECT file FROM pragma_database_list") }
}
