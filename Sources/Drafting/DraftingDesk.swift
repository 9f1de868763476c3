// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// Where items are administered: every use of this room, for pages and for the API alike.
package struct DraftingDesk: Sendable {
  package let journal: Journal
  package let shelf: CatalogueShelf
  let settings: DraftingSettings
  /// How many cases of an item are open, as it is shown.
  let openCases: @Sendable (String) async throws -> String

  /// - Parameter openCases: asked before an item is withdrawn; cases are the affair of another room.
  package init(
    journal: Journal, shelf: CatalogueShelf, settings: DraftingSettings = DraftingSettings(),
    openCases: @escaping @Sendable (String) async throws -> String
  ) {
    self.journal = journal
    self.shelf = shelf
    self.settings = settings
    self.openCases = openCases
  }

  package var now: Instant { journal.clock.now }
  var today: Day { now.day }

  /// The answer to a command: the thing and its version afterwards.
  package struct Receipt: Codable, Sendable, Hashable {
    package let id: String
    package let version: Int
  }

  /// Everything that can be applied for today: what an act on licences can be about.
  var items: [ItemVersion] { shelf.snapshot.current(on: today).map(\.item) }

  /// The latest version of an item that is published, whether or not it applies.
  func latest(_ code: String) -> PublishedVersion? { shelf.snapshot.history(code).last }

  /// The sections of the bureau that have items, by name.
  var departments: [Words] {
    Set(items.map(\.department)).sorted { $0.zh < $1.zh }
  }

  /// What has happened to something, with the names and the reasons.
  struct Past<Event: Sendable>: Sendable {
    let entries: [Recorded<Event>]
    let names: [String: String]
    let texts: [Digest: String]

    func name(_ account: String) -> String { names[account] ?? "—" }
  }

  /// - Parameter reasons: the digest of what an event was given as its reason.
  func past<A: Aggregate>(
    of stream: Stream<A>, in reader: some Reading, reasons: (A.Event) -> Digest?
  ) throws -> Past<A.Event> {
    let entries = try Journal.history(of: stream, in: reader)
    return Past(
      entries: entries,
      names: try ColleagueTable.names(of: entries.map(\.moment.actor), in: reader),
      texts: try TextTable.texts(entries.compactMap { reasons($0.event) }, in: reader))
  }
}
