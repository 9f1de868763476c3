// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import ShangMi

/// Every statement on `case_public_notice`.
enum PublicNoticeTable {
  static let projection = Projection(Case.self, tables: ["case_public_notice"]) {
    entry, state, transaction in
    switch entry.event {
    case .publicNotice(let event): try keep(event, entry, state, in: transaction)
    case .hearing(let event): try keep(event, entry, state, in: transaction)
    case .documentNumbered(let document): try number(document, of: entry.id, in: transaction)
    case .granted, .refused, .forwarding(.decided), .withdrawn, .terminated:
      guard state.publicNotices.isPublished || state.hearing.isPublished else { return }
      try close(entry.id, nil, .closed, at: entry.moment.at, in: transaction)
    default: return
    }
  }

  // MARK: What follows from events

  private static func keep(
    _ event: PublicNoticeTurn.Event, _ entry: Recorded<Case.Event>, _ state: Case,
    in transaction: Transaction
  ) throws {
    switch event {
    case .published(let place, let until, let text):
      try add(.notice, place, text, until: until, nil, entry, state, in: transaction)
    case .withdrawn:
      try close(entry.id, .notice, .withdrawn, at: entry.moment.at, in: transaction)
    case .objected(let number, _, _):
      let place = state.publicNotices.objections[number - 1].notice
      try transaction.run(
        """
        UPDATE case_public_notice SET objections = objections + 1
        WHERE id = \(PublicNotice.id(of: entry.id, .notice, place))
        """)
    case .answered(let number, _, _, _):
      let place = state.publicNotices.objections[number - 1].notice
      try transaction.run(
        """
        UPDATE case_public_notice SET answered = answered + 1
        WHERE id = \(PublicNotice.id(of: entry.id, .notice, place))
        """)
    }
  }

  private static func keep(
    _ event: HearingTurn.Event, _ entry: Recorded<Case.Event>, _ state: Case,
    in transaction: Transaction
  ) throws {
    switch event {
    case .announced(_, let text):
      try add(
        .hearing, state.hearing.round, text, until: state.hearing.sitting?.day,
        state.hearing.sitting, entry, state, in: transaction)
    case .called(let sitting), .moved(let sitting, _):
      guard state.hearing.isPublished else { return }
      try add(
        .hearing, state.hearing.round, nil, until: sitting.day, sitting, entry, state,
        in: transaction)
    case .held:
      guard state.hearing.isPublished else { return }
      try close(entry.id, .hearing, .held, at: entry.moment.at, in: transaction)
    case .waived:
      guard !state.hearing.isDue else { return }
      try close(entry.id, .hearing, .cancelled, at: entry.moment.at, in: transaction)
    case .told, .requested, .challenged, .ruled: return
    }
  }

  /// Adds a notice, or brings the one of a hearing up to date.
  private static func add(
    _ kind: PublicNotice.Kind, _ place: Int, _ text: Digest?, until: Day?,
    _ sitting: HearingSitting?, _ entry: Recorded<Case.Event>, _ state: Case,
    in transaction: Transaction
  ) throws {
    guard let item = state.submission?.item else { return }
    try transaction.run(
      """
      INSERT INTO case_public_notice (id, case_id, kind, place, item_code, item_version, text,
        begun_at, until, time, room, objections, answered)
      VALUES (\(PublicNotice.id(of: entry.id, kind, place)), \(entry.id), \(kind), \(place),
        \(item.code), \(item.version), \(text?.description), \(entry.moment.at), \(until),
        \(sitting?.time), \(sitting?.place.description), 0, 0)
      ON CONFLICT (id) DO UPDATE SET text = COALESCE(excluded.text, case_public_notice.text),
        until = excluded.until, time = excluded.time, room = excluded.room
      """)
  }

  /// Ends what is open of a case, of one kind or of all.
  private static func close(
    _ id: String, _ kind: PublicNotice.Kind?, _ ending: PublicNotice.Ending, at instant: Instant,
    in transaction: Transaction
  ) throws {
    let isMeant: Statement = kind.map { "kind = \($0)" } ?? "TRUE"
    try transaction.run(
      """
      UPDATE case_public_notice SET ended_at = \(instant), ending = \(ending)
      WHERE case_id = \(id) AND ended_at IS NULL AND \(isMeant)
      """)
  }

  /// The document of a notice gets its number in the transaction of its step.
  private static func number(
    _ document: NumberedDocument, of id: String, in transaction: Transaction
  ) throws {
    let kind: PublicNotice.Kind
    switch document.kind {
    case .publicNotice: kind = .notice
    case .hearingAnnouncement: kind = .hearing
    default: return
    }
    try transaction.run(
      """
      UPDATE case_public_notice SET number = \(document.number)
      WHERE case_id = \(id) AND kind = \(kind) AND number IS NULL AND ended_at IS NULL
      """)
  }

  // MARK: What everybody reads

  private static let columns: Statement = """
    n.id, n.case_id, n.kind, n.number, n.item_code, n.item_version, n.begun_at, n.until, n.time,
    n.ended_at, n.ending, n.objections, n.answered, p.name, p.code
    """

  private static let tables: Statement = """
    case_public_notice n
    LEFT JOIN case_party p ON p.case_id = n.case_id AND p.part = 'applicant'
    """

  private static func notice(
    _ row: Row, text: String? = nil, room: String? = nil
  ) throws -> PublicNotice {
    let name: String? = try row[13]
    let code: String? = try row[14]
    return PublicNotice(
      id: try row[0], caseID: try row[1], kind: try row[2], number: try row[3],
      item: ItemReference(code: try row[4], version: try row[5]), begunAt: try row[6],
      until: try row[7], time: try row[8], endedAt: try row[9], ending: try row[10],
      objections: try row[11], answered: try row[12], text: text, room: room,
      applicantName: name ?? "", applicantCode: code ?? "")
  }

  /// The notices before a place, newest first.
  static func list(
    before place: CaseFilter.ReceiptPlace?, limit: Int, in reader: some Reading
  ) throws -> [PublicNotice] {
    try reader.rows(
      """
      SELECT \(columns) FROM \(tables)
      WHERE (n.begun_at, n.id) < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.id ?? ""))
      ORDER BY n.begun_at DESC, n.id DESC LIMIT \(limit)
      """
    ) { try notice($0) }
  }

  /// A notice with its text.
  static func find(_ id: String, in reader: some Reading) throws -> PublicNotice? {
    try reader.first(
      """
      SELECT \(columns), t.body, r.body FROM \(tables)
      LEFT JOIN case_evidence t ON t.digest = n.text
      LEFT JOIN case_evidence r ON r.digest = n.room
      WHERE n.id = \(id)
      """
    ) { try notice($0, text: try $0[15], room: try $0[16]) }
  }
}
