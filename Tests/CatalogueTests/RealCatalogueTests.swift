// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import TestKit
import Testing

@Suite("The catalogue of Jianghan")
struct RealCatalogueTests {
  @Test("every file keeps every rule")
  func sound() throws {
    let report = try RealCatalogue.check()
    #expect(report.isSound, "\(report.faults.map(\.description).joined(separator: "\n"))")
  }

  @Test("it is imported whole, and a second import changes nothing")
  func imported() async throws {
    let journal = try await journal()
    let first = try await CatalogueCommand.importDirectory(RealCatalogue.directory, into: journal)
    #expect(!first.published.isEmpty)
    let second = try await CatalogueCommand.importDirectory(RealCatalogue.directory, into: journal)
    #expect(second.published.isEmpty && second.unchanged.count == first.published.count)
    let shelf = CatalogueShelf()
    try await shelf.refresh(from: journal.database)
    // What comes back from the database is what the files say.
    for file in try RealCatalogue.check().files {
      #expect(shelf.version(file.version.code, file.version.version) == file.version)
    }
    // So it is where an older program kept the versions in a shape that this one does not read.
    try await journal.database.write { transaction in
      try transaction.run("UPDATE catalogue_version SET document = '{}'")
    }
    let later = CatalogueShelf()
    try await later.refresh(from: journal.database)
    for file in try RealCatalogue.check().files {
      #expect(later.version(file.version.code, file.version.version) == file.version)
    }
  }
}
