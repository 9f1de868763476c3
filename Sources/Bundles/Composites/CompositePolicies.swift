// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Licences

/// When a composite certificate is made, and made anew.
enum CompositePolicies {
  static func all(_ bundles: BundleShelf, calendars: CalendarShelf) -> [any JournalPart] {
    [CompositeTable.rows, issue(bundles, calendars), follow()]
  }

  /// With the last decision: of what was granted, or only where everything was, as the bundle says.
  private static func issue(
    _ bundles: BundleShelf, _ calendars: CalendarShelf
  ) -> Policy<JointCase> {
    Policy(JointCase.self) { entry, _, unit in
      switch entry.event {
      case .moved, .held, .withdrawn: break
      default: return
      }
      let stream = Stream<JointCase>(entry.id)
      let state = try unit.state(of: stream).state
      guard state.standing.isDecided, state.composite == nil, let submission = state.submission,
        let outcome = submission.certificate,
        let rule = bundles.snapshot.version(submission.bundle)?.certificate
      else { return }
      if outcome == .all, !state.parts.allSatisfy({ $0.fate == .granted }) { return }
      let licences = try state.parts.compactMap { part -> String? in
        guard part.fate == .granted, let id = part.caseID else { return nil }
        return try unit.state(of: Stream<Case>(id)).state.licence == nil ? nil : id
      }
      guard !licences.isEmpty else { return }
      let number = try LicenceNumber(rule.numberPattern, on: unit.now.day, choices: [:])
      let text = try number.text(serial: try unit.next("composite/\(number.series)"))
      let issue = Composite.Issue(
        number: text, joint: entry.id, bundle: submission.bundle, holder: submission.applicant,
        filer: submission.filer, validity: rule.validity, licences: licences)
      try unit.begin(Stream<Composite>(entry.id), by: .issue(issue), context: ())
      try unit.execute(.compose(number: text), on: stream) { _ in
        JointCase.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
      }
    }
  }

  /// Whatever becomes of a licence makes another edition of the certificate that it is in.
  private static func follow() -> Policy<Licence> {
    Policy(Licence.self) { entry, state, unit in
      guard let change = Composite.Change(entry.event, of: entry.id, status: state.status),
        let id = try CompositeTable.composite(of: entry.id, in: unit.transaction)
      else { return }
      try unit.execute(.follow(change), on: Stream<Composite>(id)) { _ in () }
    }
  }
}
