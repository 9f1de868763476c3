// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import HTTPTypes
import Journal
import Logging
import SQL
import Synchronization
import Testing

@testable import Site

/// What strangers may send, and what must not follow from it.
struct HardeningTests {
  /// The digests under which the requests of a test came in.
  private final class Seen: Sendable {
    let digests = Mutex<[String]>([])
  }

  private static func site(_ seen: Seen) throws -> SiteResponder {
    let room = Room(
      name: "door",
      routes: [
        .page(.post, "/form", .signedIn, "提交") { visit, _ in
          seen.digests.withLock { $0.append(visit.command?.request ?? "") }
          return .text("ok")
        },
        .page(.get, "/nul", .anyone, "NUL") { _, _ in throw SQLFailure.nulInText },
      ])
    return try SiteResponder(
      rooms: [room], settings: SiteSettings(), clock: Clock { Instant(milliseconds: 0) },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      authenticate: { _ in Counter.clerk })
  }

  private func multipart(_ parts: [(head: String, body: String)], _ boundary: String) -> String {
    parts.map {
      "--\(boundary)\r\nContent-Disposition: form-data; \($0.head)\r\n\r\n\($0.body)\r\n"
    }.joined() + "--\(boundary)--\r\n"
  }

  @Test(
    "A key stands for all that a form says: values, files and their names, whatever the boundary")
  func digestOfForms() async throws {
    let seen = Seen()
    let browser = Rehearsal.browser(try Self.site(seen), session: "clerk")
    func send(_ value: String, _ name: String, _ content: String, _ boundary: String) async throws {
      let csrf = ("name=\"csrf\"", Counter.clerk.csrf)
      let body = multipart(
        [
          csrf, ("name=\"key\"", "k"), ("name=\"a\"", value),
          ("name=\"f\"; filename=\"\(name)\"", content),
        ], boundary)
      let answer = try await browser.send(
        .post, "/form", ["Content-Type": "multipart/form-data; boundary=\(boundary)"], body: body)
      #expect(answer.status == 200)
    }
    try await send("1", "a.pdf", "x", "b1")
    try await send("1", "a.pdf", "x", "b2")
    try await send("2", "a.pdf", "x", "b1")
    try await send("1", "b.pdf", "x", "b1")
    try await send("1", "a.pdf", "y", "b1")
    let digests = seen.digests.withLock { $0 }
    #expect(digests[0] == digests[1])
    #expect(Set(digests).count == 4)
    // SM3, which nobody can aim at: a 64-bit sum could be made to meet another request's.
    #expect(digests.allSatisfy { $0.utf8.count == 64 })
  }

  @Test("What was sent from one field to the next is not the same request")
  func digestOfFields() async throws {
    let seen = Seen()
    let browser = Rehearsal.browser(try Self.site(seen), session: "clerk")
    for form: KeyValuePairs<String, String> in [
      ["key": "k", "a": "1", "b": ""], ["key": "k", "a": "", "b": "1"], ["key": "k", "a": "1"],
    ] {
      _ = try await browser.post("/form", form: form, csrf: Counter.clerk.csrf)
    }
    #expect(Set(seen.digests.withLock { $0 }).count == 3)
  }

  @Test("A cursor with U+0000 in it is none")
  func cursorWithNUL() {
    #expect(Cursor(Cursor(.integer(1), .text("a\u{0}b")).text) == nil)
    #expect(Cursor(Cursor(.integer(1), .text("ab")).text) != nil)
  }

  @Test("Text that no store takes is the sender's mistake, not ours")
  func nulInText() async throws {
    #expect(try await Rehearsal(Self.site(Seen())).get("/nul").status == 400)
  }

  @Test("A page that was asked for with two slashes links to nowhere else")
  func twoSlashes() async throws {
    let answer = try await Counter().stranger.get("//evil.example/x")
    #expect(answer.status == 404)
    #expect(!answer.text.contains("\"//"))
  }
}
