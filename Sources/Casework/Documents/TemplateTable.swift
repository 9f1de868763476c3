// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import ShangMi

/// A published version of the text of a form; it never changes.
package struct TemplateVersion: Sendable, Hashable {
  /// The name of the form.
  package let form: String
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
  case published(kind: String, version: Int, startsOn: Day, digest: Digest)
}

/// Every statement on the versions of templates.
enum TemplateTable {
  /// The most versions of a form that are listed.
  static let listMax = 200

  /// The version in force on a day: the one that begins last; of two that begin on one day the later one.
  ///
  /// Nil where none was published.
  static func inForce(
    _ form: String, on day: Day, in reader: some Reading
  ) throws -> Int? {
    try reader.first(
      """
      SELECT version FROM document_template WHERE form = \(form) AND starts_on <= \(day)
      ORDER BY starts_on DESC, version DESC LIMIT 1
      """)
  }

  static func text(
    _ form: String, _ version: Int, in reader: some Reading
  ) throws -> String {
    let text: String? = try reader.first(
      "SELECT body FROM document_template WHERE form = \(form) AND version = \(version)")
    guard let text else { throw TemplateRefusal.notFound }
    return text
  }

  /// The versions of a form, the latest first.
  static func versions(
    of form: String, in reader: some Reading
  ) throws -> [TemplateVersion] {
    try reader.rows(
      """
      SELECT version, starts_on, author, published_at FROM document_template
      WHERE form = \(form) ORDER BY version DESC LIMIT \(listMax)
      """
    ) { row in
      TemplateVersion(
        form: form, version: try row[0], startsOn: try row[1], author: try row[2],
        publishedAt: try row[3])
    }
  }

  /// Publishes a text that has been checked.
  ///
  /// - Parameter expecting: the latest version that its author has seen; nil where nobody looked.
  /// - Returns: its version.
  static func publish(
    _ text: String, for form: DocumentForm, from day: Day, expecting: Int?, in unit: UnitOfWork
  ) throws -> Int {
    guard day >= unit.now.day else { throw TemplateRefusal.tooEarly(today: unit.now.day) }
    let last: Int = try unit.transaction.one(
      "SELECT COALESCE(MAX(version), 0) FROM document_template WHERE form = \(form.name)")
    guard expecting ?? last == last else { throw TemplateRefusal.changedMeanwhile(latest: last) }
    let before = try last == 0 ? form.builtIn : self.text(form.name, last, in: unit.transaction)
    guard text != before else { throw TemplateRefusal.unchanged }
    try unit.transaction.run(
      """
      INSERT INTO document_template (form, version, starts_on, body, author, published_at)
      VALUES (\(form.name), \(last + 1), \(day), \(text), \(unit.actor.id), \(unit.now))
      """)
    try unit.note(
      TemplateEvent.published(
        kind: form.name, version: last + 1, startsOn: day, digest: SM3.digest(text)),
      kind: "document-template", id: form.name)
    return last + 1
  }
}
