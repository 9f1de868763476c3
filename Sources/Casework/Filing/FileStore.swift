// SPDX-License-Identifier: Apache-2.0

import Foundation
import ShangMi

/// Where the bytes of documents lie: files named by their digest, written once, never executed.
package struct FileStore: Sendable {
  private let folder: URL

  /// - Parameter folder: made if it is not there.
  package init(folder: URL) throws {
    self.folder = folder
    try DurableFile.makeFolder(folder)
  }

  /// Keeps the bytes; when this returns they survive a power cut.
  /// - Returns: their digest, by which they are found again.
  package func keep(_ bytes: [UInt8]) throws -> Digest {
    let digest = SM3.digest(bytes)
    let place = url(of: digest)
    let shelf = place.deletingLastPathComponent()
    if !FileManager.default.fileExists(atPath: place.path) {
      try DurableFile.makeFolder(shelf)
      try DurableFile.write(bytes, to: place)
    }
    // Whoever brings the same file in the same instant may have made these names, but not yet made them last.
    try DurableFile.synchronise(folder: shelf)
    try DurableFile.synchronise(folder: folder)
    return digest
  }

  /// The bytes of a digest, or nil where nothing is kept under it.
  package func bytes(of digest: Digest) throws -> [UInt8]? {
    let place = url(of: digest)
    guard FileManager.default.fileExists(atPath: place.path) else { return nil }
    return Array(try Data(contentsOf: place))
  }

  private func url(of digest: Digest) -> URL {
    let name = digest.description
    return folder.appending(path: String(name.prefix(2))).appending(path: name)
  }
}
