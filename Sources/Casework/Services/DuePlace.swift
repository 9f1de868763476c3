// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Where a page of a list ends that is ordered by what is due first.
package struct DuePlace: Sendable, Hashable {
  package let due: Day
  package let id: String

  package init(due: Day, id: String) { (self.due, self.id) = (due, id) }

  package init(_ cursor: Cursor) throws(SiteRefusal) {
    guard let due = Day(try cursor.text(0)) else { throw .foreignCursor }
    self.init(due: due, id: try cursor.text(1))
  }

  package var cursor: Cursor { Cursor(.text(due.description), .text(id)) }
}
