// SPDX-License-Identifier: Apache-2.0

import Foundation
import Processes
import ShangMi

/// An event log as a file, read case by case from its beginning to its end.
struct LogFile: ~Copyable {
  /// A case of the file.
  struct Entry: Sendable {
    let name: String
    let steps: [Step]
    /// Whether the file has the steps in the order of their time.
    let isSorted: Bool
  }

  private static let chunk = 256 * 1024

  let name: String
  private let handle: FileHandle
  private var reader = XESReader()
  private var digest = DigestStream(.sm3)
  private var isAtEnd = false
  private var count = 0

  /// - Throws: what the file system says.
  init(_ url: URL) throws {
    name = url.lastPathComponent
    handle = try FileHandle(forReadingFrom: url)
  }

  /// The next case; nil after the last one, when all of the file has been read.
  ///
  /// - Throws: ``ArchiveRefusal`` where it is no event log; what the file system says.
  mutating func next() throws -> Entry? {
    while true {
      while let part = try part() {
        guard case .trace(let trace) = part else { continue }
        count += 1
        return try entry(trace)
      }
      if isAtEnd { return nil }
      let bytes = [UInt8](try handle.read(upToCount: Self.chunk) ?? Data())
      isAtEnd = bytes.isEmpty
      if isAtEnd { reader.finish() }
      digest.update(bytes)
      reader.feed(bytes)
    }
  }

  /// SM3 of the file as it is, once all of it has been read.
  consuming func finish() -> Digest {
    try? handle.close()
    return digest.finish()
  }

  private mutating func part() throws(ArchiveRefusal) -> XESPart? {
    do {
      return try reader.next()
    } catch {
      throw .unreadable(file: name, error)
    }
  }

  private func entry(_ trace: XESTrace) throws(ArchiveRefusal) -> Entry {
    if let nameless = trace.events.first(where: { $0.name == nil }) {
      throw .nameless(file: name, line: nameless.line)
    }
    let (steps, isSorted) = trace.steps()
    return Entry(name: trace.name ?? "\(count)", steps: steps, isSorted: isSorted)
  }
}
