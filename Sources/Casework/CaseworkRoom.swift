// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Identity
import Journal
import Site

/// The room of cases (办件): from the draft to the conclusion, by 行政许可法 articles 29 to 44.
///
/// A case is an aggregate; what is personal lies beside the journal as evidence, named by digest. Other rooms
/// follow a case through policies; this room knows none of them.
package enum CaseworkRoom {
  /// What follows from the events of cases; the journal is made of these before any page exists.
  package static func parts(
    shelf: CatalogueShelf, calendars: CalendarShelf, settings: CaseworkSettings = CaseworkSettings()
  ) -> [any JournalPart] {
    CasePolicies.all(shelf: shelf, calendars: calendars, settings: settings)
  }

  /// What this room keeps beside its events, for `verify`.
  package static func inspections(of files: FileStore) -> [any JournalPart] {
    CaseInspections.all(of: files)
  }

  package static func room(desk: CaseDesk, accounts: Accounts) -> Room {
    let pages: [[Route]] = [
      ApplyPages(desk: desk, accounts: accounts).routes, CasePages(desk: desk).routes,
      DocumentPages(desk: desk).routes, TemplatePages(desk: desk).routes,
      DeskPages(desk: desk).routes,
      CaseAPI(desk: desk, accounts: accounts).routes,
    ]
    return Room(
      name: "casework", routes: pages.flatMap(\.self), english: Embedded.enYAML)
  }
}
