// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Journal
import Licences
import Logging
import SQL
import ShangMi
import Testing

@testable import Casework
@testable import Identity
@testable import Site

/// The API of cases and licences over a database in memory, called without a socket by people who are named
/// by their tokens.
///
/// Every answer is held against what the OpenAPI document says of it.
final class APITrial: Sendable {
  static let department = "社会民生科"

  let site: SiteResponder
  let journal: Journal
  let desk: CaseDesk
  let item: ItemVersion
  let clock: DeskTrial.Time
  private let folder: URL

  static let people: [String: Account] = Dictionary(
    uniqueKeysWithValues: [
      account("applicant", "张晓岚", "11010519491231002X", [.applicant]),
      account("shop", "福建示范餐饮有限公司", "91350100M000100Y43", [.applicant], .entity),
      account("agent", "林代办", "11010519491231002X", [.applicant, .agent]),
      account("clerk", "王敏", nil, [.clerk], .staff),
      account("reviewer", "李卓", nil, [.reviewer], .staff, department),
      account("reviewer2", "周宁", nil, [.reviewer], .staff, department),
      account("chief", "孙立", nil, [.chiefApprover], .staff, department),
      account("stranger", "赵远", nil, [.reviewer], .staff, "投资建设科"),
    ].map { ($0.id, $0) })

  private static func account(
    _ id: String, _ name: String, _ code: String?, _ roles: Set<Role>,
    _ kind: Account.Kind = .person, _ department: String? = nil
  ) -> Account {
    Account(
      id: id, login: id, kind: kind, name: name, code: code, phone: "13800000001",
      roles: roles, department: department, isDemo: false)
  }

  /// - Parameter versions: more versions for the shelf, beside that of the small catering licence.
  init(day: Day, also versions: [PublishedVersion] = []) async throws {
    let time = DeskTrial.Time(day)
    let clock = Clock { time.now }
    item = try Self.item("small-catering-licence.yaml")
    let shelf = CatalogueShelf()
    shelf.put([PublishedVersion(item, digest: "", importedAt: clock.now)] + versions)
    let database = try Database.open(.memory)
    try await database.migrate(
      JournalSchema.migrations + IdentitySchema.migrations + CaseworkSchema.migrations
        + LicencesSchema.migrations, at: clock.now)
    journal = Journal(
      database: database, clock: clock,
      parts: CaseworkRoom.parts(calendar: .china) + LicencesRoom.journal(shelf: shelf))
    let accounts = Accounts(journal: journal)
    for person in Self.people.values {
      try await accounts.add(person, stored: "-", by: .system)
    }
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    desk = CaseDesk(
      journal: journal, shelf: shelf, calendar: .china, files: try FileStore(folder: folder))
    self.clock = time
    site = try SiteResponder(
      rooms: [
        Room(name: "casework", routes: CaseAPI(desk: desk, accounts: accounts).routes),
        LicencesRoom.room(desk: desk, shelf: shelf, baseURL: "https://counter.example/"),
      ],
      settings: SiteSettings(), clock: clock,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      authenticate: { credential in
        let token =
          switch credential {
          case .bearer(let token), .session(let token): token
          }
        return Self.people[token].map { Session(id: token, actor: $0.actor, csrf: "") }
      })
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func item(_ name: String) throws -> ItemVersion {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appending(path: "catalogue/jianghan/\(name)"), encoding: .utf8)
    return try ItemFile(source: text, name: name).version
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
    let text = try body.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
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
    let caller = name.map { Rehearsal.program(site, bearer: $0) } ?? Rehearsal(site)
    let raw = try await caller.send(
      method, path, headers.merging(["Content-Type": media]) { given, _ in given }, body: body)
    try conforms(raw, method, path)
    let json = try? JSONSerialization.jsonObject(with: Data(raw.bytes))
    return Answer(status: raw.status, json: json, raw: raw)
  }

  /// Uploads a file.
  func upload(
    _ content: String, name: String, material: String, as who: String, item code: String? = nil
  ) async throws -> Answer {
    let parts = [("item", code ?? item.code), ("material", material)].map { field, value in
      "--x\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n"
    }
    let file =
      "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
      + "Content-Type: application/pdf\r\n\r\n\(content)\r\n--x--\r\n"
    return try await call(
      .post, "/api/v1/files", as: who, body: parts.joined() + file,
      media: "multipart/form-data; boundary=x")
  }

  /// Holds an answer against its description: a declared status, a body of the declared shape.
  private func conforms(
    _ answer: Rehearsal.Answer, _ method: HTTPRequest.Method, _ path: String
  ) throws {
    let segments = path.prefix { $0 != "?" }.split(separator: "/").map {
      $0.removingPercentEncoding ?? ""
    }
    guard case .found(let route, _) = site.router.match(method, segments),
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

  static let situation = [
    "entity": "individual", "cold": "no", "premises": "owned", "dwelling": "no", "agent": "self",
  ]

  /// Values for every field that the situation asks for.
  func answers() throws -> [String: String] {
    var answers: [String: String] = [:]
    for field in try Guide.fields(for: item, answers: Self.situation) {
      answers[field.key] =
        switch field.type {
        case .text, .area: "热干面"
        case .uscc: "91350100M000100Y43"
        case .residentID: "11010519491231002X"
        case .phone: "13800000001"
        case .number: "20"
        case .date: "2026-11-30"
        case .choice: field.options[0].key
        }
    }
    return answers
  }

  /// Uploads every material that the situation needs.
  func files(as who: String) async throws -> [[String: String]] {
    var files: [[String: String]] = []
    for needed in try Guide.materials(for: item, answers: Self.situation)
    where needed.isRequired && !needed.isFetched {
      let filed = try await upload(
        "%PDF-1.7 \(needed.key) \(who)", name: "\(needed.key).pdf", material: needed.key, as: who)
      #expect(filed.status == 201)
      files.append(["material": needed.key, "digest": filed.text("digest")])
    }
    return files
  }

  /// A whole application.
  func filing(as who: String) async throws -> [String: Any] {
    [
      "item": item.code, "situation": Self.situation, "answers": try answers(),
      "files": try await files(as: who),
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
    for reviewer in ["reviewer", "reviewer2"] {
      let answer = try await take(
        "review", id, as: reviewer, ["passed": true, "opinion": "与现场一致。"])
      #expect(answer.status == 200)
    }
    return id
  }
}
