// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import ShangMi

/// An entry of the register of bars, as lists and pages show it.
package struct BarRow: Sendable, Hashable {
  package let id: String
  /// The number of the document that tells whom it concerns.
  package let number: String?
  package let reason: BarReason
  package let item: ItemReference?
  package let department: String
  package let person: String?
  package let gates: Set<BarredGate>
  package let from: Day
  package let until: Day?
  package let decision: String
  package let caseID: String?
  package let licence: String?
  package let reasons: Digest
  package let enteredAt: Instant
  package let endedOn: Day?
  package let version: Int
  /// Personal data, like the next one; empty where it was erased.
  package let name: String
  package let code: String

  /// How the entry stands.
  package enum Standing: String, Codable, CaseIterable, Sendable {
    /// It shuts something.
    case standing
    /// A warning, which shuts nothing.
    case noted
    /// Its time is over.
    case over
    case lifted
  }

  package func standing(on day: Day) -> Standing {
    if endedOn != nil { return .lifted }
    if let until, day > until { return .over }
    return gates.isEmpty ? .noted : .standing
  }

  package var notice: BarNotice {
    BarNotice(reason: reason, from: from, until: until, decision: decision)
  }
}

/// Every statement on `bar_row` and `bar_party`.
package enum BarTable {
  static let projection = Projection(ofEnd: Bar.self, tables: ["bar_row"]) {
    entry, state, transaction in
    guard let bar = state.entry else { return }
    let gates = bar.gates.map(\.rawValue).joined(separator: " ")
    // What was entered never changes; the moment of entry is that of the first version.
    try transaction.run(
      """
      INSERT INTO bar_row (id, number, reason, item_code, item_version, department, person, gates,
        starts, ends, decision, case_id, licence, reasons, entered_at, ended_on, version)
      VALUES (\(entry.id), \(state.number), \(bar.reason), \(bar.item?.code), \(bar.item?.version),
        \(bar.department), \(bar.person), \(gates), \(bar.from), \(bar.until), \(bar.decision),
        \(bar.caseID), \(bar.licence), \(bar.reasons.description), \(entry.moment.at),
        \(state.endedOn), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET number = excluded.number, ended_on = excluded.ended_on,
        version = excluded.version
      """)
  }

  /// Writes whom an entry concerns.
  static func keep(_ party: Party, of id: String, in transaction: Transaction) throws {
    try transaction.run(
      """
      INSERT INTO bar_party (bar_id, name, code) VALUES (\(id), \(party.name), \(party.code))
      """)
  }

  private static let columns: Statement = """
    b.id, b.number, b.reason, b.item_code, b.item_version, b.department, b.person, b.gates, b.starts,
    b.ends, b.decision, b.case_id, b.licence, b.reasons, b.entered_at, b.ended_on, b.version,
    p.name, p.code
    """

  private static let tables: Statement = "bar_row b LEFT JOIN bar_party p ON p.bar_id = b.id"

  private static func row(_ row: Row) throws -> BarRow {
    let (code, version): (String?, Int?) = (try row[3], try row[4])
    let gates: String = try row[7]
    let (reasons, name, subject): (String, String?, String?) = (
      try row[13], try row[17], try row[18]
    )
    guard let digest = Digest(reasons) else { throw BarRefusal.notFound }
    return BarRow(
      id: try row[0], number: try row[1], reason: try row[2],
      item: code.map { ItemReference(code: $0, version: version ?? 1) },
      department: try row[5], person: try row[6],
      gates: Set(gates.split(separator: " ").compactMap { BarredGate(rawValue: String($0)) }),
      from: try row[8], until: try row[9], decision: try row[10], caseID: try row[11],
      licence: try row[12], reasons: digest, enteredAt: try row[14], endedOn: try row[15],
      version: try row[16], name: name ?? "", code: subject ?? "")
  }

  /// What shuts a gate to somebody on a day; the entry that lasts longest, if there is any.
  ///
  /// - Parameters:
  ///   - code: the identity number or credit code.
  ///   - item: the item that gives the licence, by its implementation code.
  package static func standing(
    against code: String, at gate: BarredGate, of item: String, on day: Day,
    in reader: some Reading
  ) throws -> BarRow? {
    let rows = try reader.rows(
      """
      SELECT \(columns) FROM bar_party p JOIN bar_row b ON b.id = p.bar_id
      WHERE p.code = \(code)
      """, row)
    let standing = rows.filter { row in
      row.gates.contains(gate) && row.standing(on: day) == .standing
        && (row.reason.isOfEveryItem || row.item.map { $0.code == item } ?? true)
    }
    return standing.max { one, other in
      guard let mine = one.until else { return false }
      return other.until.map { mine < $0 } ?? true
    }
  }

  /// The entry that rests on a case, if there is one.
  static func entry(ofCase id: String, in reader: some Reading) throws -> String? {
    try reader.first("SELECT id FROM bar_row WHERE case_id = \(id)")
  }

  /// An entry by its id, for somebody who may see it.
  package static func find(
    _ id: String, for actor: Actor, in reader: some Reading
  ) throws -> BarRow? {
    try reader.first(
      """
      SELECT \(columns) FROM \(tables) WHERE b.id = \(id) AND \(BarScope(of: actor).condition)
      """, row)
  }

  /// Entries, newest first, after a place: the actor's own view of them.
  ///
  /// - Complexity: the length of the page.
  package static func list(
    before place: CaseFilter.ReceiptPlace?, limit: Int, for actor: Actor, in reader: some Reading
  ) throws -> [BarRow] {
    let scope = BarScope(of: actor)
    guard scope != .nothing else { return [] }
    return try reader.rows(
      """
      SELECT \(columns) FROM \(tables) WHERE \(scope.condition) AND (b.entered_at, b.id)
        < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.id ?? ""))
      ORDER BY b.entered_at DESC, b.id DESC LIMIT \(limit)
      """, row)
  }

  /// The numbers of the documents that tell of entries, a series for each year.
  static let numbering = Numbering("bar/") { snapshot, hand in
    var tally = SeriesTally()
    var last = ""
    while true {
      let page: [String] = try snapshot.rows(
        """
        SELECT number FROM bar_row WHERE number > \(last) ORDER BY number
        LIMIT \(Inspection.pageSize)
        """)
      for number in page {
        let read = number.firstMatch(of: /〔(\d{4})〕(\d+)号$/)
        tally.add(
          read.flatMap { Int($0.output.2) } ?? 1, of: "bar/\(read?.output.1 ?? number[...])")
      }
      guard let end = page.last else { break }
      last = end
    }
    for series in tally.inOrder { try hand(series) }
  }
}

/// The one rule of who may see which entries: who sees all cases all, a section its own, anybody else what concerns
/// himself.
enum BarScope: Sendable, Hashable {
  case everything
  case department(String)
  case person(String)
  case nothing

  init(of actor: Actor) {
    if actor.holds(anyOf: [.system, .supervisor, .auditor, .clerk, .hallManager]) {
      self = .everything
    } else if actor.holds(anyOf: [.reviewer, .chiefApprover, .departmentHead]),
      let department = actor.department
    {
      self = .department(department)
    } else if actor.holds(anyOf: [.applicant, .agent]) {
      self = .person(actor.id)
    } else {
      self = .nothing
    }
  }

  /// A condition on the row `b` of `bar_row`.
  var condition: Statement {
    switch self {
    case .everything: "TRUE"
    case .department(let name): "b.department = \(name)"
    case .person(let id): "b.person = \(id)"
    case .nothing: "FALSE"
    }
  }
}

extension BarReason: Storable {}
