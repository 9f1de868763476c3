// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Foundation
import Journal
import Logging
import SQL
import ShangMi
import Site
import Synchronization

@testable import Licences

/// Casework and licences over a database in memory, with a clock that the test moves.
final class LicenceTrial: Sendable {
  static let department = "社会民生科"

  let desk: CaseDesk
  let licences: LicenceDesk
  let journal: Journal
  let site: SiteResponder
  let item: ItemVersion
  private let today: Today
  private let folder: URL

  static let applicant = person("applicant", .applicant)
  static let stranger = person("stranger", .applicant)
  static let clerk = person("clerk", .clerk)
  static let reviewers = [person("r1", .reviewer), person("r2", .reviewer)]
  static let chief = person("chief", .chiefApprover)

  private static func person(_ id: String, _ role: Role) -> Actor {
    let department = role == .reviewer || role == .chiefApprover ? department : nil
    return Actor(id: id, name: nil, roles: [role], department: department)
  }

  init(
    _ file: String = "small-catering-licence.yaml", on day: Day = Day(number: 20_780)
  ) async throws {
    let today = Today(day)
    let clock = Clock { Instant(day: today.day, hour: 9, minute: 0) }
    self.today = today
    item = try Self.item(file)
    let shelf = CatalogueShelf()
    shelf.put([PublishedVersion(item, digest: "", importedAt: clock.now)])
    let database = try Database.open(.memory)
    try await database.migrate(
      JournalSchema.migrations + CaseworkSchema.migrations + LicencesSchema.migrations,
      at: clock.now)
    journal = Journal(
      database: database, clock: clock,
      parts: CaseworkRoom.parts(calendar: .china) + LicencesRoom.journal(shelf: shelf))
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    desk = CaseDesk(
      journal: journal, shelf: shelf, calendar: .china, files: try FileStore(folder: folder))
    licences = LicenceDesk(
      journal: journal, shelf: shelf, baseURL: "https://counter.example")
    let people = [Self.applicant, Self.stranger, Self.clerk, Self.chief]
    site = try SiteResponder(
      rooms: [LicencesRoom.room(desk: desk, shelf: shelf, baseURL: "https://counter.example")],
      settings: SiteSettings(), clock: clock,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      authenticate: { credential in
        guard case .session(let token) = credential else { return nil }
        return people.first { $0.id == token }.map { Session(id: token, actor: $0, csrf: "c") }
      })
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The day that it is.
  private final class Today: Sendable {
    private let kept: Mutex<Day>

    init(_ day: Day) { kept = Mutex(day) }

    var day: Day {
      get { kept.withLock { $0 } }
      set { kept.withLock { $0 = newValue } }
    }
  }

  func go(to day: Day) { today.day = day }

  private static var catalogue: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "catalogue/jianghan")
  }

  static func item(_ name: String) throws -> ItemVersion {
    let text = try String(contentsOf: catalogue.appending(path: name), encoding: .utf8)
    return try ItemFile(source: text, name: name).version
  }

  /// Every item of the catalogue.
  static func items() throws -> [ItemVersion] {
    try FileManager.default.contentsOfDirectory(atPath: catalogue.path)
      .filter { $0.hasSuffix(".yaml") }.sorted().map(item)
  }

  /// Files an application that is complete.
  func filed(_ situation: [String: String], as party: Party) async throws -> String {
    let applicant = Self.applicant
    var files: [FiledFile] = []
    for needed in try Guide.materials(for: item, answers: situation)
    where needed.isRequired && !needed.isFetched {
      files.append(
        try await desk.upload(
          Array("%PDF-1.7 \(needed.key)".utf8), name: "\(needed.key).pdf", for: needed.material,
          by: applicant))
    }
    var answers: [String: String] = [:]
    for field in try Guide.fields(for: item, answers: situation) {
      answers[field.key] = Self.value(of: field)
    }
    let filing = Filing(
      item: ItemReference(code: item.code, version: item.version), applicant: party, agent: nil,
      situation: situation, answers: answers, files: files)
    return try await desk.submit(filing, through: .online, by: applicant).id
  }

  private static func value(of field: FormField) -> String {
    switch field.type {
    case .text, .area: "热干面 <\(field.key)>"
    case .uscc: "91350100M000100Y43"
    case .residentID: "11010519491231002X"
    case .phone: "13800000001"
    case .number: "20"
    case .date: "2026-11-01"
    case .choice: field.options[0].key
    }
  }

  static let digest = SM3.digest("face")

  static let situation = [
    "entity": "individual", "cold": "no", "premises": "owned", "dwelling": "no", "agent": "self",
  ]

  static let person = Party(name: "张晓岚", code: "11010519491231002X", phone: "13800000001")
  static let entity = Party(
    name: "福建示范餐饮有限公司", code: "91350100M000100Y43", phone: "027-00000000")

  /// Takes a case through acceptance and review, and decides it.
  func decide(_ id: String, granted: Bool) async throws {
    _ = try await desk.take(.accept, with: id, by: Self.clerk, expecting: nil)
    for reviewer in Self.reviewers {
      _ = try await desk.take(
        .review(passed: granted, opinion: Reasons("与现场核对。")), with: id, by: reviewer,
        expecting: nil, texts: ["与现场核对。"])
    }
    _ = try await desk.take(
      .decide(granted: granted, Reasons("依法决定。")), with: id, by: Self.chief, expecting: nil,
      texts: ["依法决定。"])
  }

  /// A licence that was just issued.
  /// - Returns: its number.
  func issued(to party: Party = person) async throws -> String {
    let id = try await filed(Self.situation, as: party)
    try await decide(id, granted: true)
    return try await desk.open(id, for: Self.applicant).state.licence ?? ""
  }

  func get(_ path: String, as name: String? = nil) async throws -> Rehearsal.Answer {
    let visitor = name.map { Rehearsal.browser(site, session: $0) } ?? Rehearsal(site)
    return try await visitor.get(path)
  }
}
