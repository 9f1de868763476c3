// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// Where questions are asked and answered: every use of this room, for pages and for the API alike.
package struct EnquiryDesk: Sendable {
  /// What is known of something that can be asked about.
  package struct Described: Sendable, Hashable {
    package let name: Words
    /// The section that answers.
    package let unit: Words

    package init(name: Words, unit: Words) { (self.name, self.unit) = (name, unit) }
  }

  let cases: CaseDesk
  let settings: EnquirySettings
  private let bundle: @Sendable (String) -> Described?

  /// - Parameter bundle: what is known of a bundle by its code, and the section that leads; App hands it over.
  package init(
    cases: CaseDesk, settings: EnquirySettings = EnquirySettings(),
    bundle: @escaping @Sendable (String) -> Described?
  ) {
    self.cases = cases
    self.settings = settings
    self.bundle = bundle
  }

  var journal: Journal { cases.journal }

  /// The answer to a step: the question and its version afterwards.
  package struct Receipt: Codable, Sendable, Hashable {
    package let id: String
    package let version: Int
    /// By which a visitor sees it again; told this once.
    package var code: String?
  }

  // MARK: What is asked about

  /// What is known of a subject; nil where there is no such item or bundle today.
  package func described(_ subject: Enquiry.Subject) -> Described? {
    switch subject.kind {
    case .item:
      (cases.shelf.current(subject.code, on: cases.now.day)
        ?? cases.shelf.snapshot.history(subject.code).last?.item)
        .map { Described(name: $0.name, unit: $0.department) }
    case .bundle: bundle(subject.code)
    case .general: Described(name: Words("一般咨询", en: "In general"), unit: Words(settings.window))
    }
  }

  /// The sections that questions can be forwarded to.
  var units: [Words] {
    let items = cases.shelf.snapshot.current(on: cases.now.day).map(\.item.department)
    let named = Dictionary((items + [Words(settings.window)]).map { ($0.zh, $0) }) { one, _ in one }
    return named.values.sorted { $0.zh < $1.zh }
  }

  // MARK: Asking

  /// Takes a question.
  /// - Parameter asker: nil of a visitor, who gets a code.
  /// - Throws: ``EnquiryRefusal``, `JournalFailure`.
  package func ask(
    _ question: String, about subject: Enquiry.Subject, by asker: Actor?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    let code = asker == nil ? EnquiryCode.make() : nil
    let asking = try asking(
      question, subject, .online, asker: asker?.id, code: code.map(EnquiryCode.digest))
    let id = SecureRandom.token()
    return try await journal.perform(as: asker ?? Self.visitor, key: key) { unit in
      try EvidenceTable.keep(text: question, in: unit.transaction)
      try unit.begin(
        Stream<Enquiry>(id), by: .ask(asking), context: context(unit.actor, unit.now.day))
      return Receipt(id: id, version: 1, code: code)
    }
  }

  /// Writes down what was asked at the counter or on the telephone, and what was answered there.
  package func record(
    _ question: String, about subject: Enquiry.Subject, through channel: Enquiry.Channel,
    answer: Reasons, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    guard channel != .online else { throw EnquiryRefusal.channelMissing }
    try check(answer.text, EnquiryField.text, max: settings.answerMax)
    let asking = try asking(
      question, subject, channel, unit: settings.unit(of: actor), asker: nil, code: nil)
    let id = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      for text in [question, answer.text] {
        try EvidenceTable.keep(text: text, in: unit.transaction)
      }
      try unit.begin(
        Stream<Enquiry>(id), by: .record(asking, answer),
        context: context(unit.actor, unit.now.day))
      return Receipt(id: id, version: 2)
    }
  }

  private func asking(
    _ question: String, _ subject: Enquiry.Subject, _ channel: Enquiry.Channel,
    unit: String? = nil, asker: String?, code: Digest?
  ) throws(EnquiryRefusal) -> Enquiry.Asking {
    let text = Reasons(question)
    guard text.isGiven else { throw .questionMissing }
    try check(question, EnquiryField.question, max: settings.questionMax)
    guard let described = described(subject) else { throw .subjectUnknown }
    return Enquiry.Asking(
      subject: subject, channel: channel, unit: unit ?? described.unit.zh, text: text.digest,
      asker: asker, code: code)
  }

  private func check(_ text: String, _ field: String, max: Int) throws(EnquiryRefusal) {
    guard text.count <= max else { throw .tooLong(field: field, max) }
  }

  /// Whoever asks without an account.
  private static let visitor = Actor(id: "visitor", name: nil, roles: [], department: nil)

  // MARK: Handling

  /// Takes a step with a question that the actor may see.
  package func take(
    _ command: Enquiry.Command, with id: String, by actor: Actor, expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard try EnquiryTable.find(id, for: actor, scope(of: actor), in: unit.transaction) != nil
      else { throw EnquiryRefusal.notFound }
      for text in command.texts { try check(text, EnquiryField.text, max: settings.answerMax) }
      if case .forward(let goal, _) = command, !units.contains(where: { $0.zh == goal }) {
        throw EnquiryRefusal.unitUnknown
      }
      for text in command.texts { try EvidenceTable.keep(text: text, in: unit.transaction) }
      let version = try unit.execute(
        command, on: Stream<Enquiry>(id), expecting: expected
      ) { _ in context(unit.actor, unit.now.day) }
      return Receipt(id: id, version: version)
    }
  }

  func context(_ actor: Actor, _ today: Day) -> Enquiry.Context {
    Enquiry.Context(actor: actor, today: today, calendar: cases.calendar, settings: settings)
  }

  func scope(of actor: Actor) -> EnquiryScope { EnquiryScope(of: actor, settings) }

  // MARK: Reading

  /// Opens a question that the actor has asked or may see.
  package func open(_ id: String, for actor: Actor) async throws -> EnquiryFile {
    try await journal.database.read { reader in
      guard let row = try EnquiryTable.find(id, for: actor, scope(of: actor), in: reader) else {
        throw EnquiryRefusal.notFound
      }
      let isOwn = row.asker == actor.id
      return try file(row, isInside: !isOwn, in: reader)
    }
  }

  /// Opens the question of a visitor by its code.
  package func open(code: String) async throws -> EnquiryFile {
    let digest = EnquiryCode.digest(code)
    return try await journal.database.read { reader in
      guard let row = try EnquiryTable.find(code: digest, in: reader) else {
        throw EnquiryRefusal.codeUnknown
      }
      return try file(row, isInside: false, in: reader)
    }
  }

  private func file(
    _ row: EnquiryRow, isInside: Bool, in reader: some Reading
  ) throws -> EnquiryFile {
    let stream = Stream<Enquiry>(row.id)
    let (state, version) = try Journal.state(of: stream, in: reader)
    let history = try Journal.history(of: stream, in: reader)
    var texts: [Digest: String] = [:]
    for digest in history.compactMap(\.event.text) {
      texts[digest] = try EvidenceTable.text(digest, in: reader)
    }
    return EnquiryFile(
      row: row, state: state, version: version, history: history, texts: texts,
      isInside: isInside)
  }

  /// Which list of questions somebody reads.
  package enum List: Sendable {
    case open
    case all
    /// What he has asked himself.
    case own
  }

  /// A page of questions with their texts, and where the next one begins.
  package func page(
    _ list: List, from cursor: Cursor?, limit: Int, for actor: Actor
  ) async throws -> (rows: [(row: EnquiryRow, text: String?)], next: Cursor?) {
    let due = list == .open ? try cursor.map(DuePlace.init) : nil
    let place = list == .open ? nil : try cursor.map(CaseFilter.ReceiptPlace.init)
    let found = try await journal.database.read { reader in
      let rows =
        switch list {
        case .open:
          try EnquiryTable.open(after: due, limit: limit + 1, scope(of: actor), in: reader)
        case .all:
          try EnquiryTable.all(before: place, limit: limit + 1, scope(of: actor), in: reader)
        case .own: try EnquiryTable.own(of: actor, before: place, limit: limit + 1, in: reader)
        }
      return try rows.map { (row: $0, text: try EvidenceTable.text($0.question, in: reader)) }
    }
    return found.page(limit) { entry in
      list == .open
        ? DuePlace(due: entry.row.due, id: entry.row.id).cursor
        : CaseFilter.ReceiptPlace(at: entry.row.askedAt, id: entry.row.id).cursor
    }
  }

  /// The questions and answers that were published about something, the newest first.
  package func published(
    about subject: Enquiry.Subject, limit: Int = 10
  ) async throws -> [(question: String, answer: String)] {
    try await journal.database.read { reader in
      try EnquiryTable.published(about: subject, limit: limit, in: reader).compactMap { pair in
        guard let question = try EvidenceTable.text(pair.question, in: reader),
          let answer = try EvidenceTable.text(pair.answer, in: reader)
        else { return nil }
        return (question, answer)
      }
    }
  }

  package func figures(_ period: Period) async throws -> EnquiryFigures {
    try await journal.database.read { try EnquiryTable.figures(period, in: $0) }
  }
}

