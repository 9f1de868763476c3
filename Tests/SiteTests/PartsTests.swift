// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Testing

@testable import Site

@Suite
struct RouterTests {
  static func route(_ method: HTTPRequest.Method, _ path: String) -> Route {
    .page(method, path, .anyone, .verbatim(path)) { _, _ in .noContent }
  }

  static func path(_ match: Router.Match) -> String? {
    guard case .found(let route, _) = match else { return nil }
    return route.path
  }

  let router: Router

  init() throws {
    router = try Router([
      Self.route(.get, "/"), Self.route(.get, "/cases/new"), Self.route(.get, "/cases/{id}"),
      Self.route(.post, "/cases/{id}"), Self.route(.get, "/cases/{case}/files/{file}"),
    ])
  }

  @Test("A literal segment comes before a parameter, whatever the order of the routes")
  func literal() {
    #expect(Self.path(router.match(.get, [])) == "/")
    #expect(Self.path(router.match(.get, ["cases", "new"])) == "/cases/new")
    #expect(Self.path(router.match(.post, ["cases", "new"])) == "/cases/{id}")
    #expect(Self.path(router.match(.head, ["cases", "7"])) == "/cases/{id}")
  }

  @Test("Parameters carry the names of their own route")
  func names() {
    guard case .found(_, let values) = router.match(.get, ["cases", "7", "files", "a b"]) else {
      Issue.record("not found")
      return
    }
    #expect(values == ["case": "7", "file": "a b"])
  }

  @Test("An unknown path is not found; another method is told what is allowed")
  func misses() {
    guard case .none = router.match(.get, ["cases", "7", "files"]) else {
      Issue.record("found")
      return
    }
    guard case .otherMethods(let methods) = router.match(.delete, ["cases", "7"]) else {
      Issue.record("no methods")
      return
    }
    #expect(methods.map(\.rawValue) == ["GET", "HEAD", "POST"])
  }

  @Test("Two routes that answer the same are refused")
  func twice() {
    #expect(throws: RouteFault(path: "GET /a/{y}", .twice)) {
      try Router([Self.route(.get, "/a/{x}"), Self.route(.get, "/a/{y}")])
    }
    #expect(throws: RouteFault(path: "/{x}/{x}", .sameName)) {
      try Router([Self.route(.get, "/{x}/{x}")])
    }
  }
}

@Suite
struct RateLimitTests {
  static func at(_ second: Int64) -> Instant { Instant(milliseconds: second * 1000) }

  @Test("After the burst a key waits for its next token, others do not")
  func waits() throws {
    let limit = RateLimit(burst: 3, perMinute: 6)
    for _ in 1...3 { try limit.take("a", at: Self.at(0)) }
    #expect { try limit.take("a", at: Self.at(0)) } throws: { error in
      (error as? SiteRefusal)?.kind == .tooMany && (error as? SiteRefusal)?.retryAfter == 10
    }
    try limit.take("b", at: Self.at(0))
    #expect(throws: SiteRefusal.self) { try limit.take("a", at: Self.at(9)) }
    try limit.take("a", at: Self.at(19))
  }

  @Test("However many keys come, only so many are remembered, and the emptiest bucket stays")
  func bounded() throws {
    let limit = RateLimit(burst: 2, perMinute: 1, mostKeys: 100)
    try limit.take("guilty", at: Self.at(0))
    try limit.take("guilty", at: Self.at(0))
    for index in 0..<1000 { try limit.take("k\(index)", at: Self.at(1)) }
    #expect(limit.count <= 100)
    #expect(throws: SiteRefusal.self) { try limit.take("guilty", at: Self.at(2)) }
  }

  @Test("A clock that goes back gives no tokens away")
  func backwards() throws {
    let limit = RateLimit(burst: 1, perMinute: 60)
    try limit.take("a", at: Self.at(100))
    #expect(throws: SiteRefusal.self) { try limit.take("a", at: Self.at(0)) }
    #expect(throws: SiteRefusal.self) { try limit.take("a", at: Self.at(0)) }
  }
}

@Suite
struct CursorTests {
  @Test("A cursor reads back what it wrote")
  func roundTrip() throws {
    let cursor = Cursor(.integer(-7), .text("江汉?/+"))
    #expect(cursor.text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
    let read = try #require(Cursor(cursor.text))
    #expect(read == cursor)
    #expect(try read.integer(0) == -7)
    #expect(try read.text(1) == "江汉?/+")
  }

  @Test(
    "Anything else is no cursor, and one of another list is refused",
    arguments: [
      "", "x", "W10", "e30", "W251bGxd", "!!!!",
    ])
  func refuses(text: String) {
    #expect(Cursor(text) == nil)
    #expect(throws: SiteRefusal.self) { try Cursor(.text("a")).integer(0) }
    #expect(throws: SiteRefusal.self) { try Cursor(.text("a")).text(1) }
  }
}

@Suite
struct AssetTests {
  @Test("The address of a file holds a digest of its content")
  func address() {
    let one = Asset("site.css", "a{}")
    let other = Asset("site.css", "b{}")
    #expect(one.path != other.path)
    #expect(one.path.hasPrefix("/assets/site.") && one.path.hasSuffix(".css"))
    #expect(one.media == "text/css; charset=utf-8")
  }

  @Test(
    "Only paths of this site are gone on to",
    arguments: [
      ("/cases?x=1", true), ("//evil.example", false), ("https://evil.example", false),
      ("/\\evil.example", false), ("/a\nb", false), ("", false), ("cases", false),
    ])
  func local(path: String, isLocal: Bool) {
    #expect((Visit.localPath(path) != nil) == isLocal)
  }
}
