// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQL

/// Where the parts of a backup lie in its folder.
struct BackupFolder {
  let url: URL

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
  var manifest: URL { url.appending(path: Manifest.manifestName) }
  var seal: URL { url.appending(path: Manifest.sealName) }
  var list: URL { url.appending(path: Self.listName) }
  var files: URL { url.appending(path: Self.filesName) }

  func database(_ engine: Dialect) -> URL { url.appending(path: Self.databaseName(engine)) }
}
