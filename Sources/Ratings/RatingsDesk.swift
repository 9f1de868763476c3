// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// Where ratings are given and handled: every use of this room, for pages and for the API alike.
package struct RatingsDesk: Sendable {
  let cases: CaseDesk
  let settings: RatingSettings
  private let joint: @Sendable (String, Actor) async throws -> Service

  /// - Parameter joint: finds a joint case that somebody may see, as one service; App hands it over.
  package init(
    cases: CaseDesk, settings: RatingSettings = RatingSettings(),
    joint: @escaping @Sendable (String, Actor) async throws -> Service
  ) {
    self.cases = cases
    self.settings = settings
    self.joint = joint
  }

  var journal: Journal { cases.journal }

  /// The answer to a step: the rating and its version afterwards.
  package struct Receipt: Codable, Sendable, Hashable {
    package let id: String
    package let version: Int
  }

  /// What somebody says of a service.
  package struct Order: Sendable {
    package var grade: Rating.Grade
    package var reasons: [Rating.Reason] = []
    package var text = ""
    package var isNamed = true

    package init(_ grade: Rating.Grade) { self.grade = grade }
  }

  // MARK: Giving

  /// A service that somebody may see.
  /// - Throws: `CaseworkRefusal.caseNotFound`, or what the room of joint cases says.
  package func service(
    _ kind: Service.Kind, _ id: String, for actor: Actor
  ) async throws -> Service {
    switch kind {
    case .single: try await cases.open(id, for: actor).service
    case .joint: try await joint(id, actor)
    }
  }

  /// Why somebody cannot rate a service now; nil where he can.
  func hindrance(to actor: Actor, rating service: Service) -> RatingsRefusal? {
    guard service.owners.contains(actor.id) else { return .notYourService }
    if let whole = service.whole { return .partOfJoint(whole) }
    guard let delivered = service.deliveredOn else { return .notDelivered }
    let last = settings.giving.due(after: delivered, in: cases.calendar)
    return cases.now.day > last ? .tooLate(last) : nil
  }

  /// Rates a service.
  /// - Throws: ``RatingsRefusal``, `JournalFailure`.
  package func give(
    _ order: Order, to service: Service, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    if let hindrance = hindrance(to: actor, rating: service) { throw hindrance }
    let text = Reasons(order.text)
    let giving = Rating.Giving(
      kind: service.kind, service: service.id, number: service.number, unit: service.unit,
      name: service.name, grade: order.grade,
      reasons: Rating.Reason.allCases.filter(order.reasons.contains),
      text: order.text.isEmpty ? nil : text.digest, isNamed: order.isNamed)
    // By chance and not made of the service, whose name the section knows: it would tell of which case a rating is.
    let id = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      guard try RatingTable.id(ofService: service.id, in: unit.transaction) == nil else {
        throw RatingsRefusal.ratedAlready
      }
      if giving.text != nil { try EvidenceTable.keep(text: text.text, in: unit.transaction) }
      return try execute(.give(giving), on: id, nil, unit)
    }
  }

  /// What was given to a service, for whoever gave it or may know of which service it is.
  package func rating(of service: String, for actor: Actor) async throws -> RatingFile? {
    let id = try await journal.database.read { try RatingTable.id(ofService: service, in: $0) }
    guard let id else { return nil }
    do {
      let file = try await open(id, for: actor)
      return file.tellsService ? file : nil
    } catch RatingsRefusal.ratingNotFound {
      return nil
    }
  }

  // MARK: Handling

  /// Takes a step with a rating that the actor may see.
  package func take(
    _ command: Rating.Command, text: Reasons, with id: String, by actor: Actor,
    expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard try RatingTable.find(id, for: actor, in: unit.transaction) != nil else {
        throw RatingsRefusal.ratingNotFound
      }
      try EvidenceTable.keep(text: text.text, in: unit.transaction)
      return try execute(command, on: id, expected, unit)
    }
  }

  private func execute(
    _ command: Rating.Command, on id: String, _ expected: Int?, _ unit: UnitOfWork
  ) throws -> Receipt {
    let version = try unit.execute(command, on: Stream<Rating>(id), expecting: expected) { _ in
      context(unit.actor, unit.now.day)
    }
    return Receipt(id: id, version: version)
  }

  func context(_ actor: Actor, _ today: Day) -> Rating.Context {
    Rating.Context(actor: actor, today: today, calendar: cases.calendar, settings: settings)
  }

  // MARK: Reading

  /// Opens a rating.
  package func open(_ id: String, for actor: Actor) async throws -> RatingFile {
    try await journal.database.read { reader in
      guard let row = try RatingTable.find(id, for: actor, in: reader) else {
        throw RatingsRefusal.ratingNotFound
      }
      let stream = Stream<Rating>(id)
      let (state, version) = try Journal.state(of: stream, in: reader)
      guard let giving = state.giving else { throw RatingsRefusal.ratingNotFound }
      let history = try Journal.history(of: stream, in: reader)
      var texts: [Digest: String] = [:]
      for digest in history.compactMap(\.event.text) {
        texts[digest] = try EvidenceTable.text(digest, in: reader)
      }
      let part: RatingFile.Reader =
        actor.id == state.giver ? .giver : RatingScope(of: actor) == .all ? .overseer : .section
      let giver: Account? =
        part == .overseer && giving.isNamed
        ? try state.giver.flatMap { try AccountTable.find($0, in: reader) } : nil
      return RatingFile(
        row: row, state: state, giving: giving, version: version, history: history,
        texts: texts, reader: part, giver: giver)
    }
  }

  /// A page of ratings that the actor may see, and where the next one begins.
  package func page(
    open: Bool, from cursor: Cursor?, limit: Int, for actor: Actor
  ) async throws -> (rows: [RatingRow], next: Cursor?) {
    let scope = RatingScope(of: actor)
    if open {
      let place = try cursor.map(DuePlace.init)
      let rows = try await journal.database.read {
        try RatingTable.open(after: place, limit: limit + 1, scope, in: $0)
      }
      let (shown, next) = rows.page(limit) { row in
        row.due.map { DuePlace(due: $0, id: row.id).cursor }
      }
      return (shown, next ?? nil)
    }
    let place = try cursor.map(CaseFilter.ReceiptPlace.init)
    let rows = try await journal.database.read {
      try RatingTable.all(before: place, limit: limit + 1, scope, in: $0)
    }
    return rows.page(limit) { CaseFilter.ReceiptPlace(at: $0.givenAt, id: $0.id).cursor }
  }

  /// What the ratings of a period say, as far as the actor may see them.
  package func figures(_ period: Period, for actor: Actor) async throws -> RatingFigures {
    try await journal.database.read {
      try RatingTable.figures(period, RatingScope(of: actor), in: $0)
    }
  }
}

/// All of one rating as somebody who may see it opens it.
package struct RatingFile: Sendable {
  /// What somebody is to a rating.
  package enum Reader: Sendable {
    case giver
    /// Of the evaluation office: sees of which case it is, and by whom where it is named.
    case overseer
    /// Answers for the section: sees what was said, neither of which case nor by whom.
    case section
  }

  package let row: RatingRow
  package let state: Rating
  package let giving: Rating.Giving
  package let version: Int
  package let history: [Recorded<Rating.Event>]
  package let texts: [Digest: String]
  package let reader: Reader
  /// Whoever gave it, for the evaluation office to call back.
  package let giver: Account?

  package func text(_ digest: Digest?) -> String? { digest.flatMap { texts[$0] } }

  /// Whether the reader is told of which service it is.
  var tellsService: Bool { reader == .giver || reader == .overseer && giving.isNamed }
}
