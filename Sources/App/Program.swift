// SPDX-License-Identifier: Apache-2.0

import Archive
import Backup
import Bundles
import Casework
import Catalogue
import Deadlines
import Exchange
import Foundation
import HTTPTypes
import Identity
import Journal
import Licences
import Logging
import Oversight
import Projects
import SQL
import Site

/// The whole program, put together: which rooms, which engine, nothing else.
package struct Program: Sendable {
  package let configuration: Configuration
  package let database: Database
  package let journal: Journal
  package let shelf: CatalogueShelf
  package let calendars: CalendarShelf
  package let accounts: Accounts
  package let delegations: Delegations
  package let desk: CaseDesk
  package let bundles: BundleShelf
  package let joints: JointDesk
  package let projects: ProjectsDesk
  package let oversight: OversightDesk
  package let round: Round
  package let archive: ArchiveDesk
  package let authorisations: AuthorisationDesk
  package let responder: SiteResponder
  package let scheduler: Scheduler
  private let logger: Logger

  /// Opens the database, brings it up to date, and builds every room.
  ///
  /// - Throws: `SQLFailure`, `NoticeFault`, or what the file system says.
  package init(_ configuration: Configuration, logger: Logger) async throws {
    try Self.prepare(configuration)
    let database = try Database.open(configuration.database)
    try await self.init(configuration, over: database, logger: logger)
  }

  /// Makes sure that the configuration can be followed and the data has its folder.
  private static func prepare(_ configuration: Configuration) throws {
    try configuration.check()
    guard !Restorer.isHalfRestored(configuration.data) else {
      throw ConfigurationFault.halfRestored(configuration.data.path)
    }
    do {
      try DurableFile.makeFolder(configuration.data)
    } catch {
      throw ConfigurationFault.dataFolder(configuration.data.path, error.reason)
    }
  }

  /// Builds every room over a database that is open, after bringing it up to date.
  package init(
    _ configuration: Configuration, over database: Database, logger: Logger
  ) async throws {
    self.configuration = configuration
    self.logger = logger
    self.database = database
    try Self.prepare(configuration)
    calendars = CalendarShelf()
    shelf = CatalogueShelf()
    bundles = BundleShelf()
    try await database.migrate(Self.migrations, at: configuration.clock.now) {
      logger.warning(
        "another program has the database locked; waiting up to ten minutes for it to end")
    }
    let files = try FileStore(folder: configuration.files)
    let supervision = Supervision(books: RuleShelf(), calendars: calendars)
    let settings = CaseworkSettings(recheckPercent: configuration.recheckPercent)
    let dispatch = JointDispatch()
    journal = Journal(
      database: database, clock: configuration.clock,
      parts: Self.parts(settings, supervision, calendars, shelf, files)
        + BundlesRoom.parts(dispatch, bundles: bundles, calendars: calendars)
        + ProjectsRoom.parts() + ProjectsRoom.inspections,
      statesKept: configuration.statesKept)
    try await shelf.refresh(from: database)
    try await bundles.refresh(from: database)
    try await calendars.refresh(from: database)
    try await supervision.books.refresh(from: database)
    accounts = Accounts(journal: journal)
    if configuration.isDemo { try await DemoAccounts.install(in: accounts) }
    let annex = LicencesRoom.annex(
      journal: journal, shelf: shelf, calendars: calendars, baseURL: configuration.address)
    desk = CaseDesk(
      journal: journal, shelf: shelf, calendars: calendars, files: files,
      licences: LicenceRecords(), annexes: [annex], forms: LicencesRoom.forms)
    joints = JointDesk(cases: desk, bundles: bundles)
    dispatch.use(joints)
    let composites = CompositeDesk(
      licences: LicenceDesk(
        journal: journal, shelf: shelf, calendars: calendars, settings: LicenceSettings(),
        baseURL: configuration.address),
      bundles: bundles, baseURL: configuration.address)
    projects = ProjectsDesk(cases: desk)
    oversight = OversightDesk(cases: desk, supervision: supervision)
    round = Round(supervision, journal: journal)
    archive = ArchiveDesk(journal: journal)
    authorisations = AuthorisationDesk(journal: journal, shelf: shelf, settings: settings)
    delegations = Delegations(journal: journal, shelf: shelf)
    let signIn = try SignIn(journal: journal, isDemo: configuration.isDemo)
    let rooms = [
      IdentityRoom.room(accounts: accounts, signIn: signIn, landing: Self.landing),
      CatalogueRoom.room(journal: journal, shelf: shelf),
      CaseworkRoom.room(
        desk: desk, accounts: accounts, additions: [
          BundlesRoom.addition, OversightRoom.addition(desk: oversight),
          ProjectsRoom.addition(desk: projects),
        ],
        settings: settings),
      LicencesRoom.room(desk: desk, shelf: shelf, baseURL: configuration.address),
      BundlesRoom.room(desk: joints, composites: composites, accounts: accounts),
      ExchangeRoom.room(desk: desk),
      OversightRoom.room(desk: oversight),
      ProjectsRoom.room(desk: projects),
      ArchiveRoom.room(desk: archive),
      EventAPI.room(journal: journal),
      LivePages.room(journal: journal),
    ]
    responder = try SiteResponder(
      rooms: rooms,
      settings: SiteSettings(
        isSecure: configuration.isSecure, isBehindProxy: configuration.isBehindProxy),
      clock: configuration.clock, logger: logger,
      isReady: { [database] in
        let one: Int? = try? await database.read { try $0.one("SELECT 1") }
        return one == 1
      },
      authenticate: { [delegations] in
        try await delegations.completing(try await signIn.session($0))
      })
    scheduler = Scheduler(
      journal: journal, sinks: try Self.sinks(configuration.outbox), logger: logger)
  }

  /// Where messages go, by their topics.
  private static func sinks(_ outbox: URL) throws -> [String: any Sink] {
    [
      CasePolicies.messageTopic: try Spool(folder: outbox),
      Supervision.messageTopic: try Spool(
        folder: outbox.appending(path: Supervision.messageTopic)),
      CasePolicies.staffTopic: try Spool(folder: outbox.appending(path: "staff")),
    ]
  }

  /// What the rooms give the journal.
  ///
  /// A document tells of all that its step has brought, the licence of a grant too: it is written last.
  private static func parts(
    _ settings: CaseworkSettings, _ supervision: Supervision, _ calendars: CalendarShelf,
    _ shelf: CatalogueShelf, _ files: FileStore
  ) -> [any JournalPart] {
    LicencesRoom.parts(shelf: shelf, calendars: calendars)
      + LicencesRoom.inspections(shelf: shelf)
      + CaseworkRoom.parts(shelf: shelf, calendars: calendars, settings: settings)
      + CaseworkRoom.inspections(of: files)
      + OversightRoom.parts(supervision) + OversightRoom.inspections
  }

  /// Every kind of document that is written by a template.
  package static let forms = DocumentForm.own + LicencesRoom.forms

  /// Every table of every room, lower rooms first.
  package static let migrations =
    JournalSchema.migrations + IdentitySchema.migrations + CatalogueSchema.migrations
    + CaseworkSchema.migrations + LicencesSchema.migrations + BundlesSchema.migrations
    + OversightSchema.migrations + ArchiveSchema.migrations
    + ProjectsSchema.migrations

  /// Where somebody goes after signing in: staff to the workbench, who words the documents to these, everybody else to
  /// their own cases.
  private static func landing(_ actor: Actor) -> String {
    if actor.roles == [.itemAdministrator] { return CaseLink.templates.path }
    return (actor.isStaff ? CaseLink.desk : CaseLink.cases).path
  }

  /// Serves until the process is told to end.
  package func serve(started: @escaping @Sendable (Int) -> Void) async throws {
    let server = Server(responder, host: configuration.host, port: configuration.port)
    try await server.run(
      beside: [
        { [scheduler] in await scheduler.run() },
        { [self] in try await watch() },
      ], started: started)
    close()
  }
}

extension Program {
  /// How often the shelves look for versions and holiday notices that another process has brought.
  package static let shelfPause = Duration.seconds(5)

  /// Takes over what the command line or another node publishes, while the server runs, and looks at the cases anew when
  /// the rules of supervision or the calendar have become others.
  private func watch() async throws {
    while true {
      try await Task.sleep(for: Self.shelfPause)
      do {
        try await shelf.refresh(from: database)
        try await bundles.refresh(from: database)
        try await calendars.refresh(from: database)
        try await oversight.books.refresh(from: database)
        while try await round.advance() != nil {}
      } catch {
        // The server goes on with what it has, and asks again.
        logger.error("watch", metadata: ["failure": "\(error)"])
      }
    }
  }

  /// Finishes the accepted writes and closes the database.
  package func close() { database.close() }

  /// Every route with who may come, a line each.
  package var routeList: [String] {
    responder.routes.map { route in
      let access =
        switch route.access {
        case .anyone: "anyone"
        case .signedIn: "signed in"
        case .only(let roles): roles.map(\.rawValue).sorted().joined(separator: " ")
        }
      return "\(route.method.rawValue) \(route.path)  [\(access)]  \(route.summary.key)"
    }
  }
}
