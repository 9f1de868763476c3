// SPDX-License-Identifier: Apache-2.0

import App
import HTTPTypes
import Identity
import Site

/// Somebody at his door: in a browser and with a program.
struct Visitor {
  let browser: Rehearsal
  let client: Rehearsal
  let csrf: String

  /// - Parameter login: nil for a stranger.
  init(_ login: String?, of house: House) async throws {
    let site = house.program.responder
    guard let login else {
      (browser, client, csrf) = (Rehearsal(site), Rehearsal(site), "")
      return
    }
    let signIn = try SignIn(journal: house.program.journal, isDemo: true)
    func token(_ kind: SessionKind) async throws -> String {
      try await signIn.start(
        login: login, password: DemoAccounts.password, kind: kind, device: "", remote: nil
      ).token
    }
    let cookie = try await token(.browser)
    browser = .browser(site, session: cookie)
    client = .program(site, bearer: try await token(.api))
    csrf = try await signIn.session(.session(cookie))?.csrf ?? ""
  }

  /// Asks for a path of a route as its kind is asked: a page in the browser, the rest with the least that fits.
  func send(_ route: Route, _ path: String) async throws -> Rehearsal.Answer {
    switch (route.kind, route.method) {
    case (.page, .get): return try await browser.get(path)
    case (.page, _): return try await browser.post(path, form: ["key": "k-\(path)"], csrf: csrf)
    case (.api, _):
      guard case .json(let schema) = route.operation?.body else {
        return try await client.send(route.method, path)
      }
      return try await client.send(route.method, path, json: Self.sample(schema))
    }
  }

  /// The least JSON that fits a shape, so that the request comes as far as the handler.
  private static func sample(_ schema: Schema) -> String {
    switch schema {
    case .string(format: "date", _, _): "\"2026-11-23\""
    case .string(_, let pattern?, _) where pattern.hasPrefix("^[0-9]"): "\"1\""
    case .string(_, _, let length):
      "\"\(String(repeating: "a", count: max(1, length?.lowerBound ?? 1)))\""
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
}

extension Route {
  /// The word before the parameter of the path: whose data it leads to.
  var family: String? {
    let segments = path.split(separator: "/")
    guard let place = segments.firstIndex(where: { $0.hasPrefix("{") }), place > 0 else {
      return nil
    }
    return String(segments[place - 1])
  }
}

extension House {
  /// Every route whose answer has an end; what has none tells that there is news, and nothing else.
  var routes: [Route] { program.responder.routes.filter { $0.path != LivePages.path } }

  /// The path of a route with the values of the house, nil where a parameter is unknown.
  func path(of route: Route) -> String? {
    guard let values = places[route.family ?? ""] else { return nil }
    let segments = route.path.dropFirst().split(separator: "/").map { segment -> String? in
      guard segment.hasPrefix("{") else { return String(segment) }
      return values[String(segment.dropFirst().dropLast())].map { PercentCoding.encode($0) }
    }
    guard !segments.contains(nil) else { return nil }
    return "/" + segments.compactMap(\.self).joined(separator: "/")
  }
}
