// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import SQL

@Suite("SQLite: files that are damaged, or are none")
struct SQLiteFileTests {
  /// What is said when a file is opened that `damage` has been done to.
  private func refusal(_ damage: (inout Data) -> Void) async throws -> String {
    let folder = try Folder()
    let database = try await trial(at: .file(folder.file))
    database.close()
    let place = URL(fileURLWithPath: folder.file)
    var bytes = try Data(contentsOf: place)
    damage(&bytes)
    try bytes.write(to: place)
    do {
      let opened = try Database.open(.file(folder.file))
      defer { opened.close() }
      _ = try await names(opened)
      return "opened"
    } catch {
      #expect("\(error)".contains(folder.file) || error as? SQLFailure == .busy, "\(error)")
      return "\(error)"
    }
  }

  @Test("an untouched file opens")
  func whole() async throws {
    #expect(try await refusal { _ in } == "opened")
  }

  @Test(
    "a flipped byte in the header or in the schema is told as damage",
    arguments: [0, 15, 16, 18, 19, 21, 59, 100])
  func header(place: Int) async throws {
    let told = try await refusal { $0[place] ^= 0xff }
    #expect(told.contains("damaged, or is none"), "\(told)")
  }

  @Test(
    "a file that has lost its end is told as damage, also where nothing is left",
    arguments: [0, 50, 4_096, 9_000])
  func cutShort(length: Int) async throws {
    let told = try await refusal { $0 = $0.prefix(length) }
    #expect(told.contains("damaged, or is none") && told.contains("restore a backup"), "\(told)")
  }

  @Test("a text is no database")
  func text() async throws {
    let told = try await refusal { $0 = Data(String(repeating: "食品经营许可\n", count: 99).utf8) }
    #expect(told.contains("not a database"), "\(told)")
  }

  @Test("the log beside an empty file is not thrown away")
  func log() async throws {
    let folder = try Folder()
    let log = URL(fileURLWithPath: folder.file + "-wal")
    try Data().write(to: URL(fileURLWithPath: folder.file))
    try Data([1, 2, 3]).write(to: log)
    #expect(throws: SQLFailure.self) { try Database.open(.file(folder.file)) }
    #expect(try Data(contentsOf: log) == Data([1, 2, 3]))
  }

  @Test("a new file is its owner's alone, and no draft of it stays behind")
  func new() async throws {
    let folder = try Folder()
    let database = try await trial(at: .file(folder.file))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(Set(files) == ["trial.db", "trial.db-wal", "trial.db-shm"])
    for file in files {
      let path = folder.url.appending(path: file).path
      let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(rights as? Int == 0o600, "\(file)")
    }
    database.close()
  }

  @Test("programs that make one file together all use it")
  func together() async throws {
    let folder = try Folder()
    let databases = try await withThrowingTaskGroup(of: Database.self) { group in
      for _ in 0..<8 { group.addTask { try Database.open(.file(folder.file)) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    try await databases[0].write { try $0.run("CREATE TABLE item (name TEXT)") }
    for database in databases {
      #expect(try await names(database) == [])
      database.close()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["trial.db"])
  }

  @Test("a folder, or a place without one, is told with what to look at")
  func places() throws {
    let folder = try Folder()
    for path in [folder.url.path, folder.file + "/x.db"] {
      let failure = #expect(throws: SQLFailure.self) { try Database.open(.file(path)) }
      #expect("\(try #require(failure))".contains("see that its folder is there"))
    }
  }

  @Test(
    "a quota, or a limit of the process, is a disk without room; other faults of a disk are told as such"
  )
  func disks() {
    func failure(_ code: Int32, _ systemError: Int32) -> SQLFailure {
      .sqlite(code, "disk I/O error", systemError: systemError)
    }
    #expect(failure(778, EFBIG) == .full)
    #expect(failure(778, EDQUOT) == .full)
    #expect(failure(4874, ENOSPC) == .full)
    #expect(failure(14, ENOSPC) == .full)
    #expect(failure(266, EIO) == .disk("disk I/O error, Input/output error"))
    #expect(failure(10, 0) == .disk("disk I/O error"))
    #expect(
      SQLFailure.postgres(state: "58030", message: "could not read", "") == .disk("could not read"))
  }
}
