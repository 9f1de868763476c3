// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

/// The room of items (事项): what can be applied for here, under which rules, with which documents.
///
/// Items are written as files, one each (`catalogue/<district>/*.yaml`), checked by ``ItemRules`` with
/// every fault at its line, and published as versions that never change. The running program holds all
/// versions as one ``CatalogueSnapshot`` on a ``CatalogueShelf``; pages, the API and the other rooms read
/// it there without touching the database. ``Guide`` turns the answers to an item's questions into the
/// exact list of materials; ``SearchIndex`` finds items by Chinese, pinyin, initials and English.
package enum CatalogueRoom {
  /// The room's one registration.
  ///
  /// - Parameters:
  ///   - journal: where publications and withdrawals are noted.
  ///   - shelf: what the pages read; `refresh(from:)` fills it after an import.
  ///   - additions: what other rooms have to say in the guide of an item.
  package static func room(
    journal: Journal, shelf: CatalogueShelf, additions: [GuideAddition] = []
  ) -> Room {
    Room(
      name: "catalogue",
      routes: ItemPages(shelf: shelf, additions: additions).routes + GuidePages(shelf: shelf).routes
        + RulePages(shelf: shelf).routes + ItemAPI(journal: journal, shelf: shelf).routes
        + PromiseAPI(shelf: shelf).routes,
      english: Embedded.enYAML)
  }
}
