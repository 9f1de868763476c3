// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import SQL
import Synchronization

extension DocumentKind {
  /// The text that the program brings along, until somebody publishes another.
  var builtIn: String {
    switch self {
    case .receipt: Embedded.receiptTXT
    case .supplementNotice: Embedded.supplementNoticeTXT
    case .notRequired: Embedded.notRequiredTXT
    case .nonAcceptance: Embedded.nonAcceptanceTXT
    case .acceptance: Embedded.acceptanceTXT
    case .grant: Embedded.grantTXT
    case .refusal: Embedded.refusalTXT
    case .deliveryRecord: Embedded.deliveryRecordTXT
    case .withdrawal: Embedded.withdrawalTXT
    case .extensionNotice: Embedded.extensionNoticeTXT
    case .procedureNotice: Embedded.procedureNoticeTXT
    case .termination: Embedded.terminationTXT
    case .rectification: Embedded.rectificationTXT
    }
  }
}

/// The templates of documents, each read once.
package final class DocumentTemplates: Sendable {
  /// A template by its kind and version.
  private struct Key: Hashable {
    let kind: DocumentKind
    let version: Int
  }

  /// The version of the text that the program brings along.
  static let builtIn = 0

  private let known = Mutex<[Key: Template]>([:])

  package init() {}

  /// The template in force on a day, and its version.
  ///
  /// Which one that is is asked of the database each time, so that all nodes write by the same.
  func inForce(
    _ kind: DocumentKind, on day: Day, in reader: some Reading
  ) throws -> (version: Int, template: Template) {
    let version = try TemplateTable.inForce(kind, on: day, in: reader) ?? Self.builtIn
    return (version, try template(kind, version, in: reader))
  }

  /// The text that the program brings along.
  func builtIn(_ kind: DocumentKind) throws(TemplateRefusal) -> Template {
    try template(Key(kind: kind, version: Self.builtIn)) { kind.builtIn }
  }

  private func template(
    _ kind: DocumentKind, _ version: Int, in reader: some Reading
  ) throws -> Template {
    guard version != Self.builtIn else { return try builtIn(kind) }
    let key = Key(kind: kind, version: version)
    if let template = known.withLock({ $0[key] }) { return template }
    let text = try TemplateTable.text(kind, version, in: reader)
    return try template(key) { text }
  }

  /// A version never changes, so what was read of it stays right.
  private func template(
    _ key: Key, _ text: () -> String
  ) throws(TemplateRefusal) -> Template {
    if let template = known.withLock({ $0[key] }) { return template }
    do throws(TemplateFaults) {
      let template = try Template(text(), names: DocumentName.all)
      known.withLock { $0[key] = template }
      return template
    } catch {
      throw .faulty(error.faults)
    }
  }
}
