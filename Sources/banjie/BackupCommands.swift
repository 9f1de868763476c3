// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Backup
import Foundation
import Journal
import SQL

/// `banjie backup`: everything that the counter keeps, as one folder.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the database and the files into a new folder, while the counter works.",
    discussion: """
      The folder appears under its name when it is whole and on the disk. SQLite is copied by its own interface for \
      backups; PostgreSQL by pg_dump, which must be in the PATH.
      """)

  @OptionGroup
  var data: DataOptions
  @Argument(help: "The folder to make; it must not be there yet.")
  var to: String

  func run() async throws {
    try await withStoredProgram(data) { program in
      let line = ProgressLine()
      let place = URL(fileURLWithPath: to, isDirectory: true)
      let manifest = try await line.during { try await program.backUp(to: place, headway: $0) }
      print(words(of: manifest))
      print("\(place.path): whole, up to event \(manifest.lastEvent)")
    }
  }
}

/// `banjie restore`: a backup into an empty place.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Check a backup, bring it back into an empty place, and verify that.",
    discussion: """
      Neither the data folder nor the database may hold anything yet. A restore that is broken off leaves a folder \
      that no command opens; remove it and restore again.
      """)

  @OptionGroup
  var data: DataOptions
  @Argument(help: "The folder of the backup.")
  var from: String

  func run() async throws {
    let line = ProgressLine()
    let target = try data.configuration()
    let manifest = try await line.during { headway in
      try await Program.restore(
        from: URL(fileURLWithPath: from, isDirectory: true), into: target, headway: headway)
    }
    print(words(of: manifest))
    print("\(target.data.path): restored, up to event \(manifest.lastEvent)")
    try await verify(data)
  }
}

/// `banjie verify`: everything that is kept, against itself.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check all that is kept against itself, while the counter works.",
    discussion: """
      The database by its engine, the events of every stream, projections against a rebuild, what is named by a digest, \
      files, and counters against what was issued. Prints what is wrong where, and exits with 1 then.
      """)

  @OptionGroup
  var data: DataOptions

  func run() async throws {
    try await verify(data)
  }
}

private func verify(_ data: DataOptions) async throws {
  try await withStoredProgram(data) { program in
    let line = ProgressLine()
    let report = try await line.during { headway in
      try await program.journal.verify(headway: headway) { line.print("\($0)") }
    }
    for place in report.lines {
      let count = place.count == 0 ? "" : "\(place.count) looked at, "
      print("\(place.place): \(count)\(place.faults == 0 ? "sound" : "\(place.faults) faults")")
    }
    for words in report.unchecked { print("not checked: \(words)") }
    print(report.isSound ? "sound" : "NOT SOUND")
    if !report.isSound { throw ExitCode(1) }
  }
}

private func words(of manifest: Manifest) -> String {
  let counts = manifest.counts
  return """
    database: \(counts.events) events, \(counts.cases) cases, by \(manifest.database.tool)
    files: \(counts.files), \(counts.fileBytes) bytes
    """
}

/// Opens the data of a place where there is some: a command that reads makes no new database.
func withStoredProgram(
  _ data: DataOptions, _ body: (Program) async throws -> Void
) async throws {
  let database = try data.configuration().database
  // Of a place that is half restored the program has more to say.
  if case .file(let path) = database, !FileManager.default.fileExists(atPath: path),
    !Restorer.isHalfRestored(data.folder)
  {
    throw ValidationError(
      "there is no database \(path); give the folder of the data by --data, and the database by --database"
    )
  }
  try await withProgram(data) { try await body($0) }
}
