// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// What somebody who verifies a licence learns first.
package enum LicenceStanding: String, Codable, CaseIterable, Sendable {
  case valid
  case notYet
  case expired
  case suspended
  case cancelled
  case revoked
  case withdrawn
  case annulled
  /// The certificate at hand was replaced by a later edition, whatever becomes of the licence.
  case superseded

  /// How a licence stands on a day: it lapses by itself when its time is over, and what has ended is over for good.
  init(_ status: Licence.Status, from: Day, until: Day?, on day: Day) {
    switch status {
    case .cancelled: self = .cancelled
    case .revoked: self = .revoked
    case .withdrawn: self = .withdrawn
    case .annulled: self = .annulled
    case .none, .valid, .suspended:
      if let until, day > until {
        self = .expired
      } else if status == .suspended {
        self = .suspended
      } else {
        self = day < from ? .notYet : .valid
      }
    }
  }
}
