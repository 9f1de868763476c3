// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import SQL

extension OversightDesk {
  /// The scores of a month, computed from the cards as they stand now, as far as the actor may see them.
  ///
  /// A month is scored by the rules that were in force on its last day.
  package func scores(_ month: Month, for actor: Actor) async throws -> Scores {
    let book = books.inForce(on: min(now.day, month.next.first.adding(days: -1)))
    let scope = CardScope(of: actor)
    // Whoever sees one unit's cards sees that unit's score.
    let own = Set([actor.department].compactMap(\.self))
    let known = scope.isAll ? Set(sections.map(\.zh) + [book.window]) : own
    return try await journal.database.read { reader in
      let cards = try CardTable.list(in: month, for: actor, in: reader)
      let units = scope.isAll ? known.union(cards.map(\.unit)) : known
      var early: [String: Int] = [:]
      if let rule = book.scoring.early {
        for unit in units {
          early[unit] = try ConclusionTable.early(month, unit: unit, share: rule.share, in: reader)
        }
      }
      return Scores(month, cards, of: units, early: early, by: book)
    }
  }

  /// The same as a file for a spreadsheet.
  package func sheet(_ month: Month, for actor: Actor) async throws -> ScoreSheet {
    let scores = try await scores(month, for: actor)
    return ScoreSheet(scores, try await names(in: scores))
  }

  /// The names of the people whose scores these are, by account.
  func names(in scores: Scores) async throws -> [String: String] {
    let accounts = scores.persons.map(\.name)
    return try await journal.database.read { reader in
      var names: [String: String] = [:]
      for account in accounts { names[account] = try AccountTable.find(account, in: reader)?.name }
      return names
    }
  }
}
