// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site

/// The room of digging in roads (道路挖掘): the segments, the plan that is shared in advance, what is brought together,
/// and each dig from its announcement to its inspection, by 城市道路管理条例 articles 29 to 37.
///
/// A dig meets its case in the fields of the application (``RoadField``); cases know nothing of digs.
package enum RoadsRoom {
  /// Where the offices are told that look after the roads.
  package static let messageTopic = "roads"

  /// What follows from the events of digs and cases; the journal is made of these before any page exists.
  package static func parts(
    roads: NetworkShelf, settings: RoadsSettings = RoadsSettings()
  ) -> [any JournalPart] {
    [DigTable.projection, MergeTable.projection]
      + DigPolicies.all(settings: settings, roads: roads)
  }

  /// What this room keeps beside its events, for `verify`.
  package static let inspections: [any JournalPart] = [DigTable.numbering]

  package static func room(desk: RoadsDesk) -> Room {
    let routes: [[Route]] = [
      MapPages(desk: desk).routes, PlanPages(desk: desk).routes, DigPages(desk: desk).routes,
      DigListPages(desk: desk).routes, EmergencyPages(desk: desk).routes,
      RoadsAPI(desk: desk).routes,
    ]
    return Room(name: "roads", routes: routes.flatMap(\.self), english: Embedded.enYAML)
  }

  /// What the page of a case says of the dig that it is about.
  package static func addition(desk: RoadsDesk) -> CaseAddition {
    CaseAddition { file, actor, visit in
      try await CaseSection(desk: desk, file: file, actor: actor, visit: visit).html()
    }
  }

  /// How the segments of an application are chosen.
  package static func picker(desk: RoadsDesk) -> FieldPicker { desk.picker() }

  /// Who can announce a dig: companies and departments for themselves, the window and the section for others.
  package static let announcers: Set<Role> = [
    .applicant, .agent, .clerk, .helper, .reviewer, .chiefApprover, .departmentHead,
  ]
}
