// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL

/// What the journal notes of the basic catalogue itself.
package enum BasicEvent: Codable, Hashable, Sendable {
  /// A file was taken in.
  case imported(file: String, added: Int, changed: Int)

  static let kind = "basic-catalogue"
}

/// Every statement on `drafting_basic` and `drafting_claim`.
///
/// Both have no more rows than the State and the province have items at all, and are read as a whole.
enum BasicTable {
  private static let columns: Statement = """
    b.code, b.name, b.name_en, b.type, b.levels, b.basis, b.department, b.is_demo, b.last_day
    """

  private static func item(_ row: Row) throws -> BasicItem {
    let levels: String = try row[4]
    return BasicItem(
      code: try row[0], name: try row[1], english: try row[2],
      type: ItemType(rawValue: try row[3]) ?? .publicService,
      levels: levels.split(separator: " ").compactMap { ExerciseLevel(rawValue: String($0)) },
      basis: try row[5], department: try row[6], isDemo: try row[7], last: try row[8])
  }

  static func all(in reader: some Reading) throws -> [BasicItem] {
    try reader.rows("SELECT \(columns) FROM drafting_basic b ORDER BY b.code", item)
  }

  static func find(_ code: String, in reader: some Reading) throws -> BasicItem? {
    try reader.first("SELECT \(columns) FROM drafting_basic b WHERE b.code = \(code)", item)
  }

  static func keep(_ item: BasicItem, in transaction: Transaction) throws {
    let levels = item.levels.map(\.rawValue).joined(separator: " ")
    try transaction.run(
      """
      INSERT INTO drafting_basic (code, name, name_en, type, levels, basis, department, is_demo,
        last_day)
      VALUES (\(item.code), \(item.name), \(item.english), \(item.type.rawValue), \(levels),
        \(item.basis), \(item.department), \(item.isDemo), \(item.last))
      ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en,
        type = excluded.type, levels = excluded.levels, basis = excluded.basis,
        department = excluded.department, is_demo = excluded.is_demo,
        last_day = excluded.last_day
      """)
  }

  // MARK: Claims

  /// How an entry stands with this bureau.
  struct Standing: Sendable, Hashable {
    let status: Claim.Status
    let draft: String?
    let actor: String
    let at: Instant
  }

  static let claims = Projection(ofEnd: Claim.self, tables: ["drafting_claim"]) {
    entry, state, transaction in
    try transaction.run(
      """
      INSERT INTO drafting_claim (basic, status, draft, actor, at)
      VALUES (\(entry.id), \(state.status), \(state.draft), \(entry.moment.actor),
        \(entry.moment.at))
      ON CONFLICT (basic) DO UPDATE SET status = excluded.status, draft = excluded.draft,
        actor = excluded.actor, at = excluded.at
      """)
  }

  static func standings(in reader: some Reading) throws -> [String: Standing] {
    let rows = try reader.rows(
      "SELECT c.basic, c.status, c.draft, c.actor, c.at FROM drafting_claim c"
    ) { row in
      (
        try row[0] as String,
        Standing(status: try row[1], draft: try row[2], actor: try row[3], at: try row[4])
      )
    }
    return Dictionary(rows) { first, _ in first }
  }
}

extension Claim.Status: Storable {}
