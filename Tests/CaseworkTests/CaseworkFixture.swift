// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Identity
import Journal
import Logging
import SQL
import Site
import Synchronization

@testable import Casework

/// The whole bureau in memory: the real catalogue, an account for every part, the site called without a
/// socket, and a clock that the test moves.
final class CaseworkFixture: Sendable {
  /// The item that most tests apply for.
  static let foodLicence = "11420103MB0000001P4000131023001"

  let desk: CaseDesk
  let accounts: Accounts
  let site: SiteResponder
  private let time: Hand

  private final class Hand: Sendable {
    let now: Mutex<Instant>
    init(_ now: Instant) { self.now = Mutex(now) }
  }

  /// - Parameter day: today; it is nine o'clock.
  init(on day: String = "2026-11-23") async throws {
    let time = Hand(Instant(day: try Self.day(day), hour: 9, minute: 0))
    self.time = time
    let clock = Clock { time.now.withLock { $0 } }
    let database = try Database.open(.memory)
    try await database.migrate(
      JournalSchema.migrations + IdentitySchema.migrations + CatalogueSchema.migrations
        + CaseworkSchema.migrations, at: clock.now)
    let journal = Journal(
      database: database, clock: clock, parts: CaseworkRoom.parts(calendar: .china))
    _ = try await CatalogueCommand.importFiles(try Self.catalogue.get(), into: journal)
    let shelf = CatalogueShelf()
    try await shelf.refresh(from: database)
    accounts = Accounts(journal: journal)
    try await DemoAccounts.install(in: accounts)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    desk = CaseDesk(
      journal: journal, shelf: shelf, calendar: .china, files: try FileStore(folder: folder))
    let people = Dictionary(uniqueKeysWithValues: DemoAccounts.all().map { ($0.id, $0.actor) })
    site = try SiteResponder(
      rooms: [
        IdentityRoom.room(accounts: accounts, signIn: try SignIn(journal: journal)),
        CatalogueRoom.room(journal: journal, shelf: shelf),
        CaseworkRoom.room(desk: desk, accounts: accounts),
      ],
      settings: SiteSettings(), clock: clock,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      authenticate: { credential in
        let token =
          switch credential {
          case .session(let token), .bearer(let token): token
          }
        return people[token].map { Session(id: token, actor: $0, csrf: Self.csrf) }
      })
  }

  static let csrf = "0123456789abcdef0123456789abcdef"

  /// Read and checked once: many tests publish it.
  private static let catalogue = Result {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try CatalogueCommand.check(root.appending(path: "catalogue/jianghan").path).files
  }

  struct NoDay: Error { let text: String }

