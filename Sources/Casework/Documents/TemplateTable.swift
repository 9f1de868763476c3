// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import ShangMi

/// A published version of the text of a kind of document; it never changes.
package struct TemplateVersion: Sendable, Hashable {
  package let kind: DocumentKind
  /// From 1, in the order of publication.
  package let version: Int
  /// The first day whose documents it is the text of, unless another begins later.
  package let startsOn: Day
  /// Who published it: an account's identifier.
  package let author: String
  package let publishedAt: Instant
}

/// What the journal notes about templates.
private enum TemplateEvent: Codable {
  case published(kind: DocumentKind, version: Int, startsOn: Day, digest: Digest)
}

/// Every statement on the versions of templates.
enum TemplateTable {
  /// The most versions of a kind that are listed.
  static let listMax = 200

  /// The version in force on a day: the one that begins last; of two that begin on one day the later one.
  ///
  /// Nil where none was published.
  static func inForce(
    _ kind: DocumentKind, on day: Day, in reader: some Reading
  ) throws -> Int? {
    try reader.first(
      """
      SELECT version FROM document_template WHERE kind = \(kind) AND starts_on <= \(day)
      ORDER BY starts_on DESC, version DESC LIMIT 1
      """)
  }

  static func text(
    _ kind: DocumentKind, _ version: Int, in reader: some Reading
  ) throws -> String {
    let text: String? = try reader.first(
      "SELECT body FROM document_template WHERE kind = \(kind) AND version = \(version)")
    guard let text else { throw TemplateRefusal.notFound }
    return text
  }

  /// The versions of a kind, the latest first.
  static func versions(
    of kind: DocumentKind, in reader: some Reading
  ) throws -> [TemplateVersion] {
    try reader.rows(
      """
      SELECT version, starts_on, author, published_at FROM document_template
      WHERE kind = \(kind) ORDER BY version DESC LIMIT \(listMax)
      """
    ) { row in
      TemplateVersion(
        kind: kind, version: try row[0], startsOn: try row[1], author: try row[2],
        publishedAt: try row[3])
    }
  }

  /// Publishes a text that has been checked.
  /// - Returns: its version.
  static func publish(
    _ text: String, for kind: DocumentKind, from day: Day, in unit: UnitOfWork
  ) throws -> Int {
    guard day >= unit.now.day else { throw TemplateRefusal.tooEarly(today: unit.now.day) }
    let last: Int = try unit.transaction.one(
      "SELECT COALESCE(MAX(version), 0) FROM document_template WHERE kind = \(kind)")
    let before = try last == 0 ? kind.builtIn : self.text(kind, last, in: unit.transaction)
    guard text != before else { throw TemplateRefusal.unchanged }
    try unit.transaction.run(
      """
      INSERT INTO document_template (kind, version, starts_on, body, author, published_at)
      VALUES (\(kind), \(last + 1), \(day), \(text), \(unit.actor.id), \(unit.now))
      """)
    try unit.note(
      TemplateEvent.published(
        kind: kind, version: last + 1, startsOn: day, digest: SM3.digest(text)),
      kind: "document-template", id: kind.rawValue)
    return last + 1
  }
}
