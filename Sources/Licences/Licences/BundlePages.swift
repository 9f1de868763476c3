// SPDX-License-Identifier: Apache-2.0

import Casework
import Documents
import HTTPTypes
import Journal
import Site

/// All that a case has led to, for the printer in one go: its documents, and the certificate.
struct BundlePages: Sendable {
  let desk: CaseDesk
  let licences: LicenceDesk

  var routes: [Route] {
    [
      .page(.get, CaseLink.bundle("{id}").path, .signedIn, "打印全部文书") { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        var sheets = try await desk.sheets(of: file)
        if let number = file.state.licence {
          do {
            sheets.append(licences.sheet(of: try await licences.find(number, for: actor)))
          } catch LicenceRefusal.notFound {
            // Not every one who sees the case sees the licence; its documents he does.
          }
        }
        let next: HTML =
          actor.holds(anyOf: CaseDesk.windowRoles)
          ? UI.link(visit.t("办下一件"), CaseLink.window.path) : .empty
        return .print(
          PrintPage(
            "全部文书",
            body: Sheet.pile(
              sheets, back: CaseLink.case(file.row.id).path,
              actions: UI.printButton(visit) + next, visit)))
      }
    ]
  }
}
