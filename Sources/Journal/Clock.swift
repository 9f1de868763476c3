// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation

/// Where the time comes from: one value, injected, so that tests and replays run at any speed.
package struct Clock: Sendable {
  private let read: @Sendable () -> Instant

  package init(_ read: @escaping @Sendable () -> Instant) { self.read = read }

  package var now: Instant { read() }

  /// The time of this machine.
  package static let system = Clock {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
