// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// A program of PostgreSQL's own, found in the PATH: pg_dump, pg_restore.
struct PostgresTool {
  let name: String
  /// What it says of itself: `pg_dump (PostgreSQL) 15.18`.
  let version: String
  private let place: URL

  /// - Throws: ``CopyFailure`` where it is missing or older than the server.
  /// - Parameter server: the server's version as it numbers it, 150018.
  init(_ name: String, for server: Int) throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let places = path.split(separator: ":").map { URL(filePath: String($0)).appending(path: name) }
    guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else { throw CopyFailure.noTool(name) }
    self.name = name
    self.place = place
    version = try Self.version(of: place, name)
    let number = version.firstMatch(of: /\d+/).flatMap { Int($0.output) } ?? 0
    guard number >= server / 10_000 else {
      throw CopyFailure.oldTool(name, version: number, server: server / 10_000)
    }
  }

  private static func version(of place: URL, _ name: String) throws -> String {
    let process = Process()
    process.executableURL = place
    process.arguments = ["--version"]
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CopyFailure.tool(name, "--version") }
    return words.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Runs it on a database until it ends.
  ///
  /// - Parameters:
  ///   - input: is handed what the tool reads from, and closes it; nil where it reads nothing.
  ///   - output: what it writes to; nil where it writes nothing.
  /// - Throws: ``CopyFailure/tool(_:_:)`` with its last words.
  func run(
    _ arguments: [String], on address: PostgresAddress, output: FileHandle? = nil,
    input: ((FileHandle) throws -> Void)? = nil
  ) throws {
    let process = Process()
    process.executableURL = place
    let (database, password) = try address.forTools()
    process.arguments = arguments + ["--no-password", "--dbname=\(database)"]
    var environment = ProcessInfo.processInfo.environment
    if let password { environment["PGPASSWORD"] = password }
    process.environment = environment
    process.standardOutput = output ?? FileHandle.nullDevice
    let (words, source) = (Pipe(), Pipe())
    process.standardError = words
    process.standardInput = input == nil ? FileHandle.nullDevice : source
    let said = Remarks(words.fileHandleForReading)
    // It ends before it has read all where something is wrong: that is an error to us, not the end of us.
    signal(SIGPIPE, SIG_IGN)
    try process.run()
    let fed = input.map { input in Result { try input(source.fileHandleForWriting) } }
    process.waitUntilExit()
    let remarks = said.all()
    guard process.terminationStatus == 0 else { throw CopyFailure.tool(name, remarks) }
    try fed?.get()
  }
}

/// What a tool says on its standard error, read while it runs, so that it need not wait for us.
private final class Remarks: Sendable {
  private let text = Mutex(Data())
  private let isDone = DispatchGroup()

  init(_ handle: FileHandle) {
    isDone.enter()
    DispatchQueue(label: "SQL tool").async { [self] in
      let data = handle.readDataToEndOfFile()
      text.withLock { $0 = data }
      isDone.leave()
    }
  }

  /// The last lines, in one.
  func all() -> String {
    isDone.wait()
    return String(decoding: text.withLock { $0 }, as: UTF8.self)
      .split(whereSeparator: \.isNewline).suffix(5).joined(separator: " ")
  }
}
