// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Documents
import Journal
import Site

/// The room of e-licences (电子证照): a grant makes one, its holder prints it, anybody verifies it.
package enum LicencesRoom {
  /// Where browsers reach a server that has not been told its own name.
  package static let localURL = "http://127.0.0.1:8080"

  /// - Parameter baseURL: scheme, host and port under which the public reaches this server; the codes on
  ///   certificates lead there.
  package static func room(
    desk: CaseDesk, shelf: CatalogueShelf, baseURL: String = localURL
  ) -> Room {
    let licences = LicenceDesk(
      journal: desk.journal, shelf: shelf, baseURL: baseURL)
    return Room(
      name: "licences",
      routes: VerificationPages(desk: licences).routes + LicencePages(desk: licences).routes
        + VerificationAPI(desk: licences).routes,
      english: Embedded.enYAML)
  }

  /// What this room keeps beside its events, for `verify`.
  package static func inspections(shelf: CatalogueShelf) -> [any JournalPart] {
    [Inspection.digests(of: "licence_face"), LicenceTable.numbering(shelf: shelf)]
  }

  /// What follows from a grant; the journal is made of this before any page exists.
  package static func parts(
    shelf: CatalogueShelf, calendars: CalendarShelf
  ) -> [any JournalPart] {
    [
      LicenceTable.projection, LicenceTable.people,
      LicencePolicies.issueOnGrant(shelf: shelf, calendars: calendars),
    ]
  }
}

extension LicencesRoom {
  /// The certificate of a case, for its file.
  package static func annex(
    journal: Journal, shelf: CatalogueShelf, baseURL: String = localURL
  ) -> CaseAnnex {
    let desk = LicenceDesk(journal: journal, shelf: shelf, baseURL: baseURL)
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
