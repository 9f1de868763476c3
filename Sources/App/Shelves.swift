// SPDX-License-Identifier: Apache-2.0

import Bundles
import Casework
import Catalogue
import Deadlines
import Drafting
import Enquiries
import Journal
import Licences
import Oversight
import Projects
import Ratings
import Roads
import SQL

/// What all rooms read and a running program takes over when it is published: items, bundles, the calendar, the rules of
/// supervision, the roads.
struct Shelves: Sendable {
  let catalogue = CatalogueShelf()
  let bundles = BundleShelf()
  let calendars: CalendarShelf
  let supervision: Supervision
  let roads = NetworkShelf()

  init() {
    calendars = CalendarShelf()
    supervision = Supervision(books: RuleShelf(), calendars: calendars)
  }

  /// Where cases are begun, for desks and policies alike.
  var registry: CaseRegistry {
    CaseRegistry(shelf: catalogue, calendars: calendars, licences: LicenceRecords())
  }

  /// Takes over what has been published since.
  func refresh(from database: Database) async throws {
    try await catalogue.refresh(from: database)
    try await bundles.refresh(from: database)
    try await calendars.refresh(from: database)
    try await supervision.books.refresh(from: database)
  }

  /// What the rooms give the journal.
  ///
  /// A document tells of all that its step has brought, the licence of a grant too: it is written last. What follows a
  /// case elsewhere follows after that.
  func parts(
    _ settings: CaseworkSettings, _ files: FileStore
  ) -> [any JournalPart] {
    let rooms: [[any JournalPart]] = [
      LicencesRoom.parts(shelf: catalogue, calendars: calendars),
      LicencesRoom.inspections(shelf: catalogue),
      CaseworkRoom.parts(shelf: catalogue, calendars: calendars, settings: settings),
      CaseworkRoom.inspections(of: files),
      OversightRoom.parts(supervision), OversightRoom.inspections, DraftingRoom.parts,
      BundlesRoom.parts(registry, bundles: bundles),
      RoadsRoom.parts(roads: roads), RoadsRoom.inspections,
      ProjectsRoom.parts(), ProjectsRoom.inspections,
      RatingsRoom.parts(calendars: calendars), EnquiriesRoom.parts(calendars: calendars),
    ]
    return rooms.flatMap(\.self)
  }
}
