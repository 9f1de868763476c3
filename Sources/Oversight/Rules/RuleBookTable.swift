// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// What the journal notes about the rules of supervision.
enum RuleBookEvent: Codable, Hashable, Sendable {
  /// A version was published; it applies from its effective day.
  case published(version: Int, digest: String, effective: Day)

  /// The kind of stream under which the journal keeps it.
  static let kind = "oversight-rules"
}

/// Every statement on the versions of the rules.
enum RuleBookTable {
  static func count(in reader: some Reading) throws -> Int {
    try reader.one("SELECT COUNT(*) FROM oversight_rules")
  }

  /// All that were published, by version.
  static func all(in reader: some Reading) throws -> [RuleBook] {
    try reader.rows("SELECT version, source FROM oversight_rules ORDER BY version") { row in
      let version: Int = try row[0]
      return try RuleBook(source: try row[1], file: "version \(version)")
    }
  }

  /// Publishes a version, unless it is there already.
  ///
  /// A published version never changes, numbers grow, and rules do not look back: a later version applies from a later
  /// day, and none from before the day on which it is published.
  /// - Returns: whether it was published now.
  static func publish(_ book: RuleBook, in unit: UnitOfWork) throws -> Bool {
    let known = [RuleBook.standard] + (try all(in: unit.transaction))
    if let same = known.first(where: { $0.version == book.version }) {
      guard same.digest == book.digest else {
        throw OversightRefusal.changedUnderSameVersion(book.version)
      }
      return false
    }
    let latest = known.last ?? RuleBook.standard
    guard book.version > latest.version else {
      throw OversightRefusal.versionOutOfOrder(book.version, latest: latest.version)
    }
    let earliest = max(unit.now.day, latest.effective.adding(days: 1))
    guard book.effective >= earliest else {
      throw OversightRefusal.effectiveTooEarly(book.effective, earliest: earliest)
    }
    try unit.transaction.run(
      """
      INSERT INTO oversight_rules (version, effective, digest, source, published_at)
      VALUES (\(book.version), \(book.effective), \(book.digest), \(book.source), \(unit.now))
      """)
    try unit.note(
      RuleBookEvent.published(
        version: book.version, digest: book.digest, effective: book.effective),
      kind: RuleBookEvent.kind, id: "book")
    return true
  }
}
