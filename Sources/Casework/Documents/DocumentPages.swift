// SPDX-License-Identifier: Apache-2.0

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
          let text = try await desk.document(kind, of: file)
        else { throw CaseworkRefusal.documentNotFound }
        let back = CaseLink.case(file.row.id).path
        return .print(PrintPage(kind.chinese, body: text.sheet().html(back: back, visit)))
      }
    ]
  }
}

extension CaseDesk {
  /// The text of a document of an opened case, from the evidence as it was when the document was made.
  func document(_ kind: DocumentKind, of file: CaseFile) async throws -> DocumentText? {
    guard let document = file.documents.first(where: { $0.kind == kind }),
      let place = file.history.firstIndex(where: { DocumentKind(of: $0.event) == kind })
    else { return nil }
    var frozen: Digest?
    for recorded in file.history[...place] {
      switch recorded.event {
      case .submitted(let submission): frozen = submission.filing
      case .corrected(let filing), .supplemented(let filing): frozen = filing
      default: break
      }
    }
    let digest = frozen
    let filing = try await journal.database.read { reader in
      try digest.flatMap { try EvidenceTable.filing($0, in: reader) }
    }
    return DocumentText(
      document: document, event: file.history[place], file: file, filing: filing,
      clock: file.state.clock(calendar, asOf: document.issuedAt.day))
  }
}

extension DocumentKind {
  /// What the document is called in the language that it is written in.
  var chinese: String { title.key }
}
