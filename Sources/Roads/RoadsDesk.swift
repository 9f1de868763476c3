// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// Where digging in roads is planned and followed: every use of this room, for pages and for the API alike.
package struct RoadsDesk: Sendable {
  package let journal: Journal
  let shelf: CatalogueShelf
  package let roads: NetworkShelf
  package let settings: RoadsSettings

  package init(
    journal: Journal, shelf: CatalogueShelf, roads: NetworkShelf,
    settings: RoadsSettings = RoadsSettings()
  ) {
    self.journal = journal
    self.shelf = shelf
    self.roads = roads
    self.settings = settings
  }

  package var now: Instant { journal.clock.now }

  /// The answer to a step: the dig and its version afterwards.
  package struct Receipt: Codable, Sendable, Hashable {
    package let number: String
    package let version: Int
  }

  // MARK: Announcing

  /// Enters a dig for the plan.
  /// - Throws: ``RoadsRefusal``.
  package func announce(
    _ order: DigOrder, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await open(order, .plan, by: actor, key: key) { .announce($0) }
  }

  /// Enters that a road was broken up for an emergency repair (article 34); both offices are told at once.
  /// - Throws: ``RoadsRefusal``.
  package func breakUp(
    _ order: DigOrder, at instant: Instant, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await open(order, .emergency, by: actor, key: key) { .breakUp($0, at: instant) }
  }

  private func open(
    _ order: DigOrder, _ origin: Dig.Origin, by actor: Actor, key: CommandKey?,
    _ command: @escaping @Sendable (Dig.Entry) -> Dig.Command
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      let context = try context(unit)
      guard !context.network.isEmpty else { throw RoadsRefusal.noNetwork }
      let works = try order.works(keptIn: unit.transaction)
      let entry = Dig.Entry(
        works: works, origin: origin, filer: actor.id, isForOthers: actor.isStaff)
      // The rules are asked before a number is taken.
      _ = try Dig().decide(command(entry), context)
      let number = try unit.nextDigNumber()
      try unit.begin(Stream<Dig>(number), by: command(entry), context: context)
      return Receipt(number: number, version: 1)
    }
  }

  /// Changes what was entered, before it is applied for.
  package func revise(
    _ number: String, to order: DigOrder, by actor: Actor, expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    try await perform(on: number, by: actor, expecting: expected, key: key) { unit in
      .revise(try order.works(keptIn: unit.transaction))
    }
  }

  /// Takes a step with a dig that the actor may see.
  ///
  /// - Parameters:
  ///   - text: what the step is put into, kept as evidence.
  ///   - expected: the version that the actor saw; another one refuses the step.
  package func take(
    _ command: Dig.Command, with number: String, by actor: Actor, text: String? = nil,
    expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await perform(on: number, by: actor, expecting: expected, key: key) { unit in
      if let text { try EvidenceTable.keep(text: text, in: unit.transaction) }
      return command
    }
  }

  private func perform(
    on number: String, by actor: Actor, expecting expected: Int?, key: CommandKey?,
    _ command: @escaping @Sendable (UnitOfWork) throws -> Dig.Command
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard try DigTable.find(number, for: actor, in: unit.transaction) != nil else {
        throw RoadsRefusal.digNotFound
      }
      let version = try unit.execute(
        try command(unit), on: Stream<Dig>(number), expecting: expected
      ) { _ in try context(unit) }
      return Receipt(number: number, version: version)
    }
  }

  func context(_ unit: UnitOfWork) throws -> Dig.Context {
    Dig.Context(
      actor: unit.actor, now: unit.now, network: try roads.network(in: unit.transaction),
      settings: settings)
  }

  // MARK: Fees

  /// What a dig will cost by the item's tables of today; nil where they have no answer.
  func fees(area: Int, on segments: [Segment], _ window: Window) -> Fees? {
    shelf.current(settings.item, on: now.day).flatMap {
      Fees(of: area, on: segments, window, by: $0)
    }
  }
}
