// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import Casework
@testable import Site

/// The API of a bureau, called by people who are named by their tokens.
///
/// Every answer is held against what the OpenAPI document says of it.
struct APITrial {
  let bureau: Bureau
  let item: ItemVersion

  init(
    publishing versions: [PublishedVersion]? = nil, of application: Application = .smallCatering
  ) async throws {
    bureau = try await Bureau(application, publishing: versions)
    item = try bureau.item
  }

  /// The same over a bureau that there is.
  init(over bureau: Bureau, item: ItemVersion? = nil) throws {
    self.bureau = bureau
    self.item = try item ?? bureau.item
  }

  // MARK: - Calling

  /// What came back.
  struct Answer {
    let status: Int
    let json: Any?
    let raw: Rehearsal.Answer

    /// A member of the answer, or of an object in it: `answer["clock", "light"]`.
    subscript(_ path: String...) -> Any? {
      path.reduce(json) { ($0 as? [String: Any])?[$1] }
    }

    func text(_ path: String...) -> String {
      path.reduce(json) { ($0 as? [String: Any])?[$1] } as? String ?? ""
    }

    /// The last part of the problem's type: `casework/wrong-step`.
    var problem: String { String(text("type").dropFirst("/problems/".count)) }

    var article: String { (self["legalBasis"] as? [String: Any])?["article"] as? String ?? "" }

    /// The places that are wrong.
    var pointers: [String] {
      (self["errors"] as? [[String: Any]] ?? []).compactMap { $0["pointer"] as? String }
    }
  }

  func get(_ path: String, as name: String?) async throws -> Answer {
    try await call(.get, path, as: name)
  }

  func post(
    _ path: String, _ body: [String: Any]? = nil, as name: String?,
    _ headers: [String: String] = [:]
  ) async throws -> Answer {
    // In one order, so that the same request twice is the same request.
    let text = try body.map {
      String(
        decoding: try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys),
        as: UTF8.self)
    }
    return try await call(.post, path, as: name, headers, body: text ?? "{}")
  }

  /// Takes a step with a case.
  func take(
    _ step: String, _ id: String, as name: String, _ body: [String: Any]? = nil,
    _ headers: [String: String] = [:]
  ) async throws -> Answer {
    try await post("/api/v1/cases/\(id)/\(step)", body, as: name, headers)
  }

  func call(
    _ method: HTTPRequest.Method, _ path: String, as name: String?,
    _ headers: [String: String] = [:], body: String = "", media: String = "application/json"
  ) async throws -> Answer {
    let raw = try await bureau.program(name).send(
      method, path, headers.merging(["Content-Type": media]) { given, _ in given }, body: body)
    try conforms(raw, method, path)
    let json = try? JSONSerialization.jsonObject(with: Data(raw.bytes))
    return Answer(status: raw.status, json: json, raw: raw)
  }

  /// Uploads a file.
  func upload(
    _ content: String, name: String, material: String, as who: String, item code: String? = nil
  ) async throws -> Answer {
    try await call(
      .post, "/api/v1/files", as: who,
      body: Rehearsal.body(
        [("item", code ?? item.code), ("material", material)], files: [("file", name, content)]),
      media: Rehearsal.multipart)
  }

  /// Holds an answer against its description: a declared status, a body of the declared shape.
  private func conforms(
    _ answer: Rehearsal.Answer, _ method: HTTPRequest.Method, _ path: String
  ) throws {
    let segments = path.prefix { $0 != "?" }.split(separator: "/").map {
      $0.removingPercentEncoding ?? ""
    }
    guard case .found(let route, _) = bureau.site.router.match(method, segments),
      let operation = route.operation
    else { return }
    #expect(answer.status < 500, "\(method) \(path)")
    if let declared = operation.answers.first(where: { $0.status == answer.status }) {
      #expect(answer.header("Content-Type")?.hasPrefix(declared.media) == true)
      if let schema = declared.schema, schema != .file {
        let faults = schema.faults(try JSON(parsing: answer.bytes), at: "")
        #expect(faults.isEmpty, "\(method) \(path): \(faults)")
      }
    } else {
      #expect(RefusalKind(rawValue: answer.status) != nil, "\(method) \(path) \(answer.status)")
      #expect(answer.header("Content-Type") == "application/problem+json")
      let faults = Problem.schema.faults(try JSON(parsing: answer.bytes), at: "")
      #expect(faults.isEmpty, "\(method) \(path): \(faults)")
    }
  }

  // MARK: - A filing

  /// Uploads every material that the situation needs, but for some.
  func files(
    as who: String, without missing: Set<String> = []
  ) async throws -> [[String: String]] {
    var files: [[String: String]] = []
    for needed in try bureau.application.files(of: item) where !missing.contains(needed.key) {
      let filed = try await upload(
        Application.pdf("\(needed.key) \(who)"), name: "\(needed.key).pdf", material: needed.key,
        as: who)
      #expect(filed.status == 201)
      files.append(["material": needed.key, "digest": filed.text("digest")])
    }
    return files
  }

  /// A whole application, or one that lacks some materials.
  func filing(
    as who: String, without missing: Set<String> = []
  ) async throws -> [String: Any] {
    [
      "item": item.code, "situation": bureau.application.situation,
      "answers": try bureau.application.answers(for: item),
      "files": try await files(as: who, without: missing),
    ]
  }

  /// Hands an application in.
  /// - Returns: the case's id.
  func submitted(as who: String = "applicant") async throws -> String {
    let answer = try await post("/api/v1/cases", try await filing(as: who), as: who)
    #expect(answer.status == 201)
    return answer.text("id")
  }

  /// A case that was accepted and reviewed by two.
  func reviewed() async throws -> String {
    let id = try await submitted()
    #expect(try await take("accept", id, as: "clerk").status == 200)
    for reviewer in ["reviewer-1", "reviewer-2"] {
      let answer = try await take(
        "review", id, as: reviewer, ["passed": true, "opinion": "与现场一致。"])
      #expect(answer.status == 200)
    }
    return id
  }
}
