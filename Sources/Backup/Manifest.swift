// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQL

/// What a backup is, where it comes from, and what every part of it must be.
package struct Manifest: SealedManifest, Hashable {
  /// How much there is.
  package struct Counts: Codable, Sendable, Hashable {
    package var events = 0
    package var cases = 0
    package var files = 0
    /// The bytes of all files.
    package var fileBytes = 0
  }

  package static let format = 1

  package let format: Int
  /// The version of the program that made it.
  package let program: String
  /// The last step of every room's schema.
  package let schema: [String: Int]
  package let engine: Dialect
  /// How the copy of the database was made, and where it belongs.
  package let database: DatabaseCopy
  /// ISO 8601, with its distance from UTC.
  package let madeAt: String
  /// The position of the last event in it; 0 where there is none.
  package let lastEvent: Int64
  package let counts: Counts
  package let parts: [FolderPart]
}

extension Manifest {
  /// Reads the manifest of a backup.
  static func read(in folder: BackupFolder) throws(BackupFault) -> Manifest {
    do throws(ManifestFault) {
      return try read(in: folder.url)
    } catch {
      switch error {
      case .noFolder: throw .noFolder(folder.url.path)
      case .missing(let name): throw .incomplete(folder.url.path, name)
      case .damaged(let name): throw .damaged(name)
      case .newerFormat(let format): throw .newerFormat(format)
      }
    }
  }
}
