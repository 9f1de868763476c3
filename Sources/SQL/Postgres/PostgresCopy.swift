// SPDX-License-Identifier: Apache-2.0

import CPostgres
import Foundation

/// Copies of a schema, made by pg_dump and brought back by pg_restore.
enum PostgresCopy {
  /// Lets pg_dump look at the very state that `look` sees.
  static func make<T>(
    of sessions: PostgresSessions, at file: String, headway: @escaping Headway.Listener,
    _ look: (Snapshot) throws -> T
  ) throws -> (found: T, copy: DatabaseCopy) {
    let (connection, facts) = try sessions.open(
      .dryRun, until: .now + PostgresSessions.patience)
    let tool = try PostgresTool("pg_dump", for: facts.version)
    let start = connection.mark
    connection.begin([
      .init(text: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", role: .gate)
    ])
    defer { connection.leave("COMMIT", since: start) }
    let snapshot = Snapshot(connection: connection)
    let state: String = try snapshot.one("SELECT pg_export_snapshot()")
    let found = try look(snapshot)
    guard
      FileManager.default.createFile(
        atPath: file, contents: nil, attributes: [.posixPermissions: 0o600]),
      let output = FileHandle(forWritingAtPath: file)
    else { throw CopyFailure.unwritten(file, "the file cannot be created") }
    defer { try? output.close() }
    headway(Headway("database", done: 0))
    // The tables by their pattern and not the schema by its name: so `public`, which is there already, is not made anew.
    let tables = "\"\(facts.schema.replacing("\"", with: "\"\""))\".*"
    try tool.run(
      [
        "--format=custom", "--no-owner", "--no-privileges", "--snapshot=\(state)",
        "--table=\(tables)",
      ], on: sessions.address, output: output)
    return (found, DatabaseCopy(tool: tool.version, place: facts.schema))
  }

  static func survey(_ address: PostgresAddress) throws -> Ground {
    let (connection, facts) = try PostgresSessions(address: address)
      .open(.reading, until: .now + PostgresSessions.patience)
    let snapshot = Snapshot(connection: connection)
    let count: Int = try snapshot.one(
      """
      SELECT COUNT(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE nspname = current_schema() AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      """)
    return Ground(
      place: facts.schema,
      occupant: count == 0 ? nil : "\(count) tables and sequences in the schema \(facts.schema)")
  }

  /// Hands the copy to pg_restore, which keeps all of it or nothing.
  ///
  /// It reads from us, so it ends when we do while rows are on their way; it may still finish what it has read.
  static func fill(
    _ address: PostgresAddress, from file: String, headway: @escaping Headway.Listener
  ) throws {
    let sessions = PostgresSessions(address: address)
    let (connection, facts) = try sessions.open(
      .writing, until: .now + PostgresSessions.patience)
    let tool = try PostgresTool("pg_restore", for: facts.version)
    guard let source = FileHandle(forReadingAtPath: file) else {
      throw SQLFailure.cannotOpen("\(file): the file cannot be read")
    }
    defer { try? source.close() }
    let total = Int(try source.seekToEnd())
    try source.seek(toOffset: 0)
    try tool.run(
      ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"], on: address
    ) { target in
      defer { try? target.close() }
      var done = 0
      while let piece = try source.read(upToCount: 1 << 20), !piece.isEmpty {
        try target.write(contentsOf: piece)
        done += piece.count
        headway(Headway("database", done: done, of: total))
      }
    }
    // The planner knows nothing yet of tables that came by themselves.
    try connection.run("ANALYZE") { _ in true }
  }
}

extension PostgresAddress {
  /// The address as PostgreSQL's tools take it on their command line, where everybody sees it, and the password apart.
  ///
  /// - Throws: ``CopyFailure/secret(_:)`` where something else in it is not for everybody.
  func forTools() throws -> (database: String, password: String?) {
    var parameters = try parameters()
    let password = parameters.removeValue(forKey: "password")
    if parameters["sslpassword"] != nil { throw CopyFailure.secret("sslpassword") }
    let text = parameters.sorted { $0.key < $1.key }.map { keyword, value in
      "\(keyword)='\(value.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
    }.joined(separator: " ")
    return (text, password)
  }
}
