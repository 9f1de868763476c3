// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import ShangMi
import TestKit
import Testing

@testable import Licences

/// Random histories of licences, held against what must be true of all of them.
@Suite("Whatever becomes of a licence", .withoutDatabase)
struct LicenceProperties {
  private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }

  private static let actors = [
    Actor.system, LicenceTrial.holder, LicenceTrial.stranger, LicenceTrial.clerk,
    LicenceTrial.reviewer, LicenceTrial.chief, LicenceTrial.head, LicenceTrial.foreignChief,
  ]

  /// Anything that anybody may try.
  private static func command(on day: Day, _ chance: inout Chance) -> Licence.Command {
    let edition = Licence.Edition(
      caseID: "k", identifier: "I\(chance.next())", face: SM3.digest("face"))
    let pairs = MeasureChoice.all
    let pair = pairs[Int.random(in: pairs.indices, using: &chance)]
    let outcomes = LicenceOutcome.allCases
    switch Int.random(in: 0..<14, using: &chance) {
    case 0: return .change(edition)
    case 1: return .replace(edition)
    case 2:
      return .renew(
        Licence.Renewal(
          edition: edition, from: day, until: day.adding(days: 300),
          isDeemed: Bool.random(using: &chance)))
    case 3:
      return .cancel(
        Licence.Cancellation(ground: .application, reasons: nil, caseID: "k", from: day))
    case 4:
      return .cancel(Licence.Cancellation(ground: .struck, reasons: nil, caseID: nil, from: day))
    case 5: return .remind(Licence.Reminder(daysBefore: 30, isRenewing: false))
    case 6, 7, 8: return LicenceTrial.propose(pair.measure, pair.ground)
    case 9: return .hear(Bool.random(using: &chance) ? .waived : .stated, Reasons("申辩"))
    case 10: return .issue(issue(on: day))
    default:
      return LicenceTrial.conclude(
        outcomes[Int.random(in: outcomes.indices, using: &chance)],
        compensation: Bool.random(using: &chance) ? "没有损失" : nil)
    }
  }

  private static func issue(on day: Day) -> Licence.Issue {
    Licence.Issue(
      number: "L9", identifier: "I9", item: ItemReference(code: "c", version: 1), caseID: "k",
      holder: nil, face: SM3.digest("face"), from: day, until: nil)
  }

  @Test(
    "no order of commands revives a licence that has ended, and nothing is decided by one alone")
  func noRevival() throws {
    var chance = Chance(state: 69)
    var ended = 0
    for _ in 0..<600 {
      var trial = try LicenceTrial.issued()
      var day = LicenceTrial.day("2026-06-01")
      var proposer: String?
      for _ in 0..<30 {
        let before = trial.state
        let actor = Self.actors[Int.random(in: Self.actors.indices, using: &chance)]
        day = day.adding(days: Int.random(in: 0..<20, using: &chance))
        let count = trial.events.count
        try? trial.tell(Self.command(on: day, &chance), by: actor, on: day.description)
        let after = trial.state
        for event in trial.events[count...] {
          if case .proposed = event { proposer = actor.id }
          if Self.settles(event) { #expect(proposer != actor.id) }
        }
        if before.status.isEnded {
          #expect(after.status == before.status && after.since == before.since)
          #expect(after.until == before.until && after.edition == before.edition)
          #expect(after.proceeding == nil)
        }
        #expect(after.edition >= before.edition)
      }
      ended += trial.state.status.isEnded ? 1 : 0
    }
    // The histories reach what they are about.
    #expect(ended > 100)
  }

  private static func settles(_ event: Licence.Event) -> Bool {
    switch event {
    case .kept, .revoked, .withdrawn, .annulled, .suspended, .resumed: true
    case .cancelled(let cancellation): cancellation.reasons != nil
    default: false
    }
  }

  @Test("the state is what the events say, however it is encoded")
  func folding() throws {
    let trial = try LicenceTrial.ended(.revoke, .fraud)
    for event in trial.events {
      #expect(try Journaled.value(Licence.Event.self, Journaled.text(event)) == event)
    }
  }

  @Test("an event of before is read as it was written")
  func oldEvents() throws {
    let text = """
      {"issued":{"_0":{"caseID":"k","face":"\(SM3.digest("face"))","from":"2026-03-02",\
      "identifier":"I1","item":{"code":"c","version":1},"number":"L1","until":"2027-03-01"}}}
      """
    let event = try Journaled.value(Licence.Event.self, text)
    guard case .issued(let issue) = event else {
      Issue.record("not issued")
      return
    }
    #expect(issue.number == "L1" && issue.holder == nil)
  }
}
