// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// One case as lists and pages show it.
package struct CaseRow: Sendable, Hashable {
  package let id: String
  package let number: String
  package let item: ItemReference
  package let department: String
  package let applicant: String?
  package let filer: String
  package let channel: Channel
  package let phase: Case.Phase
  package let version: Int
  package let receivedAt: Instant
  package let acceptedAt: Instant?
  /// The day from which it counts as accepted: where nobody said anything, the day of receipt (行政许可法
  /// article 32 ¶1(4)), not the moment at which that was recorded.
  package let acceptedOn: Day?
  package let decidedAt: Instant?
  package let closedAt: Instant?
  package let updatedAt: Instant
  /// The next day by which the bureau must act; nil when it is not its turn.
  package let due: Day?
  package let granted: Bool?
  package let licence: String?
  package let reviews: Int
  /// How many opinions are still missing before a decision may be made.
  package let reviewsMissing: Int
  /// The name of the applicant.
  ///
  /// Personal data.
  package let applicantName: String
  /// The identity number or credit code of the applicant: personal data.
  package let applicantCode: String
}

/// Every statement on `case_row` and `case_document`.
package enum CaseTable {
  /// The projection: depends on the event, the state after it and the calendar alone.
  static func projection(calendar: WorkCalendar) -> Projection<Case> {
    Projection(Case.self, tables: ["case_row", "case_document"]) { entry, state, transaction in
      if case .documentNumbered(let document) = entry.event {
        try transaction.run(
          """
          INSERT INTO case_document (case_id, kind, number, issued_at)
          VALUES (\(entry.id), \(document.kind), \(document.number), \(entry.moment.at))
          """)
      }
      try keep(entry, state, calendar, in: transaction)
      try setDeadline(entry.id, state, calendar, in: transaction)
    }
  }

  private static func keep(
    _ entry: Recorded<Case.Event>, _ state: Case, _ calendar: WorkCalendar,
    in transaction: Transaction
  ) throws {
    guard let submission = state.submission, let received = state.facts.received else { return }
    let clock = state.clock(calendar, asOf: entry.moment.at.day)
    try transaction.run(
      """
      INSERT INTO case_row (id, number, item_code, item_version, department, applicant, filer,
        channel, phase, version, received_at, accepted_at, decided_at, closed_at, updated_at,
        due, promised_due, statutory_due, granted, licence, reviews, reviews_missing,
        accepted_on)
      VALUES (\(entry.id), \(submission.number), \(submission.item.code),
        \(submission.item.version), \(submission.department), \(submission.applicant),
        \(submission.filer), \(submission.channel), \(state.phase), \(entry.version),
        \(received), \(state.facts.accepted?.at), \(state.facts.decided?.at), \(state.facts.ended?.at),
        \(entry.moment.at), \(clock.nearest?.due), \(clock[.promised]?.due), \(clock[.statutory]?.due),
        \(state.isGranted), \(state.licence), \(state.reviews.count),
        \(max(0, state.reviewsNeeded - state.reviews.count)), \(clock.acceptedOn))
      ON CONFLICT (id) DO UPDATE SET phase = excluded.phase, version = excluded.version,
        accepted_at = excluded.accepted_at, decided_at = excluded.decided_at,
        closed_at = excluded.closed_at, updated_at = excluded.updated_at, due = excluded.due,
        promised_due = excluded.promised_due, statutory_due = excluded.statutory_due,
        granted = excluded.granted, licence = excluded.licence, reviews = excluded.reviews,
        reviews_missing = excluded.reviews_missing, accepted_on = excluded.accepted_on
      """)
  }

  /// The name of the deadline after which silence is acceptance (行政许可法 article 32 ¶1(4)).
  static let acceptanceDeadline = "case.acceptance"

  private static func setDeadline(
    _ id: String, _ state: Case, _ calendar: WorkCalendar, in transaction: Transaction
  ) throws {
    let stream = Stream<Case>(id)
    guard let last = state.acceptanceDue(calendar) else {
      return try DeadlineTable.clear(acceptanceDeadline, of: stream, in: transaction)
    }
    // The last day is the bureau's to its end (民法典 article 203 ¶2).
    try DeadlineTable.set(
      acceptanceDeadline, of: stream,
      due: Instant(day: last.adding(days: 1), hour: 0, minute: 0), in: transaction)
  }

  // The lists' columns, in the order in which `row` reads them.
  private static let columns: Statement = """
    c.id, c.number, c.item_code, c.item_version, c.department, c.applicant, c.filer, c.channel,
    c.phase, c.version, c.received_at, c.accepted_at, c.decided_at, c.closed_at, c.updated_at,
    c.due, c.granted, c.licence, c.reviews, c.reviews_missing, c.accepted_on,
    p.name, p.code
    """

  private static let tables: Statement = """
    case_row c LEFT JOIN case_party p ON p.case_id = c.id AND p.part = 'applicant'
    """

  private static func row(_ row: Row) throws -> CaseRow {
    let name: String? = try row[21]
    let code: String? = try row[22]
    return CaseRow(
      id: try row[0], number: try row[1],
      item: ItemReference(code: try row[2], version: try row[3]),
      department: try row[4], applicant: try row[5], filer: try row[6], channel: try row[7],
      phase: try row[8], version: try row[9], receivedAt: try row[10], acceptedAt: try row[11],
      acceptedOn: try row[20],
      decidedAt: try row[12], closedAt: try row[13], updatedAt: try row[14], due: try row[15],
      granted: try row[16], licence: try row[17], reviews: try row[18],
      reviewsMissing: try row[19], applicantName: name ?? "", applicantCode: code ?? "")
  }

  /// A case by its id, if the actor may see it.
  package static func find(
    _ id: String, for actor: Actor, in reader: some Reading
  ) throws -> CaseRow? {
    try reader.first(
      """
      SELECT \(columns) FROM \(tables)
      WHERE c.id = \(id) AND \(CaseScope.condition(for: actor))
      """, row)
  }

  /// A case by its number, if the actor may see it.
  package static func find(
    number: String, for actor: Actor, in reader: some Reading
  ) throws -> CaseRow? {
    try reader.first(
      """
      SELECT \(columns) FROM \(tables)
      WHERE c.number = \(number) AND \(CaseScope.condition(for: actor))
      """, row)
  }

  /// Cases in an order, after a place: the actor's own view of them.
  ///
  /// - Complexity: the length of the page, not the number of cases: each order has its index.
  package static func list(
    _ filter: CaseFilter, for actor: Actor, in reader: some Reading
  ) throws -> [CaseRow] {
    var conditions = [CaseScope.condition(for: actor)]
    if !filter.phases.isEmpty {
      // An expression, where the order is the better way in: one phase has an index in the order of what
      // is due, of several the rows would first be gathered and sorted, however many they are.
      let column: Statement = filter.isOrderedFirst ? "(c.phase || '')" : "c.phase"
      conditions.append("\(column) IN (\(list: filter.phases))")
    }
    if let department = filter.department { conditions.append("c.department = \(department)") }
    if let item = filter.itemCode { conditions.append("c.item_code = \(item)") }
    if let reviewed = filter.isReviewed {
      conditions.append(reviewed ? "c.reviews_missing = 0" : "c.reviews_missing > 0")
    }
    switch filter.order {
    case .due(let after):
      conditions.append("c.due IS NOT NULL")
      if let after { conditions.append("(c.due, c.id) > (\(after.day), \(after.id))") }
      return try reader.rows(
        """
        SELECT \(columns) FROM \(tables) WHERE \(conditions.joined(by: " AND "))
        ORDER BY c.due, c.id LIMIT \(filter.limit)
        """, row)
    case .newest(let before), .undated(let before):
      if case .undated = filter.order {
        conditions.append(filter.isOrderedFirst ? "COALESCE(c.due, '') = ''" : "c.due IS NULL")
      }
      if let before {
        conditions.append("(c.received_at, c.id) < (\(before.at), \(before.id))")
      }
      return try reader.rows(
        """
        SELECT \(columns) FROM \(tables) WHERE \(conditions.joined(by: " AND "))
        ORDER BY c.received_at DESC, c.id DESC LIMIT \(filter.limit)
        """, row)
    }
  }

  /// How many cases the actor has in each phase that is not closed.
  package static func openCounts(
    for actor: Actor, in reader: some Reading
  ) throws -> [Case.Phase: Int] {
    let open = Case.Phase.allCases.filter { !$0.isClosed }
    let counts: [(Case.Phase, Int)] = try reader.rows(
      """
      SELECT c.phase, COUNT(*) FROM case_row c
      WHERE c.phase IN (\(list: open)) AND \(CaseScope.condition(for: actor)) GROUP BY c.phase
      """
    ) { (try $0[0], try $0[1]) }
    return Dictionary(uniqueKeysWithValues: counts)
  }

  /// The documents of a case, in the order of their issue.
  ///
  /// The case must have passed ``find``.
  package static func documents(
    of row: CaseRow, in reader: some Reading
  ) throws -> [IssuedDocument] {
    try reader.rows(
      """
      SELECT kind, number, issued_at FROM case_document WHERE case_id = \(row.id)
      ORDER BY issued_at, number
      """
    ) { IssuedDocument(kind: try $0[0], number: try $0[1], issuedAt: try $0[2]) }
  }
}

