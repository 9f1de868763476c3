// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Documents
import Journal
import Site

/// The room of e-licences (电子证照): a grant makes one, its holder prints it, anybody verifies it, and all that becomes of
/// it until it ends is written down here.
package enum LicencesRoom {
  /// Where browsers reach a server that has not been told its own name.
  package static let localURL = "http://127.0.0.1:8080"

  /// - Parameter baseURL: scheme, host and port under which the public reaches this server; the codes on
  ///   certificates lead there.
  package static func room(
    desk: CaseDesk, shelf: CatalogueShelf, baseURL: String = localURL,
    settings: LicenceSettings = LicenceSettings()
  ) -> Room {
    let licences = LicenceDesk(
      journal: desk.journal, shelf: shelf, calendars: desk.calendars, settings: settings,
      baseURL: baseURL)
    let pages: [[Route]] = [
      VerificationPages(desk: licences).routes, LicencePages(desk: licences).routes,
      ProceedingPages(desk: licences).routes, RegisterPages(desk: licences).routes,
      VerificationAPI(desk: licences).routes, ProceedingAPI(desk: licences).routes,
      BundlePages(desk: desk, licences: licences).routes,
    ]
    return Room(
      name: "licences", routes: pages.flatMap(\.self), english: Embedded.enYAML)
  }

  /// What this room keeps beside its events, for `verify`.
  package static func inspections(shelf: CatalogueShelf) -> [any JournalPart] {
    [
      Inspection.digests(of: "licence_face"), LicenceTable.numbering(shelf: shelf),
      LicenceTable.documentNumbering,
    ]
  }

  /// What follows from grants, from licences and from their time; the journal is made of this before any page exists.
  package static func parts(
    shelf: CatalogueShelf, calendars: CalendarShelf, settings: LicenceSettings = LicenceSettings()
  ) -> [any JournalPart] {
    [
      LicenceTable.projection, LicenceTable.identifiers, LicenceTable.documents,
      LicenceTable.people, LicenceActTable.projection, LicenceFollowing.reminders(settings),
      LicencePolicies.issueOnGrant(shelf: shelf, calendars: calendars),
      LicenceActs.actOnGrant(shelf: shelf, calendars: calendars),
      // The number of a decision comes first: what follows from the decision names it.
      LicenceFollowing.issueDocuments(settings, shelf, calendars), LicenceFollowing.tellHolder(),
      LicenceActs.strikeOut(calendars: calendars), LicenceActs.tellCases(calendars: calendars),
      LicenceActs.settlePromises(calendars: calendars),
      LicenceActs.barDeceiver(shelf: shelf, calendars: calendars),
      LicenceFollowing.remind(settings, calendars),
    ]
  }
}

extension LicencesRoom {
  /// The documents about licences, whose templates are worded with those of cases.
  package static let forms = LicenceDocumentKind.allCases.map(\.form)

  /// The certificate of a case, for its file.
  package static func annex(
    journal: Journal, shelf: CatalogueShelf, calendars: CalendarShelf, baseURL: String = localURL
  ) -> CaseAnnex {
    let desk = LicenceDesk(
      journal: journal, shelf: shelf, calendars: calendars, settings: LicenceSettings(),
      baseURL: baseURL)
    return CaseAnnex { file, actor in
      guard let number = file.state.licence else { return [] }
      do {
        let sheet = desk.sheet(of: try await desk.find(number, for: actor))
        return [
          Dossier.Paper(
            sheet.title, number: number, author: sheet.issuer, day: sheet.day,
            contents: [.sheet(sheet)])
        ]
      } catch LicenceRefusal.notFound {
        return []
      }
    }
  }
}
