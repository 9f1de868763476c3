// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site

/// The room of questions (咨询): anybody asks about an item, a bundle or in general, the section that is responsible answers in
/// time, and what others will ask too is published beside the guide.
package enum EnquiriesRoom {
  /// What follows from questions; the journal is made of these before any page exists.
  package static func parts(
    calendars: CalendarShelf, settings: EnquirySettings = EnquirySettings()
  ) -> [any JournalPart] {
    [EnquiryTable.projection, deadlines, tell, fire(calendars, settings)]
  }

  package static func room(desk: EnquiryDesk) -> Room {
    let limits = EnquiryLimits()
    let routes: [[Route]] = [
      AskingPages(desk: desk, limits: limits).routes, EnquiryPages(desk: desk).routes,
      EnquiryAPI(desk: desk, limits: limits).routes,
    ]
    return Room(name: "enquiries", routes: routes.flatMap(\.self), english: Embedded.enYAML)
  }

  /// In the guide of an item: where to ask, and what others have asked.
  package static func addition(desk: EnquiryDesk) -> GuideAddition {
    GuideAddition { item, visit in
      let subject = Enquiry.Subject(kind: .item, code: item.code)
      let part = GuidePart(
        subject: subject, published: try await desk.published(about: subject), visit: visit)
      return GuideAddition.Section("咨询", id: "enquiries", part.html())
    }
  }

  // MARK: What is late

  /// The name of the deadline after which an answer is late.
  private static let deadline = "enquiry.answer"

  private static let deadlines = Projection(ofEnd: Enquiry.self, tables: []) {
    entry, state, transaction in
    let stream = Stream<Enquiry>(entry.id)
    guard let due = state.due, state.isOpen, !state.isLate else {
      return try DeadlineTable.clear(deadline, of: stream, in: transaction)
    }
    // The last day is theirs to its end.
    try DeadlineTable.set(
      deadline, of: stream, due: Instant(day: due.adding(days: 1), hour: 0, minute: 0),
      in: transaction)
  }

  private static func fire(
    _ calendars: CalendarShelf, _ settings: EnquirySettings
  ) -> DeadlineHandler {
    DeadlineHandler(deadline) { id, unit in
      try unit.execute(.tellLate, on: Stream<Enquiry>(id)) { _ in
        Enquiry.Context(
          actor: unit.actor, today: unit.now.day, calendar: calendars.current,
          settings: settings)
      }
    }
  }

  /// What is told outside this program: which question and whose it is to answer; no personal data.
  private struct Message: Encodable {
    let enquiry: String
    let unit: String
    let isLate: Bool
  }

  /// The section is told of what came to it and of what is late, whoever asked with an account of the answer.
  private static let tell = Policy(Enquiry.self) { entry, state, unit in
    let message = Message(enquiry: entry.id, unit: state.unit, isLate: state.isLate)
    switch entry.event {
    case .asked where state.isOpen, .forwarded, .late:
      try unit.post(message, to: CasePolicies.staffTopic)
    case .answered where state.asking?.asker != nil:
      try unit.post(message, to: CasePolicies.messageTopic)
    default: break
    }
  }
}

/// How often somebody may ask, once a minute, and try a code, a few times in a row.
struct EnquiryLimits: Sendable {
  private let asking = RateLimit(burst: 1, perMinute: 1)
  private let finding = RateLimit(burst: 10, perMinute: 6)

  /// Lets a question through; one that is refused for what is written in it does not count.
  func asking<Answer>(_ visit: Visit, _ ask: () async throws -> Answer) async throws -> Answer {
    let key = visit.principal?.id ?? visit.remote ?? ""
    try asking.take(key, at: visit.now)
    do {
      return try await ask()
    } catch let refusal as EnquiryRefusal {
      asking.reset(key)
      throw refusal
    }
  }

  func takeFinding(_ visit: Visit) throws(SiteRefusal) {
    try finding.take(visit.remote ?? "", at: visit.now)
  }
}
