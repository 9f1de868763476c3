// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Identity
import Journal
import ShangMi

/// How supervision follows a case: it looks whenever something has happened to the case, and on the days that the last
/// look has named.
package struct Supervision: Sendable {
  package let books: RuleShelf
  let calendars: CalendarShelf
  let settings: OversightSettings

  package init(
    books: RuleShelf, calendars: CalendarShelf, settings: OversightSettings = OversightSettings()
  ) {
    self.books = books
    self.calendars = calendars
    self.settings = settings
  }

  /// The work calendar as it is now.
  var calendar: WorkCalendar { calendars.current }

  /// What is told outside this program; no personal data, the receiver looks it up.
  private struct Message: Encodable {
    let card: String
    let number: String
    let level: Card.Level
    let unit: String
    let person: String?
    let what: String
  }

  // MARK: Looking

  /// Looks at a case as it stands now.
  func look(at caseID: String, _ unit: UnitOfWork) throws {
    let today = unit.now.day
    let book = books.inForce(on: today)
    let lookouts = try lookouts(of: caseID, in: book, on: today, unit)
    try unit.execute(.look(lookouts), on: Stream<Vigil>(caseID)) { vigil in
      var (earlier, hands): ([String: Int], [String: String]) = ([:], [:])
      for lookout in lookouts where vigil.isCharging(lookout) {
        hands[lookout.key] = try hand(behind: lookout, in: caseID, unit)
        guard lookout.rule.repeated != nil else { continue }
        earlier[lookout.key] = try CardTable.count(
          of: lookout.rule.code, unit: lookout.unit, month: Month(today), in: unit.transaction)
      }
      return Vigil.Context(
        today: today, version: book.version, hands: hands, earlier: earlier)
    }
    try ascribe(lookouts, in: caseID, unit)
  }

  /// All that is watched in a case, under the rules of a book.
  func lookouts(
    of caseID: String, in book: RuleBook, on day: Day, _ unit: UnitOfWork
  ) throws -> [Lookout] {
    let state = try unit.state(of: Stream<Case>(caseID)).state
    let complaints = try unit.state(of: Stream<Vigil>(caseID)).state.complaints
      .flatMap { try unit.state(of: Stream<Complaint>($0)).state.watches(as: $0) }
    let promise = try unit.state(of: Stream<Promise>(caseID)).state.watches(asOf: day)
    let facts = RuleFacts(of: state)
    return (state.watches(calendar, asOf: day) + promise + complaints).compactMap {
      Lookout($0, in: book, facts, calendar, on: day)
    }
  }

  // MARK: Holding against

  /// Holds a conduct against somebody, if a rule finds fault with it.
  ///
  /// Whatever else than a case sees conduct may hand it over here; of one kind by one person in one case there is one
  /// card.
  package func observe(_ conduct: Conduct, in caseID: String, _ unit: UnitOfWork) throws {
    let today = unit.now.day
    let book = books.inForce(on: today)
    let state = try unit.state(of: Stream<Case>(caseID)).state
    let text = try conduct.text.flatMap { try EvidenceTable.text($0, in: unit.transaction) }
    let facts = RuleFacts(of: state, textLength: text?.count { !$0.isWhitespace })
    guard let rule = book.rule(for: conduct.kind, facts) else { return }
    let account = try AccountTable.find(conduct.person, in: unit.transaction)
    let receiver = rule.unit ?? account?.department ?? book.window
    let times =
      try 1
      + CardTable.count(
        of: rule.code, unit: receiver, month: Month(today), in: unit.transaction)
    let isRepeated = rule.repeated.map { times >= $0 } ?? false && rule.card == .yellow
    let charge = Card.Charge(
      key: "\(conduct.kind.rawValue)/\(conduct.person)", level: isRepeated ? .red : rule.card,
      rule: RuleReference(code: rule.code, version: book.version),
      cause: isRepeated ? .repeated(times: times) : .conduct, unit: receiver,
      person: conduct.person, issuer: Actor.system.id, due: nil, text: conduct.text)
    try self.charge(charge, in: caseID, unit)
  }

  func charge(_ charge: Card.Charge, in caseID: String, _ unit: UnitOfWork) throws {
    try unit.execute(.charge(charge), on: Stream<Vigil>(caseID)) { _ in
      Vigil.Context(today: unit.now.day, version: charge.rule.version)
    }
  }

  /// Makes the card that a case has come to, in the same transaction.
  func issue(_ charge: Card.Charge, in caseID: String, _ unit: UnitOfWork) throws {
    let today = unit.now.day
    guard let book = books.version(charge.rule.version), let rule = book.rule(charge.rule.code),
      let submission = try unit.state(of: Stream<Case>(caseID)).state.submission
    else { return }
    let year = today.year
    let serial = try unit.next("card/\(charge.level.rawValue)/\(year)")
    let lookout = try lookouts(of: caseID, in: book, on: today, unit)
      .first { $0.key == charge.key }
    let evidence = CardEvidence(
      of: submission, lookout, calendar, on: today, text: charge.text)
    let issue = Card.Issue(
      number: settings.cardNumber(charge.level, year: year, serial: serial), caseID: caseID,
      caseNumber: submission.number, item: submission.item, charge: charge, basis: rule.basis,
      evidence: try EvidenceTable.keep(evidence, in: unit.transaction),
      answerBy: calendar.day(rule.answer, workingDaysAfter: today),
      points: rule.points[charge.level], pressed: rule.points.pressed)
    let id = Card.id(of: caseID, charge.key, charge.level)
    try unit.begin(
      Stream<Card>(id), by: .issue(issue), context: Card.Context(actor: .system, today: today))
    guard charge.level == .red else { return }
    let yellow = Stream<Card>(Card.id(of: caseID, charge.key, .yellow))
    guard try unit.state(of: yellow).version > 0 else { return }
    try tell(.raise(to: id), to: yellow, unit)
  }

  func tell(_ command: Card.Command, to card: Stream<Card>, _ unit: UnitOfWork) throws {
    try unit.execute(command, on: card) { _ in
      Card.Context(actor: .system, today: unit.now.day)
    }
  }

  // MARK: What is not answered

  /// A card was not answered in time: a yellow one becomes a red one, a red one is followed up by hand.
  func followUp(_ id: String, _ unit: UnitOfWork) throws {
    let stream = Stream<Card>(id)
    let card = try unit.state(of: stream).state
    guard let issue = card.issue else { return }
    let charge = issue.charge
    if charge.level == .yellow {
      try self.charge(
        Card.Charge(
          key: charge.key, level: .red, rule: charge.rule, cause: .unanswered(card: issue.number),
          unit: charge.unit, person: card.person, issuer: Actor.system.id, due: charge.due,
          text: charge.text),
        in: issue.caseID, unit)
    }
    if try unit.state(of: stream).state.raisedTo == nil { try tell(.press, to: stream, unit) }
  }

  // MARK: Telling

  /// The topic of the outbox for messages to units and persons who have got a card.
  package static let messageTopic = "oversight"

  /// Tells the unit what has become of its card.
  func report(_ entry: Recorded<Card.Event>, _ card: Card, _ unit: UnitOfWork) throws {
    guard let issue = card.issue, let what = entry.event.told else { return }
    try unit.post(
      Message(
        card: entry.id, number: issue.number, level: issue.level, unit: issue.charge.unit,
        person: card.person, what: what), to: Self.messageTopic)
  }
}

extension Card.Event {
  /// The word by which the receiver of a message knows what has happened; nil for what the unit has done itself.
  fileprivate var told: String? {
    switch self {
    case .issued: "issued"
    case .appealTurnedDown: "appealTurnedDown"
    case .cancelled: "cancelled"
    case .closed: "closed"
    case .pressed: "pressed"
    case .attributed: "attributed"
    case .answered, .appealed, .raised: nil
    }
  }
}
