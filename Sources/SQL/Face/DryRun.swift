// SPDX-License-Identifier: Apache-2.0

/// One state of the data, to be looked at for as long as it takes and to try things out on.
///
/// Nothing of it is kept and nobody waits for it: readers and writers go on meanwhile. What is written goes to shadows,
/// tables of this session alone that hide the real ones.
package struct DryRun {
  let connection: any Connection

  /// What a table holds beside what was written to its shadow.
  package struct Difference: Sendable {
    /// How many rows the table has.
    package let kept: Int
    /// How many rows the shadow has.
    package let made: Int
    /// Rows that are only in one of the two; a row that was changed is in both lists, so it counts twice.
    package let different: Int
    /// The first column of some of these, without repetition.
    package let examples: [String]
  }

  /// How many rows are named as examples at most.
  private static let examplesMax = 5

  /// What is there; of a table that has a shadow, the shadow.
  package var snapshot: Snapshot { Snapshot(connection: connection) }

  /// What may be written to, as long as it is shadows.
  package var transaction: Transaction { Transaction(connection: connection) }

  /// Hides a table behind an empty one of the same columns and constraints, but for references to other tables.
  package func shadow(_ table: StaticString) throws {
    try connection.shadow(table.description)
  }

  /// Compares a table with its shadow.
  /// - Complexity: the engine sorts both, on its disk where they are large.
  package func difference(of table: StaticString) throws -> Difference {
    let (kept, made) = try connection.names(of: table.description)
    let onlyKept: Statement = "SELECT * FROM \(kept) EXCEPT SELECT * FROM \(made)"
    let onlyMade: Statement = "SELECT * FROM \(made) EXCEPT SELECT * FROM \(kept)"
    let counts = try snapshot.one(
      """
      SELECT (SELECT COUNT(*) FROM \(kept)), (SELECT COUNT(*) FROM \(made)),
        (SELECT COUNT(*) FROM (\(onlyKept)) AS lost), (SELECT COUNT(*) FROM (\(onlyMade)) AS missing)
      """
    ) { row in try (0..<4).map { try row.get($0, as: Int.self) } }
    let different = counts[2] + counts[3]
    var examples: [String] = []
    if different > 0 {
      for side in [onlyKept, onlyMade] {
        let some = try snapshot.rows("SELECT * FROM (\(side)) AS side LIMIT \(Self.examplesMax)") {
          try $0.get(0, as: Value.self).words
        }
        for name in some where !examples.contains(name) { examples.append(name) }
      }
    }
    return Difference(
      kept: counts[0], made: counts[1], different: different,
      examples: Array(examples.prefix(Self.examplesMax)))
  }

  /// Lets the engine check its own structures: pages, indexes, references.
  package func soundness() throws -> Soundness { try connection.soundness() }
}

/// What an engine says of its own structures.
package struct Soundness: Sendable, Hashable {
  /// What is wrong, in the engine's words; empty where nothing is.
  package var faults: [String] = []
  /// What could not be checked, and what to do about it; nil where all was.
  package var unchecked: String?
}

extension Database {
  /// Runs `body` over one state of the data, on a session and a thread of its own and without a limit of time.
  ///
  /// It is run once: where the connection is lost, that is thrown.
  package nonisolated(nonsending) func dryRun<T: Sendable>(
    _ body: @escaping @Sendable (DryRun) throws -> T
  ) async throws -> T {
    try await engine.dryRun(body)
  }
}

extension Value {
  /// For messages.
  fileprivate var words: String {
    switch self {
    case .null: "NULL"
    case .boolean(let value): String(value)
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): text
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }
}
