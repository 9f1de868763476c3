// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Documents
import HTTPTypes
import Journal
import Site

/// The documents (文书) of a case, each a sheet for the printer and a PDF, and all papers of a case as one file.
package struct DocumentPages: Sendable {
  let desk: CaseDesk

  package init(desk: CaseDesk) {
    self.desk = desk
  }

  package var routes: [Route] {
    [
      .page(.get, CaseLink.document(case: "{id}", name: "{name}").path, .signedIn, "文书") {
        visit, actor in
        try await document(visit, actor)
      },
      .page(.get, CaseLink.dossier("{id}").path, .signedIn, "案卷") { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        let dossier = try await desk.dossier(of: file, for: actor)
        return try await .pdf(name: dossier.title, dossier)
      },
    ]
  }

  private func document(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let file = try await desk.open(visit.parameter("id"), for: actor)
    let (name, form) = SheetForm.split(visit.parameter("name"))
    guard let document = file.documents.first(where: { $0.name == name }) else {
      throw CaseworkRefusal.documentNotFound
    }
    let sheet = try await desk.sheet(of: document, in: file)
    let id = file.row.id
    return switch form {
    case .pdf: try await .pdf(sheet)
    case .page:
      .sheet(
        sheet, back: CaseLink.case(id).path,
        pdf: CaseLink.document(case: id, name: name, .pdf).path, visit)
    }
  }
}
