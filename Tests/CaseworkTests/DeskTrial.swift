// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import Logging
import SQL
import Site
import Synchronization

@testable import Casework

/// A bureau in memory with one real item, its staff, and a clock that the test moves.
final class DeskTrial: Sendable {
  static let department = "社会民生科"

  let desk: CaseDesk
  let item: ItemVersion
  let site: SiteResponder
  let clock: Time

  /// Who works here, by the name that is also the session's token.
  static let staff: [String: Actor] = Dictionary(
    uniqueKeysWithValues: [
      Actor(id: "clerk", name: "王敏", roles: [.clerk], department: nil),
      Actor(id: "clerk2", name: "李静", roles: [.clerk], department: nil),
      Actor(id: "helper", name: "陈晨", roles: [.helper], department: nil),
      Actor(id: "reviewer", name: "李卓", roles: [.reviewer], department: department),
      Actor(id: "reviewer2", name: "周宁", roles: [.reviewer], department: department),
      Actor(id: "stranger", name: "赵远", roles: [.reviewer], department: "投资建设科"),
      Actor(id: "chief", name: "孙立", roles: [.chiefApprover], department: department),
      Actor(id: "chief2", name: "吴岚", roles: [.chiefApprover], department: department),
      Actor(id: "supervisor", name: "郑文", roles: [.supervisor], department: nil),
      Actor(id: "applicant", name: "张晓岚", roles: [.applicant], department: nil),
    ].map { ($0.id, $0) })

  init(day: Day) async throws {
    let yaml = try Self.catalogue("small-catering-licence.yaml")
    item = try ItemFile(source: yaml, name: "small-catering-licence.yaml").version
    let time = DeskTrial.Time(day)
    let clock = Clock { time.now }
    let database = try Database.open(.memory)
    try await database.migrate(
      JournalSchema.migrations + CaseworkSchema.migrations, at: clock.now)
    let shelf = CatalogueShelf()
    shelf.put([PublishedVersion(item, digest: "", importedAt: clock.now)])
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let desk = CaseDesk(
      journal: Journal(
        database: database, clock: clock,
        parts: CasePolicies.all(calendar: .china, settings: CaseworkSettings())),
      shelf: shelf, calendar: .china, files: try FileStore(folder: folder))
    self.desk = desk
    self.clock = time
    site = try SiteResponder(
      rooms: [
        Room(
          name: "casework", routes: DeskPages(desk: desk).routes + CasePages(desk: desk).routes,
          english: Embedded.enYAML)
      ],
      settings: SiteSettings(), clock: clock,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      authenticate: { credential in
        guard case .session(let token) = credential, let actor = Self.staff[token] else {
          return nil
        }
        return Session(id: token, actor: actor, csrf: Self.csrf)
      })
  }

  static let csrf = "0123456789abcdef0123456789abcdef"

  /// The time of day that the test wants.
  final class Time: Sendable {
    private let kept: Mutex<Instant>

    init(_ day: Day) { kept = Mutex(Instant(day: day, hour: 9, minute: 0)) }

    var now: Instant { kept.withLock { $0 } }

    func go(to day: Day) { kept.withLock { $0 = Instant(day: day, hour: 9, minute: 0) } }
  }

  private static func catalogue(_ name: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(
      contentsOf: root.appending(path: "catalogue/jianghan/\(name)"), encoding: .utf8)
  }

  static func actor(_ name: String) throws -> Actor {
    guard let actor = staff[name] else { throw CaseworkRefusal.caseNotFound }
    return actor
  }

  /// Files an application that is complete.
  func file(applicant name: String = "张晓岚") async throws -> CaseDesk.Receipt {
    let applicant = try Self.actor("applicant")
    let situation = [
      "entity": "individual", "cold": "no", "premises": "owned", "dwelling": "no",
      "agent": "self",
    ]
    var files: [FiledFile] = []
    for needed in try Guide.materials(for: item, answers: situation)
    where needed.isRequired && !needed.isFetched {
      files.append(
        try await desk.upload(
          Array("%PDF-1.7 \(needed.key)".utf8), name: "\(needed.key).pdf",
          for: needed.material, by: applicant))
    }
    var answers: [String: String] = [:]
    for field in try Guide.fields(for: item, answers: situation) {
      answers[field.key] = Self.value(of: field)
    }
    let filing = Filing(
      item: ItemReference(code: item.code, version: item.version),
      applicant: Party(name: name, code: "11010519491231002X", phone: "13800000001"),
      agent: nil, situation: situation, answers: answers, files: files)
    return try await desk.submit(filing, through: .online, by: applicant)
  }

  private static func value(of field: FormField) -> String {
    switch field.type {
    case .text, .area: "热干面"
    case .uscc: "91350100M000100Y43"
    case .residentID: "11010519491231002X"
    case .phone: "13800000001"
    case .number: "20"
    case .date: "2026-11-01"
    case .choice: field.options[0].key
    }
  }

  func get(_ path: String, as name: String) async throws -> Rehearsal.Answer {
    try await Rehearsal.browser(site, session: name).get(path)
  }

  func take(
    _ step: String, _ id: String, as name: String,
    _ form: KeyValuePairs<String, String> = [:]
  ) async throws -> Rehearsal.Answer {
    try await Rehearsal.browser(site, session: name).post(
      CaseLink.step(id, step).path, form: form, csrf: Self.csrf)
  }

  /// The steps that the case's page has a form for.
  func forms(_ id: String, as name: String) async throws -> [String] {
    let page = try await get(CaseLink.case(id).path, as: name).text
    return DeskStep.allCases.map(\.rawValue).filter {
      page.contains("action=\"\(CaseLink.step(id, $0).path)\"")
    }
  }

  func open(_ id: String) async throws -> CaseFile {
    try await desk.open(id, for: try Self.actor("supervisor"))
  }

  /// Accepted, with both opinions.
  func reviewed() async throws -> CaseDesk.Receipt {
    let receipt = try await file()
    _ = try await take("accept", receipt.id, as: "clerk")
    for name in ["reviewer", "reviewer2"] {
      _ = try await take(
        "review", receipt.id, as: name,
        ["step": "review", "passed": "yes", "opinion": "平面图与现场一致。"])
    }
    return receipt
  }
}
