// SPDX-License-Identifier: Apache-2.0

import Archive
import Backup
import Bundles
import Casework
import Catalogue
import Deadlines
import Drafting
import Enquiries
import Foundation
import HTTPTypes
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

/// The whole program, put together: which rooms, which engine, nothing else.
package struct Program: Sendable {
  package let configuration: Configuration
  package let database: Database
  package let journal: Journal
  let shelves: Shelves
  let desks: Desks
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
    try await database.migrate(Self.migrations, at: configuration.clock.now) {
      logger.warning(
        "another program has the database locked; waiting up to ten minutes for it to end")
    }
    let files = try FileStore(folder: configuration.files)
    let settings = CaseworkSettings(recheckPercent: configuration.recheckPercent)
    shelves = Shelves()
    journal = Journal(
      database: database, clock: configuration.clock,
      parts: shelves.parts(settings, files), statesKept: configuration.statesKept)
    try await shelves.refresh(from: database)
    desks = Desks(journal, shelves, files, settings: settings, address: configuration.address)
    if configuration.isDemo { try await DemoAccounts.install(in: desks.accounts) }
    let signIn = try SignIn(journal: journal, isDemo: configuration.isDemo)
    responder = try Self.responder(
      over: desks.rooms(signIn, landing: Self.landing), configuration, database, signIn,
      desks.delegations, logger)
    scheduler = Scheduler(
      journal: journal, sinks: try Self.sinks(configuration.outbox), logger: logger)
  }

  /// The one that answers requests: for the rooms, to whoever has signed in.
  private static func responder(
    over rooms: [Room], _ configuration: Configuration, _ database: Database, _ signIn: SignIn,
    _ delegations: Delegations, _ logger: Logger
  ) throws -> SiteResponder {
    try SiteResponder(
      rooms: rooms,
      settings: SiteSettings(
        isSecure: configuration.isSecure, isBehindProxy: configuration.isBehindProxy),
      clock: configuration.clock, logger: logger,
      isReady: {
        let one: Int? = try? await database.read { try $0.one("SELECT 1") }
        return one == 1
      },
      authenticate: { try await delegations.completing(try await signIn.session($0)) })
  }

  /// Where messages go, by their topics.
  private static func sinks(_ outbox: URL) throws -> [String: any Sink] {
    [
      CasePolicies.messageTopic: try Spool(folder: outbox),
      Supervision.messageTopic: try Spool(
        folder: outbox.appending(path: Supervision.messageTopic)),
      RoadsRoom.messageTopic: try Spool(
        folder: outbox.appending(path: RoadsRoom.messageTopic)),
      CasePolicies.staffTopic: try Spool(folder: outbox.appending(path: "staff")),
    ]
  }

  /// Every kind of document that is written by a template.
  package static let forms = DocumentForm.own + LicencesRoom.forms

  /// Every table of every room, lower rooms first.
  package static let migrations =
    JournalSchema.migrations + IdentitySchema.migrations + CatalogueSchema.migrations
    + CaseworkSchema.migrations + LicencesSchema.migrations + BundlesSchema.migrations
    + OversightSchema.migrations + ArchiveSchema.migrations + DraftingSchema.migrations
    + RoadsSchema.migrations + ProjectsSchema.migrations + RatingsSchema.migrations
    + EnquirySchema.migrations

  /// Where somebody goes after signing in: staff to the workbench, who administers the items to these, everybody else to
  /// their own cases.
  private static func landing(_ actor: Actor) -> String {
    if actor.roles == [.itemAdministrator] { return DraftingLink.home.path }
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
        try await shelves.refresh(from: database)
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
