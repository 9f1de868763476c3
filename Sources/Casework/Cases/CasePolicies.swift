// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal

/// What follows from a case's events by itself.
package enum CasePolicies {
  static func all(
    shelf: CatalogueShelf, calendars: CalendarShelf, settings: CaseworkSettings
  ) -> [any JournalPart] {
    [
      CaseTable.rows(calendars: calendars), CaseTable.documents,
      issueDocuments(settings, calendars, DocumentWriter(shelf: shelf, calendars: calendars)),
      tellApplicant(),
      acceptInSilence(calendars),
    ]
  }

  /// Writes the document of each step and gives it its number, in the transaction of the step, so that no number is
  /// lost and none is used twice.
  private static func issueDocuments(
    _ settings: CaseworkSettings, _ calendars: CalendarShelf, _ writer: DocumentWriter
  ) -> Policy<Case> {
    Policy(Case.self) { entry, _, unit in
      guard let kind = DocumentKind(of: entry.event) else { return }
      let year = unit.now.day.year
      let serial = try unit.next("document/\(kind.rawValue)/\(year)")
      let number = settings.documentNumber(kind, year: year, serial: serial)
      let document = try writer.write(kind, number: number, of: entry, in: unit)
      try unit.execute(.number(document), on: Stream<Case>(entry.id)) { _ in
        Case.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
      }
    }
  }

  /// What the applicant is told outside this program; no personal data, the receiver looks it up.
  private struct Message: Encodable {
    let caseID: String
    let number: String
    let document: DocumentKind
  }

  /// The topic of the outbox for messages to applicants.
  package static let messageTopic = "applicant"

  private static func tellApplicant() -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      guard let kind = DocumentKind(of: entry.event), let submission = state.submission else {
        return
      }
      try unit.post(
        Message(caseID: entry.id, number: submission.number, document: kind), to: messageTopic)
    }
  }

  /// 行政许可法 article 32 ¶1(4): whoever is not told in time is accepted.
  private static func acceptInSilence(_ calendars: CalendarShelf) -> DeadlineHandler {
    DeadlineHandler(CaseTable.acceptanceDeadline) { id, unit in
      try unit.execute(.deemAccepted, on: Stream<Case>(id)) { _ in
        Case.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
      }
    }
  }
}

extension DocumentKind {
  /// The document that a step is put into, if it has one.
  init?(of event: Case.Event) {
    switch event {
    case .submitted: self = .receipt
    case .supplementNoticed: self = .supplementNotice
    case .foundNotRequired: self = .notRequired
    case .acceptanceRefused: self = .nonAcceptance
    case .accepted, .deemedAccepted: self = .acceptance
    case .granted: self = .grant
    case .refused: self = .refusal
    case .delivered: self = .deliveryRecord
    case .withdrawn: self = .withdrawal
    case .terminated: self = .termination
    case .rectified: self = .rectification
    case .corrected, .supplemented, .reviewed, .licenceIssued, .concluded, .documentNumbered:
      return nil
    case .extending, .procedure:
      guard let kind = event.turn?.document else { return nil }
      self = kind
    }
  }
}
