// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import ShangMi
import TestKit
import Testing

@testable import Casework

/// What holds in every history that the rules let through, whoever tries whatever, whenever.
@Suite("Any history of a case", .withoutDatabase)
struct CaseProperties {
  /// How many histories each property looks at; a failure names the seed of its own.
  private static let seeds: ClosedRange<UInt64> = 1...300

  /// Who takes part: more than one role in a hand, so that the rules on persons are put to the test.
  private static let actors: [Actor] =
    CaseMove.actors + CaseMove.authorised + [
      CaseTrial.person("clerk and chief", .clerk, .chiefApprover, in: CaseTrial.department),
      CaseTrial.person("reviewer and chief", .reviewer, .chiefApprover, in: CaseTrial.department),
      CaseTrial.person("clerk and applicant", .clerk, .applicant, in: CaseTrial.department),
      CaseTrial.person("chief elsewhere", .chiefApprover, in: "投资建设科"),
    ]

  /// Made once, for all properties.
  private static let histories = seeds.map { (seed: $0, trial: history($0)) }

  /// A history that somebody could have made, with all that was refused left out.
  private static func history(_ seed: UInt64) -> CaseTrial {
    var chance = CaseChance(state: seed)
    var trial = CaseTrial()
    var now = CaseTrial.instant("2026-01-26", hour: 9)
    for _ in 0..<60 {
      let minutes = Int64.random(
        in: 1...(chance.next().isMultiple(of: 4) ? 10_000 : 300), using: &chance)
      now = now.adding(milliseconds: minutes * 60_000)
      // The first that comes is a submission; later ones are tried now and then, too.
      let isFirst = trial.state.phase == .unfiled
      // The main way is gone more often than the turns, or nobody would come to its end.
      let isMain = chance.next().isMultiple(of: 2)
      let moves =
        isFirst
        ? CaseMove.submissions + CaseMove.promising + CaseMove.streamlined
        : isMain ? CaseMove.others : CaseMove.all
      guard let move = moves.randomElement(using: &chance) else { continue }
      // Whoever is let do it first; what is refused is no part of a history.
      for actor in actors.shuffled(using: &chance) {
        let command = move.command(actor, trial.state)
        guard (try? trial.tell(command, by: actor, at: now)) == nil else { break }
      }
    }
    return trial
  }

