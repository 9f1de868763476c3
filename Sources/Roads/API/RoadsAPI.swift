// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import HTTPTypes
import Journal
import Site

/// Roads and digs for programs: what the pages can do, over `/api/v1`.
struct RoadsAPI: Sendable {
  let desk: RoadsDesk

  private static let tag = "roads"
  private static let announcers = Gate.only(RoadsRoom.announcers)

  var routes: [Route] { reading + writing + DigStep.allCases.map(step) }

  // MARK: Reading

  private var reading: [Route] {
    [
      .api(
        .get, "/api/v1/roads/segments", .anyone, "查询路段",
        Operation(
          "listRoadSegments", tag: Self.tag,
          answers: [
            Operation.Answer(
              200, "OK", RoadsSchemas.collection, media: "application/geo+json")
          ])
      ) { visit, _ in
        .json(RoadsJSON.Collection(try await desk.board(for: visit.principal)))
          .setting(.contentType, "application/geo+json")
      },
      .api(.get, "/api/v1/roads/digs", .anyone, "查询挖掘计划", Self.plan) { visit, _ in
        let (rows, next) = try await desk.plan(
          try PlanPages.period(visit), after: try visit.cursor(), limit: try visit.limit())
        return .json(Listing(rows.map(RoadsJSON.Dig.init), next: next))
      },
      .api(
        .get, "/api/v1/roads/emergencies", .anyone, "查询紧急抢修",
        Operation(
          "listDigEmergencies", tag: Self.tag,
          parameters: [.query("late", .boolean, "Only those whose 24 hours were not kept.")]
            + Operation.Parameter.paging,
          returns: .listing("DigEmergencyList", of: RoadsSchemas.dig))
      ) { visit, _ in
        let (rows, next) = try await desk.emergencies(
          late: try visit.query("late", as: Bool.self) ?? false, before: try visit.cursor(),
          limit: try visit.limit())
        return .json(Listing(rows.map(RoadsJSON.Dig.init), next: next))
      },
      .api(
        .get, "/api/v1/roads/digs/{number}", .anyone, "查看挖掘",
        Operation(
          "getDig", tag: Self.tag, parameters: [RoadsSchemas.number],
          returns: RoadsSchemas.detail)
      ) { visit, _ in
        let file = try await desk.dig(visit.parameter("number"), for: visit.principal)
        return .json(RoadsJSON.Detail(file), etag: String(file.version))
      },
    ]
  }

  private static let plan = Operation(
    "listDigs", tag: tag,
    parameters: [
      .query("year", .integer(2000...2999), "The year of the plan; this one when absent."),
      .query("quarter", .integer(1...4), "The quarter; this one when neither is given."),
    ] + Operation.Parameter.paging,
    returns: .listing("DigList", of: RoadsSchemas.dig))

  // MARK: Writing

  private var writing: [Route] {
    [
      .api(
        .post, "/api/v1/roads/digs", Self.announcers, "填报挖掘计划",
        Operation(
          "announceDig", tag: Self.tag, parameters: [.idempotencyKey],
          body: .json(RoadsSchemas.entry), returns: RoadsSchemas.receipt, status: 201)
      ) { visit, actor in
        let sent: Sent = try visit.json()
        let order = try DigOrder(segments: sent.segments ?? [], sent.value)
        return Self.created(try await desk.announce(order, by: actor, key: visit.command))
      },
      .api(
        .post, "/api/v1/roads/emergencies", Self.announcers, "填报紧急抢修",
        Operation(
          "breakUpRoad", tag: Self.tag, parameters: [.idempotencyKey],
          body: .json(RoadsSchemas.emergency), returns: RoadsSchemas.receipt, status: 201)
      ) { visit, actor in
        let sent: Sent = try visit.json()
        guard let at = sent.broken_up.flatMap(Self.instant) else {
          throw RoadsRefusal.brokenUpWhen
        }
        let order = try DigOrder(segments: sent.segments ?? []) { name in
          name == DigField.from ? at.day.description : sent.value(name)
        }
        return Self.created(
          try await desk.breakUp(order, at: at, by: actor, key: visit.command))
      },
    ]
  }

  private static func created(_ receipt: RoadsDesk.Receipt) -> Reply {
    .json(
      receipt, status: 201, etag: String(receipt.version),
      location: "/api/v1/roads/digs/\(receipt.number)")
  }

  private func step(_ step: DigStep) -> Route {
    .api(
      .post, "/api/v1/roads/digs/{number}/\(step.step.rawValue)", .signedIn, step.step.phrase,
      Operation(
        "\(step.step)Dig", tag: Self.tag,
        parameters: [RoadsSchemas.number, .idempotencyKey, .ifMatch],
        body: RoadsSchemas.body(of: step.step).map { .json($0) }, returns: RoadsSchemas.receipt)
    ) { visit, actor in
      let sent: Sent = RoadsSchemas.body(of: step.step) == nil ? Sent() : try visit.json()
      let order = try step.order(segments: sent.segments ?? []) { name in
        name == step.step.rawValue ? sent.text : sent.value(name)
      }
      let receipt = try await desk.carryOut(
        order, with: visit.parameter("number"), by: actor, expecting: try visit.seenVersion(),
        key: visit.command)
      return .json(receipt, etag: String(receipt.version))
    }
  }

  /// RFC 3339 with seconds and a zone.
  private static func instant(_ text: String) -> Instant? {
    guard let date = try? Date.ISO8601FormatStyle().parse(text) else { return nil }
    return Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
  }
}

/// A body of any of these operations; which of it must be there the schema has said.
private struct Sent: Decodable {
  var segments: [String]?
  var unit: String?
  var line: String?
  var purpose: String?
  var from: String?
  var to: String?
  var depth_m: Double?
  var area_sqm: Double?
  var contact_name: String?
  var contact_phone: String?
  var approval: String?
  var broken_up: String?
  var until: String?
  var kind: String?
  var passed: Bool?
  var granted: Bool?
  var text: String?

  /// The text of a field, as a form would send it.
  func value(_ name: String) -> String? {
    let text: String? =
      switch name {
      case DigField.unit: unit
      case DigField.line: line
      case DigField.purpose: purpose
      case DigField.from: from
      case DigField.to: to
      case DigField.depth: depth_m.map { String($0) }
      case DigField.area: area_sqm.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }
      case DigField.contactName: contact_name
      case DigField.contactPhone: contact_phone
      case DigField.approval: approval
      case DigField.until: until
      case DigField.kind: kind
      case DigField.passed: passed.map { $0 ? "yes" : "no" }
      case DigField.granted: granted.map { $0 ? "yes" : "no" }
      default: nil
      }
    return text?.isEmpty == true ? nil : text
  }
}
