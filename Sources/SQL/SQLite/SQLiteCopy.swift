// SPDX-License-Identifier: Apache-2.0

import CSQLite
import Foundation

/// Copies of a database file, by SQLite's own interface for backups.
///
/// That one copies page by page. Left to itself it begins anew whenever somebody else has written, which under a writer
/// that never pauses is for ever; but a read transaction that the same connection holds from before its first step to after
/// its last one fixes what it sees, and in WAL mode such a reader is in nobody's way. `VACUUM INTO` would hold its transaction
/// as well, and much longer, since it makes every index anew, sorting in temporary files; it cannot say how far it is,
/// and makes a file of which nobody could say that it is page for page what was there. The price of both: the log
/// is not begun anew while the copy is made, so it grows by what is written meanwhile.
enum SQLiteCopy {
  /// How many pages are copied at a step: often enough for somebody who watches.
  private static let stepPages: Int32 = 4_096

  static func make<T>(
    of source: SQLiteConnection, at file: String, headway: Headway.Listener,
    _ look: (Snapshot) throws -> T
  ) throws -> (found: T, copy: DatabaseCopy) {
    try source.control("BEGIN")
    defer { try? source.control("ROLLBACK") }
    // The transaction begins with what it reads first.
    try source.run("SELECT COUNT(*) FROM sqlite_schema") { _ in true }
    let found = try look(Snapshot(connection: source))
    try copy(source, to: file, headway)
    let tool = "the backup interface of SQLite \(String(cString: sqlite3_libversion()))"
    return (found, DatabaseCopy(tool: tool, place: place))
  }

  private static let place = "main"

  private static func copy(
    _ source: SQLiteConnection, to file: String, _ headway: Headway.Listener
  ) throws {
    guard
      FileManager.default.createFile(
        atPath: file, contents: nil, attributes: [.posixPermissions: 0o600])
    else { throw CopyFailure.unwritten(file, "the file cannot be created") }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(file, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard let target = opened else { throw CopyFailure.unwritten(file, "out of memory") }
    defer { sqlite3_close_v2(target) }
    func failure(_ code: Int32) -> any Error {
      let words = String(cString: sqlite3_errmsg(target))
      let isDamage = [SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xff)
      return isDamage ? SQLFailure.corrupt(words) : CopyFailure.unwritten(file, words)
    }
    guard code == SQLITE_OK else { throw failure(code) }
    // Nobody wants half of it back, and who asked for it makes it last.
    let settings = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"
    let set = sqlite3_exec(target, settings, nil, nil, nil)
    guard set == SQLITE_OK else { throw failure(set) }
    guard let backup = sqlite3_backup_init(target, "main", source.handle, "main") else {
      throw failure(sqlite3_errcode(target))
    }
    var step = SQLITE_OK
    while step == SQLITE_OK {
      step = sqlite3_backup_step(backup, stepPages)
      let total = Int(sqlite3_backup_pagecount(backup))
      let done = total - Int(sqlite3_backup_remaining(backup))
      headway(Headway("database", done: done, of: total))
    }
    let end = sqlite3_backup_finish(backup)
    guard step == SQLITE_DONE, end == SQLITE_OK else {
      throw failure(step == SQLITE_DONE ? end : step)
    }
  }

  /// What SQLite keeps beside a file.
  private static let sides = ["", "-wal", "-shm", "-journal"]

  static func survey(_ path: String) -> Ground {
    let found = sides.map { path + $0 }.first { FileManager.default.fileExists(atPath: $0) }
    return Ground(place: place, occupant: found.map { "the file \($0)" })
  }

  /// Puts a copy at its place by a rename, so that the name never stands for half of it.
  static func fill(_ path: String, from file: String) throws {
    let draft = URL(filePath: path + ".restoring")
    try? FileManager.default.removeItem(at: draft)
    try FileManager.default.copyItem(at: URL(filePath: file), to: draft)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft.path)
    try synchronise(draft.path)
    guard rename(draft.path, path) == 0 else { throw systemFailure() }
    try synchronise(URL(filePath: path).deletingLastPathComponent().path)
  }

  /// Makes a file, or the names in a folder, last.
  private static func synchronise(_ path: String) throws {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw systemFailure() }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw systemFailure() }
  }

  private static func systemFailure() -> POSIXError {
    POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
  }
}
