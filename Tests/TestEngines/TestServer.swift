// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQL
import Synchronization

/// A PostgreSQL of the tests' own: made when it is first wanted, gone with this process, however that ends.
package final class TestServer: Sendable {
  package struct NotStarted: Error { let words: String }

  /// The one of all tests that do it no harm; nil where PostgreSQL is not installed.
  package static let shared: TestServer? = {
    do {
      return try TestServer()
    } catch {
      FileHandle.standardError.write(Data("Tests on PostgreSQL are left out: \(error)\n".utf8))
      return nil
    }
  }()

  private let folder: String
  /// The script ends the server when nobody holds the other end of its input.
  private let input: FileHandle
  private let output: Mutex<FileHandle>
  private let schemas = Atomic(0)
  private let admin: Database

  /// Starts a server of one's own, to kill or to set up in another way: `"fsync=off"`.
  package init(_ settings: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "postgres.sh")
    process.arguments = settings
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    self.input = input.fileHandleForWriting
    self.output = Mutex(output.fileHandleForReading)
    guard let folder = Self.line(from: output.fileHandleForReading) else {
      throw NotStarted(words: "see what Tests/postgres.sh says")
    }
    self.folder = folder
    admin = try Database.open(try Location(Self.address(folder, user: "postgres", "")))
  }

  private static func address(_ folder: String, user: String, _ parameters: String) -> String {
    "postgres://\(user)@/postgres?host=\(folder)\(parameters)"
  }

  /// Its address for somebody, with more of libpq's parameters: `"&options=…"`.
  package func location(user: String = "postgres", _ parameters: String = "") throws -> Location {
    try Location(Self.address(folder, user: user, parameters))
  }

  /// Runs a statement as the server's superuser and says what is in the first column of what it gives back.
  @discardableResult
  package func administer(_ statement: Statement) async throws -> [Value] {
    try await admin.write { try $0.rows(statement) { try $0[0] } }
  }

  /// Another database on it, where a schema will not do.
  package func location(database: String) throws -> Location {
    try Location("host=\(folder) user=postgres dbname=\(database)")
  }

  /// A schema that nobody else has, which is as good as a database and made sooner.
  package func schema() async throws -> Location { try location(schema: try await makeSchema()) }

  /// Makes a schema and gives its name.
  package func makeSchema() async throws -> String {
    let name = "t\(schemas.add(1, ordering: .relaxed).newValue)"
    try await administer(Statement(stringLiteral: "CREATE SCHEMA \(name)"))
    return name
  }

  /// A schema as somebody sees it whose sessions are set up in another way: `"lock_timeout=50"`.
  package func location(schema name: String, _ settings: String...) throws -> Location {
    let options = (["search_path=\(name)"] + settings).map { "-c\($0)" }.joined(separator: " ")
    return try location(
      "&options=\(options.replacing("=", with: "%3D").replacing(" ", with: "%20"))")
  }

  /// Ends the server without warning, as a power cut would.
  package func kill() { tell("kill") }

  /// Starts it again.
  package func start() { tell("start") }

  /// Runs a command as the superuser outside of any transaction.
  package func administer(alone command: String) { tell("sql \(command)") }

  private func tell(_ command: String) {
    output.withLock { output in
      input.write(Data((command + "\n").utf8))
      _ = Self.line(from: output)
    }
  }

  /// A line that ends at once with what it says: the script says nothing unasked.
  private static func line(from output: FileHandle) -> String? {
    let line = String(decoding: output.availableData, as: UTF8.self)
    return line.isEmpty ? nil : line.trimmingCharacters(in: .newlines)
  }
}
