// SPDX-License-Identifier: Apache-2.0

import Backup
import Casework
import Foundation
import Journal
import SQL

extension Program {
  /// The version of the program.
  package static let version = "0.1.0"

  /// Copies all that the program keeps into a new folder, while it works.
  package func backUp(
    to place: URL, headway: @escaping Headway.Listener
  ) async throws -> Manifest {
    let maker = BackupMaker(
      database: database, files: try FileStore(folder: configuration.files),
      version: Self.version)
    return try await maker.make(at: place, now: configuration.clock.now, headway: headway)
  }

  /// Writes all papers, files and events of a case into a new folder.
  package func makeDossier(_ number: String, to place: URL) async throws -> DossierManifest {
    let archive = DossierFolder(
      desk: desk, files: try FileStore(folder: configuration.files), version: Self.version)
    return try await archive.make(of: number, at: place)
  }

  /// Brings a backup back into the empty place that a configuration names.
  package static func restore(
    from place: URL, into configuration: Configuration, headway: @escaping Headway.Listener
  ) async throws -> Manifest {
    let restorer = Restorer(
      data: configuration.data, database: configuration.database, migrations: migrations)
    return try await restorer.restore(from: place, headway: headway)
  }
}
