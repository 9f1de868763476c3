// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal
import SQL
import Site

/// The room of item administration (事项管理): from the basic catalogue by claim and draft, review by another and publication
/// to withdrawal, and what the items together say of the bureau.
///
/// What is published becomes a version of the catalogue by the catalogue's own rules; nothing here changes a version.
package enum DraftingRoom {
  /// What follows from the events of this room, and what it keeps beside them; the journal is made of these before any page
  /// exists.
  package static let parts: [any JournalPart] = [
    BasicTable.claims, DraftTable.projection, DraftingDesk.release, StandingTable.projection,
    StandingTable.enforce, StandingTable.day, StreetTable.projection, ReformTable.projection,
    Inspection.digests(of: "drafting_text"),
  ]

  package static func room(desk: DraftingDesk) -> Room {
    let routes: [[Route]] = [
      DraftingPages(desk: desk).routes, BasicPages(desk: desk).routes,
      ItemAdminPages(desk: desk).routes, ComparisonPages(desk: desk).routes,
      DraftPages(desk: desk).routes, DelegationPages(desk: desk).routes,
      IndicatorPages(desk: desk).routes, ReformPages(desk: desk).routes,
      BasicAPI(desk: desk).routes, DraftAPI(desk: desk).routes, StandingAPI(desk: desk).routes,
      StreetAPI(desk: desk).routes, IndicatorAPI(desk: desk).routes, ReformAPI(desk: desk).routes,
    ]
    return Room(name: "drafting", routes: routes.flatMap(\.self), english: Embedded.enYAML)
  }

  /// What the guide of an item says of streets that do it.
  package static func addition(desk: DraftingDesk) -> GuideAddition {
    GuideAddition { item, visit in
      StreetPart(services: try await desk.services(of: item.code), desk: desk, visit: visit)
        .section
    }
  }
}
