// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Processes

/// A case that a former system has handled.
package struct PastCase: Sendable, Hashable {
  /// Its number in the log, from 1, in the order of the files.
  package let number: Int
  /// What the former system called it, as a rule its number there.
  package let name: String
  package let steps: Int
  /// From the first to the last step; nil where no step tells when it was.
  package let span: ClosedRange<Instant>?

  /// From the first to the last step, in milliseconds.
  package var duration: Int64? {
    span.map { $0.upperBound.milliseconds - $0.lowerBound.milliseconds }
  }
}

/// Which past cases of a log, in which order.
struct PastCaseFilter: Sendable, Hashable {
  enum Order: Sendable, Hashable {
    /// Those that took longest first; those that tell no time last.
    case longest(after: LengthPlace?)
    /// By name, those that begin with these characters.
    case named(String, after: NamePlace?)
  }

  struct LengthPlace: Sendable, Hashable {
    let duration: Int64
    let number: Int
  }

  struct NamePlace: Sendable, Hashable {
    let name: String
    let number: Int
  }

  var order = Order.longest(after: nil)
  var limit = 20
}
