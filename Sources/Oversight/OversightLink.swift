// SPDX-License-Identifier: Apache-2.0

import Site

/// Every path of this room: for routes, with the parameter in braces, and for links.
package enum OversightLink {
  /// The screen.
  case screen
  case cards
  case card(String)
  /// A step with a card.
  case step(String, String)
  case alerts
  case rules
  case ruleBook(String)
  /// The file of a version.
  case ruleFile(String)
  case scores
  case scoreFile
  /// A card by hand, for a case.
  case issue(case: String)
  case complaints
  case complaint(String)
  /// A step with a complaint.
  case complaintStep(String, String)
  /// A complaint about a case.
  case complain(case: String)

  package var path: String {
    switch self {
    case .screen: "/oversight"
    case .cards: "/oversight/cards"
    case .card(let id): "/oversight/cards/\(id)"
    case .step(let id, let step): "/oversight/cards/\(id)/\(step)"
    case .alerts: "/oversight/alerts"
    case .rules: "/oversight/rules"
    case .ruleBook(let version): "/oversight/rules/\(version)"
    case .ruleFile(let version): "/oversight/rules/\(version)/file"
    case .scores: "/oversight/scores"
    case .scoreFile: "/oversight/scores.csv"
    case .issue(let id): "/cases/\(id)/card"
    case .complaints: "/oversight/complaints"
    case .complaint(let id): "/complaints/\(id)"
    case .complaintStep(let id, let step): "/complaints/\(id)/\(step)"
    case .complain(let id): "/cases/\(id)/complain"
    }
  }

  /// The cards of a month and unit, which a figure of the score is made of.
  static func cards(in month: Month, unit: String?, level: Card.Level? = nil) -> String {
    var pairs: [(name: String, value: String)] = [("month", month.description), ("show", "all")]
    if let unit { pairs.append(("unit", unit)) }
    if let level { pairs.append(("level", level.rawValue)) }
    return "\(cards.path)?\(PercentCoding.query(pairs))"
  }
}
