// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import ShangMi

extension JointCase {
  /// What somebody wants done.
  package enum Command: Sendable {
    case submit(JointSubmission)
    /// Another item of the bundle, which was left out at first.
    case add(PartPlan, filing: Digest)
    case accept
    /// What a department wants supplemented, in joint names.
    case ask(part: String, SupplementNotice)
    /// The one notice over all parts (article 32 ¶1(4)).
    case notice(SupplementNotice)
    case supplement(filing: Digest)
    /// What a grant has yielded, written down by its department.
    case fill(part: String, filing: Digest)
    /// An opinion that all departments read.
    case share(part: String, Reasons)
    case planVisit(day: Day, parts: [String], Reasons)
    case noteVisit(parts: [String], Reasons)
    /// 15 days more, by the head of the government (article 42 ¶2).
    case extend(reference: String, Reasons)
    case deliver(DeliveryMethod)
    /// The applicant takes back all that is not decided yet.
    case withdraw(Reasons)

    // What follows from the parts; nobody commands it.
    case dispatch(part: String, case: String, number: String)
    case follow(part: String, PartFate)
    /// It could not begin, for a reason that the applicant is told.
    case hold(part: String, Reasons)
    case followDelivery(part: String)
    case followProcedures(part: String, [SpecialProcedure])
    case compose(number: String)
    /// What it has saved, once and for all, when it is first concluded.
    case measure(Reductions)
  }

  /// What has happened.
  package enum Event: Codable, Sendable, Hashable {
    case submitted(JointSubmission)
    case added(PartPlan, filing: Digest)
    case dispatched(part: String, case: String, number: String)
    case moved(part: String, fate: PartFate)
    case held(part: String, reasons: Digest)
    case filled(part: String, filing: Digest)
    case partDelivered(part: String)
    case paused(part: String, procedures: [SpecialProcedure])
    case accepted
    case asked(part: String, notice: Digest)
    case noticed(notice: Digest)
    case supplemented(filing: Digest)
    case shared(part: String, text: Digest)
    case visitPlanned(day: Day, parts: [String], text: Digest)
    case visited(parts: [String], text: Digest)
    case extended(reference: String, reasons: Digest)
    case delivered(method: DeliveryMethod)
    case withdrawn(reasons: Digest)
    case composed(number: String)
    case measured(Reductions)
  }
}
