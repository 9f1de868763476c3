// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// Where a commitment, or a material that comes later, waits: the lists of the board.
package enum PromiseStanding: String, CaseIterable, Sendable {
  /// To be checked, for the first time or again.
  case checking
  /// To be confirmed by a second one of the staff.
  case confirming
  /// The applicant puts something right.
  case correcting
  /// To be decided whether it was broken.
  case contested
  /// Broken, and the licence still to be looked at.
  case revoking
  /// Materials that the applicant still has to bring (容缺).
  case awaited
  /// Materials that came, to be looked at.
  case looking
  case closed

  init?(_ promise: Promise) {
    switch promise.phase {
    case .none: return nil
    case .checking: self = promise.pending == nil ? .checking : .confirming
    case .correcting where promise.pending != nil: self = .confirming
    case .correcting:
      self = promise.isCorrected || promise.isCorrectionOverdue ? .checking : .correcting
    case .contested: self = .contested
    case .broken where promise.awaitsRevocation: self = .revoking
    case .fulfilled, .broken: self = .closed
    }
  }

  /// Nil where nothing comes later, or nothing is awaited any more.
  init?(_ state: Case) {
    guard state.deferralDue != nil || state.looksAtDeferred else { return nil }
    self = state.looksAtDeferred ? .looking : .awaited
  }

  /// Whether the rows of the list are commitments after the grant, rather than materials that come later.
  var isOfPromises: Bool { self != .awaited && self != .looking }
}

extension PromiseStanding: Storable {}

extension Case {
  /// Whether something that came later waits to be looked at.
  var looksAtDeferred: Bool {
    let isOpen = [.accepted, .granted].contains(phase) || phase == .concluded && isGranted == true
    return isOpen && !deferring.all(.supplied).isEmpty
  }
}

/// One line of the board.
package struct PromiseRow: Sendable, Hashable {
  /// The id of the case.
  package let id: String
  package let standing: PromiseStanding
  package let due: Day?
  package let isOverdue: Bool
  package let number: String
  package let item: ItemReference
  package let department: String
  /// The name of the applicant.
  ///
  /// Personal data.
  package let applicantName: String
  package let applicantCode: String
  let rank: CaseRank
}

/// Every statement on `promise_row`, `deferral_row` and `promise_document`.
enum PromiseTable {
  static let checkDeadline = "promise.overdue"

  /// The line of a commitment after the grant, and when it becomes overdue.
  static let rows = Projection(ofEnd: Promise.self, tables: ["promise_row"]) {
    entry, state, transaction in
    guard let terms = state.terms, let standing = PromiseStanding(state) else { return }
    let isOverdue = state.isCheckOverdue || state.isCorrectionOverdue
    let rank = CaseRank(due: state.due, received: entry.moment.at)
    try transaction.run(
      """
      INSERT INTO promise_row (id, department, standing, due, overdue, rank)
      VALUES (\(entry.id), \(terms.department), \(standing), \(state.due), \(isOverdue), \(rank))
      ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, due = excluded.due,
        overdue = excluded.overdue, rank = excluded.rank
      """)
    let stream = Stream<Promise>(entry.id)
    guard let last = state.nextOverdue else {
      return try DeadlineTable.clear(checkDeadline, of: stream, in: transaction)
    }
    try DeadlineTable.set(
      checkDeadline, of: stream, due: Instant(day: last.adding(days: 1), hour: 0, minute: 0),
      in: transaction)
  }

  static let deferralDeadline = "case.deferral"

  /// The line of a case that was accepted without something, and when that ends it.
  static let deferrals = Projection(ofEnd: Case.self, tables: ["deferral_row"]) {
    entry, state, transaction in
    guard let submission = state.submission, submission.deferral != nil else { return }
    let stream = Stream<Case>(entry.id)
    let due = state.deferralDue
    if let due {
      try DeadlineTable.set(
        deferralDeadline, of: stream, due: Instant(day: due.adding(days: 1), hour: 0, minute: 0),
        in: transaction)
    } else {
      try DeadlineTable.clear(deferralDeadline, of: stream, in: transaction)
    }
    guard let standing = PromiseStanding(state) else {
      try transaction.run("DELETE FROM deferral_row WHERE id = \(entry.id)")
      return
    }
    let rank = CaseRank(due: due, received: entry.moment.at)
    try transaction.run(
      """
      INSERT INTO deferral_row (id, department, standing, due, overdue, rank)
      VALUES (\(entry.id), \(submission.department), \(standing), \(due), FALSE, \(rank))
      ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, due = excluded.due,
        rank = excluded.rank
      """)
  }

  static let documents = Projection(Promise.self, tables: ["promise_document"]) {
    entry, _, transaction in
    guard case .documentNumbered(let document) = entry.event else { return }
    try transaction.append(
      [document.number, entry.id, document.kind, entry.moment.at], to: documentColumns)
  }

