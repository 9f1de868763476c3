// SPDX-License-Identifier: Apache-2.0

import Bundles
import Casework
import Catalogue
import Deadlines
import Enquiries
import Exchange
import Foundation
import Identity
import Journal
import Licences
import Logging
import Oversight
import Projects
import Ratings
import Roads
import SQL
import Site
import TestEngines

/// The whole bureau on an empty database: the real catalogue, an account for every part, the site called without a
/// socket, and a clock that the test moves.
package final class Bureau: Sendable {
  package let journal: Journal
  package let desk: CaseDesk
  package let licences: LicenceDesk
  package let joints: JointDesk
  package let projects: ProjectsDesk
  package let oversight: OversightDesk
  package let round: Round
  package let roads: RoadsDesk
  package let authorisations: AuthorisationDesk
  package let ratings: RatingsDesk
  package let enquiries: EnquiryDesk
  package let site: SiteResponder
  package let files: FileStore
  /// What its rooms add to a journal that stands over some files.
  package let parts: @Sendable (FileStore) -> [any JournalPart]
  /// What is applied for here unless a test says otherwise.
  package let application: Application
  private let hand: Hand
  private let folder: URL

  /// - Parameters:
  ///   - day: today; it is nine o'clock.
  ///   - versions: what is published in place of the real catalogue.
  ///   - bundles: what can be applied for as one.
  ///   - calendar: the bureau's work calendar, with the notices that it has loaded.
  ///   - settings: what the law leaves to the bureau.
  package init(
    _ application: Application = .foodLicence, on day: String = "2026-11-23",
    publishing versions: [PublishedVersion]? = nil, bundles: [Bundles.Bundle] = [],
    calendar: WorkCalendar = .china,
    settings: CaseworkSettings = CaseworkSettings()
  ) async throws {
    self.application = application
    hand = Hand(try Day.of(day))
    let clock = hand.clock
    let shelf = try versions.map(RealCatalogue.shelf) ?? RealCatalogue.shelf()
    let calendars = CalendarShelf(calendar)
    let registry = CaseRegistry(
      shelf: shelf, calendars: calendars, licences: LicenceRecords())
    let database = try await TestEngine.current.open()
    try await database.migrate(Self.migrations, at: clock.now)
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    files = try FileStore(folder: folder)
    let supervision = Supervision(books: RuleShelf(), calendars: calendars)
    let bundleShelf = BundleShelf()
    bundleShelf.put(bundles)
    let network = NetworkShelf()
    parts = { files in
      Self.parts(shelf, calendars, supervision, settings, files)
        + BundlesRoom.parts(registry, bundles: bundleShelf)
        + RoadsRoom.parts(roads: network) + RoadsRoom.inspections
        + ProjectsRoom.parts() + ProjectsRoom.inspections
        + RatingsRoom.parts(calendars: calendars) + EnquiriesRoom.parts(calendars: calendars)
    }
    journal = Journal(database: database, clock: clock, parts: parts(files))
    let accounts = try await Self.accounts(in: journal)
    let annex = LicencesRoom.annex(
      journal: journal, shelf: shelf, calendars: calendars, baseURL: Self.address)
    desk = CaseDesk(
      journal: journal, registry: registry, files: files, annexes: [annex],
      forms: LicencesRoom.forms)
    licences = LicenceDesk(
      journal: journal, shelf: shelf, calendars: calendars, settings: LicenceSettings(),
      baseURL: Self.address)
    joints = JointDesk(cases: desk, bundles: bundleShelf, settings: settings)
    projects = ProjectsDesk(cases: desk)
    oversight = OversightDesk(cases: desk, supervision: supervision)
    round = Round(supervision, journal: journal)
    roads = RoadsDesk(journal: journal, shelf: shelf, roads: network)
    authorisations = AuthorisationDesk(journal: journal, shelf: shelf, settings: settings)
    ratings = RatingsDesk(cases: desk) { [joints] in try await joints.open($0, for: $1).service }
    enquiries = EnquiryDesk(cases: desk) { [joints] code in
      (try? joints.bundle(code)).map { .init(name: $0.name, unit: $0.lead) }
    }
    let delegations = Delegations(journal: journal, shelf: shelf)
    site = try SiteResponder(
      rooms: [
        IdentityRoom.room(accounts: accounts, signIn: try SignIn(journal: journal)),
        CatalogueRoom.room(
          journal: journal, shelf: shelf, additions: [EnquiriesRoom.addition(desk: enquiries)]),
        ExchangeRoom.room(desk: desk),
        CaseworkRoom.room(
          desk: desk, accounts: accounts,
          additions: Self.additions(oversight, roads, projects, ratings),
          pickers: [RoadsRoom.picker(desk: roads)], settings: settings),
        LicencesRoom.room(desk: desk, shelf: shelf, baseURL: Self.address),
        BundlesRoom.room(
          desk: joints, accounts: accounts, baseURL: Self.address,
          additions: Self.jointAdditions(roads, ratings),
          guides: [BundleAddition { [enquiries] in try await enquiries.section(of: $0, $1) }],
          pickers: [RoadsRoom.picker(desk: roads)]),
        EventAPI.room(journal: journal),
      ] + Self.around(oversight, roads, projects, ratings, enquiries),
      settings: SiteSettings(), clock: clock, logger: .silent,
      authenticate: { try await delegations.completing(Self.session($0)) })
  }

  /// What the rooms around a case add to its page.
  private static func additions(
    _ oversight: OversightDesk, _ roads: RoadsDesk, _ projects: ProjectsDesk,
    _ ratings: RatingsDesk
  ) -> [CaseAddition] {
    [
      BundlesRoom.addition, OversightRoom.addition(desk: oversight),
      RoadsRoom.addition(desk: roads), ProjectsRoom.addition(desk: projects),
      RatingsRoom.addition(desk: ratings),
    ]
  }

  /// What they add to the page of a joint case.
  private static func jointAdditions(
    _ roads: RoadsDesk, _ ratings: RatingsDesk
  ) -> [JointAddition] {
    [
      JointAddition { try await roads.section(ofCases: $0.caseIDs, $1, $2) },
      JointAddition { try await ratings.section($0.service, $1, $2) },
    ]
  }

  /// The rooms around a case.
  private static func around(
    _ oversight: OversightDesk, _ roads: RoadsDesk, _ projects: ProjectsDesk,
    _ ratings: RatingsDesk, _ enquiries: EnquiryDesk
  ) -> [Room] {
    [
      OversightRoom.room(desk: oversight), RoadsRoom.room(desk: roads),
      ProjectsRoom.room(desk: projects), RatingsRoom.room(desk: ratings),
      EnquiriesRoom.room(desk: enquiries),
    ]
  }

  /// The accounts, with everybody in them who takes part.
  private static func accounts(in journal: Journal) async throws -> Accounts {
    let accounts = Accounts(journal: journal)
    for person in people.values { try await accounts.add(person, stored: "-", by: .system) }
    return accounts
  }

  /// A document tells of all that its step has brought, the licence of a grant too: it is written last.
  private static func parts(
    _ shelf: CatalogueShelf, _ calendars: CalendarShelf, _ supervision: Supervision,
    _ settings: CaseworkSettings, _ files: FileStore
  ) -> [any JournalPart] {
    LicencesRoom.parts(shelf: shelf, calendars: calendars)
      + LicencesRoom.inspections(shelf: shelf)
      + CaseworkRoom.parts(shelf: shelf, calendars: calendars, settings: settings)
      + CaseworkRoom.inspections(of: files)
      + OversightRoom.parts(supervision) + OversightRoom.inspections
  }

  /// A session of whoever a credential names.
  private static func session(_ credential: Credential) -> Session? {
    switch credential {
    case .session(let token), .bearer(let token):
      people[token].map { Session(id: token, actor: $0.actor, csrf: csrf) }
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static let address = "https://counter.example"
  package static let csrf = "0123456789abcdef0123456789abcdef"

  // MARK: Time

  package var now: Instant { hand.now }

  /// The schema of the rooms that a bureau has.
  package static let migrations =
    JournalSchema.migrations + IdentitySchema.migrations + CatalogueSchema.migrations
    + CaseworkSchema.migrations + LicencesSchema.migrations + BundlesSchema.migrations
    + OversightSchema.migrations + RoadsSchema.migrations + ProjectsSchema.migrations
    + RatingsSchema.migrations + EnquirySchema.migrations

  package func go(to day: Day) { hand.go(to: day) }

  package func go(to day: String) throws { hand.go(to: try Day.of(day)) }

  /// Lets the deadlines that have come do what they do.
  package func fireDeadlines() async throws {
    try await Scheduler(journal: journal, logger: .silent).fireDue()
  }

  // MARK: People

  /// Who takes part, by the name that is also the token of a session.
  ///
  /// These are the accounts of the demonstration without their `demo-` (`applicant`, `shop`, `agent`, `clerk`,
  /// `window`, `reviewer-1`, `reviewer-2`, `approver`, `chief`, `section-head`, `head`, `supervisor`,
  /// `market-reviewer-1` …), and some that it lacks.
  private static let people: [String: Account] = {
    let more = [
      staff("helper", [.helper]), staff("clerk-2", [.clerk]),
      staff("approver-2", [.chiefApprover], DemoAccounts.department),
      staff("supervisor-2", [.supervisor]), staff("hall", [.hallManager], "政务服务科"),
    ]
    let named = (DemoAccounts.all() + more).map {
      ($0.id.replacing(/^demo-/, with: ""), $0)
    }
    return Dictionary(uniqueKeysWithValues: named)
  }()

  private static func staff(
    _ id: String, _ roles: Set<Role>, _ department: String? = nil
  ) -> Account {
    Account(
      id: id, login: id, kind: .staff, name: id, code: nil, phone: nil, roles: roles,
      department: department, isDemo: true)
  }

  package struct Nobody: Error { let name: String }

  package static func account(_ name: String) throws -> Account {
    guard let account = people[name] else { throw Nobody(name: name) }
    return account
  }

  package static func actor(_ name: String) throws -> Actor { try account(name).actor }

  /// Somebody's browser, or a stranger's.
  package func browser(_ name: String? = nil) -> Rehearsal {
    name.map { .browser(site, session: $0) } ?? Rehearsal(site)
  }

  /// Somebody's program, or a stranger's.
  package func program(_ name: String? = nil) -> Rehearsal {
    name.map { .program(site, bearer: $0) } ?? Rehearsal(site)
  }

  package func get(_ path: String, as name: String? = nil) async throws -> Rehearsal.Answer {
    try await browser(name).get(path)
  }

  // MARK: A case

  /// The version of the item that is applied for.
  package var item: ItemVersion {
    get throws { try desk.openItem(application.code) }
  }

  /// Hands in a complete application.
  /// - Parameters:
  ///   - party: whom it is for, when it is not the one who hands it in.
  ///   - other: what is applied for, when it is not what is applied for here.
  ///   - changed: what is answered otherwise than usual.
  package func file(
    by name: String = "applicant", as party: Party? = nil, for other: Application? = nil,
    answers changed: [String: String] = [:]
  ) async throws -> CaseDesk.Receipt {
    let account = try Self.account(name)
    let application = other ?? application
    let item = try desk.openItem(application.code)
    var files: [FiledFile] = []
    for needed in try application.files(of: item) {
      files.append(
        try await desk.upload(
          Array(Application.pdf(needed.key).utf8), name: "\(needed.key).pdf",
          for: needed.material, by: account.actor))
    }
    let own = Party(name: account.name, code: account.code ?? "", phone: account.phone ?? "")
    let filing = Filing(
      item: ItemReference(code: item.code, version: item.version), applicant: party ?? own,
      agent: nil, situation: application.situation,
      answers: try application.answers(for: item).merging(changed) { _, new in new },
      files: files)
    return try await desk.submit(filing, through: .online, by: account.actor)
  }

  /// Takes a step as somebody, at whatever version the case has.
  package func take(
    _ command: Case.Command, with id: String, by name: String, texts: String...
  ) async throws {
    _ = try await desk.take(
      command, with: id, by: try Self.actor(name), expecting: nil, texts: texts)
  }

  /// Tells the applicant, once, what is missing.
  package func notice(
    _ id: String, _ entries: [(target: String, problem: String)]
  ) async throws {
    let notice = SupplementNotice(
      entries: entries.map { .init(target: $0.target, problem: $0.problem) })
    try await take(.noticeSupplement(notice), with: id, by: "clerk", texts: notice.canonical)
  }

  /// Authorises somebody for items, or for all listed ones of a section, for a year from today.
  @discardableResult
  package func authorise(
    _ kind: Authorisation.Kind, _ name: String, items: [String] = [], section: String? = nil,
    limit: String = "", from: Day? = nil, until: Day? = nil
  ) async throws -> String {
    try await authorisations.give(
      AuthorisationDesk.Proposal(
        kind: kind, holder: try Self.account(name).id, items: items, section: section,
        from: from ?? now.day, until: until ?? now.day.adding(days: 365), limit: limit,
        reasons: Reasons("高频事项，风险可控。")), by: try Self.actor("head"))
  }

  /// Brings a received case to its decision.
  package func decide(_ id: String, granted: Bool, reasons: String = "依法决定。") async throws {
    try await take(.accept, with: id, by: "clerk")
    for reviewer in ["reviewer-1", "reviewer-2"] {
      try await take(
        .review(passed: granted, opinion: Reasons("现场与图纸相符")), with: id, by: reviewer,
        texts: "现场与图纸相符")
    }
    try await take(
      .decide(granted: granted, Reasons(reasons)), with: id, by: "approver", texts: reasons)
  }
}

extension Logger {
  /// One that keeps nothing.
  package static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
