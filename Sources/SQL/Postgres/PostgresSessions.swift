// SPDX-License-Identifier: Apache-2.0

import CPostgres
import Dispatch

/// Opens sessions with a server, and makes sure that each keeps the promises of `Database`.
struct PostgresSessions: Sendable {
  /// What a session is for.
  enum Purpose: Sendable {
    case reading
    case writing
    /// Waits for signals.
    case listening
    /// Looks at one state for as long as it takes.
    case dryRun
  }

  /// How long a unit of work waits for a server that cannot be reached, or for its turn to write.
  static let patience = Duration.seconds(5)

  let address: PostgresAddress

  /// Opens a session, once.
  ///
  /// - Throws: `SQLFailure.unreachable`, or `cannotOpen` with what must be changed.
  func open(_ purpose: Purpose) throws(SQLFailure) -> (PostgresConnection, PostgresFacts) {
    let parameters = try address.parameters()
    let handle = Self.connect(Array(parameters.keys), Array(parameters.values))
    guard let handle else { throw .unreachable("out of memory") }
    do throws(SQLFailure) {
      guard PQstatus(handle) == CONNECTION_OK else { throw failure(of: handle) }
      // Else libpq prints what a server remarks by the way.
      PQsetNoticeProcessor(handle, { _, _ in }, nil)
      let facts = try PostgresFacts(of: handle, purpose)
      try facts.check(of: address)
      return (PostgresConnection(handle), facts)
    } catch {
      PQfinish(handle)
      throw error
    }
  }

  /// Opens a session, trying again for as long as patience lasts.
  func open(
    _ purpose: Purpose, until deadline: ContinuousClock.Instant
  ) throws(SQLFailure) -> (PostgresConnection, PostgresFacts) {
    var pause = Duration.milliseconds(20)
    while true {
      do {
        return try open(purpose)
      } catch {
        guard case .unreachable = error, ContinuousClock.now + pause < deadline else { throw error }
      }
      // Not all nodes at the same instant.
      Self.rest(pause * Double.random(in: 0.5...1))
      pause = min(pause * 2, .seconds(1))
    }
  }

  /// The session that is kept, if it is still well, else a new one.
  func ready(
    _ kept: inout PostgresConnection?, _ purpose: Purpose, until deadline: ContinuousClock.Instant
  ) throws(SQLFailure) -> PostgresConnection {
    if let kept, kept.isWell() { return kept }
    kept = nil
    let connection = try open(purpose, until: deadline).0
    kept = connection
    return connection
  }

  /// Holds up the thread, which must be one of our own.
  static func rest(_ duration: Duration) {
    // Nobody signals it: waiting in vain is a pause.
    let seconds = duration / .seconds(1)
    _ = DispatchSemaphore(value: 0).wait(timeout: .now() + seconds)
  }

  private static func connect(_ keywords: [String], _ values: [String]) -> OpaquePointer? {
    let count = keywords.count
    // One text, each part ended by NUL, so that all pointers live as long as it does.
    let bytes = (keywords + values).flatMap { text -> [UInt8] in Array(text.utf8) + [0] }
    return bytes.withUnsafeBytes { buffer in
      var pointers: [UnsafePointer<CChar>?] = []
      var place = 0
      for text in keywords + values {
        pointers.append(buffer.baseAddress?.assumingMemoryBound(to: CChar.self).advanced(by: place))
        place += text.utf8.count + 1
      }
      return PQconnectdbParams(
        Array(pointers[..<count]) + [nil], Array(pointers[count...]) + [nil], 0)
    }
  }

  /// Why there is no session.
  ///
  /// libpq has only words for it, and the server's may be in another language: so the one thing is told apart that
  /// libpq knows, whether it was about the password.
  private func failure(of handle: OpaquePointer) -> SQLFailure {
    let message = String(cString: PQerrorMessage(handle))
      .split(whereSeparator: \.isNewline).map { $0.drop { $0 == "\t" } }.joined(separator: " ")
    let places = "PGPASSWORD, ~/.pgpass, a file named by passfile= or by --database-password-file"
    if PQconnectionNeedsPassword(handle) != 0 {
      return .cannotOpen("\(address) wants a password; give it by \(places)")
    }
    if PQconnectionUsedPassword(handle) != 0, message.contains("password authentication failed") {
      return .cannotOpen("\(address) does not take the password; correct it in \(places)")
    }
    if message.contains("FATAL") && message.contains("database \"") && message.contains("not exist")
    {
      return .cannotOpen(
        "\(address): there is no such database; make it: \(PostgresFacts.creation(of: PQdb(handle)))"
      )
    }
    if message.contains("FATAL"), message.contains("role \"") || message.contains("pg_hba.conf") {
      return .cannotOpen(
        "\(address) lets nobody in so: \(message); correct the user, or the server's pg_hba.conf")
    }
    return .unreachable(message)
  }
}

