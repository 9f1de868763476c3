// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import SQL
import TestEngines
import TestKit

extension Sample {
  /// A later version of the sample.
  static func version(
    _ number: Int, from effective: String, name: String = "样品经营许可"
  )
    throws -> ItemFile
  {
    try file(
      yaml("version: 1", "version: \(number)")
        .replacingOccurrences(of: "2026-01-01", with: effective)
        .replacingOccurrences(of: "name: 样品经营许可\n", with: "name: \(name)\n"))
  }

  /// What is wrong with a text, as `line:rule`.
  static func faults(_ text: String) -> [String] {
    do {
      _ = try file(text)
      return []
    } catch {
      return error.faults.map { "\($0.line.map(String.init) ?? "-"):\($0.rule)" }
    }
  }

  /// The line of the sample on which a text stands, from 1.
  static func line(of text: String) -> Int {
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.firstIndex { $0.contains(text) } ?? -1) + 1
  }
}

/// A journal on an empty database, with the tables of the catalogue.
func journal(at day: String = "2026-11-23") async throws -> Journal {
  let now = Instant(day: try Day.of(day), hour: 9, minute: 0)
  let database = try await TestEngine.current.open()
  try await database.migrate(JournalSchema.migrations + CatalogueSchema.migrations, at: now)
  return Journal(database: database, clock: Clock { now }, parts: [])
}
