// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Journal
import SQL

/// The documents of cases, and the templates that they are written by.
extension CaseDesk {
  /// A document of an opened case as it was issued.
  ///
  /// - Throws: ``CaseworkRefusal/documentNotFound`` where its text was erased.
  package func sheet(of document: IssuedDocument, in file: CaseFile) async throws -> Sheet {
    guard let digest = document.sheet else { return try retold(document, in: file) }
    let sheet = try await journal.database.read { try EvidenceTable.sheet(digest, in: $0) }
    guard let sheet else { throw CaseworkRefusal.documentNotFound }
    return sheet
  }

  /// The text of a document that was issued before documents were kept: what it told follows from the evidence as it
  /// was when it was made.
  func retold(_ document: IssuedDocument, in file: CaseFile) throws -> Sheet {
    let makers = file.history.indices.filter {
      DocumentKind(of: file.history[$0].event) == document.kind
    }
    guard let place = makers.dropFirst(document.place - 1).first else {
      throw CaseworkRefusal.documentNotFound
    }
    let frozen = file.history[...place].compactMap(\.event.filing).last
    let facts = DocumentFacts(
      kind: document.kind, number: document.number, event: file.history[place],
      state: file.state, item: file.item, filing: frozen.flatMap(file.filing),
      notice: file.notice, clock: file.state.clock(calendar, asOf: document.issuedAt.day),
      reasons: file.text(file.history[place].event.text ?? file.state.reasons))
    return try facts.sheet(by: DocumentTemplates().builtIn(document.kind))
  }

  // MARK: Templates

  /// The versions of the text of a kind, the latest first, and which of them is in force today; 0 is the program's own.
  package func templates(
    of kind: DocumentKind
  ) async throws -> (versions: [TemplateVersion], inForce: Int) {
    let today = now.day
    return try await journal.database.read { reader in
      (
        try TemplateTable.versions(of: kind, in: reader),
        try TemplateTable.inForce(kind, on: today, in: reader) ?? DocumentTemplates.builtIn
      )
    }
  }

  /// The text of a version; 0 is the program's own.
  package func templateText(_ kind: DocumentKind, version: Int) async throws -> String {
    guard version != DocumentTemplates.builtIn else { return kind.builtIn }
    return try await journal.database.read { try TemplateTable.text(kind, version, in: $0) }
  }

  /// Publishes the text of a kind of document from a day on, if it is sound and lawful.
  ///
  /// Documents that have been made stay as they are.
  /// - Returns: its version.
  /// - Throws: ``TemplateRefusal``.
  package func publish(
    template text: String, for kind: DocumentKind, from day: Day, by actor: Actor,
    key: CommandKey? = nil
  ) async throws -> Int {
    let text = text.replacing("\r\n", with: "\n")
    _ = try TemplateRules.check(text, for: kind)
    return try await journal.perform(as: actor, key: key) { unit in
      try TemplateTable.publish(text, for: kind, from: day, in: unit)
    }
  }
}
