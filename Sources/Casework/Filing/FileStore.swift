// SPDX-License-Identifier: Apache-2.0

import Foundation
import ShangMi

/// Where the bytes of documents lie: files named by their digest, written once, never executed.
package struct FileStore: Sendable {
  private let folder: URL

  /// - Parameter folder: made if it is not there.
  package init(folder: URL) throws {
    self.folder = folder
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }

  /// Keeps the bytes; when this returns they survive a power cut.
  /// - Returns: their digest, by which they are found again.
  package func keep(_ bytes: [UInt8]) throws -> Digest {
    let digest = SM3.digest(bytes)
    let place = url(of: digest)
    guard !FileManager.default.fileExists(atPath: place.path) else { return digest }
    let shelf = place.deletingLastPathComponent()
    try FileManager.default.createDirectory(
      at: shelf, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let draft = shelf.appending(path: ".\(SecureRandom.token())")
    try write(bytes, to: draft)
    // A rename is atomic: the name never stands for half a file.
    guard rename(draft.path, place.path) == 0 else { throw Self.failure("rename") }
    try synchronise(folder: shelf)
    try synchronise(folder: folder)
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

  private func write(_ bytes: [UInt8], to place: URL) throws {
    let descriptor = open(place.path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw Self.failure("open") }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: Data(bytes))
    try handle.synchronize()
    try handle.close()
  }

  private func synchronise(folder: URL) throws {
    let descriptor = open(folder.path, O_RDONLY)
    guard descriptor >= 0 else { throw Self.failure("open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Self.failure("fsync") }
  }

  private static func failure(_ call: String) -> POSIXError {
    POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO, userInfo: ["call": call])
  }
}
