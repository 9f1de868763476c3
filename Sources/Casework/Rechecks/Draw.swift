// SPDX-License-Identifier: Apache-2.0

import Deadlines
import ShangMi

/// How cases are drawn for a re-check (复核): a rule that nobody can bend or foresee, and that anybody can replay.
///
/// Before a month begins its secret is made, and only the secret's digest is told. When a case is concluded, the secret
/// and the number of the case give its score. When the month is over the secret is told: whoever has it and the numbers
/// can work every score out again, and sees by the digest that it is the one that was made beforehand.
package enum Draw {
  /// How long a secret is, in bytes.
  static let secretLength = 32

  /// What is told of a secret beforehand.
  package static func commitment(to secret: [UInt8]) -> Digest { SM3.digest(secret) }

  /// The score of a case, from 0 to 99: the first eight bytes of the HMAC-SM3 of the number's text under the secret, as
  /// a number from the highest byte down, times 100, divided by 2⁶⁴ and rounded down.
  ///
  /// A case is drawn where its score is below the share in percent.
  package static func score(of number: String, secret: [UInt8]) -> Int {
    let code = hmacSM3(Array(number.utf8), key: secret).bytes
    let first = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(first.multipliedFullWidth(by: 100).high)
  }
}

/// A month of the civil calendar, as a draw is named by it: `2026-03`.
package struct DrawMonth: Sendable, Hashable, CustomStringConvertible {
  let year: Int
  /// From 1.
  let month: Int

  package init(of day: Day) {
    year = day.year
    month = day.month
  }

  /// Reads what ``description`` writes.
  package init?(_ text: String) {
    guard text.count == 7, let day = Day(text + "-01") else { return nil }
    self.init(of: day)
  }

  package var description: String { String(first.description.prefix(7)) }

  /// The day on which it begins.
  package var first: Day {
    // Every month has a first day.
    Day(year: year, month: month, day: 1) ?? Day(number: 0)
  }

  package var next: DrawMonth { DrawMonth(of: first.adding(days: 31)) }

  /// When it is over.
  package var end: Instant { Instant(day: next.first, hour: 0, minute: 0) }
}
