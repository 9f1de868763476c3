// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL
import ShangMi

/// A question as lists show it.
package struct EnquiryRow: Sendable, Hashable {
  package let id: String
  package let subject: Enquiry.Subject
  package let channel: Enquiry.Channel
  package let unit: String
  /// The text, by its digest.
  let question: Digest
  let asker: String?
  package let isOpen: Bool
  package let due: Day
  package let askedAt: Instant
  package let version: Int
}

/// Who of the staff may see which questions.
package enum EnquiryScope: Sendable, Hashable {
  case all
  case unit(String)
  case none

  package static let overseers: Set<Role> = [.supervisor, .auditor, .hallManager, .agencyHead]
  package static let answerers: Set<Role> = [
    .clerk, .helper, .reviewer, .chiefApprover, .departmentHead, .hallManager,
  ]

  package static let readers = overseers.union(answerers)

  init(of actor: Actor, _ settings: EnquirySettings) {
    if actor.holds(anyOf: Self.overseers) {
      self = .all
    } else if actor.holds(anyOf: Self.answerers), let unit = settings.unit(of: actor) {
      self = .unit(unit)
    } else {
      self = .none
    }
  }

  /// A condition on the row `e`.
  var condition: Statement {
    switch self {
    case .all: "TRUE"
    case .unit(let unit): "e.unit = \(unit)"
    case .none: "FALSE"
    }
  }
}

/// Every statement on `enquiry_row`.
enum EnquiryTable {
  static let projection = Projection(ofEnd: Enquiry.self, tables: ["enquiry_row"]) {
    entry, state, transaction in
    guard let asking = state.asking, let due = state.due, let askedAt = state.askedAt else {
      return
    }
    let published = state.published
    try transaction.run(
      """
      INSERT INTO enquiry_row (id, subject_kind, subject_code, channel, unit, question, asker, code,
        is_open, due, asked_at, month, published_at, published_question, published_answer, version)
      VALUES (\(entry.id), \(asking.subject.kind), \(asking.subject.code), \(asking.channel),
        \(state.unit), \(asking.text.description), \(asking.asker),
        \(asking.code?.description), \(state.isOpen), \(due), \(askedAt),
        \(Period.month(of: askedAt.day)), \(state.publishedAt),
        \(published?.question.description), \(published?.answer.description), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, is_open = excluded.is_open,
        published_at = excluded.published_at, published_question = excluded.published_question,
        published_answer = excluded.published_answer, version = excluded.version
      """)
  }

  private static let columns: Statement = """
    e.id, e.subject_kind, e.subject_code, e.channel, e.unit, e.question, e.asker, e.is_open, e.due,
    e.asked_at, e.version
    """

  private static func row(_ row: Row) throws -> EnquiryRow {
    let question: String = try row[5]
    guard let digest = Digest(question) else { throw SQLFailure.noRow(question) }
    return EnquiryRow(
      id: try row[0], subject: Enquiry.Subject(kind: try row[1], code: try row[2]),
      channel: try row[3], unit: try row[4], question: digest, asker: try row[6],
      isOpen: try row[7], due: try row[8], askedAt: try row[9], version: try row[10])
  }

  /// A question that the actor has asked or may see.
  static func find(
    _ id: String, for actor: Actor, _ scope: EnquiryScope, in reader: some Reading
  ) throws -> EnquiryRow? {
    try reader.first(
      """
      SELECT \(columns) FROM enquiry_row e
      WHERE e.id = \(id) AND (\(scope.condition) OR e.asker = \(actor.id))
      """, row)
  }

  /// The question of a visitor, by the digest of its code.
  static func find(code: Digest, in reader: some Reading) throws -> EnquiryRow? {
    try reader.first(
      "SELECT \(columns) FROM enquiry_row e WHERE e.code = \(code.description)", row)
  }

