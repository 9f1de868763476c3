// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import SQL

/// Where the parts of a backup lie in its folder.
struct BackupFolder {
  let url: URL

  static let manifestName = "manifest.json"
  static let sealName = "manifest.sm3"
  /// The digest and size of every file, a line each, in order.
  static let listName = "files.txt"
  static let filesName = "files"

  static func databaseName(_ engine: Dialect) -> String {
    switch engine {
    case .sqlite: "database.sqlite"
    case .postgres: "database.dump"
    }
  }

  var exists: Bool { FileManager.default.fileExists(atPath: url.path) }
  var manifest: URL { url.appending(path: Self.manifestName) }
  var seal: URL { url.appending(path: Self.sealName) }
  var list: URL { url.appending(path: Self.listName) }
  var files: URL { url.appending(path: Self.filesName) }

  func database(_ engine: Dialect) -> URL { url.appending(path: Self.databaseName(engine)) }

  /// What a file of the backup is in truth.
  func part(_ name: String) throws -> Manifest.Part {
    let found = try DurableFile.digest(of: url.appending(path: name))
    return Manifest.Part(name: name, size: found.size, digest: found.digest)
  }
}
