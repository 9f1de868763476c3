// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Journal
import SQL

/// The documents of cases, and the templates that they are written by.
extension CaseDesk {
  /// A document of an opened case as it was issued.
  ///
  /// Others whom it is addressed to are named in full to the staff alone, who deliver it.
  /// - Throws: ``CaseworkRefusal/documentNotFound`` where its text was erased.
  package func sheet(of document: IssuedDocument, in file: CaseFile) async throws -> Sheet {
    guard let facts = file.facts(of: document) else { throw CaseworkRefusal.documentNotFound }
    let sheet = try await journal.sheet(document.kept) { facts.content }
    guard !file.isInside else { return sheet }
    // The longest first: a name can begin another.
    let names = zip(facts.addressees(\.name), facts.addressees(\.maskedName))
      .sorted { $0.0.count > $1.0.count }
    let masked = names.reduce(sheet) { $0.replacing($1.0, with: $1.1) }
    guard document.kind == .hearingRecord else { return masked }
    // What was said at a hearing its applicant has heard, and signed.
    var record = sheet
    record.addressee = masked.addressee
    return record
  }

  /// All documents of an opened case, in the order in which they were made.
  package func sheets(of file: CaseFile) async throws -> [Sheet] {
    var sheets: [Sheet] = []
    for document in file.documents { sheets.append(try await sheet(of: document, in: file)) }
    return sheets
  }

  // MARK: Templates

  /// A form by its name.
  /// - Throws: ``TemplateRefusal/notFound``.
  package func form(_ name: String) throws(TemplateRefusal) -> DocumentForm {
    guard let form = forms.first(where: { $0.name == name }) else { throw .notFound }
    return form
  }

  /// The versions of the text of a form, the latest first, and which of them is in force today; 0 is the program's own.
  package func templates(
    of form: DocumentForm
  ) async throws -> (versions: [TemplateVersion], inForce: Int) {
    let today = now.day
    return try await journal.database.read { reader in
      (
        try TemplateTable.versions(of: form.name, in: reader),
        try TemplateTable.inForce(form.name, on: today, in: reader) ?? DocumentTemplates.builtIn
      )
    }
  }

  /// The text of a version; 0 is the program's own.
  package func templateText(_ form: DocumentForm, version: Int) async throws -> String {
    guard version != DocumentTemplates.builtIn else { return form.builtIn }
    return try await journal.database.read { try TemplateTable.text(form.name, version, in: $0) }
  }

  /// Publishes the text of a form from a day on, if it is sound and lawful.
  ///
  /// Documents that have been made stay as they are.
  /// - Parameter expecting: the latest version that its author has seen; another one refuses.
  /// - Returns: its version.
  /// - Throws: ``TemplateRefusal``.
  package func publish(
    template text: String, for form: DocumentForm, from day: Day, by actor: Actor,
    expecting: Int? = nil, key: CommandKey? = nil
  ) async throws -> Int {
    let text = text.replacing("\r\n", with: "\n")
    _ = try TemplateRules.check(text, for: form)
    return try await journal.perform(as: actor, key: key) { unit in
      try TemplateTable.publish(text, for: form, from: day, expecting: expecting, in: unit)
    }
  }
}
