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
  /// The rules of an item as they are today.
  case rules(String)
  /// The rules of a version as a DMN file.
  case model(String, Int)
  /// A table of a version as a spreadsheet.
  case table(String, Int, TableSubject)
  /// Which rules fired for certain answers.
  case why(String, [String: String])
  /// Where the application is filed; the room of cases answers there.
  case apply(String, [String: String])

  /// The pattern that a route of this kind answers.
  enum Pattern {
    static let home = "/"
    static let items = "/items"
    static let suggest = "/items/suggest"
    static let item = "/items/{code}"
    static let situation = "/items/{code}/situation"
    static let rules = "/items/{code}/rules"
    static let model = "/items/{code}/rules.dmn"
    static let table = "/items/{code}/tables/{table}"
    static let why = "/items/{code}/why"
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
    case .rules(let code):
      return Self.item(code).path + "/rules"
    case .model(let code, let version):
      return Self.item(code).path + "/rules.dmn?version=\(version)"
    case .table(let code, let version, let subject):
      return Self.item(code).path + "/tables/\(subject.rawValue)?version=\(version)"
    case .why(let code, let answers):
      return Self.item(code).path + "/why" + Self.query(answers)
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
