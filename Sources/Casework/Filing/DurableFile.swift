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

  /// Makes sure that the names in a folder are on the disk.
  package static func synchronise(folder: URL) throws {
    let descriptor = open(folder.path, O_RDONLY)
    guard descriptor >= 0 else { throw failure("open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("fsync") }
  }

  private static func put(_ bytes: [UInt8], into place: URL) throws {
    let descriptor = open(place.path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw failure("open") }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: Data(bytes))
    try handle.synchronize()
    try handle.close()
  }

  private static func failure(_ call: String) -> POSIXError {
    POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO, userInfo: ["call": call])
  }
}
