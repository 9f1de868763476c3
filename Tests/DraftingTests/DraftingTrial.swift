// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Identity
import Journal
import Logging
import SQL
import Site
import TestEngines
import TestKit
import Testing

@testable import Drafting

/// A bureau that administers its items: two who write, one head, a supervisor, and a clock that the test moves.
struct DraftingTrial {
  let journal: Journal
  let shelf = CatalogueShelf()
  let desk: DraftingDesk
  let site: SiteResponder
  private let hand: Hand

  static let people: [String: Account] = {
    func staff(_ id: String, _ roles: Set<Role>, _ department: String? = nil) -> Account {
      Account(
        id: id, login: id, kind: .staff, name: "示范 · \(id)", code: nil, phone: nil, roles: roles,
        department: department, isDemo: true)
    }
    let all = [
      staff("writer", [.itemAdministrator]), staff("second", [.itemAdministrator]),
      staff("head", [.agencyHead]), staff("section-head", [.departmentHead], "社会民生科"),
      staff("supervisor", [.supervisor]), staff("clerk", [.clerk]),
    ]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
  }()

  init(_ files: [ItemFile]? = nil, on day: String = "2026-11-23") async throws {
    hand = Hand(try Day.of(day))
    let database = try await TestEngine.current.open()
    try await database.migrate(
      JournalSchema.migrations + IdentitySchema.migrations + CatalogueSchema.migrations
        + DraftingSchema.migrations, at: hand.now)
    journal = Journal(database: database, clock: hand.clock, parts: DraftingRoom.parts)
    let accounts = Accounts(journal: journal)
    for person in Self.people.values {
      try await accounts.add(person, stored: "-", by: .system)
    }
    desk = DraftingDesk(journal: journal, shelf: shelf, openCases: { _ in "3" })
    let signedIn = Self.people
    site = try SiteResponder(
      rooms: [
        IdentityRoom.room(accounts: accounts, signIn: try SignIn(journal: journal)),
        CatalogueRoom.room(
          journal: journal, shelf: shelf, additions: [DraftingRoom.addition(desk: desk)]),
        DraftingRoom.room(desk: desk),
      ],
      settings: SiteSettings(), clock: hand.clock, logger: .silent,
      authenticate: { credential in
        let token =
          switch credential {
          case .session(let token), .bearer(let token): token
          }
        return signedIn[token].map { Session(id: token, actor: $0.actor, csrf: Bureau.csrf) }
      })
    _ = try await CatalogueCommand.importFiles(files ?? [try Sample.file()], into: journal)
    try await shelf.refresh(from: database)
  }

  // MARK: Time

  var now: Instant { hand.now }

  /// Goes to a day, and lets what has fallen due happen.
  func go(to day: String) async throws {
    hand.go(to: try Day.of(day))
    _ = try await Scheduler(journal: journal, logger: .silent).fireDue()
    try await shelf.refresh(from: journal.database)
  }

  // MARK: People

  func actor(_ name: String) throws -> Actor { try #require(Self.people[name]).actor }

  func browser(_ name: String? = nil) -> Rehearsal {
    name.map { .browser(site, session: $0) } ?? Rehearsal(site)
  }

  func program(_ name: String) -> Rehearsal { .program(site, bearer: name) }

  /// A page that must be there.
  func page(_ path: String, as name: String? = nil) async throws -> String {
    let answer = try await browser(name).get(path)
    #expect(answer.status == 200, "\(path)")
    return answer.text
  }

  // MARK: Drafts

  /// Begins the next version of the sample.
  func revision() async throws -> String {
    try await desk.revise(Sample.code, by: try actor("writer")).id
  }

  func save(
    _ section: DraftSection, _ id: String, as name: String = "writer", expecting: Int? = nil,
    _ change: (String) -> String
  ) async throws {
    let text = try await desk.draft(id).text[section]
    _ = try await desk.save(
      .text(change(text)), in: section, of: id, by: try actor(name), expecting: expecting)
  }

  func take(
    _ step: DraftStep, _ id: String, as name: String, _ reasons: String = "",
    effective: String? = nil
  ) async throws {
    _ = try await desk.take(
      DraftOrder(
        step: step, reasons: Remark(reasons), effective: try effective.map { try Day.of($0) }),
      with: id, by: try actor(name), expecting: nil)
  }

  /// Brings a draft from writing to publication.
  func publish(_ id: String, effective: String) async throws {
    try await take(.submit, id, as: "writer")
    try await take(.approve, id, as: "head")
    try await take(.publish, id, as: "writer", effective: effective)
  }

  /// Everything that is kept follows from the events.
  func expectSound(_ location: SourceLocation = #_sourceLocation) async throws {
    let rebuilt = try await journal.rebuild(keep: false)
    let faults = rebuilt.tables.filter { $0.different > 0 }.map { "\($0.name): \($0.examples)" }
    #expect(faults.isEmpty, "\(faults)", sourceLocation: location)
    _ = try await journal.verify { finding in
      Issue.record("\(finding)", sourceLocation: location)
    }
  }
}

/// A small basic catalogue: one entry that this level exercises, one that it does not, one that is cancelled.
enum SampleBasics {
  static let csv = """
    # 样品
    code,name,name_en,type,levels,basis,department,source,until
    000123001001,医师执业注册,Registration of a physician,01,2 3 4,中华人民共和国医师法第十三条,卫生健康部门,demo,
    000117005001,房地产开发企业资质核定,,01,2 3,城市房地产开发经营管理条例第九条,住房城乡建设部门,demo,
    000109009001,典当业特种行业许可证核发,,01,3 4,典当管理办法第十六条,公安机关,law,2026-01-31
    000101001001,样品经营许可,Sample,01,4,样品法第一条,样品部门,law,

    """
}
