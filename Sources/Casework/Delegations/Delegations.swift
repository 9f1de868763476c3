// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// The keeping of delegations: who does whose part, for pages and for the API alike.
package struct Delegations: Sendable {
  package let journal: Journal
  package let shelf: CatalogueShelf

  package init(journal: Journal, shelf: CatalogueShelf) {
    self.journal = journal
    self.shelf = shelf
  }

  /// A session whose actor knows for whom else he may act today.
  ///
  /// It is asked anew with every request, so that what ends, ends at once.
  package func completing(_ session: Session?) async throws -> Session? {
    guard let session, session.actor.holds(anyOf: Case.handlers) else { return session }
    let today = journal.clock.now.day
    let mandates = try await journal.database.read {
      try DelegationTable.mandates(of: session.actor.id, on: today, in: $0)
    }
    guard !mandates.isEmpty else { return session }
    return Session(id: session.id, actor: session.actor.standingIn(mandates), csrf: session.csrf)
  }

  /// Delegates a part of the actor's own.
  /// - Returns: the delegation's id.
  /// - Throws: ``DelegationRefusal``, `JournalFailure`.
  package func grant(
    _ terms: Delegation.Terms, _ reasons: Reasons, by actor: Actor, key: CommandKey? = nil
  ) async throws -> String {
    let known = Set(items(for: actor).map(\.code))
    guard terms.items.map({ known.isSuperset(of: $0) }) ?? true else {
      throw DelegationRefusal.itemsMissing
    }
    let id = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      try EvidenceTable.keep(text: reasons.text, in: unit.transaction)
      try unit.begin(
        Stream<Delegation>(id), by: .grant(terms, reasons), context: try context(terms, unit))
      return id
    }
  }

  func end(
    _ id: String, _ reasons: Reasons, by actor: Actor, key: CommandKey? = nil
  ) async throws {
    let _: Bool = try await journal.perform(as: actor, key: key) { unit in
      guard let row = try DelegationTable.find(id, in: unit.transaction),
        try sees(row, actor, in: unit.transaction)
      else { throw DelegationRefusal.notFound }
      try EvidenceTable.keep(text: reasons.text, in: unit.transaction)
      try unit.execute(.end(reasons), on: Stream<Delegation>(id)) { _ in
        try context(row.terms, unit)
      }
      return true
    }
  }

  private func context(
    _ terms: Delegation.Terms, _ unit: UnitOfWork
  ) throws -> Delegation.Context {
    let both = try ColleagueTable.find([terms.principal, terms.deputy], in: unit.transaction)
    return Delegation.Context(
      actor: unit.actor, now: unit.now, principal: both.first { $0.id == terms.principal },
      deputy: both.first { $0.id == terms.deputy })
  }

  /// Whether somebody is concerned: the two themselves, and the head of the section whose part it is.
  private func sees(
    _ row: DelegationRow, _ actor: Actor, in reader: some Reading
  ) throws -> Bool {
    if [row.terms.principal, row.terms.deputy].contains(actor.id) { return true }
    guard actor.roles.contains(.departmentHead), let department = actor.department else {
      return false
    }
    let principal = try ColleagueTable.find([row.terms.principal], in: reader).first
    return principal?.department == department
  }

  /// All that a page of delegations shows.
  struct Listing: Sendable {
    let rows: [DelegationRow]
    let next: Cursor?
    let colleagues: [Colleague]

    func name(_ id: String) -> String { colleagues.first { $0.id == id }?.name ?? "—" }
  }

  /// A page of the delegations that somebody has given or received, or that a member of his section has given.
  func list(
    _ side: DelegationTable.Side, of account: String, for actor: Actor, after cursor: Cursor?,
    limit: Int
  ) async throws -> Listing {
    let place = try cursor.map(CaseFilter.ReceiptPlace.init)
    return try await journal.database.read { reader in
      let colleagues = try ColleagueTable.all(in: reader)
      let isMember = colleagues.contains {
        $0.id == account && $0.department == actor.department && $0.department != nil
      }
      guard account == actor.id || (actor.roles.contains(.departmentHead) && isMember) else {
        throw DelegationRefusal.notFound
      }
      let found = try DelegationTable.list(
        side, of: account, before: place, limit: limit + 1, in: reader)
      let (rows, next) = found.page(limit) {
        CaseFilter.ReceiptPlace(at: $0.grantedAt, id: $0.id).cursor
      }
      return Listing(rows: rows, next: next, colleagues: colleagues)
    }
  }

  /// The items that somebody can list: those of his section, or all where he belongs to none.
  func items(for actor: Actor) -> [ItemVersion] {
    shelf.snapshot.current(on: journal.clock.now.day).map(\.item).filter {
      actor.department == nil || $0.department.zh == actor.department
    }
  }
}

extension Actor {
  /// The same somebody, who may act for others.
  func standingIn(_ mandates: [Mandate]) -> Actor {
    Actor(id: id, name: name, roles: roles, department: department, mandates: mandates)
  }
}