  /// A page of questions to be answered, what is due first on top.
  static func open(
    after place: DuePlace?, limit: Int, _ scope: EnquiryScope, in reader: some Reading
  ) throws -> [EnquiryRow] {
    guard scope != .none else { return [] }
    return try reader.rows(
      """
      SELECT \(columns) FROM enquiry_row e
      WHERE e.is_open AND \(scope.condition)
        AND (e.due, e.id) > (\(place?.due.description ?? ""), \(place?.id ?? ""))
      ORDER BY e.due, e.id LIMIT \(limit)
      """, row)
  }

  /// A page of all questions, the newest first.
  static func all(
    before place: CaseFilter.ReceiptPlace?, limit: Int, _ scope: EnquiryScope,
    in reader: some Reading
  ) throws -> [EnquiryRow] {
    guard scope != .none else { return [] }
    return try list(where: scope.condition, before: place, limit: limit, in: reader)
  }

  /// A page of what somebody has asked himself, the newest first.
  static func own(
    of actor: Actor, before place: CaseFilter.ReceiptPlace?, limit: Int, in reader: some Reading
  ) throws -> [EnquiryRow] {
    try list(where: "e.asker = \(actor.id)", before: place, limit: limit, in: reader)
  }

  private static func list(
    where condition: Statement, before place: CaseFilter.ReceiptPlace?, limit: Int,
    in reader: some Reading
  ) throws -> [EnquiryRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM enquiry_row e
      WHERE \(condition) AND (e.asked_at, e.id)
        < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.id ?? ""))
      ORDER BY e.asked_at DESC, e.id DESC LIMIT \(limit)
      """, row)
  }

  /// What was published last about something: questions and answers by their digests.
  static func published(
    about subject: Enquiry.Subject, limit: Int, in reader: some Reading
  ) throws -> [Enquiry.Published] {
    let pairs: [(String, String)] = try reader.rows(
      """
      SELECT e.published_question, e.published_answer FROM enquiry_row e
      WHERE e.subject_kind = \(subject.kind) AND e.subject_code = \(subject.code)
        AND e.published_at IS NOT NULL
      ORDER BY e.published_at DESC, e.id DESC LIMIT \(limit)
      """
    ) { (try $0[0], try $0[1]) }
    return pairs.compactMap { question, answer in
      guard let question = Digest(question), let answer = Digest(answer) else { return nil }
      return Enquiry.Published(question: question, answer: answer)
    }
  }

  /// How many questions came in a period, by what they were about and how.
  static func figures(_ period: Period, in reader: some Reading) throws -> EnquiryFigures {
    var figures = EnquiryFigures()
    for month in period.months {
      try reader.each(
        """
        SELECT e.subject_kind, e.subject_code, e.channel, COUNT(*) FROM enquiry_row e
        WHERE e.month = \(month) GROUP BY e.subject_kind, e.subject_code, e.channel
        """
      ) { row in
        let subject = Enquiry.Subject(kind: try row[0], code: try row[1])
        figures.add(try row[3], about: subject, through: try row[2])
      }
    }
    return figures
  }
}

/// How many questions came, by what they were about and how: computed from the records, never entered.
package struct EnquiryFigures: Sendable, Hashable {
  package private(set) var counts: [Enquiry.Subject: [Enquiry.Channel: Int]] = [:]

  mutating func add(_ count: Int, about subject: Enquiry.Subject, through channel: Enquiry.Channel)
  {
    counts[subject, default: [:]][channel, default: 0] += count
  }

  package func count(through channel: Enquiry.Channel) -> Int {
    counts.values.reduce(0) { $0 + ($1[channel] ?? 0) }
  }

  /// What was asked about, the most often first.
  package var subjects: [(subject: Enquiry.Subject, count: Int)] {
    counts.map { ($0.key, $0.value.values.reduce(0, +)) }
      .sorted { ($1.1, $0.0.code) < ($0.1, $1.0.code) }
  }
}

extension Enquiry.Subject.Kind: Storable {}
extension Enquiry.Channel: Storable {}
