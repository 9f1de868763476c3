// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation

/// The catalogue of the project.
package enum RealCatalogue {
  package static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "catalogue/jianghan").path

  /// Read once: many tests look at it.
  private static let report = Result {
    try CatalogueCommand.check(directory, as: "catalogue/jianghan")
  }

  package static func check() throws -> CatalogueCommand.CheckReport { try report.get() }

  package static func items() throws -> [ItemVersion] { try check().files.map(\.version) }

  package struct NoFile: Error { let name: String }

  /// The item in a file: `senior-card.yaml`.
  package static func item(_ name: String) throws -> ItemVersion {
    guard let file = try check().files.first(where: { $0.name.hasSuffix("/" + name) }) else {
      throw NoFile(name: name)
    }
    return file.version
  }

  /// The index over it, built once.
  private static let filled = Result { shelf(try items().map { published($0) }) }

  /// The one shelf of all tests: nobody puts anything on it.
  package static func shelf() throws -> CatalogueShelf { try filled.get() }

  /// A shelf of one's own.
  package static func shelf(_ versions: [PublishedVersion]) -> CatalogueShelf {
    let shelf = CatalogueShelf()
    shelf.put(versions)
    return shelf
  }

  package static func published(_ item: ItemVersion) -> PublishedVersion {
    PublishedVersion(item, digest: "", importedAt: Instant(milliseconds: 0))
  }
}
