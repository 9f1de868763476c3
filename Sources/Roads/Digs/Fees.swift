// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines

/// What a dig will cost (城市道路管理条例 article 37), by the tables of the item that it is applied for under.
package struct Fees: Sendable, Hashable {
  /// For taking up the opened surface as long as the window lasts (占用费), in fen.
  package let occupation: Int
  /// For repairing the road (挖掘修复费), in fen.
  package let repair: Int

  package var total: Int { occupation + repair }

  /// Asks the tables of the item; where segments differ in pavement, the area goes to each kind by its length.
  ///
  /// - Returns: nil where the item or one of its tables has no answer.
  package init?(
    of area: Int, on segments: [Segment], _ window: Window, by item: ItemVersion
  ) {
    func ask(_ kind: String, _ pavement: Pavement, squareCentimetres: Int) -> Int? {
      let facts = Facts(
        of: item, situation: ["kind": kind, "pavement": pavement.rawValue],
        answers: [
          "area_sqm": Self.squareMetres(squareCentimetres),
          "from_date": window.from.description, "to_date": window.to.description,
        ])
      return Ruling(of: item, facts).feeFen
    }
    let whole = area * 10_000
    let shares = Self.shares(of: whole, on: segments)
    guard let first = shares.first?.pavement,
      let occupation = ask("occupy", first, squareCentimetres: whole)
    else { return nil }
    var repair = 0
    for share in shares {
      guard let fee = ask("dig", share.pavement, squareCentimetres: share.area) else { return nil }
      repair += fee
    }
    self.occupation = occupation
    self.repair = repair
  }

  /// The area on each kind of pavement; the last kind gets what rounding has left.
  static func shares(
    of whole: Int, on segments: [Segment]
  ) -> [(pavement: Pavement, area: Int)] {
    let lengths = Pavement.allCases.map { pavement in
      (pavement, segments.filter { $0.pavement == pavement }.reduce(0) { $0 + $1.length })
    }.filter { $0.1 > 0 }
    let total = lengths.reduce(0) { $0 + $1.1 }
    var rest = whole
    return lengths.enumerated().map { index, entry in
      let area = index == lengths.count - 1 ? rest : whole * entry.1 / total
      rest -= area
      return (entry.0, area)
    }
  }

  /// As a field of a form is filled in: 80.2500.
  private static func squareMetres(_ squareCentimetres: Int) -> String {
    let rest = String(squareCentimetres % 10_000)
    let zeros = String(repeating: "0", count: 4 - rest.count)
    return "\(squareCentimetres / 10_000).\(zeros)\(rest)"
  }
}
