// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi

@testable import Casework

/// What hears somebody: four families of moves that have nothing to do with one another.
extension CaseMove {
  private static let words = Reasons("理由充分")

  /// After every pause of the exploration.
  private static let farDay = CaseTrial.day("2030-01-02")

  static let hearing: [[CaseMove]] = [
    onRequest, onOwnAccord, statements, publicNotices,
  ]

  /// A hearing that the head of the section presides over, as soon as it could be when it was last asked for, announced
  /// or called.
  private static func sitting(_ state: Case) -> HearingSitting {
    let facts = state.facts.hearing
    let last = facts?.sessions.last?.set ?? facts?.announced ?? facts?.requested
    let now = last ?? CaseTrial.instant("2026-03-02", hour: 9)
    let day = HearingTurn.earliest(HearingTerms().notice, CaseTrial.context(.system, now))
    return CaseTrial.sitting(on: day, presider: Role.departmentHead.rawValue)
  }

  /// A hearing that is asked for or given up again (articles 46 and 47).
  private static let onRequest: [CaseMove] = [
    CaseMove("tell of hearing", .hearing(.tell(words))),
    CaseMove("ask for hearing", .hearing(.request(.applicant, words))),
    CaseMove("waive hearing", .hearing(.waive(.applicant, words))),
    call, move, hold,
  ]

  /// A hearing of the bureau's own accord (article 46), whose presider is challenged (article 48).
  private static let onOwnAccord: [CaseMove] = [
    CaseMove("announce hearing", .hearing(.announce(.publicInterest, words))),
    CaseMove("challenge presider", .hearing(.challenge(.applicant, words))),
    CaseMove(
      "uphold challenge",
      .hearing(.rule(isUpheld: true, successor: CaseTrial.presider("clerk"), words))),
    CaseMove("deny challenge", .hearing(.rule(isUpheld: false, successor: nil, words))),
    call, move, hold,
  ]

  private static let call = CaseMove("call hearing") { _, state in .hearing(.call(sitting(state))) }
  private static let move = CaseMove("move hearing") { _, state in
    .hearing(.move(sitting(state), words))
  }
  private static let hold = CaseMove("hold hearing", .hearing(.hold(CaseTrial.record)))

  private static let statements: [CaseMove] = [
    CaseMove("name party", .statement(.name(CaseTrial.neighbour, interest: words))),
    CaseMove("drop party", .statement(.drop(1, words))),
    CaseMove("tell parties", .statement(.tell(until: farDay, withHearing: false, words))),
    CaseMove(
      "tell parties of hearing", .statement(.tell(until: farDay, withHearing: true, words))),
    CaseMove("invite statement", .statement(.invite(until: farDay, words))),
    CaseMove("state", .statement(.state(.applicant, words))),
    CaseMove("party declines", .statement(.decline(.party(1), words))),
  ]

  private static let publicNotices: [CaseMove] = [
    CaseMove(
      "publish notice",
      .publicNotice(.publish(words, days: nil, term: CaseworkSettings.publicNotice))),
    CaseMove("withdraw notice", .publicNotice(.withdraw(words))),
    CaseMove("object to notice", .publicNotice(.object(by: CaseTrial.neighbour, words))),
    CaseMove("answer objection", .publicNotice(.answer(1, isJustified: false, words))),
  ]
}

/// What those turns that hear somebody have come to: all that the rules look at but the days, of which only matters
/// whether they have come.
struct HeardState: Hashable {
  private let hearing: [String]
  private let statements: [Int]
  private let publicNotices: [Int]
  /// What the decision waits for, which can run out by itself.
  private let waits: [String]

  init(_ state: Case, at now: Instant) {
    hearing = Self.summary(of: state.hearing, at: now)
    let parties = state.statements
    statements =
      parties == StatementTurn() ? [] : [parties.standing.count, parties.untold.count]
    let notices = state.publicNotices
    publicNotices =
      notices.isPublished
      ? [min(notices.objections.count, 2), notices.running(on: now.day) == nil ? 0 : 1] : []
    let turns: [any Turn] = [state.hearing, state.statements, state.publicNotices]
    waits = turns.compactMap { $0.hold(state, CaseTrial.context(.system, now)) }.map { wait in
      if case .statement(.awaited(let count, _)) = wait { "awaited \(count)" } else { wait.code }
    }
  }

  private static func summary(of hearing: HearingTurn, at now: Instant) -> [String] {
    guard hearing != HearingTurn() else { return [] }
    return [
      "\(hearing.tellings.map(\.voice))", "\(hearing.requests)", "\(hearing.waivers)",
      "\(hearing.isAnnounced)", "\(hearing.sitting.map { $0.day <= now.day }, default: "-")",
      hearing.sitting?.presider.account ?? "", "\(hearing.challenge, default: "-")",
      "\(hearing.denied)", "\(hearing.record != nil)",
    ]
  }
}
