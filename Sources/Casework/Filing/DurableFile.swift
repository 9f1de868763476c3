// SPDX-License-Identifier: Apache-2.0

import Foundation
import ShangMi

/// Files that survive a power cut: when a call returns, the bytes and the name that leads to them are on the
/// disk.
package enum DurableFile {
  /// Makes a folder that only its owner may open, if it is not there.
  package static func makeFolder(_ folder: URL) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
      isFolder.boolValue
    {
      return
    }
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try synchronise(folder: folder.deletingLastPathComponent())
  }

  /// Writes a file whole, in place of what may stand there; its folder must exist.
  package static func write(_ bytes: [UInt8], to place: URL) throws {
    let folder = place.deletingLastPathComponent()
    let draft = folder.appending(path: ".\(SecureRandom.token())")
    do {
      try put(bytes, into: draft)
      // A rename is atomic: the name never stands for half a file.
      guard rename(draft.path, place.path) == 0 else { throw failure("rename") }
    } catch {
      unlink(draft.path)
      throw error
    }
    try synchronise(folder: folder)
  }

  /// The digest of a file and its length in bytes, read piece by piece.
  package static func digest(of place: URL) throws -> (digest: Digest, size: Int) {
    try read(place) { _ in }
  }

  /// Copies a file to a new place, and says what the bytes are that were copied.
  package static func copy(
    _ source: URL, to place: URL
  ) throws -> (digest: Digest, size: Int) {
    let target = try create(place)
    do {
      let found = try read(source) { try target.write(contentsOf: $0) }
      try target.synchronize()
      try target.close()
      return found
    } catch let error as CocoaError where error.filePath == nil {
      // A write does not say where; of a full disk one wants to know which.
      throw CocoaError(
        error.code,
        userInfo: error.userInfo.merging([NSFilePathErrorKey: place.path]) { old, _ in old })
    }
  }

  /// How many bytes are in memory at once.
  private static let pieceSize = 1 << 20

  private static func read(
    _ place: URL, _ body: (Data) throws -> Void
  ) throws -> (digest: Digest, size: Int) {
    let source = try FileHandle(forReadingFrom: place)
    defer { try? source.close() }
    var stream = DigestStream(.sm3)
    var size = 0
    while let piece = try source.read(upToCount: pieceSize), !piece.isEmpty {
      piece.withUnsafeBytes { stream.update($0) }
      size += piece.count
      try body(piece)
    }
    return (stream.finish(), size)
  }

  /// Makes sure that the names in a folder are on the disk.
  package static func synchronise(folder: URL) throws {
    let descriptor = open(folder.path, O_RDONLY)
    guard descriptor >= 0 else { throw failure("open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("fsync") }
  }

  /// A new file that only its owner may read.
  private static func create(_ place: URL) throws -> FileHandle {
    let descriptor = open(place.path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw failure("open") }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  private static func put(_ bytes: [UInt8], into place: URL) throws {
    let handle = try create(place)
    try handle.write(contentsOf: Data(bytes))
    try handle.synchronize()
    try handle.close()
  }

  private static func failure(_ call: String) -> POSIXError {
    POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO, userInfo: ["call": call])
  }
}
