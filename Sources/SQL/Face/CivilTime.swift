// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// A civil date is stored as TEXT `2026-11-23`, so that it sorts and groups on every engine.
extension Day: Storable {
  package var stored: Value { .text(description) }

  package init(stored: Value) throws(SQLFailure) {
    guard case .text(let text) = stored else { throw Self.mismatch(stored) }
    guard let day = Day(text) else {
      throw .columnType(column: "", expected: "Day", found: "text that is no date")
    }
    self = day
  }
}

/// An instant is stored as BIGINT, milliseconds since 1970 UTC.
extension Instant: Storable {
  package var stored: Value { .integer(milliseconds) }

  package init(stored: Value) throws(SQLFailure) {
    guard case .integer(let number) = stored else { throw Self.mismatch(stored) }
    self.init(milliseconds: number)
  }
}
