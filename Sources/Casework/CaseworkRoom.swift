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
      + BarRegister.parts(settings, shelf: shelf)
      + PromisePolicies.all(shelf: shelf, calendars: calendars, settings: settings)
      + [DelegationTable.rows, PreReviewTable.rows, PreReviewTable.telling]
      + [AuthorisationTable.rows, AuthorisationTable.numbering] + RecheckPolicies.all(settings)
  }

  /// What this room keeps beside its events, for `verify`.
  package static func inspections(of files: FileStore) -> [any JournalPart] {
    CaseInspections.all(of: files) + [BarTable.numbering, PromiseTable.numbering]
  }

  /// - Parameters:
  ///   - additions: what other rooms add to the page of a case.
  ///   - pickers: how other rooms have fields chosen.
  package static func room(
    desk: CaseDesk, accounts: Accounts, additions: [CaseAddition] = [],
    pickers: [FieldPicker] = [],
    settings: CaseworkSettings = CaseworkSettings()
  ) -> Room {
    let delegations = Delegations(journal: desk.journal, shelf: desk.shelf)
    let pages: [[Route]] = [
      ApplyPages(desk: desk, accounts: accounts, pickers: pickers).routes,
      CasePages(desk: desk, additions: additions).routes,
      DocumentPages(desk: desk).routes, TemplatePages(desk: desk).routes,
      DeskPages(desk: desk).routes,
      CaseAPI(desk: desk, accounts: accounts).routes, BarPages(desk: desk).routes,
      PromisePages(desk: desk).routes, PromiseAPI(desk: desk).routes,
      BarAPI(desk: desk).routes,
      DelegationPages(delegations: delegations).routes,
      DelegationAPI(delegations: delegations).routes, PreReviewPages(desk: desk).routes,
      PreReviewAPI(desk: desk).routes,
      ProcessRoutes(desk: desk).routes,
      PublicNoticePages(desk: desk).routes,
      oneHand(desk, settings),
    ]
    return Room(
      name: "casework", routes: pages.flatMap(\.self), english: Embedded.enYAML)
  }

  /// Authorisations, the register of interests, re-checks, and the window where things are done at once.
  private static func oneHand(_ desk: CaseDesk, _ settings: CaseworkSettings) -> [Route] {
    let authorisations = AuthorisationDesk(
      journal: desk.journal, shelf: desk.shelf, settings: settings)
    let interests = InterestDesk(journal: desk.journal)
    let rechecks = RecheckDesk(journal: desk.journal)
    let pages: [[Route]] = [
      AuthorisationPages(desk: authorisations).routes,
      AuthorisationAPI(desk: authorisations).routes, InterestPages(desk: interests).routes,
      InterestAPI(desk: interests).routes, RecheckPages(desk: rechecks).routes,
      DrawPages(desk: rechecks).routes, RecheckAPI(desk: rechecks).routes,
      WindowPages(desk: desk).routes, WindowAPI(desk: desk).routes,
    ]
    return pages.flatMap(\.self)
  }
}
