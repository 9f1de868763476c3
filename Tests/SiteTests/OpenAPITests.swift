// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Site

@Suite
struct OpenAPITests {
  let document: [String: Any]

  init() async throws {
    let answer = try await Counter().stranger.get("/api/openapi.json")
    let json = try JSONSerialization.jsonObject(with: Data(answer.bytes))
    document = try #require(json as? [String: Any])
  }

  func operation(_ path: String, _ method: String) throws -> [String: Any] {
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    return try #require(paths[path]?[method])
  }

  @Test("The document is OpenAPI 3.1 and lists every route of the API, and no page")
  func routes() throws {
    #expect(document["openapi"] as? String == "3.1.0")
    let paths = try #require(document["paths"] as? [String: Any])
    #expect(
      paths.keys.sorted() == [
        "/api/v1/late", "/api/v1/notes", "/api/v1/notes/{id}", "/api/v1/odd",
      ])
  }

  @Test("Every status that a route can give is declared")
  func statuses() throws {
    let post = try operation("/api/v1/notes", "post")
    let responses = try #require(post["responses"] as? [String: Any])
    let expected = [
      "201", "400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "429", "503",
    ]
    #expect(responses.keys.sorted() == expected)
    #expect((post["security"] as? [[String: Any]])?.count == 1)
  }

  @Test("Every reference leads to a named shape")
  func references() throws {
    let components = try #require(document["components"] as? [String: [String: Any]])
    let names = try #require(components["schemas"]).keys
    let text = String(decoding: try JSONSerialization.data(withJSONObject: document), as: UTF8.self)
    let references = text.components(separatedBy: "schemas\\/").dropFirst()
      .map { $0.prefix { $0 != "\"" } }
    #expect(!references.isEmpty)
    for name in references { #expect(names.contains(String(name))) }
  }

  @Test("Parameters carry the shape that they are checked against")
  func parameters() throws {
    let get = try operation("/api/v1/notes/{id}", "get")
    let parameters = try #require(get["parameters"] as? [[String: Any]])
    #expect(parameters.map { $0["name"] as? String } == ["id", "limit", "cursor"])
    let schema = try #require(parameters[0]["schema"] as? [String: Any])
    #expect(schema["minimum"] as? Int == 1 && schema["maximum"] as? Int == 999)
    #expect(parameters[0]["required"] as? Bool == true)
  }
}
