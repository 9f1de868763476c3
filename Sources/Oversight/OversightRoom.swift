// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site

/// The room of electronic supervision (电子监察): it follows cases by policies and deadlines, tells when a term will
/// soon run out, holds what was let pass or done wrongly against a unit, and scores the month.
///
/// Cases know nothing of it, and it changes nothing of them.
package enum OversightRoom {
  /// What follows from the events of cases; the journal is made of these before any page exists.
  package static func parts(_ supervision: Supervision) -> [any JournalPart] {
    [
      AlertTable.projection, CardTable.projection, ComplaintTable.projection,
      ConclusionTable.projection(calendars: supervision.calendars),
    ] + OversightPolicies.all(supervision)
  }

  /// What this room keeps beside its events, for `verify`.
  package static let inspections: [any JournalPart] = [CardTable.numbering]

  package static func room(desk: OversightDesk) -> Room {
    let routes: [[Route]] = [
      ScreenPages(desk: desk).routes, CardPages(desk: desk).routes, AlertPages(desk: desk).routes,
      RulePages(desk: desk).routes, ScorePages(desk: desk).routes,
      ComplaintPages(desk: desk).routes, OversightAPI(desk: desk).routes,
    ]
    return Room(name: "oversight", routes: routes.flatMap(\.self), english: Embedded.enYAML)
  }

  /// What the page of a case says of its cards, to staff, and of complaints, to the applicant.
  package static func addition(desk: OversightDesk) -> CaseAddition {
    CaseAddition { file, actor, visit in
      try await CaseSection(desk: desk, file: file, actor: actor, visit: visit).html()
    }
  }
}
