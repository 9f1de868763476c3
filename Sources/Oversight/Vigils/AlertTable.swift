// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL

/// A term that will soon run out, as lists show it.
package struct AlertRow: Sendable, Hashable {
  package let caseID: String
  package let key: String
  package let rule: RuleReference
  package let due: Day
  package let unit: String
  package let person: String?
  package let caseNumber: String
  package let item: ItemReference
}

/// Every statement on `oversight_alert`, and the deadlines of vigils.
enum AlertTable {
  /// The name of the deadline on which a case is looked at.
  static let lookDeadline = "oversight.look"

  /// The alerts that stand, and the day of the next look.
  static let projection = Projection(Vigil.self, tables: ["oversight_alert"]) {
    entry, _, transaction in
    switch entry.event {
    case .planned(let next):
      let stream = Stream<Vigil>(entry.id)
      guard let next else {
        return try DeadlineTable.clear(lookDeadline, of: stream, in: transaction)
      }
      try DeadlineTable.set(
        lookDeadline, of: stream, due: Instant(day: next, hour: 0, minute: 0), in: transaction)
    case .alerted(let alert):
      try transaction.run(
        """
        INSERT INTO oversight_alert (case_id, key, rule, rule_version, due, unit, person)
        VALUES (\(entry.id), \(alert.key), \(alert.rule.code), \(alert.rule.version),
          \(alert.due), \(alert.unit), \(alert.person))
        """)
    case .alertEnded(let key, _):
      try transaction.run(
        "DELETE FROM oversight_alert WHERE case_id = \(entry.id) AND key = \(key)")
    case .carded, .excused, .complained: break
    }
  }

  /// The place of an alert in a list.
  struct Place: Sendable, Hashable {
    let due: Day
    let caseID: String
    let key: String

    static let start = Place(due: Day(number: 0), caseID: "", key: "")
  }

  private static let columns: Statement = """
    c.case_id AS case_id, c.key AS key, c.rule, c.rule_version, c.due AS due, c.unit, c.person,
    r.number, r.item_code, r.item_version
    """

  private static func row(_ row: Row) throws -> AlertRow {
    AlertRow(
      caseID: try row[0], key: try row[1],
      rule: RuleReference(code: try row[2], version: try row[3]), due: try row[4],
      unit: try row[5], person: try row[6], caseNumber: try row[7],
      item: ItemReference(code: try row[8], version: try row[9]))
  }

  /// The alerts that somebody may see, what is due first on top.
  static func list(
    after place: Place = .start, unit: String?, limit: Int, for actor: Actor,
    in reader: some Reading
  ) throws -> [AlertRow] {
    let runs = CardScope(of: actor).runs(unit: unit)
    guard !runs.isEmpty else { return [] }
    let parts = runs.map { run -> Statement in
      """
      SELECT * FROM (SELECT \(columns) FROM oversight_alert c JOIN case_row r ON r.id = c.case_id
        WHERE \(run) AND (c.due, c.case_id, c.key) > (\(place.due), \(place.caseID), \(place.key))
        ORDER BY c.due, c.case_id, c.key) AS run
      """
    }
    return try reader.rows(
      "\(parts.joined(by: " UNION ALL ")) ORDER BY due, case_id, key LIMIT \(limit)", row)
  }

  /// The alerts that stand on one case.
  static func list(
    of caseID: String, for actor: Actor, in reader: some Reading
  ) throws -> [AlertRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM oversight_alert c JOIN case_row r ON r.id = c.case_id
      WHERE c.case_id = \(caseID) AND \(CardScope.condition(for: actor)) ORDER BY c.key
      """, row)
  }
}
