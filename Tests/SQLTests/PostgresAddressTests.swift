// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestEngines
import Testing

@testable import SQL

@Suite("PostgreSQL: addresses, passwords and what a database must be")
struct PostgresAddressTests {
  private func failure(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "a server is named by a URL or by libpq's keywords",
    arguments: [
      ("postgres://ann@db.example:5433/banjie", "postgres://ann@db.example:5433/banjie"),
      ("postgresql://db.example/banjie?sslmode=require", "postgres://db.example/banjie"),
      ("postgres:///banjie", "postgres://local socket/banjie"),
      ("host=db.example user=ann dbname=banjie", "postgres://ann@db.example/banjie"),
      ("postgres://ann:secret@a,b/banjie", "postgres://ann@a,b/banjie"),
    ])
  func addresses(text: String, shown: String) throws {
    guard case .server(let address) = try Location(text) else {
      Issue.record("\(text) is no server")
      return
    }
    #expect("\(address)" == shown)
  }

  @Test("of several hosts the one is wanted that takes writes, and what is given is kept")
  func parameters() throws {
    let several = try PostgresAddress("postgres://a,b/banjie?connect_timeout=3").parameters()
    #expect(several["target_session_attrs"] == "read-write")
    #expect(several["connect_timeout"] == "3")
    #expect(try PostgresAddress("postgres://a/banjie").parameters()["target_session_attrs"] == nil)
  }

  @Test(
    "a slip in an address is told in a sentence that says what to write",
    arguments: [
      "postgres://db.example:port/banjie", "postgres://db.example/banjie?hots=x",
      "postgres://[::1/banjie", "hots=db dbname=banjie", "mysql://db/banjie", "postgre://db/banjie",
      "postgres://ann%zz@db/banjie",
    ])
  func slips(text: String) {
    let words = failure {
      guard case .server(let address) = try Location(text) else { return }
      _ = try PostgresSessions(address: address).open(.reading)
    }
    #expect(words.contains("postgres://"), "\(words)")
  }

  @Test(
    "a password is never shown, whatever is wrong with the address",
    arguments: [
      "postgres://ann:s%zzsecret@db/banjie", "postgres://ann:secret@db:port/banjie",
      "postgres://ann:secret@[::1/banjie", "postgres://ann@db/banjie?password=secret&hots=1",
      "postgres://ann@db/banjie?passwordsecret", "host=db password='secret",
      "host=db passwort=secret",
      "postgres://ann:secret@db/banjie?password=secret=secret",
    ])
  func secrets(text: String) throws {
    let words = failure { _ = try Location(text) }
    #expect(!words.isEmpty && !words.contains("secret"), "\(words)")
  }

  @Test("a location is printed without its password")
  func printed() throws {
    let location = try Location("postgres://ann:secret@db/banjie")
    var dumped = ""
    dump(location, to: &dumped)
    for text in ["\(location)", String(reflecting: location), dumped] {
      #expect(!text.contains("secret") && text.contains("ann@db"), "\(text)")
    }
  }

  @Test("what a server or database lacks is told with what to do")
  func facts() throws {
    let address = try PostgresAddress("postgres://db/banjie")
    var sound = PostgresFacts()
    sound.version = 140_000
    (sound.encoding, sound.collation, sound.schema) = ("UTF8", "C.UTF-8", "public")
    (sound.isSortedByCodePoint, sound.isFlushed) = (true, true)
    try sound.check(of: address)
    let faults: [(String, (inout PostgresFacts) -> Void)] = [
      ("PostgreSQL 13, which is too old; use 14 or newer", { $0.version = 130_011 }),
      ("encoded in LATIN1", { $0.encoding = "LATIN1" }),
      (
        "sorts text by en_US.UTF-8",
        { ($0.collation, $0.isSortedByCodePoint) = ("en_US.UTF-8", false) }
      ),
      ("set fsync = on", { $0.isFlushed = false }),
      ("name the server that is written to", { $0.isReadOnly = true }),
      ("CREATE SCHEMA", { $0.schema = "" }),
    ]
    for (words, change) in faults {
      var facts = sound
      change(&facts)
      let told = failure { try facts.check(of: address) }
      #expect(told.contains(words) && told.contains("postgres://db/banjie"), "\(told)")
    }
  }

