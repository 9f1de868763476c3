// SPDX-License-Identifier: Apache-2.0

import Foundation

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

/// A database that is gone after the test, with the tables `item` and `part`.
func trial(_ location: Location = .memory) async throws -> Database {
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

/// The file behind a database.
func path(_ database: Database) async throws -> String {
  try await database.read { try $0.one("SELECT file FROM pragma_database_list") }
}
