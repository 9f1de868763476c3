// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL
import Site

/// A card as lists show it.
package struct CardRow: Sendable, Hashable {
  package let id: String
  package let number: String
  package let level: Card.Level
  package let status: Card.Status
  /// Whether it counts in the score of its month.
  package let counts: Bool
  package let isPressed: Bool
  package let caseID: String
  package let caseNumber: String
  package let item: ItemReference
  package let rule: RuleReference
  package let unit: String
  package let person: String?
  package let due: Day?
  package let issuedAt: Instant
  package let answerBy: Day
  package let points: Points
  package let version: Int
}

/// Which cards.
package struct CardFilter: Sendable, Hashable {
  package var unit: String?
  /// Only those with which somebody still has to do something.
  package var isOpen = false
  package var level: Card.Level?
  package var rule: String?
  package var month: Month?
  /// The page begins after this card, the newest being first.
  package var before: Place?
  package var limit = 50

  package init() {}

  package struct Place: Sendable, Hashable {
    package let at: Instant
    package let id: String

    package init(at: Instant, id: String) {
      self.at = at
      self.id = id
    }

    package init(_ cursor: Cursor) throws(SiteRefusal) {
      self.init(at: Instant(milliseconds: try cursor.integer(0)), id: try cursor.text(1))
    }

    package var cursor: Cursor { Cursor(.integer(at.milliseconds), .text(id)) }
  }

  /// What must hold of a row `c` besides unit and scope.
  fileprivate var condition: Statement {
    var parts: [Statement] = [
      """
      (c.issued_at, c.id)
        < (\(before?.at ?? Instant(milliseconds: .max)), \(before?.id ?? ""))
      """
    ]
    if isOpen { parts.append("c.is_open") }
    if let month {
      parts.append("c.issued_at >= \(Instant(day: month.first, hour: 0, minute: 0))")
      parts.append("c.issued_at < \(Instant(day: month.next.first, hour: 0, minute: 0))")
    }
    // In expressions, so that no engine seeks them in an index that has another order.
    if let level { parts.append("(c.level || '') = \(level)") }
    if let rule { parts.append("(c.rule || '') = \(rule)") }
    return parts.joined(by: " AND ")
  }
}

/// Every statement on `oversight_card`.
enum CardTable {
  /// The name of the deadline by which a card is answered.
  static let answerDeadline = "oversight.answer"

  /// The row of a card and its deadline.
  static let projection = Projection(ofEnd: Card.self, tables: ["oversight_card"]) {
    entry, state, transaction in
    try keep(entry, state, in: transaction)
    try setDeadline(entry.id, state, in: transaction)
  }

  private static func keep(
    _ entry: Recorded<Card.Event>, _ state: Card, in transaction: Transaction
  ) throws {
    guard let issue = state.issue, let issuedAt = state.issuedAt, let answerBy = state.answerBy
    else { return }
    let charge = issue.charge
    try transaction.run(
      """
      INSERT INTO oversight_card (id, number, level, status, is_open, counts, is_pressed, case_id,
        case_number, item_code, item_version, rule, rule_version, unit, person, due, issued_at,
        month, answer_by, points, version)
      VALUES (\(entry.id), \(issue.number), \(issue.level), \(state.status),
        \(state.status.isOpen), \(state.counts), \(state.isPressed), \(issue.caseID),
        \(issue.caseNumber), \(issue.item.code), \(issue.item.version), \(charge.rule.code),
        \(charge.rule.version), \(charge.unit), \(state.person), \(charge.due), \(issuedAt),
        \(Month(issuedAt.day)), \(answerBy), \(state.points.hundredths), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, is_open = excluded.is_open,
        counts = excluded.counts, is_pressed = excluded.is_pressed, person = excluded.person,
        answer_by = excluded.answer_by, points = excluded.points, version = excluded.version
      """)
  }

  private static func setDeadline(
    _ id: String, _ state: Card, in transaction: Transaction
  ) throws {
    let stream = Stream<Card>(id)
    guard state.status.awaitsAnswer, !state.isPressed, let answerBy = state.answerBy else {
      return try DeadlineTable.clear(answerDeadline, of: stream, in: transaction)
    }
    // The last day is the unit's to its end.
    try DeadlineTable.set(
      answerDeadline, of: stream,
      due: Instant(day: answerBy.adding(days: 1), hour: 0, minute: 0), in: transaction)
  }

