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
  package let standing: CaseStanding
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
  /// Who has it in hand.
  package let holder: String?
  /// How often it was urged on since it last went on.
  package let reminders: Int
  /// The name of the applicant.
  ///
  /// Personal data.
  package let applicantName: String
  /// The identity number or credit code of the applicant: personal data.
  package let applicantCode: String
}

/// Every statement on `case_row` and `case_document`.
package enum CaseTable {
  /// The row of a case and its deadline: they depend on the state, its last event and the calendar alone.
  static func rows(calendars: CalendarShelf) -> Projection<Case> {
    Projection(ofEnd: Case.self, tables: ["case_row", "case_asked"]) { entry, state, transaction in
      try keep(
        entry.id, state, version: entry.version, at: entry.moment.at, calendars.current,
        in: transaction)
    }
  }

  /// The documents of a case, one for each event that numbers one.
  static let documents = Projection(Case.self, tables: ["case_document"]) {
    entry, _, transaction in
    guard case .documentNumbered(let document) = entry.event else { return }
    try transaction.append(
      [entry.id, document.kind, document.number, entry.moment.at], to: documentColumns)
  }

  private static let documentColumns = Columns(
    of: "case_document", "case_id", "kind", "number", "issued_at")

  /// Writes the row and the deadline of a case, and who is asked about it.
  ///
  /// - Parameter instant: when its last event happened, which made this version.
  static func keep(
    _ id: String, _ state: Case, version: Int, at instant: Instant, _ calendar: WorkCalendar,
    in transaction: Transaction
  ) throws {
    let rank = try keepRow(id, state, version: version, at: instant, calendar, in: transaction)
    if let rank { try AskedTable.keep(id, state, rank, in: transaction) }
    try setDeadline(id, state, calendar, in: transaction)
  }

  /// - Returns: the place of the case in worklists; nil where it has none yet.
  private static func keepRow(
    _ id: String, _ state: Case, version: Int, at instant: Instant, _ calendar: WorkCalendar,
    in transaction: Transaction
  ) throws -> CaseRank? {
    guard let submission = state.submission, let received = state.facts.received,
      let standing = CaseStanding(of: state)
    else { return nil }
    let clock = state.clock(calendar, asOf: instant.day)
    // What waits for the applicant or a higher body is due by nobody here.
    let waits = state.waitsForApplicant || state.forwarding.isAway
    let due = waits ? nil : clock.nearest?.due
    let rank = CaseRank(due: due, received: received)
    try transaction.run(
      """
      INSERT INTO case_row (id, number, item_code, item_version, department, applicant, filer,
        channel, phase, version, received_at, accepted_at, decided_at, closed_at, updated_at,
        due, granted, licence, reviews, reviews_missing, accepted_on, standing, rank, holder, reminders)
      VALUES (\(id), \(submission.number), \(submission.item.code),
        \(submission.item.version), \(submission.department), \(submission.applicant),
        \(submission.filer), \(submission.channel), \(state.phase), \(version),
        \(received), \(state.facts.accepted?.at), \(state.facts.decided?.at), \(state.facts.ended?.at),
        \(instant), \(due), \(state.isGranted), \(state.licence), \(state.reviews.count),
        \(state.reviewsMissing), \(clock.acceptedOn), \(standing), \(rank), \(state.handingOver.holder), \(state.reminding.waiting))
      ON CONFLICT (id) DO UPDATE SET phase = excluded.phase, version = excluded.version,
        accepted_at = excluded.accepted_at, decided_at = excluded.decided_at,
        closed_at = excluded.closed_at, updated_at = excluded.updated_at, due = excluded.due,
        granted = excluded.granted, licence = excluded.licence, reviews = excluded.reviews,
        reviews_missing = excluded.reviews_missing, accepted_on = excluded.accepted_on,
        standing = excluded.standing, rank = excluded.rank, holder = excluded.holder,
        reminders = excluded.reminders
      """)
    return rank
  }

  /// The name of the deadline after which silence is acceptance (行政许可法 article 32 ¶1(4)).
  static let acceptanceDeadline = "case.acceptance"

  /// The name of the deadline after which silence is renewal ( article 50 ¶2).
  static let renewalDeadline = "case.renewal"

  /// The name of the deadline after which what the applicant was asked for is waited for no longer.
  static let furtherDeadline = "case.further"

  private static func setDeadline(
    _ id: String, _ state: Case, _ calendar: WorkCalendar, in transaction: Transaction
  ) throws {
    let stream = Stream<Case>(id)
    // Only a renewal has this deadline, so only a renewal pays for it.
    if state.submission?.act?.expiry != nil {
      if let expiry = state.renewalDue(calendar) {
        try DeadlineTable.set(
          renewalDeadline, of: stream,
          due: Instant(day: expiry.adding(days: 1), hour: 0, minute: 0), in: transaction)
      } else {
        try DeadlineTable.clear(renewalDeadline, of: stream, in: transaction)
      }
    }
    // Only a case that was ever asked for more pays for this deadline.
    if state.suspending.notice != nil {
      if let last = state.furtherDue(calendar) {
        try DeadlineTable.set(
          furtherDeadline, of: stream,
          due: Instant(day: last.adding(days: 1), hour: 0, minute: 0), in: transaction)
      } else {
        try DeadlineTable.clear(furtherDeadline, of: stream, in: transaction)
      }
    }
    guard let last = state.acceptanceDue(calendar) else {
      return try DeadlineTable.clear(acceptanceDeadline, of: stream, in: transaction)
    }
    // The last day is the bureau's to its end (民法典 article 203 ¶2).
    try DeadlineTable.set(
      acceptanceDeadline, of: stream,
      due: Instant(day: last.adding(days: 1), hour: 0, minute: 0), in: transaction)
  }

  /// The lists' columns, in the order in which `row` reads them.
  ///
  /// - Parameter place: the row with those by which a list is ordered.
  private static func columns(orderedBy place: Statement = "c") -> Statement {
    """
    \(place).id AS id, c.number, c.item_code, c.item_version, c.department, c.applicant, c.filer,
    c.channel, c.phase, c.version, \(place).received_at AS received_at, c.accepted_at,
    c.decided_at, c.closed_at, c.updated_at, c.due, c.granted, c.licence, c.reviews,
    c.reviews_missing, c.accepted_on, p.name, p.code, c.standing, c.holder,
    c.reminders, \(place).rank AS rank
    """
  }

  private static let party: Statement =
    "LEFT JOIN case_party p ON p.case_id = c.id AND p.part = 'applicant'"

  /// The tables of a run: the cases, or the cases that somebody is asked about.
  private static func tables(isAsked: Bool) -> Statement {
    isAsked ? "case_asked a JOIN case_row c ON c.id = a.id" : "case_row c"
  }

  private static func row(_ row: Row) throws -> CaseRow {
    let name: String? = try row[21]
    let code: String? = try row[22]
    return CaseRow(
      id: try row[0], number: try row[1],
      item: ItemReference(code: try row[2], version: try row[3]),
      department: try row[4], applicant: try row[5], filer: try row[6], channel: try row[7],
      phase: try row[8], standing: try row[23], version: try row[9], receivedAt: try row[10],
      acceptedAt: try row[11],
      acceptedOn: try row[20],
      decidedAt: try row[12], closedAt: try row[13], updatedAt: try row[14], due: try row[15],
      granted: try row[16], licence: try row[17], reviews: try row[18],
      reviewsMissing: try row[19], holder: try row[24], reminders: try row[25],
      applicantName: name ?? "", applicantCode: code ?? "")
  }

  /// A case by its id, if the actor may see it.
  package static func find(
    _ id: String, for actor: Actor, in reader: some Reading
  ) throws -> CaseRow? {
    try reader.first(
      """
      SELECT \(columns()) FROM case_row c \(party)
      WHERE c.id = \(id) AND \(CaseScope.condition(for: actor))
      """, row)
  }

  /// A case by its number, if the actor may see it.
  package static func find(
    number: String, for actor: Actor, in reader: some Reading
  ) throws -> CaseRow? {
    try reader.first(
      """
      SELECT \(columns()) FROM case_row c \(party)
      WHERE c.number = \(number) AND \(CaseScope.condition(for: actor))
      """, row)
  }

  /// The open cases, in the order of their ids, whoever looks: for the program's own work alone.
  package static func open(
    after last: String, limit: Int, in reader: some Reading
  ) throws -> [(id: String, number: String, updated: Instant)] {
    try reader.rows(
      """
      SELECT id, number, updated_at FROM case_row WHERE closed_at IS NULL AND id > \(last)
      ORDER BY id LIMIT \(limit)
      """
    ) { (try $0[0], try $0[1], try $0[2]) }
  }

  /// Cases in an order, after a place: the actor's own view of them.
  ///
  /// - Complexity: the length of the page, not the number of cases.
  package static func list(
    _ filter: CaseFilter, for actor: Actor, in reader: some Reading
  ) throws -> [CaseRow] {
    guard let statement = listing(filter, for: actor) else { return [] }
    return try reader.rows(statement, row)
  }

  /// The statement of a page; nil where nothing can be on it.
  static func listing(_ filter: CaseFilter, for actor: Actor) -> Statement? {
    let runs = CaseRuns(filter, for: CaseScope(of: actor)).runs
    guard !runs.isEmpty else { return nil }
    let order = filter.order
    let parts = runs.map { run -> Statement in
      let place: Statement = run.isAsked ? "a" : "c"
      // PostgreSQL merges runs only if each is said to be in order.
      return """
        SELECT * FROM (SELECT \(columns(orderedBy: place))
          FROM \(tables(isAsked: run.isAsked)) \(party)
          WHERE \(run.condition) AND \(order.condition(on: place))
          ORDER BY \(order.columns)) AS run
        """
    }
    return "\(parts.joined(by: " UNION ALL ")) ORDER BY \(order.columns) LIMIT \(filter.limit)"
  }

  /// Counts cases, as far as a number tells anybody anything.
  ///
  /// - Parameter condition: what must hold of the row `c` besides the filter, whose order is disregarded.
  /// - Complexity: ``Tally/max``, not the number of cases.
  static func tally(
    _ filter: CaseFilter, where condition: Statement, for actor: Actor, in reader: some Reading
  ) throws -> Tally {
    let runs = CaseRuns(filter, for: CaseScope(of: actor)).runs
    guard !runs.isEmpty else { return Tally(0) }
    let parts = runs.map { run -> Statement in
      "SELECT 1 FROM \(tables(isAsked: run.isAsked)) WHERE \(run.condition) AND \(condition)"
    }
    return Tally(
      try reader.one(
        """
        SELECT COUNT(*) FROM (\(parts.joined(by: " UNION ALL ")) LIMIT \(Tally.max + 1)) AS found
        """))
  }

  /// How many cases of an item are open, as far as a number tells anybody anything, whoever may see them: it names nobody.
  static func open(of item: String, in reader: some Reading) throws -> Tally {
    Tally(
      try reader.one(
        """
        SELECT COUNT(*) FROM (SELECT 1 FROM case_row c
          WHERE c.item_code = \(item) AND c.closed_at IS NULL LIMIT \(Tally.max + 1)) AS found
        """))
  }

  /// The documents of a case, in the order of their issue.
  ///
  /// The case must have passed ``find``.
  ///
  /// - Parameter order: the case's own list, since several can be made in one moment.
  static func documents(
    of row: CaseRow, inOrderOf order: [NumberedDocument], in reader: some Reading
  ) throws -> [IssuedDocument] {
    let issued = Dictionary(
      try reader.rows(
        "SELECT number, issued_at FROM case_document WHERE case_id = \(row.id)"
      ) { (try $0[0] as String, try $0[1] as Instant) }, uniquingKeysWith: { first, _ in first })
    var places: [DocumentKind: Int] = [:]
    return order.compactMap { document in
      places[document.kind, default: 0] += 1
      return issued[document.number].map {
        IssuedDocument(
          kind: document.kind, place: places[document.kind] ?? 1, number: document.number,
          issuedAt: $0, kept: document.kept)
      }
    }
  }
}

