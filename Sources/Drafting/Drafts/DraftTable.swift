// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import Site

/// A draft as lists show it.
package struct DraftRow: Sendable, Hashable {
  package let id: String
  package let item: String
  package let name: String
  /// The number that it is to be published under.
  package let target: Int
  package let origin: Kind
  package let status: ItemDraft.Status
  package let begunBy: String
  package let begunAt: Instant
  package let changedAt: Instant
  package let version: Int

  /// What it was begun for, in a word.
  package enum Kind: String, CaseIterable, Sendable { case claim, revision, handOver }
}

/// Where a list of drafts and of anything else that has a moment goes on.
struct MomentPlace: Sendable {
  let at: Instant
  let id: String

  static let first = MomentPlace(at: Instant(milliseconds: .max), id: "")

  init(at: Instant, id: String) {
    self.at = at
    self.id = id
  }

  init(_ cursor: Cursor?) throws(SiteRefusal) {
    guard let cursor else { self = .first; return }
    self.init(at: Instant(milliseconds: try cursor.integer(0)), id: try cursor.text(1))
  }

  var cursor: Cursor { Cursor(.integer(at.milliseconds), .text(id)) }
}

/// Every statement on `drafting_draft`.
enum DraftTable {
  static let projection = Projection(ofEnd: ItemDraft.self, tables: ["drafting_draft"]) {
    entry, state, transaction in
    guard let beginning = state.beginning, let begunAt = state.begunAt,
      let changedAt = state.changedAt
    else { return }
    try transaction.run(
      """
      INSERT INTO drafting_draft (id, item, name, target, origin, status, is_open, begun_by,
        begun_at, changed_at, version)
      VALUES (\(entry.id), \(beginning.item), \(state.name), \(state.target),
        \(beginning.origin.kind), \(state.status), \(state.status.isOpen), \(state.begunBy),
        \(begunAt), \(changedAt), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, target = excluded.target,
        status = excluded.status, is_open = excluded.is_open, changed_at = excluded.changed_at,
        version = excluded.version
      """)
  }

  private static let columns: Statement = """
    d.id AS id, d.item, d.name, d.target, d.origin, d.status, d.begun_by,
    d.begun_at AS begun_at, d.changed_at, d.version
    """

  private static func row(_ row: Row) throws -> DraftRow {
    DraftRow(
      id: try row[0], item: try row[1], name: try row[2], target: try row[3],
      origin: try row[4], status: try row[5], begunBy: try row[6], begunAt: try row[7],
      changedAt: try row[8], version: try row[9])
  }

  static func find(_ id: String, in reader: some Reading) throws -> DraftRow? {
    try reader.first("SELECT \(columns) FROM drafting_draft d WHERE d.id = \(id)", row)
  }

  /// The draft of an item that is neither published nor given up.
  static func open(of item: String, in reader: some Reading) throws -> DraftRow? {
    try reader.first(
      "SELECT \(columns) FROM drafting_draft d WHERE d.item = \(item) AND d.is_open", row)
  }

  /// A page of drafts, the last begun first.
  static func list(
    _ status: ItemDraft.Status?, item: String? = nil, before place: MomentPlace, limit: Int,
    in reader: some Reading
  ) throws -> [DraftRow] {
    let narrowed: Statement =
      if let item {
        "d.item = \(item) AND "
      } else if let status {
        "d.status = \(status) AND "
      } else {
        ""
      }
    return try reader.rows(
      """
      SELECT \(columns) FROM drafting_draft d
      WHERE \(narrowed)(d.begun_at, d.id) < (\(place.at), \(place.id))
      ORDER BY d.begun_at DESC, d.id DESC LIMIT \(limit)
      """, row)
  }
}

extension ItemDraft.Origin {
  var kind: DraftRow.Kind {
    switch self {
    case .claim: .claim
    case .revision: .revision
    case .handOver: .handOver
    }
  }
}

extension ItemDraft.Status: Storable {}
extension DraftRow.Kind: Storable {}
