// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL
import Synchronization

/// Where the running program keeps the catalogue: one snapshot, replaced whole after an import.
package final class CatalogueShelf: Sendable {
  private let kept = Mutex(CatalogueSnapshot.empty)

  package init() {}

  /// The catalogue as it is now; take it once and read from it.
  package var snapshot: CatalogueSnapshot { kept.withLock { $0 } }

  /// The version of an item that applies on a day.
  package func current(_ code: String, on day: Day) -> ItemVersion? {
    snapshot.current(code, on: day)
  }

  /// One version by its number, whether or not it still applies.
  package func version(_ code: String, _ version: Int) -> ItemVersion? {
    snapshot.version(code, version)
  }

  /// Whether any version of the item was ever published.
  package func isKnown(_ code: String) -> Bool { !snapshot.history(code).isEmpty }

  /// Whether this very version is the one that can be applied for on a day.
  package func isOpen(_ item: ItemVersion, on day: Day) -> Bool {
    current(item.code, on: day)?.version == item.version
  }

  /// Takes the catalogue from the database, if it is another one than that on the shelf.
  ///
  /// - Returns: whether it was.
  @discardableResult
  package func refresh(from database: Database) async throws -> Bool {
    let held = snapshot.stamp
    let fresh: CatalogueSnapshot? = try await database.read { reader in
      let stamp = try ItemTable.stamp(in: reader)
      guard stamp != held else { return nil }
      return CatalogueSnapshot(try ItemTable.all(in: reader), stamp: stamp)
    }
    guard let fresh else { return false }
    kept.withLock { $0 = fresh }
    return true
  }

  /// Puts versions on the shelf that are in no database: for tests and for drafts.
  package func put(_ versions: [PublishedVersion]) {
    let withdrawn = versions.count { $0.isWithdrawn }
    let snapshot = CatalogueSnapshot(
      versions,
      stamp: CatalogueStamp(
        versions: versions.count, importedAt: -1, withdrawn: withdrawn, withdrawnAt: 0))
    kept.withLock { $0 = snapshot }
  }
}
