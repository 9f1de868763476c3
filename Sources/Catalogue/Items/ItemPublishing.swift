// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// What the journal notes about the catalogue.
package enum CatalogueEvent: Codable, Hashable, Sendable {
  /// A version was published; it applies from its effective day.
  case published(code: String, version: Int, digest: String, effective: Day)
  /// The item can no longer be applied for.
  case withdrawn(code: String, reason: String)
  /// The item can be applied for again.
  case restored(code: String, reason: String)

  /// The kind of stream under which the journal keeps them, one for each item.
  package static let kind = "item"
}

/// A version as the catalogue keeps it.
///
/// Immutable, and a class, so that lists of a thousand items are lists of references.
package final class PublishedVersion: Sendable {
  package let item: ItemVersion
  /// The digest of what its file says.
  package let digest: String
  package let importedAt: Instant
  /// When the item was withdrawn; nil while it can be applied for.
  package let withdrawnAt: Instant?
  package let withdrawnReason: String?

  package init(
    _ item: ItemVersion, digest: String, importedAt: Instant, withdrawnAt: Instant? = nil,
    withdrawnReason: String? = nil
  ) {
    self.item = item
    self.digest = digest
    self.importedAt = importedAt
    self.withdrawnAt = withdrawnAt
    self.withdrawnReason = withdrawnReason
  }

  package var isWithdrawn: Bool { withdrawnAt != nil }
}

/// What the rules of publication need to know of a version that is already there.
struct KnownVersion: Hashable, Sendable {
  let version: Int
  let digest: String
  let effective: Day
}

/// The rules of publication, pure.
enum ItemPublishing {
  /// What becomes of a file.
  enum Outcome: Hashable, Sendable {
    /// The same version with the same content is there.
    case unchanged
    case publish
  }

  /// Decides what becomes of a file, given the versions of its item.
  ///
  /// A published version never changes, numbers grow, and a later version applies from a later day.
  static func decide(
    _ file: ItemFile, known: [KnownVersion]
  ) throws(CatalogueRefusal) -> Outcome {
    let item = file.version
    if let same = known.first(where: { $0.version == item.version }) {
      guard same.digest == file.digest else {
        throw .changedUnderSameVersion(file: file.name, code: item.code, version: item.version)
      }
      return .unchanged
    }
    guard let latest = known.max(by: { $0.version < $1.version }) else { return .publish }
    guard item.version > latest.version else {
      throw .versionOutOfOrder(file: file.name, version: item.version, latest: latest.version)
    }
    guard item.effective > latest.effective else {
      throw .effectiveTooEarly(
        file: file.name, effective: item.effective, previous: latest.effective)
    }
    return .publish
  }
}

/// What an import has done.
package struct ImportReport: Codable, Hashable, Sendable {
  /// `code` and version of what was published now.
  package struct Entry: Codable, Hashable, Sendable {
    package let file: String
    package let code: String
    package let name: String
    package let version: Int
  }

  package var published: [Entry] = []
  package var unchanged: [Entry] = []
}

/// The files of an import that were refused; nothing of the import was kept.
package struct ImportRefused: Error, Sendable, CustomStringConvertible {
  package let refusals: [CatalogueRefusal]

  /// One refusal a line, in Chinese, the language of the files.
  package var description: String {
    guard let texts = try? Texts(english: []) else { return "\(refusals)" }
    return refusals.map { texts.render($0.phrase, in: .zh) }.joined(separator: "\n")
  }
}
