// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL

/// The documents of a lift that bear a number.
enum LiftDocument: String, Codable, CaseIterable, Sendable {
  /// 联合审查意见
  case review
  /// 综合验收合格通知书
  case completion

  private var numberWord: String {
    switch self {
    case .review: "梯审字"
    case .completion: "梯验字"
    }
  }

  /// The next number of the year.
  func number(_ unit: UnitOfWork) throws -> String {
    let year = unit.now.day.year
    let serial = try unit.next("lift-document/\(rawValue)/\(year)")
    return CaseworkSettings().number(numberWord, year: year, serial: serial)
  }

  /// The numbers that were given, so that counters can be held against them.
  static let projection = Projection(Lift.self, tables: ["lift_document"]) {
    entry, _, transaction in
    let issued: (kind: LiftDocument, number: String)
    switch entry.event {
    case .reviewConcluded(_, _, let number): issued = (.review, number)
    case .completed(_, let number): issued = (.completion, number)
    default: return
    }
    try transaction.run(
      """
      INSERT INTO lift_document (number, kind, lift)
      VALUES (\(issued.number), \(issued.kind), \(entry.id))
      """)
  }

  static let numbering = Numbering("lift-document/") { snapshot, hand in
    var tally = SeriesTally()
    var last = ""
    while true {
      let page: [(kind: LiftDocument, number: String)] = try snapshot.rows(
        """
        SELECT kind, number FROM lift_document WHERE number > \(last)
        ORDER BY number LIMIT \(Inspection.pageSize)
        """
      ) { (try $0[0], try $0[1]) }
      for row in page {
        let read = row.number.firstMatch(of: /〔(\d{4})〕(\d+)号$/)
        tally.add(
          read.flatMap { Int($0.output.2) } ?? 1,
          of: "lift-document/\(row.kind.rawValue)/\(read?.output.1 ?? row.number[...])")
      }
      guard let end = page.last else { break }
      last = end.number
    }
    for series in tally.inOrder { try hand(series) }
  }
}

extension LiftDocument: Storable {}