  private static let documentColumns = Columns(
    of: "promise_document", "number", "promise_id", "kind", "issued_at")

  // MARK: The board

  /// The lines of one list, what is due first on top, after a place.
  ///
  /// - Complexity: the length of the page, not the number of commitments.
  static func list(
    _ standing: PromiseStanding, after place: CaseFilter.UrgentPlace?, limit: Int,
    for actor: Actor, in reader: some Reading
  ) throws -> [PromiseRow] {
    let start = place ?? CaseFilter.UrgentPlace(rank: .start, id: "")
    guard let scope = department(of: actor) else { return [] }
    let section: Statement =
      switch scope {
      case .all: ""
      case .one(let name): "r.department = \(name) AND "
      }
    let table: Statement = standing.isOfPromises ? "promise_row" : "deferral_row"
    return try reader.rows(
      """
      SELECT r.id, r.standing, r.due, r.overdue, r.rank, c.number, c.item_code, c.item_version,
        c.department, p.name, p.code
      FROM \(table) r JOIN case_row c ON c.id = r.id
      LEFT JOIN case_party p ON p.case_id = r.id AND p.part = 'applicant'
      WHERE \(section)r.standing = \(standing) AND (r.rank, r.id) > (\(start.rank), \(start.id))
      ORDER BY r.rank, r.id LIMIT \(limit)
      """, row)
  }

  /// How many lines a list has, as far as a number tells anybody anything.
  static func tally(
    _ standing: PromiseStanding, for actor: Actor, in reader: some Reading
  ) throws -> Tally {
    guard let scope = department(of: actor) else { return Tally(0) }
    let section: Statement =
      switch scope {
      case .all: ""
      case .one(let name): "r.department = \(name) AND "
      }
    let table: Statement = standing.isOfPromises ? "promise_row" : "deferral_row"
    return Tally(
      try reader.one(
        """
        SELECT COUNT(*) FROM (
          SELECT 1 FROM \(table) r WHERE \(section)r.standing = \(standing)
          LIMIT \(Tally.max + 1)) AS found
        """))
  }

  /// Whose lines somebody sees.
  private enum Sections { case all, one(String) }

  /// The rule of cases: whoever sees all cases sees all lines, a section its own; nil where he has no board.
  private static func department(of actor: Actor) -> Sections? {
    let scope = CaseScope(of: actor)
    for way in scope.ways {
      switch way {
      case .everything: return .all
      case .department(let name): return .one(name)
      case .items, .asked, .applicant, .filer: continue
      }
    }
    return nil
  }

  private static func row(_ row: Row) throws -> PromiseRow {
    let (name, code): (String?, String?) = (try row[9], try row[10])
    return PromiseRow(
      id: try row[0], standing: try row[1], due: try row[2], isOverdue: try row[3],
      number: try row[5], item: ItemReference(code: try row[6], version: try row[7]),
      department: try row[8], applicantName: name ?? "", applicantCode: code ?? "",
      rank: try row[4])
  }

  /// The numbers of the documents, a series for every kind and year.
  static let numbering = Numbering("promise/") { snapshot, hand in
    var tally = SeriesTally()
    var last = ""
    while true {
      let page: [(kind: String, number: String)] = try snapshot.rows(
        """
        SELECT kind, number FROM promise_document WHERE number > \(last)
        ORDER BY number LIMIT \(Inspection.pageSize)
        """
      ) { (try $0[0], try $0[1]) }
      for row in page {
        let read = row.number.firstMatch(of: /〔(\d{4})〕(\d+)号$/)
        let serial = read.flatMap { Int($0.output.2) }
        tally.add(serial ?? 1, of: "promise/\(row.kind)/\(read?.output.1 ?? row.number[...])")
      }
      guard let end = page.last else { break }
      last = end.number
    }
    for series in tally.inOrder { try hand(series) }
  }
}

extension PromiseDocumentKind: Storable {}

extension CaseworkSchema {
  /// The board of what is checked after a grant and of what may still come; all of it projections.
  static let promises: [Statement] =
    ["promise_row", "deferral_row"].flatMap(board) + [
      """
      CREATE TABLE promise_document (
        number TEXT NOT NULL PRIMARY KEY,
        promise_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        issued_at BIGINT NOT NULL
      )
      """
    ]

  private static func board(_ table: Statement) -> [Statement] {
    [
      """
      CREATE TABLE \(table) (
        id TEXT NOT NULL PRIMARY KEY,
        department TEXT NOT NULL,
        standing TEXT NOT NULL,
        due TEXT,
        overdue BOOLEAN NOT NULL,
        rank BIGINT NOT NULL
      )
      """,
      "CREATE INDEX \(table)_standing ON \(table) (standing, rank, id)",
      "CREATE INDEX \(table)_department ON \(table) (department, standing, rank, id)",
    ]
  }
}
