// SPDX-License-Identifier: Apache-2.0

/// What is to be known of a copy of a database besides its bytes.
package struct DatabaseCopy: Sendable, Hashable, Codable {
  /// What made it, with its version.
  package let tool: String
  /// Where in the database the tables lay, to which they go back: the name of a schema, `main` on SQLite.
  package let place: String
}

extension Database {
  /// Copies all of the database into a new file, as it is at one moment, while others read and write.
  ///
  /// The file is not yet on the disk for good when this returns.
  /// - Parameters:
  ///   - look: reads of the same moment, before the copy.
  ///   - headway: is told how much was copied.
  /// - Throws: `SQLFailure`, ``CopyFailure``, what `look` throws.
  package nonisolated(nonsending) func copy<T: Sendable>(
    to file: String, headway: @escaping Headway.Listener = { _ in },
    _ look: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> (found: T, copy: DatabaseCopy) {
    try await engine.copy(to: file, headway: headway, look)
  }
}

/// What is found at a place where a database shall come.
package struct Ground: Sendable, Hashable {
  /// As in ``DatabaseCopy``.
  package let place: String
  /// What is there already, in words; nil where there is nothing.
  package let occupant: String?
}

extension Location {
  /// Whose copies can be put here.
  package var dialect: Dialect {
    switch self {
    case .file, .memory: .sqlite
    case .server: .postgres
    }
  }

  /// Looks whether anything is there; changes nothing.
  package func survey() async throws -> Ground {
    switch self {
    case .file(let path): SQLiteCopy.survey(path)
    case .memory: throw SQLFailure.cannotOpen("a database in memory takes no copy; name a file")
    case .server(let address): try await aside { try PostgresCopy.survey(address) }
    }
  }

  /// Makes the database from a copy, at a place that the survey found empty: all of it, or nothing.
  ///
  /// - Throws: `SQLFailure`, ``CopyFailure``, or what the file system says.
  package func fill(
    from file: String, headway: @escaping Headway.Listener = { _ in }
  ) async throws {
    switch self {
    case .file(let path): try await aside { try SQLiteCopy.fill(path, from: file) }
    case .memory: throw SQLFailure.cannotOpen("a database in memory takes no copy; name a file")
    case .server(let address):
      try await aside { try PostgresCopy.fill(address, from: file, headway: headway) }
    }
  }
}

/// Why a database could not be copied, or made from a copy.
package enum CopyFailure: Error, Sendable, Hashable {
  /// A program of PostgreSQL's is not in the PATH.
  case noTool(String)
  /// It is older than the server: what it would write might lack something.
  case oldTool(String, version: Int, server: Int)
  /// The file of the copy could not be written; the first text names it, the second says why.
  case unwritten(String, String)
  /// It ended without success, and says why.
  case tool(String, String)
  /// The address holds a secret that could be handed to the tool only where everybody sees it.
  case secret(String)
}

extension CopyFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noTool(let name):
      "\(name) is not in the PATH; install PostgreSQL's client programs of the server's version or newer "
        + "(on Debian: apt install postgresql-client), or copy the whole cluster by pg_basebackup"
    case .oldTool(let name, let version, let server):
      "\(name) in the PATH is of PostgreSQL \(version), the server of \(server); install the client programs of "
        + "\(server) or newer and put them first in the PATH"
    case .unwritten(let path, let words):
      "the copy \(path) could not be written: \(words); see that its disk has room and that you may write there"
    case .tool(let name, let words): "\(name) did not succeed: \(words)"
    case .secret(let name):
      "\(name) in the address would be seen by everybody on this machine if it was handed on; "
        + "use a key without it, or a service file"
    }
  }
}
