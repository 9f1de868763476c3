// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal

/// What follows from a licence's events by itself: documents are written and numbered, the holder is told, and reminded
/// before the end.
enum LicenceFollowing {
  /// Writes the document of each step and gives it its number, in the transaction of the step.
  static func issueDocuments(
    _ settings: LicenceSettings, _ shelf: CatalogueShelf, _ calendars: CalendarShelf
  ) -> Policy<Licence> {
    let writer = DocumentWriter()
    return Policy(Licence.self) { entry, _, unit in
      guard let kind = LicenceDocumentKind(of: entry.event) else { return }
      let year = unit.now.day.year
      let serial = try unit.next("licence-document/\(kind.rawValue)/\(year)")
      let number = settings.numbering.number(kind.numberWord, year: year, serial: serial)
      let facts = try LicenceFacts(kind, number: number, of: entry, shelf, in: unit)
      let document = LicenceDocument(
        kind: kind, number: number, version: entry.version,
        kept: try writer.write(facts.content, in: unit.transaction))
      try unit.execute(.number(document), on: Stream<Licence>(entry.id)) { _ in
        Licence.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
      }
    }
  }

  /// What the holder is told outside this program; no personal data, the receiver looks it up.
  private struct Message: Encodable {
    let licence: String
    var document: LicenceDocumentKind?
    var expires: Day?
    var daysBefore: Int?
  }

  static func tellHolder() -> Policy<Licence> {
    Policy(Licence.self) { entry, state, unit in
      guard let number = state.issue?.number else { return }
      switch entry.event {
      case .reminded(let reminder):
        guard !reminder.isRenewing else { return }
        try unit.post(
          Message(licence: number, expires: state.until, daysBefore: reminder.daysBefore),
          to: CasePolicies.messageTopic)
      case .documentNumbered(let document):
        try unit.post(
          Message(licence: number, document: document.kind), to: CasePolicies.messageTopic)
      default: return
      }
    }
  }

  /// The name of the deadline on which the holder is reminded.
  private static let reminderDeadline = "licence.reminder"

  /// The deadline of the next reminder: it depends on the state and the settings alone.
  static func reminders(_ settings: LicenceSettings) -> Projection<Licence> {
    Projection(ofEnd: Licence.self, tables: []) { entry, state, transaction in
      // What has no last day has no reminder, and so nothing to take away.
      guard let until = state.until else { return }
      let stream = Stream<Licence>(entry.id)
      guard let next = state.nextReminder(of: settings.reminders) else {
        return try DeadlineTable.clear(reminderDeadline, of: stream, in: transaction)
      }
      try DeadlineTable.set(
        reminderDeadline, of: stream,
        due: Instant(day: until.adding(days: -next), hour: 9, minute: 0), in: transaction)
    }
  }

  static func remind(
    _ settings: LicenceSettings, _ calendars: CalendarShelf
  ) -> DeadlineHandler {
    DeadlineHandler(reminderDeadline) { id, unit in
      let stream = Stream<Licence>(id)
      let state = try unit.state(of: stream).state
      guard let until = state.until else { return }
      let left = until - unit.now.day
      // Who slept through the first reminder sends the last one that is due.
      let daysBefore = settings.reminders.last { left <= $0 } ?? max(0, left)
      let isRenewing = try LicenceActTable.open(on: id, in: unit.transaction)
        .contains { $0.act == .renew }
      try unit.execute(
        .remind(Licence.Reminder(daysBefore: daysBefore, isRenewing: isRenewing)), on: stream
      ) { _ in Licence.Context(actor: unit.actor, now: unit.now, calendar: calendars.current) }
    }
  }
}

extension Licence {
  /// How many days before its last day the holder is to be reminded next; nil where there is nothing left to remind of.
  ///
  /// A reminder whose day had passed when the last day was set tells nothing new.
  ///
  /// - Parameter reminders: all of them, the longest first.
  func nextReminder(of reminders: [Int]) -> Int? {
    guard status == .valid, let until, let termSetOn else { return nil }
    return reminders.first { days in
      until.adding(days: -days) > termSetOn && reminded.map { days < $0 } ?? true
    }
  }
}
