// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal

@testable import Casework

/// What the rules look at, without the times.
///
/// Two states with the same key behave the same, up to the names of those who have taken part.
struct CaseSituation: Hashable {
  let phase: Case.Phase
  let isNoticed: Bool
  let reviews: Int
  let receivers: Int
  let licence: Bool
  let substance: Bool
  let withLicence: Bool
  /// What its item wants besides: a test, a decision from above, or more after acceptance.
  let wants: [Bool]
  /// What one hand that may receive and decide has to do with it.
  let hand: OneHandState
  let owner: String?
  /// Whether the licence that the case is about can still be renewed by it.
  let isRenewal: Bool
  let isLicenceEnded: Bool
  let isDeemedRenewed: Bool
  /// What the turns after acceptance have come to; afterwards they change nothing any more.
  let turns: Turns?
  let isCommitted: Bool
  /// What has come of the materials that come later, while that can change anything.
  let deferred: [String]
  /// Who has it in hand, and whether the applicant has urged it on, before acceptance and after.
  let holder: String?
  let isReminded: Bool

  struct Turns: Hashable {
    let isExtended: Bool
    let runsProcedure: Bool
    let team: TeamState
    let heard: HeardState
    let above: AboveState

    init(_ state: Case, at now: Instant) {
      isExtended = !state.facts.extensions.isEmpty
      runsProcedure = state.facts.procedures.contains { $0.ended == nil }
      team = TeamState(state)
      heard = HeardState(state, at: now)
      above = AboveState(state)
    }
  }

  init(_ state: Case, at now: Instant) {
    phase = state.phase
    isNoticed = state.isSupplementNoticed
    reviews = state.reviews.count
    // Only how many of those who may decide have received matters.
    receivers = state.receivers.count { $0.hasPrefix(Role.chiefApprover.rawValue) }
    licence = state.licence != nil
    substance = state.submission?.substanceCheck == true
    withLicence = state.submission?.licence == true
    wants = [
      state.submission?.test != nil, state.isDecidedAbove, state.terms.suspension != nil,
    ]
    hand = OneHandState(state)
    owner = state.submission?.isAssisted == true ? nil : state.submission?.filer
    isRenewal = state.submission?.act != nil
    isLicenceEnded = state.licenceEndedAt != nil
    isDeemedRenewed = state.isDeemedRenewed
    turns = state.phase == .accepted ? Turns(state, at: now) : nil
    isCommitted = state.submission?.commitment != nil
    let matters = !state.phase.isClosed || state.deferralDue != nil || state.looksAtDeferred
    deferred =
      matters
      ? state.deferring.entries.map { "\($0.standing) \($0.isReturned) \($0.due == nil)" }
        + ["\(state.deferring.hasLapsed) \(state.submission?.deferral?.deliversFirst == true)"]
      : []
    holder = state.handingOver.holder
    isReminded = state.reminding.applicants != nil && !state.phase.isClosed
  }
}
