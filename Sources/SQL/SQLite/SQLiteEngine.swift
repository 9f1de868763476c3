// SPDX-License-Identifier: Apache-2.0

import CSQLite
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
  private let path: String
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
    self.path = path
    let isLasting = temporary == nil
    if let temporary {
      try Self.makePrivate(folder: temporary)
      try makePrivateFile(path)
    } else {
      try Self.makeDatabase(path)
    }
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

  /// Makes the database, if it is new.
  ///
  /// It gets its name when it is whole, so that a file which is there and empty was not left by us: SQLite would take
  /// it for a new one, and throw away the log beside it.
  private static func makeDatabase(_ path: String) throws(SQLFailure) {
    let files = FileManager.default
    if files.fileExists(atPath: path) {
      try checkHeader(of: path)
      return
    }
    let draft = "\(path).\(UUID().uuidString)"
    defer { try? files.removeItem(atPath: draft) }
    try makePrivateFile(draft)
    // Opening it for the first time writes its header.
    _ = try SQLiteConnection(path: draft, for: .writing)
    // Where another process was quicker, its file stands.
    guard link(draft, path) == 0 || errno == EEXIST else {
      throw .cannotOpen("\(path): \(String(cString: strerror(errno)))")
    }
  }

  /// Looks for what SQLite would take for something else: an empty file for a new database, a version that it does
  /// not know for the wish that nobody should write.
  ///
  /// Whatever else is wrong, it says itself.
  private static func checkHeader(of path: String) throws(SQLFailure) {
    guard let file = FileHandle(forReadingAtPath: path),
      let header = try? file.read(upToCount: 20) ?? Data()
    else { return }
    if header.isEmpty { throw .corrupt("\(path): the file is empty (to begin anew, remove it)") }
    if header.starts(with: "SQLite format 3\0".utf8), header.count == 20, header[18] > 2 {
      throw .corrupt("\(path): its header asks for a newer SQLite")
    }
  }

  private static func makePrivate(folder: URL) throws(SQLFailure) {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .cannotOpen("\(folder.path): \(error.localizedDescription)")
    }
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

  nonisolated(nonsending) func dryRun<T: Sendable>(
    _ body: @escaping @Sendable (DryRun) throws -> T
  ) async throws -> T {
    let (path, isLasting) = (path, temporary == nil)
    return try await aside {
      let connection = try SQLiteConnection(path: path, for: .dryRun, isLasting: isLasting)
      try connection.control("BEGIN")
      defer { try? connection.control("ROLLBACK") }
      return try body(DryRun(connection: connection))
    }
  }

  nonisolated(nonsending) func copy<T: Sendable>(
    to file: String, headway: @escaping Headway.Listener,
    _ look: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> (found: T, copy: DatabaseCopy) {
    let (path, isLasting) = (path, temporary == nil)
    return try await aside {
      let connection = try SQLiteConnection(path: path, for: .reading, isLasting: isLasting)
      return try SQLiteCopy.make(of: connection, at: file, headway: headway, look)
    }
  }

  func mark(_ signal: Signal) -> SignalMark { signals.mark(signal) }

  func close() {
    readers.close()
    writer.close()
    if let temporary { try? FileManager.default.removeItem(at: temporary) }
  }
}

/// Makes a file that only its owner may read; SQLite gives its side files the same rights.
private func makePrivateFile(_ path: String) throws(SQLFailure) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
  guard descriptor >= 0 else {
    throw .sqlite(SQLITE_CANTOPEN, "it cannot be made", systemError: errno).opening(path)
  }
  close(descriptor)
}