  @Test("SQLSTATEs map to failures of ours, without the values that the server quotes")
  func states() {
    func failure(_ state: String, _ message: String = "") -> SQLFailure {
      .postgres(state: state, message: message, "SELECT")
    }
    #expect(failure("55P03") == .busy)
    #expect(failure("40001") == .busy)
    #expect(failure("57014") == .timedOut)
    #expect(failure("25006") == .readOnly)
    #expect(failure("53100") == .full)
    #expect(failure("57P01", "shutdown") == .unreachable("shutdown"))
    #expect(failure("53300", "too many clients") == .unreachable("too many clients"))
    #expect(failure("XX001", "invalid page") == .corrupt("invalid page"))
    #expect(
      failure("22P02", #"invalid input syntax for type bigint: "张三""#)
        == .other(code: "22P02", message: "invalid input syntax for type bigint: SELECT"))
    #expect(
      failure("42P01", #"relation "x" does not exist"#)
        == .other(code: "42P01", message: #"relation "x" does not exist: SELECT"#))
  }
}

@Suite(
  "PostgreSQL: doors that stay shut",
  .enabled(if: TestServer.shared != nil, "PostgreSQL is not installed"))
struct PostgresDoorTests {
  private func refusal(of location: Location) -> String {
    do {
      try Database.open(location).close()
      return "opened"
    } catch {
      return "\(error)"
    }
  }

  @Test("a wrong password, or none, is told with where it is to be given; the right one opens")
  func passwords() async throws {
    let server = try #require(TestServer.shared)
    let folder = try Folder()
    let file = folder.url.appending(path: "password").path
    try await server.administer("CREATE ROLE guarded LOGIN PASSWORD 'right' SUPERUSER")
    let none = refusal(of: try server.location(user: "guarded"))
    #expect(none.contains("wants a password") && none.contains("PGPASSWORD"), "\(none)")
    let wrong = refusal(of: try server.location(user: "guarded", "&password=wrong-one"))
    #expect(wrong.contains("does not take the password"), "\(wrong)")
    #expect(!wrong.contains("wrong-one"))
    try "right\n".write(toFile: file, atomically: true, encoding: .utf8)
    let location = try server.location(user: "guarded")
    #expect(refusal(of: try location.readingPassword(from: file)) == "opened")
    #expect(refusal(of: try location.readingPassword(from: file + "x")).contains("no password"))
    let pass = folder.url.appending(path: "pgpass").path
    try "*:*:*:guarded:right\n".write(toFile: pass, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: pass)
    #expect(refusal(of: try server.location(user: "guarded", "&passfile=\(pass)")) == "opened")
    #expect(throws: SQLFailure.self) { try Location("x.sqlite").readingPassword(from: file) }
  }

  @Test("a database that is not there, or not as it must be, is told with what to do")
  func databases() async throws {
    let server = try #require(TestServer.shared)
    func refusal(of database: String) throws -> String {
      self.refusal(of: try server.location(database: database))
    }
    let missing = try refusal(of: "missing")
    #expect(missing.contains("createdb --template=template0") && missing.contains("missing"))
    server.administer(
      alone: "CREATE DATABASE latin TEMPLATE template0 ENCODING LATIN1 LC_COLLATE 'C' LC_CTYPE 'C'")
    #expect(try refusal(of: "latin").contains("encoded in LATIN1"))
    server.administer(
      alone: "CREATE DATABASE dictionary TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'")
    #expect(try refusal(of: "dictionary").contains("not by code point"))
    server.administer(alone: "CREATE DATABASE museum")
    #expect(try refusal(of: "museum") == "opened")
    server.administer(alone: "ALTER DATABASE museum SET default_transaction_read_only = on")
    #expect(try refusal(of: "museum").contains("may only be read"))
    let nowhere = self.refusal(of: try server.location("&options=-csearch_path%3Dnowhere"))
    #expect(nowhere.contains("CREATE SCHEMA"), "\(nowhere)")
  }

  @Test("a server that is not there is told so")
  func nobody() throws {
    let told = refusal(of: try Location("postgres://postgres@/postgres?host=/nowhere"))
    #expect(told.contains("cannot be reached") && told.contains("see that its server runs"))
  }
}
