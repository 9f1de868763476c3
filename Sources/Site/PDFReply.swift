// SPDX-License-Identifier: Apache-2.0

import Documents
import SQL

/// How an address asks for a document: as a page, or as a PDF.
package enum SheetForm: Sendable {
  case page
  case pdf

  /// The end of the address.
  package var ending: String { self == .pdf ? ".pdf" : "" }

  /// The name and the form that the last part of an address asks for.
  package static func split(_ part: String) -> (name: String, form: SheetForm) {
    let ending = SheetForm.pdf.ending
    return part.hasSuffix(ending) ? (String(part.dropLast(ending.count)), .pdf) : (part, .page)
  }
}

extension Reply {
  /// A document as a page for the printer.
  ///
  /// - Parameters:
  ///   - back: the page that the link above the paper leads to.
  ///   - pdf: where the document is as a PDF.
  package static func sheet(
    _ sheet: Sheet, back: String, pdf: String, _ visit: Visit
  ) -> Reply {
    .print(PrintPage(sheet.title, body: sheet.html(back: back, pdf: pdf, visit)))
  }

  /// A document as a PDF, which the browser may show.
  ///
  /// It is drawn on a thread of its own: that takes as long as a hundred pages of HTML.
  package static func pdf(_ sheet: Sheet) async throws -> Reply {
    pdf(name: "\(sheet.title) \(sheet.number)", try await aside { try sheet.pdf() })
  }

  /// The same of many papers.
  ///
  /// - Parameter name: The name to save it under, without its ending.
  package static func pdf(name: String, _ dossier: Dossier) async throws -> Reply {
    pdf(name: name, try await DossierPress.shared.print(dossier))
  }

  private static func pdf(name: String, _ bytes: [UInt8]) -> Reply {
    .file(bytes, media: "application/pdf", name: name + ".pdf", inline: true)
  }
}

/// Prints one file of papers at a time: each takes as much memory as all its pictures.
private actor DossierPress {
  static let shared = DossierPress()

  private var last: Task<Void, Never>?

  func print(_ dossier: Dossier) async throws -> [UInt8] {
    let before = last
    let job = Task {
      await before?.value
      return try await aside { try dossier.pdf() }
    }
    last = Task { _ = await job.result }
    return try await job.value
  }
}

/// A PDF that cannot be made is the house's fault, told with what is missing.
extension DrawingFault: Refusal {
  package var kind: RefusalKind { .unavailable }
  package var code: String { "site/pdf" }
  package var phrase: Phrase { "\(zh: chinese, en: english)" }
}
