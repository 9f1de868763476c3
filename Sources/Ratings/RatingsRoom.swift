// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site

/// The room of ratings (好差评): each service is rated once by whom it was done for, and a bad rating is called back, answered,
/// put right and followed up in time.
///
/// Cases know nothing of it, and it changes nothing of them.
package enum RatingsRoom {
  /// What follows from ratings; the journal is made of these before any page exists.
  package static func parts(
    calendars: CalendarShelf, settings: RatingSettings = RatingSettings()
  ) -> [any JournalPart] {
    [RatingTable.projection, deadlines, tell, fire(calendars, settings)]
  }

  package static func room(desk: RatingsDesk) -> Room {
    Room(
      name: "ratings",
      routes: RatingPages(desk: desk).routes + GivingPages(desk: desk).routes
        + RatingsAPI(desk: desk).routes, english: Embedded.enYAML)
  }

  /// What the page of a case says of its rating.
  package static func addition(desk: RatingsDesk) -> CaseAddition {
    CaseAddition { try await desk.section($0.service, $1, $2) }
  }

  // MARK: What is late

  /// The name of the deadline after which a bad rating is late.
  private static let deadline = "rating.due"

  private static let deadlines = Projection(ofEnd: Rating.self, tables: []) {
    entry, state, transaction in
    let stream = Stream<Rating>(entry.id)
    guard let due = state.due, !state.isLate else {
      return try DeadlineTable.clear(deadline, of: stream, in: transaction)
    }
    // The last day is theirs to its end.
    try DeadlineTable.set(
      deadline, of: stream, due: Instant(day: due.adding(days: 1), hour: 0, minute: 0),
      in: transaction)
  }

  private static func fire(
    _ calendars: CalendarShelf, _ settings: RatingSettings
  ) -> DeadlineHandler {
    DeadlineHandler(deadline) { id, unit in
      try unit.execute(.tellLate, on: Stream<Rating>(id)) { _ in
        Rating.Context(
          actor: unit.actor, today: unit.now.day, calendar: calendars.current,
          settings: settings)
      }
    }
  }

  /// What is told outside this program: which rating, and what is to be done; no personal data.
  private struct Message: Encodable {
    let rating: String
    let unit: String
    let status: Rating.Status
    let isLate: Bool
  }

  /// The staff are told of a bad rating, of what was found, and of what is late.
  private static let tell = Policy(Rating.self) { entry, state, unit in
    guard let giving = state.giving, state.status.isOpen else { return }
    try unit.post(
      Message(
        rating: entry.id, unit: giving.unit, status: state.status, isLate: state.isLate),
      to: CasePolicies.staffTopic)
  }
}
