// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import HTTPTypes
import Journal

/// What was recorded, for other systems: in order, and without a gap for whoever goes on from where he was.
package struct EventAPI: Sendable {
  let journal: Journal

  package static func room(journal: Journal) -> Room {
    Room(name: "events", routes: EventAPI(journal: journal).routes)
  }

  /// How many seconds a request may wait for something to be recorded.
  ///
  /// Below the half minute after which proxies give up.
  private static let waitMax = 20
  private static let limitMax = 1_000
  private static let limitUsual = 100

  private static let event = Schema.named(
    "Event",
    .object([
      .required("position", .integer(), "Its place in the whole journal; grows."),
      .required("stream", .string(), "What it happened to: `case/3f9c…`."),
      .required("version", .integer(), "Its place in its stream, from 1."),
      .required("type", .string(), "What happened: the one member of the body."),
      .required("at", .string(format: "date-time")),
      .required("actor", .string(), "The identifier of the account that did it."),
      .required("body", .any, "The event; it holds no personal data."),
    ]))

  private static let list = Operation(
    "listEvents", tag: "events",
    parameters: [
      .query("after", .string(length: 1...500), "Where to go on: `next` of the answer before."),
      .query(
        "limit", .integer(1...limitMax), "How many events at most, \(limitUsual) when absent."),
      .query(
        "wait", .integer(0...waitMax),
        "How many seconds to wait for an event when there is none; 0 when absent."),
    ],
    returns: .named(
      "EventList",
      .object([
        .required("items", .array(event), "In the order in which they were recorded."),
        .required("next", .string(), "What to send as `after` the next time."),
      ])))

  var routes: [Route] {
    [
      .api(
        .get, "/api/v1/events", .only(.supervisor, .auditor, .system), "业务事件",
        Self.list
      ) { visit, _ in try await list(visit) }
    ]
  }

  private func list(_ visit: Visit) async throws -> Reply {
    let limit = try visit.query("limit", as: Int.self) ?? Self.limitUsual
    let wait = try visit.query("wait", as: Int.self) ?? 0
    let start = try Self.position(visit.query("after"))
    let entries = try await journal.feed(after: start, limit: limit, waiting: .seconds(wait))
    let next = Cursor(.integer(entries.last?.position ?? start))
    return Reply(
      .bytes(try Self.page(entries, next: next), media: "application/json"), status: 200)
  }

  private static func position(_ text: String?) throws(SiteRefusal) -> Int64 {
    guard let text else { return 0 }
    guard let cursor = Cursor(text) else {
      throw .invalid([Fault("after", "翻页位置无法识别，请从第一页重新开始。")])
    }
    return try cursor.integer(0)
  }

  /// All of an entry but its body.
  private struct Head: Encodable {
    let position: Int64
    let stream: String
    let version: Int
    let type: String
    let at: String
    let actor: String
  }

  /// The answer, the bodies in it as they were recorded, byte for byte.
  private static func page(_ entries: [FeedEntry], next: Cursor) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes = Array(#"{"items":["#.utf8)
    for (index, entry) in entries.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let head = Head(
        position: entry.position, stream: entry.stream, version: entry.version, type: entry.type,
        at: entry.moment.at.iso8601, actor: entry.moment.actor)
      bytes += try encoder.encode(head).dropLast()
      bytes += Array(#","body":"#.utf8) + Array(entry.body.utf8)
      bytes.append(UInt8(ascii: "}"))
    }
    return bytes + Array(#"],"next":"\#(next.text)"}"#.utf8)
  }
}