  static func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw NoDay(text: text) }
    return day
  }

  // MARK: Time and people

  var now: Instant { desk.now }

  func go(to day: String, hour: Int = 9) throws {
    let instant = Instant(day: try Self.day(day), hour: hour, minute: 0)
    time.now.withLock { $0 = instant }
  }

  /// Lets the deadlines that have come do what they do.
  func fireDeadlines() async throws {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    try await Scheduler(journal: desk.journal, logger: logger).fireDue()
  }

  struct Nobody: Error { let id: String }

  func account(_ id: String) throws -> Account {
    guard let account = DemoAccounts.all().first(where: { $0.id == id }) else {
      throw Nobody(id: id)
    }
    return account
  }

  func actor(_ id: String) throws -> Actor { try account(id).actor }

  /// Somebody's browser: `demo-applicant`, `demo-shop`, `demo-agent`, `demo-clerk`, `demo-reviewer-1`,
  /// `demo-reviewer-2`, `demo-approver`, `demo-supervisor`.
  func browser(_ id: String) -> Rehearsal { .browser(site, session: id) }

  // MARK: A complete application

  /// A file that every reader of PDF opens: one empty page.
  static func pdf(_ words: String = "") -> String {
    """
    %PDF-1.4
    % \(words)
    1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
    2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
    3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
    trailer <</Root 1 0 R>>
    %%EOF
    """
  }

  static let situation = [
    "business": "catering", "entity": "individual", "cold": "no", "raw": "no", "pastry": "no",
    "drinks": "no", "premises": "rented", "agent": "self",
  ]

  static func answers(_ fields: [FormField]) -> [String: String] {
    var answers: [String: String] = [:]
    for field in fields {
      answers[field.key] =
        switch field.type {
        case .text, .area: "江汉区热干面馆"
        case .uscc: "91350100M000100Y43"
        case .residentID: "11010519491231002X"
        case .phone: "13800000001"
        case .number: "80"
        case .date: "2026-12-31"
        case .choice: field.options.first?.key ?? ""
        }
    }
    return answers
  }

  /// Hands in a complete application for a food business licence.
  func file(by id: String = "demo-applicant") async throws -> CaseDesk.Receipt {
    let account = try account(id)
    let item = try desk.openItem(Self.foodLicence)
    var files: [FiledFile] = []
    for needed in try Guide.materials(for: item, answers: Self.situation) where !needed.isFetched {
      files.append(
        try await desk.upload(
          Array(Self.pdf(needed.key).utf8), name: "\(needed.key).pdf", for: needed.material,
          by: account.actor))
    }
    let fields = try Guide.fields(for: item, answers: Self.situation)
    let filing = Filing(
      item: ItemReference(code: item.code, version: item.version),
      applicant: Party(
        name: account.name, code: account.code ?? "", phone: account.phone ?? ""),
      agent: nil, situation: Self.situation, answers: Self.answers(fields), files: files)
    return try await desk.submit(filing, through: .online, by: account.actor)
  }

  /// Takes a step as somebody, at whatever version the case has.
  func take(
    _ command: Case.Command, with id: String, by name: String, texts: String...
  ) async throws {
    _ = try await desk.take(
      command, with: id, by: try actor(name), expecting: nil, texts: texts)
  }

  /// Tells the applicant, once, what is missing.
  func notice(
    _ id: String, _ entries: [(target: String, problem: String)]
  ) async throws {
    let notice = SupplementNotice(
      entries: entries.map { .init(target: $0.target, problem: $0.problem) })
    try await take(
      .noticeSupplement(notice), with: id, by: "demo-clerk", texts: notice.canonical)
  }

  /// Brings a received case to its decision and delivery.
  func decide(_ id: String, granted: Bool, reasons: String) async throws {
    try await take(.accept, with: id, by: "demo-clerk")
    for reviewer in ["demo-reviewer-1", "demo-reviewer-2"] {
      try await take(
        .review(passed: granted, opinion: Reasons("现场与图纸相符")), with: id, by: reviewer,
        texts: "现场与图纸相符")
    }
    try await take(
      .decide(granted: granted, Reasons(reasons)), with: id, by: "demo-approver",
      texts: reasons)
  }
}

extension Rehearsal {
  /// Sends a form with files.
  func upload(
    _ path: String, _ values: [(name: String, value: String)],
    files: [(field: String, name: String, content: String)] = []
  ) async throws -> Answer {
    var body = ""
    for (name, value) in values + [("csrf", CaseworkFixture.csrf)] {
      body += "--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    for file in files {
      body += """
        --x\r\nContent-Disposition: form-data; name="\(file.field)"; filename="\(file.name)"\r\n\
        Content-Type: application/octet-stream\r\n\r\n\(file.content)\r\n
        """
    }
    return try await send(
      .post, path, ["Content-Type": "multipart/form-data; boundary=x"], body: body + "--x--\r\n")
  }

  /// Sends a form of values.
  func post(_ path: String, _ form: KeyValuePairs<String, String> = [:]) async throws -> Answer {
    try await post(path, form: form, csrf: CaseworkFixture.csrf)
  }
}

extension Rehearsal.Answer {
  /// Where a form sends the visitor on to.
  var location: String { header("Location") ?? "" }
}
