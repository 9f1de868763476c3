// SPDX-License-Identifier: Apache-2.0

import SQL
import ShangMi

/// What somebody gives as his reason: the decision looks at the text, the event keeps its digest.
package struct Remark: Sendable, Hashable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package var digest: Digest { SM3.digest(text) }

  /// Whether it says anything: the shortest reason that is one has two characters.
  package var isGiven: Bool { text.filter { !$0.isWhitespace }.count >= 2 }

  /// The longest reason, in characters.
  static let max = 500
}

/// Every statement on `drafting_text`: the texts of drafts and of reasons, which events name by digest.
enum TextTable {
  @discardableResult
  static func keep(_ text: String, in transaction: Transaction) throws -> Digest {
    let digest = SM3.digest(text)
    try transaction.run(
      """
      INSERT INTO drafting_text (digest, body) VALUES (\(digest.description), \(text))
      ON CONFLICT (digest) DO NOTHING
      """)
    return digest
  }

  static func text(_ digest: Digest, in reader: some Reading) throws -> String {
    try reader.first("SELECT body FROM drafting_text WHERE digest = \(digest.description)") ?? ""
  }

  static func texts(
    _ digests: some Sequence<Digest>, in reader: some Reading
  ) throws -> [Digest: String] {
    var texts: [Digest: String] = [:]
    for digest in Set(digests) { texts[digest] = try text(digest, in: reader) }
    return texts
  }
}
