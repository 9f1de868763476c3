// SPDX-License-Identifier: Apache-2.0

/// Where a case stood when something about it began, which is over once the case stands elsewhere.
struct Stay: Codable, Sendable, Hashable {
  private var standing: CaseStanding?

  /// Whether the case has gone on since; the first time that it is asked is when it began.
  mutating func isOver(at now: CaseStanding?) -> Bool {
    if standing == nil { standing = now }
    return standing != now
  }
}
