// SPDX-License-Identifier: Apache-2.0

import Foundation

/// SQLite: one file, one writer with group commit, readers that block nobody.
///
/// Several processes may use one file on a local disk: readers freely, writers one after the other, each batch waiting
/// at most `SQLiteConnection.patience` for its turn and then failing as `busy`.
final class SQLiteEngine: Engine {
  let dialect = Dialect.sqlite
  let signals = SignalBoard()
  private let readers: SQLiteReaders
  private let writer: WriteQueue
  /// The folder of a database that is gone when it is closed.
  private let temporary: URL?

  /// Opens the file at `path`.
  convenience init(path: String) throws(SQLFailure) {
    try self.init(path: path, temporary: nil)
  }

  /// Makes a database that is gone when it is closed.
  ///
  /// SQLite's own memory databases cannot be read while they are written, so this is a file like any other, only
  /// without waiting for the disk.
  convenience init() throws(SQLFailure) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("banjie-\(UUID().uuidString)", isDirectory: true)
    try self.init(path: folder.appendingPathComponent("memory.db").path, temporary: folder)
  }

  private init(path: String, temporary: URL?) throws(SQLFailure) {
    self.temporary = temporary
    try Self.makePrivateFile(path, in: temporary)
    let isLasting = temporary == nil
    writer = WriteQueue(
      try SQLiteCommitter(path: path, isLasting: isLasting, signals: signals),
      batchLimit: Self.batchLimit)
    readers = SQLiteReaders(path: path, isLasting: isLasting)
  }

  /// How many jobs share a commit at most.
  private static let batchLimit = 512

  deinit {
    close()
  }

  /// Makes the file, if it is new, so that only its owner may read it; SQLite gives its side files the same rights.
  private static func makePrivateFile(_ path: String, in folder: URL?) throws(SQLFailure) {
    do {
      if let folder {
        try FileManager.default.createDirectory(
          at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      }
    } catch {
      throw .cannotOpen("\(path): \(error.localizedDescription)")
    }
    if FileManager.default.fileExists(atPath: path) { return }
    let isMade = FileManager.default.createFile(
      atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    if !isMade { throw .cannotOpen("\(path): the file cannot be created; does its folder exist?") }
  }

  nonisolated(nonsending) func read<T: Sendable>(
    _ body: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> T {
    try readers.read(body)
  }

  nonisolated(nonsending) func write<T: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    try await writer.write(body)
  }

  func mark(_ signal: Signal) -> SignalMark { signals.mark(signal) }

  func close() {
    readers.close()
    writer.close()
    if let temporary { try? FileManager.default.removeItem(at: temporary) }
  }
}
