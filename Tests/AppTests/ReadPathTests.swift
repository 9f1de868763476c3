// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Deadlines
import Foundation
import HTTPTypes
import Identity
import Journal
import Site
import Testing

/// Every path that leads to somebody's data, tried by everybody whom it does not concern.
///
/// The paths are those of the running program, so a new one is tried without being named here; one with a parameter
/// that nobody has explained fails.
@Suite("Read paths", .serialized)
struct ReadPathTests {
  /// What is about nobody: items are public, and to apply for one is to see it.
  static let impersonal: Set = ["items", "apply", "verify"]

  /// What is about somebody and yet open to all: whoever holds the number holds the certificate, and it is masked.
  static let masked: Set = ["/api/v1/licences/{number}"]

  /// Nobody, other applicants, other sections of the bureau, and staff who handle no cases.
  static let outsiders: [String?] = [
    nil, "demo-shop", "demo-agent", "demo-market-reviewer-1", "demo-market-approver",
    "demo-catalogue",
  ]

  /// Somebody at his door: in a browser and with a program.
  struct Visitor {
    let browser: Rehearsal
    let client: Rehearsal
    let csrf: String
  }

  private static func visitor(_ login: String?, of house: House) async throws -> Visitor {
    let site = house.program.responder
    guard let login else {
      return Visitor(browser: Rehearsal(site), client: Rehearsal(site), csrf: "")
    }
    let signIn = try SignIn(journal: house.program.journal, isDemo: true)
    func token(_ kind: SessionKind) async throws -> String {
      try await signIn.start(
        login: login, password: DemoAccounts.password, kind: kind, device: "", remote: nil
      ).token
    }
    let cookie = try await token(.browser)
    let session = try await signIn.session(.session(cookie))
    return Visitor(
      browser: .browser(site, session: cookie),
      client: .program(site, bearer: try await token(.api)),
      csrf: session?.csrf ?? "")
  }

  /// The word before a parameter: whose data the path leads to.
  private static func family(_ route: Route) -> String? {
    let segments = route.path.split(separator: "/")
    guard let place = segments.firstIndex(where: { $0.hasPrefix("{") }), place > 0 else {
      return nil
    }
    return String(segments[place - 1])
  }

  /// The path with the values of the house, nil where a parameter is unknown.
  private static func path(_ route: Route, _ family: String, _ house: House) -> String? {
    guard let values = house.places[family] else { return nil }
    let segments = route.path.dropFirst().split(separator: "/").map { segment -> String? in
      guard segment.hasPrefix("{") else { return String(segment) }
      return values[String(segment.dropFirst().dropLast())].map { PercentCoding.encode($0) }
    }
    guard !segments.contains(nil) else { return nil }
    return "/" + segments.compactMap(\.self).joined(separator: "/")
  }

  private static func send(
    _ route: Route, _ path: String, as visitor: Visitor
  ) async throws -> Rehearsal.Answer {
    switch (route.kind, route.method) {
    case (.page, .get): return try await visitor.browser.get(path)
    case (.page, _):
      return try await visitor.browser.post(path, form: ["key": "k-\(path)"], csrf: visitor.csrf)
    case (.api, _):
      guard case .json(let schema) = route.operation?.body else {
        return try await visitor.client.send(route.method, path)
      }
      return try await visitor.client.send(route.method, path, json: Self.sample(schema))
    }
  }

  /// The least JSON that fits a shape, so that the request comes as far as the handler.
  private static func sample(_ schema: Schema) -> String {
    switch schema {
    case .string(format: "date", _, _): "\"2026-11-23\""
    case .string(_, _, let length):
      "\"\(String(repeating: "x", count: max(1, length?.lowerBound ?? 1)))\""
    case .choice(let choices): "\"\(choices.first ?? "")\""
    case .integer(let range): "\(range?.lowerBound ?? 1)"
    case .number: "1"
    case .boolean: "true"
    case .object(let properties):
      "{"
        + properties.filter(\.isRequired).map { "\"\($0.name)\":\(sample($0.schema))" }
        .joined(separator: ",") + "}"
    case .array(let item, let count):
      "["
        + Array(repeating: sample(item), count: count?.lowerBound ?? 0).joined(separator: ",")
        + "]"
    case .nullable(let inner), .named(_, let inner): sample(inner)
    case .either(let choices): choices.first.map(sample) ?? "{}"
    case .map, .file, .any: "{}"
    }
  }

