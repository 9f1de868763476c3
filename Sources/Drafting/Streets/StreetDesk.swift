// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import Journal
import SQL
import ShangMi
import Site

extension DraftingDesk {
  /// The streets in force, by code.
  var streets: [Street] { Street.streets(in: today.year) }

  func streetName(_ code: String) -> String {
    Street.all.first { $0.code == code }?.name ?? code
  }

  package func delegate(
    _ terms: StreetDelegation.Terms, _ reasons: Remark, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    guard let item = latest(terms.item)?.item else { throw DraftingRefusal.itemNotFound }
    let id = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      try TextTable.keep(reasons.text, in: unit.transaction)
      let others = try StreetTable.services(of: terms.item, from: terms.from, in: unit.transaction)
      let taken = others.filter { other in terms.until.map { other.from <= $0 } ?? true }
      let context = StreetDelegation.Context(
        actor: actor, today: unit.now.day, isLicensing: item.type == .licensing,
        streets: names, taken: Set(taken.map(\.street)))
      try unit.begin(
        Stream<StreetDelegation>(id), by: .grant(terms, reasons), context: context)
      return Receipt(id: id, version: 1)
    }
  }

  private var names: [String: String] {
    Dictionary(streets.map { ($0.code, $0.name) }) { first, _ in first }
  }

  func endDelegation(
    _ id: String, _ reasons: Remark, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard try StreetTable.find(id, in: unit.transaction) != nil else {
        throw DraftingRefusal.delegationNotFound
      }
      try TextTable.keep(reasons.text, in: unit.transaction)
      let version = try unit.execute(.end(reasons), on: Stream<StreetDelegation>(id)) { _ in
        StreetDelegation.Context(
          actor: actor, today: unit.now.day, isLicensing: false, streets: [:], taken: [])
      }
      return Receipt(id: id, version: version)
    }
  }

  func delegations(
    item: String? = nil, after cursor: Cursor?, limit: Int
  ) async throws -> (rows: [StreetGrantRow], next: Cursor?) {
    let place = try MomentPlace(cursor)
    let found = try await journal.database.read {
      try StreetTable.grants(item: item, before: place, limit: limit + 1, in: $0)
    }
    return found.page(limit) { MomentPlace(at: $0.grantedAt, id: $0.id).cursor }
  }

  /// The streets that do an item, now or later.
  func services(of item: String) async throws -> [StreetService] {
    let today = today
    return try await journal.database.read {
      try StreetTable.services(of: item, from: today, in: $0)
    }
  }

  /// What a street does today.
  func services(
    at street: String, after cursor: Cursor?, limit: Int
  ) async throws -> (rows: [StreetService], next: Cursor?) {
    guard streets.contains(where: { $0.code == street }) else { throw SiteRefusal.notFound }
    let (today, item) = (today, try cursor?.text(0) ?? "")
    let found = try await journal.database.read {
      try StreetTable.services(at: street, on: today, after: item, limit: limit + 1, in: $0)
    }
    return found.page(limit) { Cursor(.text($0.item)) }
  }

  /// Every street with how many items it does today.
  func streetCounts() async throws -> [(street: Street, count: Int)] {
    let (today, streets) = (today, streets)
    return try await journal.database.read { reader in
      try streets.map {
        ($0, try StreetTable.count(at: $0.code, on: today, in: reader))
      }
    }
  }
}
