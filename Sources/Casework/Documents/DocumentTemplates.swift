// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import SQL
import Synchronization

/// The templates of documents, each read once.
final class DocumentTemplates: Sendable {
  /// A template by the name of its form and its version.
  private struct Key: Hashable {
    let form: String
    let version: Int
  }

  /// The version of the text that the program brings along.
  static let builtIn = 0

  private let known = Mutex<[Key: Template]>([:])

  /// The template in force on a day, and its version.
  ///
  /// Which one that is is asked of the database each time, so that all nodes write by the same.
  func inForce(
    _ form: DocumentForm, on day: Day, in reader: some Reading
  ) throws -> (version: Int, template: Template) {
    let version = try TemplateTable.inForce(form.name, on: day, in: reader) ?? Self.builtIn
    return (version, try template(form, version, in: reader))
  }

  /// The text that the program brings along.
  func builtIn(_ form: DocumentForm) throws(TemplateRefusal) -> Template {
    try template(form, Self.builtIn) { form.builtIn }
  }

  private func template(
    _ form: DocumentForm, _ version: Int, in reader: some Reading
  ) throws -> Template {
    guard version != Self.builtIn else { return try builtIn(form) }
    let key = Key(form: form.name, version: version)
    if let template = known.withLock({ $0[key] }) { return template }
    let text = try TemplateTable.text(form.name, version, in: reader)
    return try template(form, version) { text }
  }

  /// A version never changes, so what was read of it stays right.
  private func template(
    _ form: DocumentForm, _ version: Int, _ text: () -> String
  ) throws(TemplateRefusal) -> Template {
    let key = Key(form: form.name, version: version)
    if let template = known.withLock({ $0[key] }) { return template }
    let template = try Template(text(), for: form)
    known.withLock { $0[key] = template }
    return template
  }
}

extension Template {
  /// Reads the text of a form.
  /// - Throws: ``TemplateRefusal/faulty``.
  init(_ text: String, for form: DocumentForm) throws(TemplateRefusal) {
    do throws(TemplateFaults) {
      self = try Template(text, names: form.vocabulary)
    } catch {
      throw .faulty(error.faults)
    }
  }
}
