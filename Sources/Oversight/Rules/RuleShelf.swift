// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL
import Synchronization

/// Where the running program keeps the rules: every version that was published, and the ones that it comes with.
package final class RuleShelf: Sendable {
  /// In the order of their versions, the program's own first.
  private let kept = Mutex([RuleBook.standard])

  package init() {}

  package var all: [RuleBook] { kept.withLock { $0 } }

  package func version(_ version: Int) -> RuleBook? { all.first { $0.version == version } }

  /// The rules that are in force on a day: the last that have come into effect, or the program's own.
  package func inForce(on day: Day) -> RuleBook {
    all.last { $0.effective <= day } ?? RuleBook.standard
  }

  /// Takes the rules from the database, if there are others than those on the shelf.
  package func refresh(from database: Database) async throws {
    let known = all.count - 1
    let fresh: [RuleBook]? = try await database.read { reader in
      let count = try RuleBookTable.count(in: reader)
      return count == known ? nil : try RuleBookTable.all(in: reader)
    }
    guard let fresh else { return }
    kept.withLock { $0 = [RuleBook.standard] + fresh }
  }

  /// Puts rules on the shelf that are in no database: for tests.
  package func put(_ books: [RuleBook]) {
    kept.withLock { $0 = [RuleBook.standard] + books }
  }
}
