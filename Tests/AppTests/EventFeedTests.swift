// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Identity
import Journal
import SQL
import Site
import TestKit
import Testing

@Suite("The feed of events for other systems")
struct EventFeedTests {
  /// A page of the feed, as a client reads it.
  private struct Page {
    let items: [[String: Any]]
    let next: String

    init(_ answer: Rehearsal.Answer) throws {
      #expect(answer.status == 200 && answer.header("Content-Type") == "application/json")
      let object = try JSONSerialization.jsonObject(with: Data(answer.bytes))
      let page = try #require(object as? [String: Any])
      items = try #require(page["items"] as? [[String: Any]])
      next = try #require(page["next"] as? String)
    }
  }

  private func page(
    _ bureau: Bureau, _ query: String, as name: String = "supervisor"
  ) async throws -> Page {
    try Page(try await bureau.program(name).get("/api/v1/events?\(query)"))
  }

  @Test("who follows it page by page gets every event once, in order, and no personal data")
  func followed() async throws {
    let bureau = try await Bureau()
    for _ in 1...2 {
      let receipt = try await bureau.file()
      try await bureau.decide(receipt.id, granted: true)
    }
    var items: [[String: Any]] = []
    var after = ""
    while true {
      let page = try await page(bureau, "limit=7" + after)
      items += page.items
      after = "&after=\(page.next)"
      if page.items.count < 7 { break }
    }
    let positions = items.compactMap { $0["position"] as? Int }
    #expect(positions == positions.sorted() && Set(positions).count == items.count)
    let count: Int = try await bureau.journal.database.read {
      try $0.one("SELECT COUNT(*) FROM journal_event")
    }
    #expect(items.count == count)
    for (stream, events) in Dictionary(grouping: items, by: { $0["stream"] as? String ?? "" }) {
      #expect(
        events.compactMap { $0["version"] as? Int } == Array(1...events.count), "\(stream)")
    }
    for item in items {
      #expect(
        Set(item.keys) == ["position", "stream", "version", "type", "at", "actor", "body"])
      let body = try #require(item["body"] as? [String: Any])
      #expect(body.keys.first == item["type"] as? String)
    }
    let last = try #require(items.last)
    #expect((last["at"] as? String)?.hasPrefix("2026-11-23T") == true)
    let text = String(
      decoding: try JSONSerialization.data(withJSONObject: items), as: UTF8.self)
    let account = try Bureau.account("applicant")
    for secret in [account.name, account.code ?? "-", account.phone ?? "-"] {
      #expect(!text.contains(secret))
    }
    // At the end it stays where it is.
    let end = try await page(bureau, after.dropFirst().description)
    #expect(end.items.isEmpty && "&after=\(end.next)" == after)
  }

  @Test("it is for supervisors, auditors and systems, not for who handles cases or applies")
  func access() async throws {
    let bureau = try await Bureau()
    for name in ["applicant", "clerk", "reviewer-1", "approver", "helper"] {
      #expect(try await bureau.program(name).get("/api/v1/events").status == 403, "\(name)")
    }
    #expect(try await bureau.program().get("/api/v1/events").status == 401)
  }

  @Test(
    "what is not understood is refused",
    arguments: ["after=x", "after=WyJ4Il0", "limit=0", "limit=1001", "wait=21", "wait=-1"])
  func wrong(query: String) async throws {
    let bureau = try await Bureau()
    let answer = try await bureau.program("supervisor").get("/api/v1/events?\(query)")
    #expect(answer.status == 422, "\(answer.text)")
  }

  @Test("a request that waits is answered by what is recorded meanwhile")
  func waiting() async throws {
    let bureau = try await Bureau()
    let start = try await page(bureau, "limit=1000").next
    async let woken = page(bureau, "wait=20&after=\(start)")
    let receipt = try await bureau.file()
    let first = try #require(try await woken.items.first)
    #expect(first["stream"] as? String == "case/\(receipt.id)")
    #expect(first["type"] as? String == "submitted")
  }
}
