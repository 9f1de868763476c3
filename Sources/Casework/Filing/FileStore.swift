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

  /// A store that is there and shall not be changed.
  package init(reading folder: URL) {
    self.folder = folder
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

  /// Goes through the files by their digests, in order; what else lies in the folder is passed over.
  package func each(_ body: (Digest, URL) throws -> Void) throws {
    for shelf in try names(in: folder) where shelf.count == 2 {
      let place = folder.appending(path: shelf)
      for name in try names(in: place) {
        guard let digest = Digest(name), name.hasPrefix(shelf) else { continue }
        try body(digest, place.appending(path: name))
      }
    }
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// How many bytes are kept under a digest; nil where nothing is.
  func size(of digest: Digest) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: url(of: digest).path)
    return (attributes?[.size] as? NSNumber)?.intValue
  }

  /// Takes over a file that lies elsewhere and shall be the one of a digest.
  ///
  /// The names are not yet on the disk for good when this returns.
  /// - Returns: what the bytes are in truth.
  package func take(_ source: URL, as digest: Digest) throws -> (digest: Digest, size: Int) {
    let place = url(of: digest)
    try DurableFile.makeFolder(place.deletingLastPathComponent())
    return try DurableFile.copy(source, to: place)
  }

  /// Makes sure that the names of all files are on the disk.
  package func synchronise() throws {
    for shelf in try names(in: folder) where shelf.count == 2 {
      try DurableFile.synchronise(folder: folder.appending(path: shelf))
    }
    try DurableFile.synchronise(folder: folder)
  }

  /// Where the file of a digest lies, if it does.
  package func url(of digest: Digest) -> URL {
    let name = digest.description
    return folder.appending(path: String(name.prefix(2))).appending(path: name)
  }
}
