// SPDX-License-Identifier: Apache-2.0

import Journal
import Processes
import SQL
import Site

extension ArchiveDesk {
  /// A page of the cases of a log.
  ///
  /// - Parameter prefix: The beginning of the name of those that are looked for; all, those that took longest first,
  ///   when nil.
  func cases(
    of log: String, named prefix: String?, after cursor: Cursor?, limit: Int, for actor: Actor
  ) async throws -> (log: ArchiveLog, cases: [PastCase]) {
    let filter = PastCaseFilter(
      order: try PastCaseFilter.order(named: prefix, after: cursor), limit: limit)
    return try await self.log(log, for: actor) { log, reader in
      (log, try PastCaseTable.list(filter, of: log, in: reader))
    }
  }

  /// One case of a log with its steps.
  /// - Throws: ``ArchiveRefusal/caseNotFound`` where the log has no case of the number.
  func pastCase(
    _ number: Int, of log: String, for actor: Actor
  ) async throws -> (log: ArchiveLog, row: PastCase, steps: [Step]) {
    try await self.log(log, for: actor) { log, reader in
      guard let row = try PastCaseTable.find(number, of: log, in: reader) else {
        throw ArchiveRefusal.caseNotFound
      }
      return (log, row, try PastCaseTable.steps(of: number, in: log, reader))
    }
  }
}

extension PastCaseFilter {
  static func order(named prefix: String?, after cursor: Cursor?) throws(SiteRefusal) -> Order {
    guard let prefix else {
      guard let cursor else { return .longest(after: nil) }
      return .longest(
        after: LengthPlace(duration: try cursor.integer(0), number: Int(try cursor.integer(1))))
    }
    guard let cursor else { return .named(prefix, after: nil) }
    return .named(
      prefix,
      after: NamePlace(name: try cursor.text(0), number: Int(try cursor.integer(1))))
  }

  /// Where the list goes on after a case.
  static func cursor(after row: PastCase, named prefix: String?) -> Cursor {
    prefix == nil
      ? Cursor(.integer(row.duration ?? -1), .integer(Int64(row.number)))
      : Cursor(.text(row.name), .integer(Int64(row.number)))
  }
}
