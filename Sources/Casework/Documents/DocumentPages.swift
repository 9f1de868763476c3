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
      .page(.get, CaseLink.document(case: "{id}", kind: "{kind}").path, .signedIn, "文书") {
        visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        guard let kind = DocumentKind(rawValue: visit.parameter("kind")),
          let text = desk.document(kind, of: file)
        else { throw CaseworkRefusal.documentNotFound }
        let back = CaseLink.case(file.row.id).path
        let title = kind.title(for: file.item.type).key
        return .print(PrintPage(title, body: text.sheet().html(back: back, visit)))
      }
    ]
  }
}

extension CaseDesk {
  /// The text of a document of an opened case, from the evidence as it was when the document was made.
  func document(_ kind: DocumentKind, of file: CaseFile) -> DocumentText? {
    guard let document = file.documents.first(where: { $0.kind == kind }),
      let place = file.history.firstIndex(where: { DocumentKind(of: $0.event) == kind })
    else { return nil }
    let frozen = file.history[...place].compactMap(\.event.filing).last
    return DocumentText(
      document: document, event: file.history[place], file: file,
      filing: frozen.flatMap(file.filing),
      clock: file.state.clock(calendar, asOf: document.issuedAt.day))
  }
}
