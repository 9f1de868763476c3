// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// A matter as lists show it.
package struct MatterRow: Sendable, Hashable {
  package let id: String
  package let title: String
  package let note: String
  package let standing: String
  package let openedAt: Instant
  package let version: Int
}

/// Whom a matter concerns, as a row of readers names him.
enum Reader {
  static func account(_ id: String) -> String { id }
  static func section(_ name: String) -> String { "section/" + name }

  /// Who sees the matters of everybody: the window, the hall, supervision, the head, and the section that leads.
  static func seesAll(_ context: MatterContext) -> Bool {
    context.leads
      || context.actor.holds(anyOf: [
        .system, .supervisor, .auditor, .clerk, .helper, .hallManager,
      ])
  }

  /// By which names somebody else is found among the readers.
  static func names(of actor: Actor) -> [String] {
    guard actor.isStaff else { return [account(actor.id)] }
    guard actor.holds(anyOf: MatterRoles.section), let section = actor.department else {
      return []
    }
    return [Reader.section(section)]
  }
}

/// Where a list goes on.
package struct MatterPlace: Sendable, Hashable {
  let at: Instant
  let id: String

  static let start = MatterPlace(at: Instant(milliseconds: .max), id: "")
}

/// Every statement on the rows of a kind of matters and on their readers.
enum MatterTable<M: Matter> {
  static var projection: Projection<M> {
    Projection(ofEnd: M.self, tables: M.names.tables) { entry, state, transaction in
      guard let standing = state.standing, let openedAt = state.openedAt else { return }
      try transaction.run(
        """
        INSERT INTO \(M.names.rows) (id, title, note, standing, opened_at, version)
        VALUES (\(entry.id), \(state.title), \(state.note), \(standing.rawValue), \(openedAt),
          \(entry.version))
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, note = excluded.note,
          standing = excluded.standing, version = excluded.version
        """)
      try transaction.run("DELETE FROM \(M.names.readers) WHERE id = \(entry.id)")
      for reader in state.readers.sorted() {
        try transaction.run(
          """
          INSERT INTO \(M.names.readers) (id, reader, opened_at)
          VALUES (\(entry.id), \(reader), \(openedAt))
          """)
      }
    }
  }

  private static var columns: Statement {
    "m.id, m.title, m.note, m.standing, m.opened_at, m.version"
  }

  private static func row(_ row: Row) throws -> MatterRow {
    MatterRow(
      id: try row[0], title: try row[1], note: try row[2], standing: try row[3],
      openedAt: try row[4], version: try row[5])
  }

  /// A matter by its id, if the actor may see it.
  static func find(
    _ id: String, _ context: MatterContext, in reader: some Reading
  ) throws -> MatterRow? {
    try reader.first(
      """
      SELECT \(columns) FROM \(M.names.rows) m WHERE m.id = \(id) AND \(condition(context))
      """, row)
  }

  /// The one rule of who may see which matters, on the row `m`.
  private static func condition(_ context: MatterContext) -> Statement {
    if Reader.seesAll(context) { return "TRUE" }
    let parts = Reader.names(of: context.actor).map { name -> Statement in
      """
      EXISTS (SELECT 1 FROM \(M.names.readers) r WHERE r.id = m.id AND r.reader = \(name))
      """
    }
    return parts.isEmpty ? "FALSE" : "(\(parts.joined(by: " OR ")))"
  }

  /// A page of matters, the newest first: the actor's own view of them.
  static func list(
    before place: MatterPlace, limit: Int, _ context: MatterContext, in reader: some Reading
  ) throws -> [MatterRow] {
    if Reader.seesAll(context) {
      return try reader.rows(
        """
        SELECT \(columns) FROM \(M.names.rows) m
        WHERE (m.opened_at, m.id) < (\(place.at), \(place.id))
        ORDER BY m.opened_at DESC, m.id DESC LIMIT \(limit)
        """, row)
    }
    guard let name = Reader.names(of: context.actor).first else { return [] }
    return try reader.rows(
      """
      SELECT \(columns) FROM \(M.names.readers) r JOIN \(M.names.rows) m ON m.id = r.id
      WHERE r.reader = \(name) AND (r.opened_at, r.id) < (\(place.at), \(place.id))
      ORDER BY r.opened_at DESC, r.id DESC LIMIT \(limit)
      """, row)
  }
}
