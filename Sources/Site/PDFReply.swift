// SPDX-License-Identifier: Apache-2.0

import Documents
import SQL

extension Reply {
  /// A document as a PDF, which the browser may show.
  ///
  /// It is drawn on a thread of its own: that takes as long as a hundred pages of HTML.
  ///
  /// - Parameter name: The name to save it under, without its ending.
  package static func pdf(name: String, _ sheet: Sheet) async throws -> Reply {
    pdf(name: name, try await aside { try sheet.pdf() })
  }

  /// The same of many papers.
  package static func pdf(name: String, _ dossier: Dossier) async throws -> Reply {
    pdf(name: name, try await aside { try dossier.pdf() })
  }

  private static func pdf(name: String, _ bytes: [UInt8]) -> Reply {
    .file(bytes, media: "application/pdf", name: name + ".pdf", inline: true)
  }
}

/// A PDF that cannot be made is the house's fault, told with what is missing.
extension DrawingFault: Refusal {
  package var kind: RefusalKind { .unavailable }
  package var code: String { "site/pdf" }
  package var phrase: Phrase { "\(zh: chinese, en: english)" }
}
