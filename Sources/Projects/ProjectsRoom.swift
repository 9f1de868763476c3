// SPDX-License-Identifier: Apache-2.0

import Casework
import Journal
import Site

/// The room of construction: projects by their national code with all that is applied for in them, permits in phases,
/// starts on commitment, and lifts for existing housing with the vote of the owners.
package enum ProjectsRoom {
  /// What follows from cases and licences, and from this room's own matters; the journal is made of these before any
  /// page exists.
  package static func parts(_ rules: ConstructionRules = .standard) -> [any JournalPart] {
    [
      MatterTable<Project>.projection, MatterTable<CommittedStart>.projection,
      MatterTable<Lift>.projection, ProjectCaseTable.projection, StartTable.cases,
      StartTable.promises, LiftDocument.projection,
    ] + ProjectPolicies.all(rules) + StartPolicies.all(rules)
  }

  /// What this room keeps beside its events, for `verify`.
  package static let inspections: [any JournalPart] = [LiftDocument.numbering]

  package static func room(desk: ProjectsDesk) -> Room {
    let routes: [[Route]] = [
      MatterPages<ProjectView>(desk: desk).routes, MatterPages<StartView>(desk: desk).routes,
      MatterPages<LiftView>(desk: desk).routes, BoardPages(desk: desk).routes,
      LiftPages(desk: desk).routes, VoteAPI().routes, MatterAPI<Project>(desk: desk).routes,
      MatterAPI<CommittedStart>(desk: desk).routes, MatterAPI<Lift>(desk: desk).routes,
    ]
    return Room(name: "projects", routes: routes.flatMap(\.self), english: Embedded.enYAML)
  }

  /// On the page of a case: of which project it is, and what stands against a grant.
  package static func addition(desk: ProjectsDesk) -> CaseAddition {
    CaseAddition { file, actor, visit in
      try await PhaseSection(desk: desk, file: file, actor: actor, visit: visit).html()
    }
  }
}
