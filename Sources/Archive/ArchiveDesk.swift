// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// Where past cases are looked at and brought in: every use of this room, for pages, the API and the command line alike.
package struct ArchiveDesk: Sendable {
  let journal: Journal

  package init(journal: Journal) {
    self.journal = journal
  }

  /// A page of the logs, by name.
  func logs(after name: String?, limit: Int, for actor: Actor) async throws -> [ArchiveLog] {
    try await journal.database.read {
      try LogTable.logs(after: name, limit: limit, ArchiveScope(of: actor), in: $0)
    }
  }

  /// A log with what came in.
  /// - Throws: ``ArchiveRefusal/logNotFound`` where there is none, or it is not the actor's to see.
  func log(_ id: String, for actor: Actor) async throws -> ArchiveLog {
    try await journal.database.read { reader in
      guard let log = try LogTable.log(id, ArchiveScope(of: actor), in: reader) else {
        throw ArchiveRefusal.logNotFound
      }
      return log
    }
  }

  /// A log with whatever is read of it, in one state of the data.
  func log<T: Sendable>(
    _ id: String, for actor: Actor,
    reading body: @Sendable @escaping (ArchiveLog, Snapshot) throws -> T
  ) async throws -> T {
    try await journal.database.read { reader in
      guard let log = try LogTable.log(id, ArchiveScope(of: actor), in: reader) else {
        throw ArchiveRefusal.logNotFound
      }
      return try body(log, reader)
    }
  }
}
