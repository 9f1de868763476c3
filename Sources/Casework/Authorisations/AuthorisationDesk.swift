// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// Where authorisations are given, looked at and taken back, for pages and for the API alike.
package struct AuthorisationDesk: Sendable {
  let journal: Journal
  let shelf: CatalogueShelf
  let settings: CaseworkSettings
  private let writer = DocumentWriter()

  package init(
    journal: Journal, shelf: CatalogueShelf, settings: CaseworkSettings = CaseworkSettings()
  ) {
    self.journal = journal
    self.shelf = shelf
    self.settings = settings
  }

  /// What the head of the agency wants to give.
  package struct Proposal: Sendable {
    package let kind: Authorisation.Kind
    /// The account of whoever is to be authorised.
    package let holder: String
    /// The codes of items; empty for all listed items of a section.
    package let items: [String]
    package let section: String?
    package let from: Day
    package let until: Day
    /// A condition of FEEL over the answers; empty for none.
    package let limit: String
    package let reasons: Reasons

    package init(
      kind: Authorisation.Kind, holder: String, items: [String], section: String?, from: Day,
      until: Day, limit: String, reasons: Reasons
    ) {
      self.kind = kind
      self.holder = holder
      self.items = items
      self.section = section
      self.from = from
      self.until = until
      self.limit = limit
      self.reasons = reasons
    }
  }

  /// Gives an authorisation its number and records it.
  ///
  /// - Returns: its id.
  /// - Throws: `SiteRefusal` with what is wrong at which field, ``CaseworkRefusal``.
  package func give(
    _ proposal: Proposal, by actor: Actor, key: CommandKey? = nil
  ) async throws -> String {
    let items = try items(of: proposal)
    let limit =
      proposal.limit.isEmpty
      ? nil : try Rule.reading(proposal.limit, field: "limit", of: items)
    let id = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      let holder = try check(proposal, items, in: unit.transaction)
      try EvidenceTable.keep(text: proposal.reasons.text, in: unit.transaction)
      let year = unit.now.day.year
      let serial = try unit.next(AuthorisationTable.series(year))
      var terms = Authorisation.Terms(
        number: settings.number("授字", year: year, serial: serial), kind: proposal.kind,
        holder: proposal.holder, section: proposal.section, items: proposal.items,
        from: proposal.from, until: proposal.until, limit: limit,
        reasons: proposal.reasons.digest)
      let facts = AuthorisationFacts(
        terms: terms, day: unit.now.day, holder: holder.name, items: items,
        reasons: proposal.reasons.text)
      terms.kept = try writer.write(facts.content, in: unit.transaction)
      try unit.begin(
        Stream<Authorisation>(id), by: .give(terms),
        context: Authorisation.Context(actor: actor, now: unit.now))
      return id
    }
  }

  /// Suspends, resumes or revokes one.
  package func take(
    _ command: Authorisation.Command, with id: String, reasons: Reasons, by actor: Actor,
    expecting version: Int? = nil, key: CommandKey? = nil
  ) async throws {
    let _: Bool = try await journal.perform(as: actor, key: key) { unit in
      guard try AuthorisationTable.find(id, in: unit.transaction) != nil else {
        throw CaseworkRefusal.staff(.authorisationNotFound)
      }
      try EvidenceTable.keep(text: reasons.text, in: unit.transaction)
      try unit.execute(command, on: Stream<Authorisation>(id), expecting: version) { _ in
        Authorisation.Context(actor: actor, now: unit.now)
      }
      return true
    }
  }

  // MARK: Looking whether it can be given

  /// The items that it would be for, which must be open today and listed.
  private func items(of proposal: Proposal) throws(SiteRefusal) -> [ItemVersion] {
    let listed = listed(for: proposal.kind)
    if proposal.items.isEmpty {
      guard let section = proposal.section, !section.isEmpty else {
        throw .invalid([Fault("items", "请选择事项，或者选择一个科室的全部目录内事项。")])
      }
      let items = listed.filter { $0.department.zh == section }
      guard !items.isEmpty else {
        throw .invalid([Fault("section", "这个科室没有可以一人受理和决定的事项。")])
      }
      return items
    }
    guard proposal.section == nil else {
      throw .invalid([Fault("section", "事项和科室只能选择一种。")])
    }
    let strangers = proposal.items.filter { code in !listed.contains { $0.code == code } }
    guard strangers.isEmpty else {
      throw .invalid(
        strangers.map {
          Fault("items", "事项 \($0) 不在目录内，不能一人受理和决定。")
        })
    }
    return listed.filter { proposal.items.contains($0.code) }
  }

  /// Every item of today that an authorisation of a kind can be for.
  func listed(for kind: Authorisation.Kind) -> [ItemVersion] {
    shelf.snapshot.current(on: journal.clock.now.day).map(\.item)
      .filter { $0.isListed(for: kind) }
  }

  /// The holder must have the office, and decide where the items are decided.
  /// - Returns: the holder.
  private func check(
    _ proposal: Proposal, _ items: [ItemVersion], in reader: some Reading
  ) throws -> Account {
    guard let holder = try AccountTable.find(proposal.holder, in: reader),
      holder.roles.contains(proposal.kind.role)
    else {
      throw SiteRefusal.invalid([
        Fault("holder", "请选择担任“\(proposal.kind.role.phrase)”的工作人员。")
      ])
    }
    // The window works for all sections.
    let strange = items.filter { item in
      proposal.kind == .chief && holder.department.map { $0 != item.department.zh } ?? false
    }
    guard strange.isEmpty else {
      throw SiteRefusal.invalid(
        strange.map { Fault("items", "事项“\($0.name)”不由这名工作人员所在的科室决定。") })
    }
    guard proposal.reasons.isGiven else { throw CaseworkRefusal.reasonsMissing(.authorise) }
    return holder
  }

  // MARK: Reading

  /// A page of all authorisations, the newest first, and where the next one begins.
  func page(
    before place: CaseFilter.ReceiptPlace?, limit: Int
  ) async throws -> (rows: [AuthorisationRow], names: [String: String], next: Cursor?) {
    try await journal.database.read { reader in
      let found = try AuthorisationTable.list(before: place, limit: limit + 1, in: reader)
      let (rows, next) = found.page(limit) {
        CaseFilter.ReceiptPlace(at: $0.givenAt, id: $0.id).cursor
      }
      return (rows, try ColleagueTable.names(of: rows.map(\.terms.holder), in: reader), next)
    }
  }

  /// All of one authorisation.
  struct File: Sendable {
    let row: AuthorisationRow
    let history: [Recorded<Authorisation.Event>]
    let texts: [Digest: String]
    let names: [String: String]
  }

  func open(_ id: String) async throws -> File {
    try await journal.database.read { reader in
      guard let row = try AuthorisationTable.find(id, in: reader) else {
        throw CaseworkRefusal.staff(.authorisationNotFound)
      }
      let history = try Journal.history(of: Stream<Authorisation>(id), in: reader)
      var texts: [Digest: String] = [:]
      for digest in history.map(\.event.reasons) {
        texts[digest] = try EvidenceTable.text(digest, in: reader)
      }
      let accounts = [row.terms.holder] + history.map(\.moment.actor)
      return File(
        row: row, history: history, texts: texts,
        names: try ColleagueTable.names(of: accounts, in: reader))
    }
  }

  /// Who could be authorised: everybody with one of the offices.
  func candidates() async throws -> [Colleague] {
    let roles = Set(Authorisation.Kind.allCases.map(\.role))
    return try await journal.database.read { try ColleagueTable.all(in: $0) }
      .filter { $0.isActive && !$0.roles.isDisjoint(with: roles) }
  }
}

extension Authorisation.Event {
  /// The text that it rests on.
  var reasons: Digest {
    switch self {
    case .given(let terms): terms.reasons
    case .suspended(let reasons), .resumed(let reasons), .revoked(let reasons): reasons
    }
  }
}