/// A document of a case, with its number and date.
package struct IssuedDocument: Sendable, Hashable {
  package let kind: DocumentKind
  /// Which one of its kind it is in the case, from 1.
  package let place: Int
  package let number: String
  package let issuedAt: Instant
  /// Its text as it was issued.
  package let kept: KeptSheet?

  /// Its name in addresses: `acceptance`, and for a second one of a kind `procedureNotice-2`.
  package var name: String { place == 1 ? kind.rawValue : "\(kind.rawValue)-\(place)" }
}

/// A count that stops where it would only cost: nobody acts otherwise on 1,000 waiting cases than on 20,000.
package struct Tally: Sendable, Hashable {
  /// How far is counted.
  package static let max = 1_000

  /// How many there are; ``max`` when there are more.
  package let count: Int
  package let isMore: Bool

  package init(_ found: Int) {
    count = min(found, Self.max)
    isMore = found > Self.max
  }

  package static func + (left: Tally, right: Tally) -> Tally {
    Tally(left.isMore || right.isMore ? max + 1 : left.count + right.count)
  }

  /// As it is shown: `87`, `1000+`.
  package var text: String { isMore ? "\(count)+" : "\(count)" }
}

extension Case.Phase: Storable {}
extension Channel: Storable {}
extension DocumentKind: Storable {}
