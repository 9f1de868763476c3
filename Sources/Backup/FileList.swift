// SPDX-License-Identifier: Apache-2.0

import Foundation
import ShangMi

/// The list of the files in a backup: `digest size`, a line each, in the order of the digests.
///
/// A city has millions, so it is written and read line by line.
enum FileList {
  struct Entry: Hashable {
    let digest: Digest
    /// Bytes.
    let size: Int
  }

  /// Writes a list to a new file and makes it last.
  static func write(to place: URL, _ body: ((Entry) throws -> Void) throws -> Void) throws {
    guard
      FileManager.default.createFile(
        atPath: place.path, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: place.path]) }
    let handle = try FileHandle(forWritingTo: place)
    defer { try? handle.close() }
    var lines: [UInt8] = []
    func flush() throws {
      try handle.write(contentsOf: Data(lines))
      lines = []
    }
    try body { entry in
      lines += "\(entry.digest) \(entry.size)\n".utf8
      if lines.count > 1 << 16 { try flush() }
    }
    try flush()
    try handle.synchronize()
  }

  /// Hands over every entry of a list whose digest is right.
  static func read(_ place: URL, _ body: (Entry) throws -> Void) throws {
    let handle = try FileHandle(forReadingFrom: place)
    defer { try? handle.close() }
    var rest = Data()
    while let piece = try handle.read(upToCount: 1 << 16), !piece.isEmpty {
      rest += piece
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        try body(try entry(String(decoding: rest[..<end], as: UTF8.self)))
        rest = rest[(end + 1)...]
      }
    }
    if !rest.isEmpty { throw BackupFault.damaged(BackupFolder.listName) }
  }

  private static func entry(_ line: String) throws -> Entry {
    let words = line.split(separator: " ")
    guard words.count == 2, let digest = Digest(String(words[0])), let size = Int(words[1]) else {
      throw BackupFault.damaged(BackupFolder.listName)
    }
    return Entry(digest: digest, size: size)
  }
}
