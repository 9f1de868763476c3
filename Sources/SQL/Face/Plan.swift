// SPDX-License-Identifier: Apache-2.0

/// How an engine would find the rows of a statement.
///
/// For tests that hold statements to their indexes, and for whoever wonders why one is slow.
package struct Plan: Sendable, Hashable {
  /// The engine's own words, a line for each step.
  package let steps: [String]
  /// What is read from end to end, by the names that the statement gives its tables.
  package let scanned: [String]
  /// Whether rows are gathered and sorted, so that a page costs as much as all that is behind it.
  package let isSorting: Bool

  init(steps: [String], scanned: [String], isSorting: Bool) {
    self.steps = steps
    self.scanned = scanned
    self.isSorting = isSorting
  }
}

extension Snapshot {
  /// How the engine would carry `statement` out; nothing of it is done.
  package func plan(of statement: Statement) throws -> Plan {
    try connection.plan(of: statement)
  }
}