/// All of one question as somebody who may see it opens it.
package struct EnquiryFile: Sendable {
  package let row: EnquiryRow
  package let state: Enquiry
  package let version: Int
  package let history: [Recorded<Enquiry.Event>]
  package let texts: [Digest: String]
  /// Whether the reader is shown what is the bureau's own affair.
  package let isInside: Bool

  package var question: String? { texts[row.question] }
  package var answer: String? { state.answer.flatMap { texts[$0] } }
}

/// The code by which a visitor sees his question again; the bureau keeps its digest.
enum EnquiryCode {
  /// Without letters and digits that look alike.
  private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")

  /// Twelve characters, of 60 random bits.
  static func make() -> String {
    String(SecureRandom.bytes(12).map { letters[Int($0) % letters.count] })
  }

  /// Whatever is typed between its characters, and however they are written.
  static func digest(_ code: String) -> Digest {
    SM3.digest("enquiry/" + code.uppercased().filter { $0.isLetter || $0.isNumber })
  }
}

extension Enquiry.Command {
  /// What is kept as evidence.
  fileprivate var texts: [String] {
    switch self {
    case .ask, .withdraw, .tellLate: []
    case .record(_, let text), .forward(_, let text), .answer(let text): [text.text]
    case .publish(let question, let answer): [question.text, answer.text]
    }
  }
}
