// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi

/// What follows from commitments by itself: the check after a grant, the documents, the register, and what time brings.
package enum PromisePolicies {
  static func all(
    shelf: CatalogueShelf, calendars: CalendarShelf, settings: CaseworkSettings
  ) -> [any JournalPart] {
    [
      PromiseTable.rows, PromiseTable.deferrals, PromiseTable.documents,
      beginOnGrant(calendars), endOverdue(calendars), enterLapse(calendars),
      issueDocuments(settings, shelf, calendars), enterBreach(calendars),
      noteOverdue(calendars), tell(),
    ]
  }

  /// A grant on a commitment begins its check; its last day is counted from the decision.
  private static func beginOnGrant(_ calendars: CalendarShelf) -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      guard case .granted = entry.event, let submission = state.submission,
        let taken = submission.commitment
      else { return }
      let terms = Promise.Terms(
        .commitment, submission, check: taken.check, correction: taken.correction)
      let due = taken.check.within.due(after: unit.now.day, in: calendars.current)
      try unit.begin(
        Stream<Promise>(entry.id), by: .begin(terms, due: due),
        context: Promise.Context(
          actor: unit.actor, today: unit.now.day, calendar: calendars.current))
    }
  }

  /// What was to come later and did not ends the case, or is found to be broken where the result was handed over first.
  private static func endOverdue(_ calendars: CalendarShelf) -> DeadlineHandler {
    DeadlineHandler(PromiseTable.deferralDeadline) { id, unit in
      let stream = Stream<Case>(id)
      let state = try unit.state(of: stream).state
      let names = state.deferring.all(.owed).map(\.material.name.zh).joined(separator: "、")
      let reasons = Reasons("申请人签署容缺受理承诺书，承诺在期限内补交：\(names)。期限已经届满，没有补齐。")
      try EvidenceTable.keep(text: reasons.text, in: unit.transaction)
      try unit.execute(.deferring(.lapse(reasons)), on: stream) { _ in
        Case.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
      }
    }
  }

  /// A lapse before the decision is noted in the register with the end of the case; after it, or where what came does
  /// not fit, the applicant is heard first.
  private static func enterLapse(_ calendars: CalendarShelf) -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      guard let submission = state.submission else { return }
      switch entry.event {
      case .terminated(.deferralOverdue, let reasons):
        let number = try unit.state(of: Stream<Case>(entry.id)).state.documents
          .last { $0.kind == .termination }?.number
        try enter(
          .deferralOverdue, submission, filing: state.filing, caseID: entry.id,
          decision: number ?? submission.number, reasons: reasons, calendars.current, unit)
      case .deferring(.lapsed), .deferring(.rejected):
        guard state.isGranted == true else { return }
        let terms = Promise.Terms(
          .deferral, submission, check: PostCheck(within: PostCheck.usualTerm, ways: [.written]),
          correction: PostCheck.usualTerm)
        guard try unit.state(of: Stream<Promise>(entry.id)).version == 0 else { return }
        try unit.begin(
          Stream<Promise>(entry.id), by: .beginContested(terms),
          context: Promise.Context(
            actor: unit.actor, today: unit.now.day, calendar: calendars.current))
      default: return
      }
    }
  }

  private static func issueDocuments(
    _ settings: CaseworkSettings, _ shelf: CatalogueShelf, _ calendars: CalendarShelf
  ) -> Policy<Promise> {
    let writer = DocumentWriter()
    return Policy(Promise.self) { entry, _, unit in
      guard let kind = PromiseDocumentKind(of: entry.event) else { return }
      let year = unit.now.day.year
      let serial = try unit.next("promise/\(kind.rawValue)/\(year)")
      let number = settings.documentNumber(kind, year: year, serial: serial)
      let facts = try PromiseFacts(kind, number: number, of: entry, shelf, in: unit)
      let document = PromiseDocument(
        kind: kind, number: number,
        kept: try writer.write(facts.content, in: unit.transaction))
      try unit.execute(.number(document), on: Stream<Promise>(entry.id)) { _ in
        Promise.Context(actor: unit.actor, today: unit.now.day, calendar: calendars.current)
      }
    }
  }

  /// A broken commitment is entered in the register; the licence is for its own room, which follows the same event, and
  /// for the approver, on whose board it stays until somebody says what has become of it.
  private static func enterBreach(_ calendars: CalendarShelf) -> Policy<Promise> {
    Policy(Promise.self) { entry, promise, unit in
      guard case .broken(let reasons) = entry.event else { return }
      let state = try unit.state(of: Stream<Case>(entry.id)).state
      guard let submission = state.submission else { return }
      let number = try unit.state(of: Stream<Promise>(entry.id)).state.documents
        .last { $0.kind == .breach }?.number
      let isDeferral = promise.terms?.text == .deferral
      try enter(
        isDeferral ? .deferralOverdue : .falsePromise, submission, filing: state.filing,
        caseID: entry.id, decision: number ?? submission.number, reasons: reasons,
        calendars.current, unit)
    }
  }

  private static func enter(
    _ reason: BarReason, _ submission: Submission, filing: Digest?, caseID: String,
    decision: String, reasons: Digest, _ calendar: WorkCalendar, _ unit: UnitOfWork
  ) throws {
    // Where the application was erased nobody is known whom an entry could concern.
    guard let filing = try filing.flatMap({ try EvidenceTable.filing($0, in: unit.transaction) })
    else { return }
    try BarRegister.enter(
      BarRegister.Ground(
        reason: reason, item: submission.item, isSafety: false,
        department: submission.department, decision: decision, day: unit.now.day, caseID: caseID),
      against: filing.applicant, person: submission.applicant,
      reasons: try EvidenceTable.text(reasons, in: unit.transaction) ?? "", calendar, unit)
  }

  /// Says what has become of what was granted on a commitment that was broken: the room of licences, which revokes by a
  /// procedure of its own, calls it.
  package static func settle(
    _ caseID: String, as words: String, _ calendars: CalendarShelf, _ unit: UnitOfWork
  ) throws {
    let stream = Stream<Promise>(caseID)
    guard try unit.state(of: stream).state.awaitsRevocation else { return }
    try EvidenceTable.keep(text: words, in: unit.transaction)
    try unit.execute(.settleRevocation(Reasons(words)), on: stream) { _ in
      Promise.Context(actor: unit.actor, today: unit.now.day, calendar: calendars.current)
    }
  }

  private static func noteOverdue(_ calendars: CalendarShelf) -> DeadlineHandler {
    DeadlineHandler(PromiseTable.checkDeadline) { id, unit in
      try unit.execute(.noteOverdue, on: Stream<Promise>(id)) { _ in
        Promise.Context(actor: unit.actor, today: unit.now.day, calendar: calendars.current)
      }
    }
  }

  /// What is told outside this program; no personal data, the receiver looks it up.
  private struct Message: Encodable {
    let caseID: String
    let number: String
    let event: String
  }

  /// Tells of every document, and of what is overdue.
  private static func tell() -> Policy<Promise> {
    Policy(Promise.self) { entry, promise, unit in
      let isTold =
        switch entry.event {
        case .checkOverdue, .correctionOverdue: true
        default: PromiseDocumentKind(of: entry.event) != nil
        }
      guard isTold, let terms = promise.terms else { return }
      try unit.post(
        Message(caseID: entry.id, number: terms.number, event: entry.event.word),
        to: CasePolicies.messageTopic)
    }
  }
}

extension Promise.Terms {
  init(
    _ text: SignedText, _ submission: Submission, check: PostCheck, correction: TermRule
  ) {
    self.init(
      text: text, number: submission.number, item: submission.item,
      department: submission.department, applicant: submission.applicant,
      filer: submission.filer, check: check, correction: correction)
  }
}

extension Promise.Event {
  /// The event's name, as the API tells it.
  var word: String { String("\(self)".prefix { $0.isLetter }) }
}
