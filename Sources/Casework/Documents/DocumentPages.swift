// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import SQL
import HTTPTypes
import Journal
import ShangMi
import Site

/// The documents (文书) of a case, each a sheet for the printer.
package struct DocumentPages: Sendable {
  let desk: CaseDesk

  package init(desk: CaseDesk) {
    self.desk = desk
  }

  package var routes: [Route] {
    [
      .page(.get, CaseLink.document(case: "{id}", name: "{name}").path, .signedIn, "文书") {
        visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        let name = visit.parameter("name")
        guard let document = file.documents.first(where: { $0.name == name }),
          let text = desk.text(of: document, in: file)
        else { throw CaseworkRefusal.documentNotFound }
        let back = CaseLink.case(file.row.id).path
        let title = document.kind.title(for: file.item.type).key
        return .print(PrintPage(title, body: text.sheet().html(back: back, visit)))
      }
    ]
  }
}

extension CaseDesk {
  /// All documents of an opened case, in the order in which they were made.
  package func sheets(of file: CaseFile) -> [Sheet] {
    file.documents.compactMap { text(of: $0, in: file)?.sheet() }
  }

  /// The text of a document of an opened case, from the evidence as it was when the document was made.
  func text(of document: IssuedDocument, in file: CaseFile) -> DocumentText? {
    let makers = file.history.indices.filter {
      DocumentKind(of: file.history[$0].event) == document.kind
    }
    guard let place = makers.dropFirst(document.place - 1).first else { return nil }
    let frozen = file.history[...place].compactMap(\.event.filing).last
    return DocumentText(
      document: document, event: file.history[place], file: file,
      filing: frozen.flatMap(file.filing),
      clock: file.state.clock(calendar, asOf: document.issuedAt.day))
  }
}
