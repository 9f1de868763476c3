// SPDX-License-Identifier: Apache-2.0

import Journal
import SQL

/// The one rule of who may see which cards and alerts: list, detail, counts, scores and API all splice it.
///
/// Supervisors, auditors and the head of the agency see all; a unit's staff see their unit's; and everybody sees what he is held responsible
/// for himself.
package struct CardScope: Sendable, Hashable {
  /// A reason for which somebody sees cards; each leads to them by an index.
  enum Way: Sendable, Hashable {
    case everything
    case unit(String)
    case person(String)
  }

  let ways: [Way]

  /// Who sees all of them.
  private static let whole: Set<Role> = [.supervisor, .auditor, .agencyHead, .system]

  /// Who may come to the pages of supervision at all.
  package static let readers: Set<Role> = Card.answerers.union(whole).subtracting([.system])

  package init(of actor: Actor) {
    if actor.holds(anyOf: Self.whole) {
      ways = [.everything]
      return
    }
    guard actor.holds(anyOf: Card.answerers) else {
      ways = []
      return
    }
    ways = (actor.department.map { [.unit($0)] } ?? []) + [.person(actor.id)]
  }

  /// Whether all cards are in sight.
  package var isAll: Bool { ways == [.everything] }

  /// A condition on the row `c` of a table of cards or alerts: for one row, which something else has found.
  package static func condition(for actor: Actor) -> Statement {
    let parts = CardScope(of: actor).ways.map(\.condition)
    return parts.isEmpty ? "FALSE" : "(\(parts.joined(by: " OR ")))"
  }

  /// The runs of rows `c` that make up a list, no row in two of them, each read from an index of its own.
  ///
  /// - Parameter unit: only those of this unit; of all, where it is nil.
  func runs(unit: String?) -> [Statement] {
    ways.enumerated().compactMap { index, way in
      var parts = ways[..<index].map(\.exclusion)
      switch (way, unit) {
      case (.everything, nil): parts.append("TRUE")
      case (.everything, let unit?): parts.append("c.unit = \(unit)")
      case (.unit(let own), let unit?) where own != unit: return nil
      case (.person, let unit?):
        // The column stands in an expression, so that no engine seeks it in an index that has another order.
        parts += [way.condition, "(c.unit || '') = \(unit)"]
      case (.unit, _), (.person, nil): parts.append(way.condition)
      }
      return parts.joined(by: " AND ")
    }
  }
}

extension CardScope.Way {
  /// The rows `c` that it leads to.
  var condition: Statement {
    switch self {
    case .everything: "TRUE"
    case .unit(let name): "c.unit = \(name)"
    case .person(let id): "c.person = \(id)"
    }
  }

  /// The rows that it does not lead to.
  var exclusion: Statement {
    switch self {
    case .everything: "FALSE"
    case .unit(let name): "c.unit <> \(name)"
    case .person(let id): "(c.person IS NULL OR c.person <> \(id))"
    }
  }
}
