// SPDX-License-Identifier: Apache-2.0

import Foundation
import ShangMi
import Testing

@testable import Casework

/// The bytes of documents on the disk.
struct FileStoreTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "store-\(UUID().uuidString)")

  private func names() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }

  @Test("the same file from many at once is kept once, whole and for its owner alone")
  func keptOnce() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try FileStore(folder: folder)
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    let digests = try await withThrowingTaskGroup(of: Digest.self) { group in
      for _ in 0..<16 { group.addTask { try store.keep(bytes) } }
      return try await group.reduce(into: Set<Digest>()) { $0.insert($1) }
    }
    let digest = try #require(digests.first)
    #expect(digests == [SM3.digest(bytes)])
    #expect(try store.bytes(of: digest) == bytes)
    let shelf = String(digest.description.prefix(2))
    #expect(try names() == [shelf, "\(shelf)/\(digest)"])
    let rights = try FileManager.default.attributesOfItem(
      atPath: folder.appending(path: "\(shelf)/\(digest)").path)[.posixPermissions]
    #expect((rights as? NSNumber)?.intValue == 0o600)
  }

  @Test("a write that fails leaves nothing behind")
  func nothingHalfWritten() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try DurableFile.makeFolder(folder)
    let place = folder.appending(path: "name")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
    #expect(throws: POSIXError.self) { try DurableFile.write([1], to: place) }
    #expect(try names() == ["name"])
  }

  @Test("a file where a folder should be is told, not written over")
  func fileInTheWay() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data([1]).write(to: folder)
    #expect(throws: (any Error).self) { try FileStore(folder: folder) }
  }
}
