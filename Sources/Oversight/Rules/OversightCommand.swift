// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal

/// What the command line does with the rules of supervision.
package enum OversightCommand {
  /// Reads and checks a file of rules.
  ///
  /// - Throws: `FileFaults` with everything that is wrong with it.
  package static func check(_ source: String, as file: String) throws(FileFaults) -> RuleBook {
    try RuleBook(source: source, file: file)
  }

  /// Publishes a file of rules.
  ///
  /// - Returns: the rules, and whether they were published now or had been already.
  /// - Throws: `FileFaults`, ``OversightRefusal``.
  package static func publish(
    _ source: String, as file: String, into journal: Journal, by actor: Actor = .system
  ) async throws -> (book: RuleBook, isNew: Bool) {
    let book = try check(source, as: file)
    let isNew: Bool = try await journal.perform(as: actor) { unit in
      try RuleBookTable.publish(book, in: unit)
    }
    return (book, isNew)
  }
}
