// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL
import Synchronization

/// Where the running program keeps the work calendar: the built-in one with every notice that the database has, one
/// value that is replaced whole when another notice arrives.
package final class CalendarShelf: Sendable {
  private let base: WorkCalendar
  private let kept: Mutex<WorkCalendar>

  /// - Parameter base: the calendar without the notices of the database.
  package init(_ base: WorkCalendar = .china) {
    self.base = base
    kept = Mutex(base)
  }

  /// The calendar as it is now; take it once for one piece of work.
  package var current: WorkCalendar { kept.withLock { $0 } }

  /// Takes the notices from the database, where they make another calendar than the one on the shelf.
  package func refresh(from database: Database) async throws {
    let notices = try await database.read { try NoticeTable.all(in: $0) }
    let calendar = try notices.reduce(base) { try $0.adding(notice: $1) }
    kept.withLock { if $0.version != calendar.version { $0 = calendar } }
  }
}
