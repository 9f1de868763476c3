// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL

/// Every statement on `drafting_closed`, and what follows from the standing of an item.
enum StandingTable {
  private static let deadline = "item-withdrawal"

  /// The days on which an item that is open again could not be applied for; and the day to come.
  static let projection = Projection(ItemStanding.self, tables: ["drafting_closed"]) {
    entry, state, transaction in
    let stream = Stream<ItemStanding>(entry.id)
    if let day = state.leavesOn {
      try DeadlineTable.set(
        deadline, of: stream, due: Instant(day: day, hour: 0, minute: 0), in: transaction)
    } else {
      try DeadlineTable.clear(deadline, of: stream, in: transaction)
    }
    guard case .restored(let since, _) = entry.event, since < entry.moment.at.day else { return }
    try transaction.run(
      """
      INSERT INTO drafting_closed (item, first_day, end_day)
      VALUES (\(entry.id), \(since), \(entry.moment.at.day))
      ON CONFLICT (item, first_day) DO UPDATE SET end_day = excluded.end_day
      """)
  }

  /// The items that could not be applied for on a day and can be again.
  static func closed(on day: Day, in reader: some Reading) throws -> Set<String> {
    Set(
      try reader.rows(
        """
        SELECT c.item FROM drafting_closed c WHERE c.first_day <= \(day) AND c.end_day > \(day)
        """
      ) { try $0[0] as String })
  }

  /// The catalogue follows.
  static let enforce = Policy(ItemStanding.self) { entry, state, unit in
    switch entry.event {
    case .withdrawn:
      let reason = try state.reasons.map { try TextTable.text($0, in: unit.transaction) }
      try ItemTable.withdraw(entry.id, reason: reason ?? "", in: unit)
    case .restored(_, let reasons):
      try ItemTable.restore(
        entry.id, reason: try TextTable.text(reasons, in: unit.transaction), in: unit)
    case .withdrawalSet, .withdrawalCalledOff: break
    }
  }

  static let day = DeadlineHandler(deadline) { id, unit in
    try unit.execute(.end, on: Stream<ItemStanding>(id)) { _ in
      ItemStanding.Context(actor: unit.actor, today: unit.now.day, withdrawnSince: nil)
    }
  }
}
