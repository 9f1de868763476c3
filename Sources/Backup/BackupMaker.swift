// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Foundation
import SQL
import ShangMi

/// Makes a backup while the counter works: the database as of one moment, then the files.
///
/// A file is on the disk before any row names it, and no file ever changes or goes: so the files that are there after the
/// copy of the database are all that it names, and perhaps a few more.
package struct BackupMaker {
  private let database: Database
  private let files: FileStore
  /// The version of the program.
  private let version: String

  package init(database: Database, files: FileStore, version: String) {
    self.database = database
    self.files = files
    self.version = version
  }

  /// Makes the backup in a folder that must not be there yet.
  ///
  /// Until it is whole and on the disk, it stands under another name that ends in `unfinished`.
  /// - Throws: ``BackupFault``, `SQLFailure`, `CopyFailure`, or what the file system says.
  package func make(
    at place: URL, now: Instant, headway: @escaping Headway.Listener = { _ in }
  ) async throws -> Manifest {
    try await WholeFolder.make(at: place) { draft in
      try await fill(BackupFolder(url: draft), now: now, headway: headway)
    }
  }

  private func fill(
    _ folder: BackupFolder, now: Instant, headway: @escaping Headway.Listener
  ) async throws -> Manifest {
    try DurableFile.makeFolder(folder.url)
    let engine = database.dialect
    let target = folder.database(engine)
    let (found, copy) = try await database.copy(to: target.path, headway: headway, Contents.init)
    try Self.synchronise(target)

    var counts = Manifest.Counts(events: found.events, cases: found.cases)
    let kept = try FileStore(folder: folder.files)
    try FileList.write(to: folder.list) { write in
      try files.each { digest, place in
        let copied = try kept.take(place, as: digest)
        guard copied.digest == digest else { throw BackupFault.damagedFile(place.path) }
        try write(FileList.Entry(digest: digest, size: copied.size))
        counts.files += 1
        counts.fileBytes += copied.size
        headway(Headway("files", done: counts.files))
      }
    }
    try kept.synchronise()

    let manifest = Manifest(
      format: Manifest.format, program: version, schema: found.schema, engine: engine,
      database: copy, madeAt: now.iso8601, lastEvent: found.lastEvent, counts: counts,
      parts: try [BackupFolder.databaseName(engine), BackupFolder.listName].map {
        try FolderPart($0, in: folder.url)
      })
    try manifest.write(to: folder.url)
    return manifest
  }

  private static func synchronise(_ file: URL) throws {
    let handle = try FileHandle(forUpdating: file)
    try handle.synchronize()
    try handle.close()
  }
}

/// What a manifest says of the database, read from the very state that is copied.
private struct Contents: Sendable {
  let schema: [String: Int]
  let events: Int
  let cases: Int
  let lastEvent: Int64

  init(_ snapshot: Snapshot) throws {
    schema = try Migration.applied(in: snapshot)
    events = try snapshot.one("SELECT COUNT(*) FROM journal_event")
    cases = try snapshot.one("SELECT COUNT(*) FROM case_row")
    lastEvent = try snapshot.one("SELECT COALESCE(MAX(position), 0) FROM journal_event")
  }
}