  private static let columns: Statement = """
    c.id AS id, c.number, c.level, c.status, c.counts, c.is_pressed, c.case_id, c.case_number,
    c.item_code, c.item_version, c.rule, c.rule_version, c.unit, c.person, c.due,
    c.issued_at AS issued_at, c.answer_by, c.points, c.version
    """

  private static func row(_ row: Row) throws -> CardRow {
    CardRow(
      id: try row[0], number: try row[1], level: try row[2], status: try row[3],
      counts: try row[4], isPressed: try row[5], caseID: try row[6], caseNumber: try row[7],
      item: ItemReference(code: try row[8], version: try row[9]),
      rule: RuleReference(code: try row[10], version: try row[11]), unit: try row[12],
      person: try row[13], due: try row[14], issuedAt: try row[15], answerBy: try row[16],
      points: Points(hundredths: try row[17]), version: try row[18])
  }

  /// A card by its id, if the actor may see it.
  static func find(_ id: String, for actor: Actor, in reader: some Reading) throws -> CardRow? {
    try reader.first(
      """
      SELECT \(columns) FROM oversight_card c
      WHERE c.id = \(id) AND \(CardScope.condition(for: actor))
      """, row)
  }

  /// A page of cards, the newest first: the actor's own view of them.
  static func list(
    _ filter: CardFilter, for actor: Actor, in reader: some Reading
  ) throws -> [CardRow] {
    let runs = CardScope(of: actor).runs(unit: filter.unit)
    guard !runs.isEmpty else { return [] }
    let parts = runs.map { run -> Statement in
      """
      SELECT * FROM (SELECT \(columns) FROM oversight_card c WHERE \(run) AND \(filter.condition)
        ORDER BY c.issued_at DESC, c.id DESC) AS run
      """
    }
    return try reader.rows(
      """
      \(parts.joined(by: " UNION ALL ")) ORDER BY issued_at DESC, id DESC LIMIT \(filter.limit)
      """, row)
  }

  /// The cards of one case, oldest first.
  static func list(
    of caseID: String, for actor: Actor, in reader: some Reading
  ) throws -> [CardRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM oversight_card c
      WHERE c.case_id = \(caseID) AND \(CardScope.condition(for: actor))
      ORDER BY c.issued_at, c.id
      """, row)
  }

  /// The cards that were issued in a month, by unit and rule.
  static func list(
    in month: Month, for actor: Actor, in reader: some Reading
  ) throws -> [CardRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM oversight_card c
      WHERE c.month = \(month) AND \(CardScope.condition(for: actor)) ORDER BY c.unit, c.rule
      """, row)
  }

  /// How many cards by a rule a unit has got in a month that count.
  static func count(
    of rule: String, unit: String, month: Month, in reader: some Reading
  ) throws -> Int {
    try reader.one(
      """
      SELECT COUNT(*) FROM oversight_card
      WHERE month = \(month) AND unit = \(unit) AND rule = \(rule) AND counts
      """)
  }

  /// How many open cards there are, by unit and level, as far as the actor may see them.
  static func openCounts(
    unit: String?, for actor: Actor, in reader: some Reading
  ) throws -> [Card.Level: Tally] {
    var counts: [Card.Level: Tally] = [:]
    for level in Card.Level.allCases {
      let parts = CardScope(of: actor).runs(unit: unit).map { run -> Statement in
        "SELECT 1 FROM oversight_card c WHERE \(run) AND c.is_open AND (c.level || '') = \(level)"
      }
      guard !parts.isEmpty else { continue }
      counts[level] = Tally(
        try reader.one(
          """
          SELECT COUNT(*) FROM (\(parts.joined(by: " UNION ALL ")) LIMIT \(Tally.max + 1)) AS found
          """))
    }
    return counts
  }

  /// The cards' numbers: a series for each level and year.
  static let numbering = Numbering("card/") { snapshot, hand in
    var tally = SeriesTally()
    var last = ""
    while true {
      let page: [(level: Card.Level, number: String)] = try snapshot.rows(
        """
        SELECT level, number FROM oversight_card WHERE number > \(last)
        ORDER BY number LIMIT \(Inspection.pageSize)
        """
      ) { (try $0[0], try $0[1]) }
      for row in page {
        let read = row.number.firstMatch(of: /〔(\d{4})〕(\d+)号$/)
        let serial = read.flatMap { Int($0.output.2) }
        // A number that is none is a series of its own, which has no counter.
        let year = read?.output.1 ?? row.number[...]
        tally.add(serial ?? 1, of: "card/\(row.level.rawValue)/\(year)")
      }
      guard let end = page.last else { break }
      last = end.number
    }
    for series in tally.inOrder { try hand(series) }
  }
}