/// What a session says about its server and database.
struct PostgresFacts: Sendable, Equatable {
  /// As the server numbers it: 150018 is 15.18.
  var version = 0
  var database = ""
  var encoding = ""
  var collation = ""
  var isSortedByCodePoint = false
  var isFlushed = false
  var isReadOnly = false
  /// The schema that tables are made in; empty where there is none.
  var schema = ""

  /// The oldest version that all statements were tried on.
  static let oldest = 140_000

  init() {}

  /// Sets the session up and asks the server, in one trip.
  init(
    of handle: OpaquePointer, _ purpose: PostgresSessions.Purpose
  ) throws(SQLFailure) {
    database = String(cString: PQdb(handle))
    version = Int(PQserverVersion(handle))
    encoding = PQparameterStatus(handle, "server_encoding").map { String(cString: $0) } ?? ""
    // The question is asked in characters that another encoding may lack.
    guard version >= Self.oldest, encoding == "UTF8" else { return }
    guard let result = PQexec(handle, Self.setting(purpose) + Self.question) else {
      throw .unreachable("out of memory")
    }
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_TUPLES_OK, PQntuples(result) == 1 else {
      throw .postgres(result, "")
    }
    func text(_ column: Int32) -> String { String(cString: PQgetvalue(result, 0, column)) }
    collation = text(0)
    isSortedByCodePoint = text(1) == "t"
    isFlushed = text(2) == "on"
    isReadOnly = text(3) == "on"
    schema = text(4)
  }

  private static func setting(_ purpose: PostgresSessions.Purpose) -> String {
    // A writer has no limit for a statement: a step of the schema may take long, and a commit that waits for another
    // server must not be broken off.
    let limit =
      switch purpose {
      // Every statement has its index whatever the values are; to plan a list anew costs more than to read it.
      case .reading:
        preset("statement_timeout", "30s", insteadOf: "0")
          + preset("plan_cache_mode", "force_generic_plan", insteadOf: "auto")
      case .writing, .listening, .dryRun: "SET statement_timeout = 0;"
      }
    let idleness =
      purpose == .dryRun
      ? "SET idle_in_transaction_session_timeout = 0;"
      : preset("idle_in_transaction_session_timeout", "30s", insteadOf: "0")
    return "SET standard_conforming_strings = on; SET jit = off;" + limit
      + preset("lock_timeout", "5s", insteadOf: "0") + idleness
      + preset("synchronous_commit", "on", insteadOf: "off")
  }

  /// Sets what nobody has set for the server, the database, the role or the address.
  private static func preset(_ name: String, _ value: String, insteadOf other: String) -> String {
    "SELECT set_config('\(name)', '\(value)', false) WHERE current_setting('\(name)') = '\(other)';"
  }

  private static let question = """
    SELECT datcollate, 'Z' < 'a' AND 'a-c' < 'aab' AND '丰' > '中', current_setting('fsync'),
      current_setting('transaction_read_only'), COALESCE(current_schema(), '')
    FROM pg_database WHERE datname = current_database()
    """

  /// - Throws: `SQLFailure.cannotOpen` where the database would not keep what the engine promises.
  func check(of address: PostgresAddress) throws(SQLFailure) {
    func refuse(_ what: String) -> SQLFailure { .cannotOpen("\(address): \(what)") }
    let anew = "make one anew and move the data by pg_dump: \(Self.creation(of: database))"
    guard version >= Self.oldest else {
      throw refuse(
        "the server is PostgreSQL \(version / 10_000), which is too old; use \(Self.oldest / 10_000) or newer"
      )
    }
    guard encoding == "UTF8" else {
      throw refuse("the database is encoded in \(encoding), which lacks characters; \(anew)")
    }
    guard isSortedByCodePoint else {
      throw refuse("the database sorts text by \(collation), not by code point; \(anew)")
    }
    guard isFlushed else {
      throw refuse(
        "the server runs with fsync off and would lose what it acknowledged; set fsync = on")
    }
    guard !isReadOnly else {
      throw refuse(
        "the database may only be read: name the server that is written to, or set "
          + "default_transaction_read_only = off")
    }
    guard !schema.isEmpty else {
      throw refuse("the schema of its search_path is not there; make it: CREATE SCHEMA …")
    }
  }

  static func creation(of database: UnsafePointer<CChar>?) -> String {
    creation(of: database.map { String(cString: $0) } ?? "banjie")
  }

  static func creation(of database: String) -> String {
    "createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 \(database)"
  }
}
