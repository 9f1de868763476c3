// SPDX-License-Identifier: Apache-2.0

import Site

/// Every path of this room: for routes, with the parameter in braces, and for links.
package enum DraftingLink {
  case home
  case basics
  case basic(String)
  /// Claiming a basic item, or refusing to.
  case claim(String)
  case refuse(String)
  case items
  case item(String)
  /// What is done with an item.
  case act(String, String)
  case comparison(String)
  case draft(String)
  case section(String, String)
  case step(String, String)
  /// The draft's file.
  case file(String)
  case delegations
  case endDelegation(String)
  case indicators
  case findings
  case reforms
  case reform(String)
  case reformStep(String, String)
  case streets
  case street(String)

  package var path: String {
    switch self {
    case .home: "/drafting"
    case .basics: "/drafting/basics"
    case .basic(let code): "/drafting/basics/\(code)"
    case .claim(let code): "/drafting/basics/\(code)/claim"
    case .refuse(let code): "/drafting/basics/\(code)/refusal"
    case .items: "/drafting/items"
    case .item(let code): "/drafting/items/\(code)"
    case .act(let code, let act): "/drafting/items/\(code)/\(act)"
    case .comparison(let code): "/drafting/items/\(code)/comparison"
    case .draft(let id): "/drafting/item-drafts/\(id)"
    case .section(let id, let section): "/drafting/item-drafts/\(id)/sections/\(section)"
    case .step(let id, let step): "/drafting/item-drafts/\(id)/steps/\(step)"
    case .file(let id): "/drafting/item-drafts/\(id)/file"
    case .delegations: "/drafting/street-delegations"
    case .endDelegation(let id): "/drafting/street-delegations/\(id)/end"
    case .indicators: "/drafting/indicators"
    case .findings: "/drafting/findings"
    case .reforms: "/drafting/micro-reforms"
    case .reform(let id): "/drafting/micro-reforms/\(id)"
    case .reformStep(let id, let step): "/drafting/micro-reforms/\(id)/\(step)"
    case .streets: "/streets"
    case .street(let code): "/streets/\(code)"
    }
  }

  /// The same for programs.
  package var api: String { "/api/v1" + path }

  /// Two versions of an item beside one another.
  static func comparison(_ code: String, from: Int, to: Int) -> String {
    Self.comparison(code).path + "?from=\(from)&to=\(to)"
  }
}
