// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL

/// The numbers of one section for the screen.
package struct SectionCounts: Sendable {
  package let name: Words
  /// Its open cases by their lights.
  package let cases: WorklistCounts
  package let open: [Card.Level: Tally]
  package let score: Points?
}

/// Everything that the screen shows.
package struct Screen: Sendable {
  package let sections: [SectionCounts]
  /// The alerts whose last day has passed, is today, or is the next working day.
  package let alerts: [AlertRow]
  package let alertsMore: Bool
  /// The newest of the cards with which somebody has to do something.
  package let cards: [CardRow]
  package let month: Month

  package func open(_ level: Card.Level) -> Tally {
    sections.map { $0.open[level] ?? Tally(0) }.reduce(Tally(0), +)
  }

  package func cases(_ path: KeyPath<WorklistCounts, Tally>) -> Tally {
    sections.map { $0.cases[keyPath: path] }.reduce(Tally(0), +)
  }
}

extension OversightDesk {
  /// How many alerts and cards the screen lists; the rest is on their own pages.
  private static let listMax = 20

  /// What somebody who supervises, or a section's staff, has before him now.
  package func screen(for actor: Actor) async throws -> Screen {
    let isAll = CardScope(of: actor).isAll
    let mine = isAll ? sections : sections.filter { $0.zh == actor.department }
    let window = Words(books.inForce(on: now.day).window)
    let known = isAll && !mine.contains { $0.zh == window.zh } ? mine + [window] : mine
    let scores = try await scores(Month(now.day), for: actor)
    var counts: [SectionCounts] = []
    for section in known {
      var filter = CaseFilter()
      filter.department = section.zh
      let cases = try await cases.counts(filter, for: actor)
      let open = try await journal.database.read {
        try CardTable.openCounts(unit: section.zh, for: actor, in: $0)
      }
      let score = scores.units.first { $0.name == section.zh }?.total
      counts.append(SectionCounts(name: section, cases: cases, open: open, score: score))
    }
    let (alerts, next) = try await alerts(after: nil, limit: Self.listMax, for: actor)
    let tomorrow = calendar.day(1, workingDaysAfter: now.day)
    let near = alerts.filter { $0.due <= tomorrow }
    var filter = CardFilter()
    filter.isOpen = true
    filter.limit = Self.listMax
    let cards = try await page(filter, for: actor).rows
    return Screen(
      sections: counts, alerts: near, alertsMore: next != nil && near.count == alerts.count,
      cards: cards, month: scores.month)
  }
}
