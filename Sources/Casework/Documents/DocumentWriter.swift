// SPDX-License-Identifier: Apache-2.0

import Documents
import Journal
import SQL

/// Puts a step into writing, by the template that is in force, in the transaction of the step.
///
/// The document is kept as it is written: what its reader sees ever after is what was issued, whatever becomes of the
/// template, of the calendar or of this program.
package struct DocumentWriter: Sendable {
  private let templates = DocumentTemplates()

  package init() {}

  /// Writes a document by the template of its day and keeps it as evidence.
  /// - Throws: ``TemplateRefusal`` where the template cannot be filled in.
  package func write(
    _ content: DocumentContent, in transaction: Transaction
  ) throws -> KeptSheet {
    guard let day = content.paper.day else { throw TemplateRefusal.notFound }
    let (version, template) = try templates.inForce(content.form, on: day, in: transaction)
    return KeptSheet(
      digest: try EvidenceTable.keep(try content.sheet(by: template), in: transaction),
      template: version)
  }
}

extension Journal {
  /// A document as it was issued.
  ///
  /// - Parameter content: what one tells that was issued before texts were kept: its content follows from the
  ///   evidence, and the program's own template words it.
  /// - Throws: ``CaseworkRefusal/documentNotFound`` where its text was erased.
  package func sheet(
    _ kept: KeptSheet?, else content: () throws -> DocumentContent
  ) async throws -> Sheet {
    guard let kept else {
      let content = try content()
      return try content.sheet(by: try DocumentTemplates().builtIn(content.form))
    }
    guard let sheet = try await database.read({ try EvidenceTable.sheet(kept.digest, in: $0) })
    else { throw CaseworkRefusal.documentNotFound }
    return sheet
  }
}