  /// Looks at many histories after each of their events.
  private func always(
    _ holds: (_ trial: CaseTrial) throws -> Bool, _ location: SourceLocation = #_sourceLocation
  ) rethrows {
    for (seed, trial) in Self.histories {
      let isHolding = try holds(trial)
      #expect(
        isHolding, "seed \(seed): \(trial.history.map(\.event.name))", sourceLocation: location)
      if !isHolding { return }
    }
  }

  @Test("the random histories are worth looking at: they reach every phase")
  func coverage() {
    var reached: Set<Case.Phase> = []
    for (_, trial) in Self.histories {
      var state = Case()
      for (event, moment) in trial.history {
        reached.insert(state.phase)
        state.apply(event, at: moment)
      }
      reached.insert(state.phase)
    }
    #expect(reached == Set(Case.Phase.allCases))
  }

  @Test("never is there a second notice (article 32)")
  func oneNotice() {
    always { $0.history.count { $0.event.name == "supplementNoticed" } <= 1 }
  }

  @Test(
    "never is anything decided without enough different reviewers (article 34); one that is enough is one with the decision where an authorised hand grants"
  )
  func enoughReviewers() {
    always { trial in
      var reviewers: [String] = []
      var isOneHand = false
      for (event, _) in trial.history {
        if case .reviewed(let review) = event { reviewers.append(review.reviewer) }
        // What went back to the review is reviewed anew.
        if case .returning(.returnedToReview) = event { reviewers = [] }
        if case .oneHand = event { isOneHand = true }
        guard event.name == "granted" || event.name == "refused" else { continue }
        let submission = trial.state.submission
        let needed = submission?.commitment != nil ? 0 : submission?.substanceCheck == true ? 2 : 1
        let isMerged = isOneHand && needed == 1 && event.name == "granted"
        if Set(reviewers).count < needed, !isMerged { return false }
      }
      return Set(reviewers).count == reviewers.count
    }
  }

  @Test(
    "never does anybody decide who has received, corrected, accepted or given the notice, unless an authorisation for a listed item says so; and then he grants"
  )
  func deciderIsNoReceiver() {
    always { trial in
      var receivers: Set<String> = []
      var authority: Authority?
      for (event, moment) in trial.history {
        if case .oneHand(.authorised(let given)) = event { authority = given }
        switch event.name {
        case "corrected", "supplementNoticed", "accepted": receivers.insert(moment.actor)
        // Whoever writes it down at the window for somebody else.
        case "submitted" where trial.state.submission?.isOwn(of: moment.actor) == false:
          receivers.insert(moment.actor)
        case "granted" where receivers.contains(moment.actor):
          guard let authority, let way = trial.state.ruling?.way else { return false }
          if !authority.kind.allows(way) { return false }
        case "refused" where receivers.contains(moment.actor): return false
        default: break
        }
      }
      return true
    }
  }

  @Test(
    "never does anybody take a step with a case that he keeps out of (Civil Servants Law, article 76)"
  )
  func recusedIsOut() {
    always { trial in
      var recused: Set<String> = []
      return trial.history.allSatisfy { event, moment in
        if case .recusal(.recused(let account, _, _)) = event { recused.insert(account) }
        if case .recusal(.lifted(let account, _)) = event { recused.remove(account) }
        return event.turn is RecusalTurn.Event || !recused.contains(moment.actor)
      }
    }
  }

  @Test("never is a case decided twice, or without acceptance before it")
  func decidedOnce() {
    always { trial in
      let names = trial.history.map(\.event.name)
      let decisions = names.indices.filter { names[$0] == "granted" || names[$0] == "refused" }
      guard let first = decisions.first else { return true }
      return decisions.count == 1
        && names[..<first].contains { $0 == "accepted" || $0 == "deemedAccepted" }
    }
  }

  @Test("never is anything granted or delivered before what comes later has come and fits")
  func nothingBeforeComplete() {
    always { trial in
      guard let deferral = trial.state.submission?.deferral, !deferral.deliversFirst else {
        return true
      }
      var fitted = false
      for (event, _) in trial.history {
        switch event {
        case .deferring(.fitted), .deferring(.brought): fitted = true
        case .granted, .licenceIssued: if !fitted { return false }
        case .delivered: if !fitted && trial.state.isGranted == true { return false }
        default: break
        }
      }
      return true
    }
  }

  @Test("never is anything decided while somebody who has asked for a hearing waits for it")
  func heardBeforeDecided() {
    always { trial in
      var waiting = 0
      for (event, _) in trial.history {
        switch event {
        case .hearing(.requested): waiting += 1
        case .hearing(.waived): waiting = max(0, waiting - 1)
        case .hearing(.held): waiting = 0
        case .granted, .refused: if waiting > 0 { return false }
        default: break
        }
      }
      return true
    }
  }

  @Test("what was signed is what the submission names, and nobody else signs")
  func signedWithSubmission() {
    always { trial in
      let submission = trial.state.submission
      return trial.history.allSatisfy { event, moment in
        switch event {
        case .committed(let text):
          text == submission?.commitment?.text && moment.actor == submission?.filer
        case .deferring(.promised(let text, _)):
          text == submission?.deferral?.text && moment.actor == submission?.filer
        default: true
        }
      }
    }
  }

  @Test("a case ends for what did not come only after its last day, and never once it has come")
  func lapseIsEarned() {
    always { trial in
      var state = Case()
      for (event, moment) in trial.history {
        if case .deferring(.lapsed) = event {
          guard let due = state.deferring.due, moment.at.day > due else { return false }
        }
        state.apply(event, at: moment)
      }
      return true
    }
  }

  @Test("never does somebody who has reviewed preside over the hearing, nor the other way round")
  func presiderIsNoReviewer() {
    always { trial in
      guard trial.state.hearing.record != nil,
        let presider = trial.state.hearing.sitting?.presider.account
      else { return true }
      return !trial.state.reviews.contains { $0.reviewer == presider }
    }
  }

  @Test("after a case is closed nothing comes but corrections of its documents, with their numbers")
  func closedIsClosed() {
    always { trial in
      var state = Case()
      for (event, moment) in trial.history {
        // Where the result was handed over first, the materials come after the conclusion.
        let later = state.submission?.deferral?.deliversFirst == true && event.name == "deferring"
        if state.phase.isClosed, !later, !["documentNumbered", "rectified"].contains(event.name) {
          return false
        }
        state.apply(event, at: moment)
      }
      return true
    }
  }

  @Test("what the bureau tells or decides, and what the applicant takes back, is by who may do it")
  func ownSteps() {
    always { trial in
      let submission = trial.state.submission
      return trial.history.allSatisfy { event, moment in
        switch event.name {
        case "supplemented", "withdrawn":
          moment.actor == submission?.filer || submission?.isAssisted == true
        case "deemedAccepted", "licenceIssued": moment.actor == "system"
        default: true
        }
      }
    }
  }

  @Test("facts are only added: none is changed or taken back, and they follow the order of time")
  func monotoneFacts() {
    func instants(_ facts: CaseFacts) -> [Instant?] {
      [
        facts.received, facts.supplementNoticed, facts.supplemented, facts.accepted?.at,
        facts.decided?.at, facts.issued, facts.delivered, facts.ended?.at,
      ]
    }
    always { trial in
      var state = Case()
      var before = instants(state.facts)
      for (event, moment) in trial.history {
        state.apply(event, at: moment)
        let after = instants(state.facts)
        guard zip(before, after).allSatisfy({ $0 == nil || $0 == $1 }) else { return false }
        before = after
      }
      let known = before.compactMap(\.self)
      return known == known.sorted()
    }
  }

  @Test("however often a case goes back to an earlier step, no fact and so no clock is another")
  func returnLosesNoClock() {
    always { trial in
      var (state, straight) = (Case(), Case())
      for (event, moment) in trial.history {
        state.apply(event, at: moment)
        if event.name != "returning" { straight.apply(event, at: moment) }
        guard state.facts == straight.facts else { return false }
      }
      return state.phase == straight.phase
    }
  }

  @Test("the fold of all events is the state that came about step by step, at every step")
  func fold() {
    always { trial in
      var state = Case()
      var encoded: [[String]] = []
      for (event, moment) in trial.history {
        state.apply(event, at: moment)
        encoded.append(comparable(state))
      }
      var again = Case()
      for (index, entry) in trial.history.enumerated() {
        again.apply(entry.event, at: entry.moment)
        if comparable(again) != encoded[index] { return false }
      }
      return comparable(trial.state) == comparable(state)
    }
  }

  @Test("the state and every event read the same after they were written (snapshots, the journal)")
  func roundTrip() throws {
    try always { trial in
      guard comparable(try readBack(trial.state)) == comparable(trial.state) else { return false }
      return try trial.history.allSatisfy { event, _ in
        try JSONDecoder().decode(Case.Event.self, from: JSONEncoder().encode(event)) == event
      }
    }
  }

  @Test("a snapshot in the middle changes nothing: what follows it leads to the same state")
  func snapshotInTheMiddle() throws {
    try always { trial in
      let middle = trial.history.count / 2
      var state = Case()
      for (event, moment) in trial.history[..<middle] { state.apply(event, at: moment) }
      state = try readBack(state)
      for (event, moment) in trial.history[middle...] { state.apply(event, at: moment) }
      return comparable(state) == comparable(trial.state)
    }
  }

  @Test("the events hold no text of anybody: reasons, opinions and notices are there as digests")
  func noPersonalData() throws {
    try always { trial in
      let texts = ["理由", "比例尺", "充分"]
      return try trial.history.allSatisfy { event, _ in
        let body = String(decoding: try JSONEncoder().encode(event), as: UTF8.self)
        return !texts.contains { body.contains($0) }
      }
    }
  }

  @Test("the phase that the rules keep and the stage that the clock computes never contradict")
  func phaseAndStage() {
    always { trial in
      guard let last = trial.history.last else { return true }
      let stage = trial.state.clock(.china, asOf: last.moment.at.day).stage
      switch trial.state.phase {
      case .unfiled: return stage == .notReceived
      // The law may have accepted what the program has not recorded yet.
      case .received: return stage == .examining || stage == .deciding
      case .supplementing: return stage == .supplementing
      case .accepted: return stage == .deciding
      case .granted: return stage == .issuing || stage == .ended
      case .refused, .notRequired, .notAccepted, .withdrawn, .terminated, .concluded:
        return stage == .ended
      }
    }
  }

  /// The state as it is written, but for the receivers: a set, whose order is nobody's.
  private func comparable(_ state: Case) -> [String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let receivers = (try? encoder.encode(state.receivers)) ?? Data()
    let body = String(decoding: (try? encoder.encode(state)) ?? Data(), as: UTF8.self)
    let written = String(decoding: receivers, as: UTF8.self)
    return [body.replacingOccurrences(of: written, with: "receivers")] + state.receivers.sorted()
  }

  private func readBack(_ state: Case) throws -> Case {
    try JSONDecoder().decode(Case.self, from: JSONEncoder().encode(state))
  }
}
