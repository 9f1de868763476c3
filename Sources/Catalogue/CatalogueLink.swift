// SPDX-License-Identifier: Apache-2.0

import Site

/// Every address of this room, for routes, redirects and pages.
package enum CatalogueLink {
  case home
  case items
  /// The items of a theme, a department, a stage of life, or that fit a text.
  case found(ItemSearch)
  case item(String)
  /// The guide as a certain version told it.
  case version(String, Int)
  /// The questions of an item's guide, with the answers known so far.
  case situation(String, [String: String])
  /// Where the application is filed; the room of cases answers there.
  case apply(String, [String: String])

  /// The pattern that a route of this kind answers.
  enum Pattern {
    static let home = "/"
    static let items = "/items"
    static let suggest = "/items/suggest"
    static let item = "/items/{code}"
    static let situation = "/items/{code}/situation"
  }

  package var path: String {
    switch self {
    case .home: return Pattern.home
    case .items: return Pattern.items
    case .found(let search):
      let pairs: [(name: String, value: String?)] = [
        ("q", search.text.isEmpty ? nil : search.text), ("subject", search.subject),
        ("department", search.department), ("stage", search.stage?.rawValue),
      ]
      return Pattern.items
        + Self.query(pairs.compactMap { pair in pair.value.map { (pair.name, $0) } })
    case .item(let code): return "/items/" + PercentCoding.encode(code)
    case .version(let code, let version):
      return Self.item(code).path + "?version=\(version)"
    case .situation(let code, let answers):
      return Self.item(code).path + "/situation" + Self.query(answers)
    case .apply(let code, let answers):
      return "/apply/" + PercentCoding.encode(code) + Self.query(answers)
    }
  }

  private static func query(_ answers: [String: String]) -> String {
    query(answers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  private static func query(_ pairs: [(name: String, value: String)]) -> String {
    pairs.isEmpty ? "" : "?" + PercentCoding.query(pairs)
  }
}
