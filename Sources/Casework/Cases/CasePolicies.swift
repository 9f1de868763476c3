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
      PublicNoticeTable.projection,
      issueDocuments(settings, CaseDocuments(shelf: shelf, calendars: calendars)),
      tellApplicant(), tellStaff(),
      acceptInSilence(calendars), renewInSilence(calendars), stopWaiting(calendars),
    ]
  }

  /// Writes the document of each step and gives it its number, in the transaction of the step, so that no number is
  /// lost and none is used twice.
  private static func issueDocuments(
    _ settings: CaseworkSettings, _ documents: CaseDocuments
  ) -> Policy<Case> {
    let writer = DocumentWriter()
    return Policy(Case.self) { entry, _, unit in
      guard let kind = DocumentKind(of: entry.event) else { return }
      let year = unit.now.day.year
      let serial = try unit.next("document/\(kind.rawValue)/\(year)")
      let number = settings.documentNumber(kind, year: year, serial: serial)
      let content = try documents.content(of: kind, number: number, of: entry, in: unit)
      let document = NumberedDocument(
        kind: kind, number: number, kept: try writer.write(content, in: unit.transaction))
      try unit.execute(.number(document), on: Stream<Case>(entry.id)) { _ in
        Case.Context(
          actor: unit.actor, now: unit.now, calendar: documents.calendars.current)
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
      guard let kind = DocumentKind(of: entry.event), !kind.isInternal,
        let submission = state.submission, entry.event.isForApplicant
      else { return }
      try unit.post(
        Message(caseID: entry.id, number: submission.number, document: kind), to: messageTopic)
    }
  }

  /// What somebody of the staff is told outside this program.
  private struct StaffMessage: Encodable {
    let caseID: String
    let number: String
    /// The event, as the API names it.
    let event: String
    /// `colleague`, by the account, or `section`, by its name.
    let kind: String
    let who: String
  }

  /// The topic of the outbox for messages to the staff.
  package static let staffTopic = "staff"

  private static func tellStaff() -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      guard let turn = entry.event.turn, let submission = state.submission else { return }
      for addressee in turn.addressees {
        let (kind, who) = addressee.columns
        try unit.post(
          StaffMessage(
            caseID: entry.id, number: submission.number, event: entry.event.word, kind: kind,
            who: who), to: staffTopic)
      }
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

extension CasePolicies {
  /// 行政许可法 article 50 ¶2: what nobody has decided before the licence expires is renewed.
  private static func renewInSilence(_ calendars: CalendarShelf) -> DeadlineHandler {
    DeadlineHandler(CaseTable.renewalDeadline) { id, unit in
      try unit.execute(.deemRenewed, on: Stream<Case>(id)) { _ in
        Case.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
      }
    }
  }

  /// Once the time to bring more has run out, the terms run on.
  private static func stopWaiting(_ calendars: CalendarShelf) -> DeadlineHandler {
    DeadlineHandler(CaseTable.furtherDeadline) { id, unit in
      try unit.execute(.suspending(.lapse), on: Stream<Case>(id)) { _ in
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
    case .deemedRenewed: self = .deemedRenewal
    case .delivered: self = .deliveryRecord
    case .withdrawn: self = .withdrawal
    case .terminated: self = .termination
    case .rectified: self = .rectification
    case .committed: self = .commitment
    case .corrected, .supplemented, .reviewed, .licenceEnded, .licenceIssued, .concluded,
      .documentNumbered, .actedFor:
      return nil
    case .extending, .procedure, .deferring, .returning, .countersigning, .handingOver,
      .reminding, .consulting, .suspending, .hearing, .statement, .publicNotice, .oneHand, .recusal,
      .testing, .forwarding:
      guard let kind = event.turn?.document else { return nil }
      self = kind
    }
  }
}
