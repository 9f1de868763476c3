// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import Synchronization

/// The hand of a clock that a test moves.
package final class Hand: Sendable {
  private let kept: Mutex<Instant>

  /// Nine o'clock on a day.
  package init(_ day: Day) { kept = Mutex(Instant(day: day, hour: 9, minute: 0)) }

  package var now: Instant { kept.withLock { $0 } }

  package var clock: Clock { Clock { self.now } }

  package func go(to day: Day) { kept.withLock { $0 = Instant(day: day, hour: 9, minute: 0) } }

  package func wait(minutes: Int64) {
    kept.withLock { $0 = Instant(milliseconds: $0.milliseconds + minutes * 60_000) }
  }
}

extension Day {
  package struct Unknown: Error { let text: String }

  /// A day that is known to exist.
  package static func of(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw Unknown(text: text) }
    return day
  }
}