/// A document of a case, with its number and date.
package struct IssuedDocument: Sendable, Hashable {
  package let kind: DocumentKind
  package let number: String
  package let issuedAt: Instant
}

/// Which cases, in which order, how many.
package struct CaseFilter: Sendable, Hashable {
  /// An order with an index of its own, and the place after which a page begins.
  package enum Order: Sendable, Hashable {
    /// What is due first; only cases that wait for the bureau.
    case due(after: DuePlace?)
    /// What came in last.
    case newest(before: ReceiptPlace?)
    /// What waits for nobody at the bureau, newest first: the rest of a list in the order of due days.
    case undated(before: ReceiptPlace?)
  }

  package struct DuePlace: Sendable, Hashable {
    package let day: Day
    package let id: String

    package init(day: Day, id: String) {
      self.day = day
      self.id = id
    }
  }

  package struct ReceiptPlace: Sendable, Hashable {
    package let at: Instant
    package let id: String

    package init(at: Instant, id: String) {
      self.at = at
      self.id = id
    }
  }

  package var phases: [Case.Phase] = []
  package var department: String?
  package var itemCode: String?
  /// Only cases with all opinions that a decision needs, or only those without.
  package var isReviewed: Bool?
  package var order = Order.newest(before: nil)
  package var limit = 50

  package init() {}

  /// Whether rows are better read in their order and looked at one by one than sought by their phases:
  /// of the many that are closed, and of those that wait for the bureau in several phases.
  fileprivate var isOrderedFirst: Bool {
    switch order {
    case .due: phases.count > 1 && phases.contains { !$0.isClosed }
    case .newest, .undated: phases.contains(where: \.isClosed)
    }
  }
}

extension Case.Phase: Storable {}
extension Channel: Storable {}
extension DocumentKind: Storable {}
