// SPDX-License-Identifier: Apache-2.0

import Archive
import Bundles
import Casework
import Catalogue
import Deadlines
import Drafting
import Enquiries
import Exchange
import Identity
import Journal
import Licences
import Oversight
import Projects
import Ratings
import Roads
import SQL
import Site

/// Where the rooms do their work, and the rooms themselves.
///
/// A new room is a line for its desk and one for its pages.
struct Desks: Sendable {
  let accounts: Accounts
  let delegations: Delegations
  let cases: CaseDesk
  let joints: JointDesk
  let projects: ProjectsDesk
  let oversight: OversightDesk
  let round: Round
  let archive: ArchiveDesk
  let drafting: DraftingDesk
  let roads: RoadsDesk
  let authorisations: AuthorisationDesk
  let ratings: RatingsDesk
  let enquiries: EnquiryDesk
  private let settings: CaseworkSettings
  private let address: String
  private let shelf: CatalogueShelf
  private let journal: Journal

  /// - Parameter address: scheme, host and port under which the public reaches this server.
  init(
    _ journal: Journal, _ shelves: Shelves, _ files: FileStore, settings: CaseworkSettings,
    address: String
  ) {
    let annex = LicencesRoom.annex(
      journal: journal, shelf: shelves.catalogue, calendars: shelves.calendars, baseURL: address)
    let cases = CaseDesk(
      journal: journal, registry: shelves.registry, files: files, annexes: [annex],
      forms: LicencesRoom.forms)
    self.cases = cases
    accounts = Accounts(journal: journal)
    delegations = Delegations(journal: journal, shelf: shelves.catalogue)
    joints = JointDesk(cases: cases, bundles: shelves.bundles, settings: settings)
    projects = ProjectsDesk(cases: cases)
    oversight = OversightDesk(cases: cases, supervision: shelves.supervision)
    round = Round(shelves.supervision, journal: journal)
    archive = ArchiveDesk(journal: journal)
    drafting = DraftingDesk(
      journal: journal, shelf: shelves.catalogue,
      openCases: { try await cases.openCases(of: $0) })
    roads = RoadsDesk(journal: journal, shelf: shelves.catalogue, roads: shelves.roads)
    authorisations = AuthorisationDesk(
      journal: journal, shelf: shelves.catalogue, settings: settings)
    ratings = RatingsDesk(cases: cases) { [joints] in try await joints.open($0, for: $1).service }
    enquiries = EnquiryDesk(cases: cases) { [joints] code in
      (try? joints.bundle(code)).map { .init(name: $0.name, unit: $0.lead) }
    }
    self.settings = settings
    self.address = address
    shelf = shelves.catalogue
    self.journal = journal
  }

  /// - Parameter landing: where somebody goes after signing in.
  func rooms(_ signIn: SignIn, landing: @escaping @Sendable (Actor) -> String) -> [Room] {
    [
      IdentityRoom.room(accounts: accounts, signIn: signIn, landing: landing),
      CatalogueRoom.room(
        journal: journal, shelf: shelf,
        additions: [
          DraftingRoom.addition(desk: drafting), EnquiriesRoom.addition(desk: enquiries),
        ]),
      CaseworkRoom.room(
        desk: cases, accounts: accounts,
        additions: [
          BundlesRoom.addition, OversightRoom.addition(desk: oversight),
          RoadsRoom.addition(desk: roads), ProjectsRoom.addition(desk: projects),
          RatingsRoom.addition(desk: ratings),
        ], pickers: [RoadsRoom.picker(desk: roads)], settings: settings),
      LicencesRoom.room(desk: cases, shelf: shelf, baseURL: address),
      BundlesRoom.room(
        desk: joints, accounts: accounts, baseURL: address,
        additions: [
          JointAddition { [roads] file, actor, visit in
            try await roads.section(ofCases: file.caseIDs, actor, visit)
          },
          JointAddition { [ratings] in try await ratings.section($0.service, $1, $2) },
        ], guides: [BundleAddition { [enquiries] in try await enquiries.section(of: $0, $1) }],
        pickers: [RoadsRoom.picker(desk: roads)]),
      ExchangeRoom.room(desk: cases),
      OversightRoom.room(desk: oversight),
      RoadsRoom.room(desk: roads),
      ProjectsRoom.room(desk: projects),
      RatingsRoom.room(desk: ratings),
      EnquiriesRoom.room(desk: enquiries),
      ArchiveRoom.room(desk: archive),
      DraftingRoom.room(desk: drafting),
      EventAPI.room(journal: journal),
      LivePages.room(journal: journal),
    ]
  }
}

extension Program {
  package var accounts: Accounts { desks.accounts }
  package var delegations: Delegations { desks.delegations }
  package var desk: CaseDesk { desks.cases }
  package var joints: JointDesk { desks.joints }
  package var projects: ProjectsDesk { desks.projects }
  package var oversight: OversightDesk { desks.oversight }
  package var round: Round { desks.round }
  package var archive: ArchiveDesk { desks.archive }
  package var drafting: DraftingDesk { desks.drafting }
  package var roads: RoadsDesk { desks.roads }
  package var authorisations: AuthorisationDesk { desks.authorisations }
  package var ratings: RatingsDesk { desks.ratings }
  package var enquiries: EnquiryDesk { desks.enquiries }
  package var shelf: CatalogueShelf { shelves.catalogue }
  package var bundles: BundleShelf { shelves.bundles }
  package var calendars: CalendarShelf { shelves.calendars }
}
