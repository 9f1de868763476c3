// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal

/// How silence renews a licence, and what becomes of a case whose licence ends meanwhile.
extension Case {
  /// The last day on which a renewal may be decided, after which silence has renewed the licence (行政许可法 article 50
  /// ¶2); nil where silence renews nothing, as in any case but an accepted one that was applied for in time.
  package func renewalDue(_ calendar: WorkCalendar) -> Day? {
    guard phase == .accepted, let expiry = facts.expiry, let accepted = facts.accepted else {
      return nil
    }
    // As it stands when nothing else happens, and what was recorded late is known.
    let after = max(expiry.adding(days: 1), accepted.at.day, licenceEndedAt?.day ?? expiry)
    return clock(calendar, asOf: after).renewedOn == nil ? nil : expiry
  }

  /// Once the licence has expired the law has decided, however soon or late the program records it; the program alone
  /// goes on.
  func requireNotRenewed(_ context: Context) throws(CaseworkRefusal) {
    guard !context.actor.roles.contains(.system), let expiry = renewalDue(context.calendar),
      context.now.day > expiry
    else { return }
    throw .deemedRenewed(expiry: expiry)
  }

  func deemRenewed(_ context: Context) throws(CaseworkRefusal) -> [Event] {
    guard context.actor.roles.contains(.system) else { throw .notYourPart(.decide) }
    guard let expiry = renewalDue(context.calendar), context.now.day > expiry else {
      throw .wrongStep(.decide, phase)
    }
    return [.deemedRenewed]
  }

  func noteLicenceEnded(_ context: Context) throws(CaseworkRefusal) -> [Event] {
    guard context.actor.roles.contains(.system) else { throw .notYourPart(.issueLicence) }
    return licenceEndedAt != nil || phase.isClosed ? [] : [.licenceEnded]
  }
}
