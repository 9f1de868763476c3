// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

/// Where a case stands for those who look for work: its phase, the substance being reviewed told apart from the
/// decision being due.
///
/// Every list is made of a few of these, and each has its place in the indexes.
package enum CaseStanding: String, Codable, CaseIterable, Sendable {
  case received
  case supplementing
  /// Accepted, and returned to the window for a formal matter to be corrected.
  case returned
  /// Accepted, and the applicant's turn to bring what he was asked for since.
  case awaiting
  /// Accepted, reviewed, and sent up to the body that decides.
  case forwarded
  /// Accepted, and opinions are missing that a decision needs.
  case reviewing
  /// Accepted, with every opinion that a decision needs.
  case deciding
  case granted
  case refused
  case notRequired
  case notAccepted
  case withdrawn
  case terminated
  case concluded

  /// Where a case stands; nil before the first event: such a case is in no list.
  init?(of state: Case) {
    if state.phase == .accepted, state.isAtWindow {
      self = .returned
    } else if state.phase == .accepted, state.waitsForApplicant {
      self = .awaiting
    } else if state.phase == .accepted, state.forwarding.isAway {
      self = .forwarded
    } else {
      self.init(state.phase, reviewsMissing: state.reviewsMissing)
    }
  }

  /// Where a case of a phase stands that is in no turn.
  init?(_ phase: Case.Phase, reviewsMissing: Int) {
    switch phase {
    case .unfiled: return nil
    case .received: self = .received
    case .supplementing: self = .supplementing
    case .accepted: self = reviewsMissing > 0 ? .reviewing : .deciding
    case .granted: self = .granted
    case .refused: self = .refused
    case .notRequired: self = .notRequired
    case .notAccepted: self = .notAccepted
    case .withdrawn: self = .withdrawn
    case .terminated: self = .terminated
    case .concluded: self = .concluded
    }
  }

  /// The phase that it is, or is a part of.
  package var phase: Case.Phase {
    switch self {
    case .received: .received
    case .supplementing: .supplementing
    case .returned, .awaiting, .forwarded, .reviewing, .deciding: .accepted
    case .granted: .granted
    case .refused: .refused
    case .notRequired: .notRequired
    case .notAccepted: .notAccepted
    case .withdrawn: .withdrawn
    case .terminated: .terminated
    case .concluded: .concluded
    }
  }

  package static let open = allCases.filter { !$0.phase.isClosed }
  package static let closed = allCases.filter(\.phase.isClosed)

  /// What a case in one of the phases can stand in.
  package static func all(in phases: [Case.Phase]) -> [CaseStanding] {
    allCases.filter { phases.contains($0.phase) }
  }
}

extension CaseStanding: Storable {}

/// The place of a case in a worklist, as one number: what is due first comes first; after everything that has a
/// last day comes what has none, the newest on top.
struct CaseRank: RawRepresentable, Sendable, Hashable, Comparable {
  let rawValue: Int64

  init(rawValue: Int64) { self.rawValue = rawValue }

  init(due: Day?, received: Instant) {
    rawValue = due.map { Int64($0.number) } ?? Self.undated.rawValue - received.milliseconds
  }

  /// The first place among those that are due on a day.
  init(due: Day) { rawValue = Int64(due.number) }

  /// Beyond the last day of any calendar, and so high that no instant brings what is subtracted from it among the
  /// days: the case that was received at the beginning of 1970 would stand here.
  private static let undated = CaseRank(rawValue: 1 << 52)

  /// Everything that has a last day stands before this.
  static let datedEnd = CaseRank(rawValue: 1 << 51)

  /// Before everything.
  static let start = CaseRank(rawValue: .min)

  static func < (left: CaseRank, right: CaseRank) -> Bool { left.rawValue < right.rawValue }
}

extension CaseRank: Storable {}
