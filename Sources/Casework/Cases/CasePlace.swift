// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension CaseFilter.ReceiptPlace {
  package init(_ cursor: Cursor) throws(SiteRefusal) {
    self.init(at: Instant(milliseconds: try cursor.integer(0)), id: try cursor.text(1))
  }

  /// The place as a page hands it on.
  package var cursor: Cursor { Cursor(.integer(at.milliseconds), .text(id)) }
}

extension CaseFilter.UrgentPlace {
  init(_ cursor: Cursor) throws(SiteRefusal) {
    self.init(rank: CaseRank(rawValue: try cursor.integer(0)), id: try cursor.text(1))
  }

  var cursor: Cursor { Cursor(.integer(rank.rawValue), .text(id)) }
}
