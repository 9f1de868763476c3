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

  /// The end of an address that leads to the PDF.
  static let pdf = ".pdf"

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
    let asked = visit.parameter("name")
    let isPDF = asked.hasSuffix(Self.pdf)
    let name = isPDF ? String(asked.dropLast(Self.pdf.count)) : asked
    guard let document = file.documents.first(where: { $0.name == name }) else {
      throw CaseworkRefusal.documentNotFound
    }
    let sheet = try await desk.sheet(of: document, in: file)
    if isPDF { return try await .pdf(name: "\(sheet.title) \(sheet.number)", sheet) }
    let link = CaseLink.document(case: file.row.id, name: name + Self.pdf).path
    return .print(
      PrintPage(
        sheet.title,
        body: sheet.html(back: CaseLink.case(file.row.id).path, pdf: link, visit)))
  }
}