  /// Whether an answer keeps its door shut; a redirection is judged by where it leads.
  private static func isShut(
    _ answer: Rehearsal.Answer, for visitor: Visitor
  ) async throws -> Bool {
    guard answer.status == 303 else { return [401, 403, 404].contains(answer.status) }
    let next = answer.header("Location") ?? ""
    if next.hasPrefix("/sign-in") { return true }
    return [401, 403, 404].contains(try await visitor.browser.get(next).status)
  }

  @Test("Nobody opens, downloads, prints or changes what does not concern him")
  func everyPath() async throws {
    let house = try await House()
    let routes = house.program.responder.routes.filter { Self.family($0) != nil }
    #expect(
      Set(
        routes.filter { $0.access == .anyone && !Self.impersonal.contains(Self.family($0) ?? "") }
          .map(\.path)) == Self.masked)
    let personal = routes.filter {
      $0.access != .anyone && !Self.impersonal.contains(Self.family($0) ?? "")
    }
    #expect(personal.count >= 40)
    let insiders = [
      try await Self.visitor(House.holder, of: house),
      try await Self.visitor(House.window, of: house),
    ]
    let before = try await house.state()
    for outsider in Self.outsiders {
      let visitor = try await Self.visitor(outsider, of: house)
      for route in personal {
        let name = "\(outsider ?? "nobody"): \(route.method.rawValue) \(route.path)"
        let path = try #require(
          Self.path(route, Self.family(route) ?? "", house), "what is the parameter of \(name)?")
        let answer = try await Self.send(route, path, as: visitor)
        #expect(try await Self.isShut(answer, for: visitor), "\(name): \(answer.status)")
        #expect(!answer.text.contains(house.caseNumber) && !answer.text.contains("热干面"), "\(name)")
      }
    }
    // The paths are right: each opens for somebody.
    for route in personal where route.method == .get {
      let path = try #require(Self.path(route, Self.family(route) ?? "", house))
      var statuses: [Int] = []
      for insider in insiders {
        statuses.append(try await Self.send(route, path, as: insider).status)
      }
      #expect(statuses.contains { ![401, 403, 404].contains($0) }, "\(route.path): \(statuses)")
    }
    #expect(try await house.state() == before)
  }

  @Test("No list shows what does not concern its reader")
  func everyList() async throws {
    let house = try await House()
    let secrets = [house.caseID, house.caseNumber, house.licence, house.draftID, "热干面"]
    for outsider in Self.outsiders {
      let visitor = try await Self.visitor(outsider, of: house)
      for route in house.program.responder.routes
      where route.method == .get && Self.family(route) == nil {
        let text = try await Self.send(route, route.path, as: visitor).text
        #expect(
          !secrets.contains { text.contains($0) }, "\(outsider ?? "nobody"): \(route.path)")
      }
      // Nor by its number, nor through a place in a list that was made up.
      for path in ["/desk?q=\(house.caseNumber)", "/desk?list=all", "/cases?limit=100"] {
        let answer = try await visitor.browser.get(path)
        #expect(!answer.text.contains(house.caseID), "\(outsider ?? "nobody"): \(path)")
        #expect(answer.header("Location")?.contains(house.caseID) != true, "\(path)")
      }
    }
  }

  @Test("What strangers learn of a licence is masked")
  func verification() async throws {
    let house = try await House()
    let answer = try await Rehearsal(house.program.responder).get(
      "/api/v1/licences/\(house.licence)")
    #expect(answer.status == 200)
    #expect(!answer.text.contains("示范 · 申请人甲") && !answer.text.contains("热干面"))
  }
}
