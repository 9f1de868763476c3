// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL
import Site

/// A list of licences that the bureau works on.
package enum LicenceList: String, Codable, CaseIterable, Sendable {
  /// What expires soon, the next first.
  case expiring
  /// What has expired and is not struck out, the latest first.
  case expired
  /// What waits for a decision, the latest proposal first.
  case proceedings
}

extension LicenceTable {
  /// A page of one of the bureau's lists, after a place: what the actor may see of it.
  ///
  /// - Parameters:
  ///   - today: what divides the expired from the rest.
  ///   - last: the last day that counts as soon.
  static func list(
    _ list: LicenceList, on today: Day, through last: Day, after place: LicencePlace?,
    limit: Int, for actor: Actor, in reader: some Reading
  ) throws -> [LicenceRow] {
    let scope = LicenceScope.condition(for: actor)
    // The indexes repeat the conditions on the status and the proceeding word by word.
    let statement: Statement
    switch list {
    case .expiring:
      let day = place?.day ?? today
      statement = """
        SELECT \(columns) FROM licence_row l WHERE l.status = 'valid' AND l.valid_until <= \(last)
          AND (l.valid_until, l.id) > (\(day), \(place?.id ?? "")) AND \(scope)
        ORDER BY l.valid_until, l.id LIMIT \(limit)
        """
    case .expired:
      let day = place?.day ?? today
      statement = """
        SELECT \(columns) FROM licence_row l WHERE l.status = 'valid'
          AND (l.valid_until, l.id) < (\(day), \(place?.id ?? "")) AND \(scope)
        ORDER BY l.valid_until DESC, l.id DESC LIMIT \(limit)
        """
    case .proceedings:
      let at = place?.at ?? Instant(milliseconds: .max)
      statement = """
        SELECT \(columns) FROM licence_row l WHERE l.proceeding IS NOT NULL
          AND (l.proposed_at, l.id) < (\(at), \(place?.id ?? "")) AND \(scope)
        ORDER BY l.proposed_at DESC, l.id DESC LIMIT \(limit)
        """
    }
    return try reader.rows(statement, row)
  }
}

/// Where one of these lists goes on.
struct LicencePlace: Sendable, Hashable {
  let day: Day
  let at: Instant
  let id: String

  /// The place after a row.
  init(_ row: LicenceRow) {
    day = row.until ?? row.from
    at = row.proposedAt ?? row.issuedAt
    id = row.id
  }

  /// - Throws: `SiteRefusal` for a cursor of another list.
  init(_ cursor: Cursor) throws(SiteRefusal) {
    guard let day = Day(try cursor.text(0)) else { throw .foreignCursor }
    self.day = day
    at = Instant(milliseconds: try cursor.integer(1))
    id = try cursor.text(2)
  }

  var cursor: Cursor {
    Cursor(.text(day.description), .integer(at.milliseconds), .text(id))
  }
}

extension LicenceDesk {
  /// How far ahead the list of what expires soon looks at most, in days.
  static let soonMax = 366

  /// A page of one of the bureau's lists, and where the next one begins.
  ///
  /// - Parameter days: how many days ahead counts as soon.
  package func list(
    _ list: LicenceList, within days: Int, after cursor: Cursor?, limit: Int, for actor: Actor
  ) async throws -> (held: [Certificate], next: Cursor?) {
    let today = journal.clock.now.day
    let place = try cursor.map(LicencePlace.init)
    return try await journal.database.read { reader in
      // One more than shown tells whether there is a page after this one.
      let rows = try LicenceTable.list(
        list, on: today, through: today.adding(days: days), after: place, limit: limit + 1,
        for: actor, in: reader)
      let held = try rows.prefix(limit).map { try open($0, on: today, in: reader) }
      guard rows.count > limit, let last = held.last?.row else { return (held, nil) }
      return (held, LicencePlace(last).cursor)
    }
  }
}
