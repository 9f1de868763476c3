// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import SQL

/// Brings a backup back into an empty place.
package struct Restorer {
  /// The folder of the files, and usually of the database.
  private let data: URL
  private let database: Location
  /// The steps of the schema that this program knows.
  private let migrations: [Migration]

  package init(data: URL, database: Location, migrations: [Migration]) {
    self.data = data
    self.database = database
    self.migrations = migrations
  }

  /// The file that stands in a data folder as long as a restore has not ended.
  private static let marker = "RESTORING"

  /// Whether a restore has begun to fill a data folder and not finished it.
  package static func isHalfRestored(_ data: URL) -> Bool {
    FileManager.default.fileExists(atPath: data.appending(path: marker).path)
  }

  /// Checks the backup as a whole, then the place, and then copies.
  ///
  /// Broken off, it leaves a place that is empty or says itself that it is half restored.
  /// - Throws: ``BackupFault``, `SQLFailure`, `CopyFailure`, or what the file system says.
  package func restore(
    from place: URL, headway: @escaping Headway.Listener = { _ in }
  ) async throws -> Manifest {
    let folder = BackupFolder(url: place)
    let manifest = try Manifest.read(in: folder)
    try await checkFit(manifest)
    try await checkGround(for: manifest)
    try Self.checkParts(of: manifest, in: folder, headway)

    try DurableFile.makeFolder(data)
    let marker = data.appending(path: Self.marker)
    let words =
      "This data folder is half restored, from \(place.path). Remove it and all that is in it, on PostgreSQL also "
      + "drop the schema or database and make it anew, and restore again.\n"
    try DurableFile.write(Array(words.utf8), to: marker)
    try restoreFiles(from: folder, headway)
    try await database.fill(from: folder.database(manifest.engine).path, headway: headway)
    try FileManager.default.removeItem(at: marker)
    try DurableFile.synchronise(folder: data)
    return manifest
  }

  private func checkFit(_ manifest: Manifest) async throws {
    guard manifest.engine == database.dialect else {
      throw BackupFault.otherEngine(backup: manifest.engine, target: database.dialect)
    }
    let known = Dictionary(migrations.map { ($0.room, $0.number) }, uniquingKeysWith: max)
    for (room, step) in manifest.schema.sorted(by: { $0.key < $1.key })
    where step > known[room, default: 0] {
      throw BackupFault.newerSchema(program: manifest.program, room: room, step: step)
    }
  }

  private func checkGround(for manifest: Manifest) async throws {
    // The folder that a file system has made at its top.
    let held = (try? FileManager.default.contentsOfDirectory(atPath: data.path)) ?? []
    if let first = held.sorted().first(where: { $0 != "lost+found" }) {
      throw BackupFault.notEmpty(data.path, first)
    }
    if case .file(let path) = database {
      let folder = URL(filePath: path).deletingLastPathComponent()
      let isMade = folder.standardizedFileURL.path == data.standardizedFileURL.path
      guard isMade || FileManager.default.fileExists(atPath: folder.path) else {
        throw BackupFault.noParent(folder.path)
      }
    }
    let ground = try await database.survey()
    if let occupant = ground.occupant { throw BackupFault.notEmpty("the database", occupant) }
    guard ground.place == manifest.database.place else {
      throw BackupFault.otherPlace(backup: manifest.database.place, target: ground.place)
    }
  }

  /// Reads every byte of the backup, and holds it against the manifest.
  static func checkParts(
    of manifest: Manifest, in folder: BackupFolder, _ headway: Headway.Listener
  ) throws {
    for part in manifest.parts {
      headway(Headway("checking \(part.name)", done: 0))
      guard FileManager.default.fileExists(atPath: folder.url.appending(path: part.name).path)
      else { throw BackupFault.incomplete(folder.url.path, part.name) }
      guard try FolderPart(part.name, in: folder.url) == part else {
        throw BackupFault.damaged(part.name)
      }
    }
    let files = FileStore(reading: folder.files)
    var done = 0
    try FileList.read(folder.list) { entry in
      let place = files.url(of: entry.digest)
      let name = "\(BackupFolder.filesName)/\(place.lastPathComponent)"
      guard FileManager.default.fileExists(atPath: place.path) else {
        throw BackupFault.incomplete(folder.url.path, name)
      }
      guard try DurableFile.digest(of: place) == (entry.digest, entry.size) else {
        throw BackupFault.damaged(name)
      }
      done += 1
      headway(Headway("checking files", done: done, of: manifest.counts.files))
    }
  }

  private func restoreFiles(from folder: BackupFolder, _ headway: Headway.Listener) throws {
    let source = FileStore(reading: folder.files)
    let target = try FileStore(folder: data.appending(path: BackupFolder.filesName))
    var done = 0
    try FileList.read(folder.list) { entry in
      let copied = try target.take(source.url(of: entry.digest), as: entry.digest)
      guard copied == (entry.digest, entry.size) else {
        throw BackupFault.damaged("\(BackupFolder.filesName)/\(entry.digest)")
      }
      done += 1
      headway(Headway("files", done: done))
    }
    try target.synchronise()
  }
}
