// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import Testing

@testable import Casework

/// The small state machine of a case, walked through to its end: everything that anybody can try in every
/// situation that can come about.
@Suite("Every move of a case")
struct CaseExploration {
  /// What the rules look at, without the times.
  ///
  /// Two states with the same key behave the same, up to the names of those who have taken part.
  private struct Key: Hashable {
    let phase: Case.Phase
    let isNoticed: Bool
    let reviews: Int
    let receivers: Int
    let licence: Bool
    let substance: Bool
    let withLicence: Bool
    /// Whether one hand may decide, and whether the ones that may have received.
    ///
    /// Who keeps out of the case is left aside: he may do nothing more with it, which `RecusalTests` shows.
    let isOneHand: Bool
    let hands: Int
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

      init(_ state: Case, at now: Instant) {
        isExtended = !state.facts.extensions.isEmpty
        runsProcedure = state.facts.procedures.contains { $0.ended == nil }
        team = TeamState(state)
        heard = HeardState(state, at: now)
      }
    }

    init(_ state: Case, at now: Instant) {
      phase = state.phase
      isNoticed = state.isSupplementNoticed
      reviews = state.reviews.count
      // Only how many of those who may decide have received matters.
      receivers = state.receivers.count {
        $0.hasPrefix(Role.chiefApprover.rawValue) || $0 == CaseTrial.authorised.id
      }
      licence = state.licence != nil
      substance = state.submission?.substanceCheck == true
      withLicence = state.submission?.licence == true
      isOneHand = state.ruling?.way.isOneHand == true
      hands =
        isOneHand
        ? (state.receivers.contains(CaseTrial.authorised.id) ? 1 : 0)
          + (state.receivers.contains(CaseTrial.authorisedClerk.id) ? 2 : 0) : 0
      owner = state.submission?.isAssisted == true ? "window" : state.submission?.filer
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

  /// All that was found.
  private struct Map {
    /// phase → move → outcome → who.
    var moves: [Case.Phase: [String: [String: Set<String>]]] = [:]
    var next: [Key: Set<Key>] = [:]
  }

  /// At once, and after every term has run out, in days.
  private static let pauses = [0, 60]

  /// Made once, for all tests.
  private static let map: Map = {
    var map = Map()
    explore(CaseMove.submissions + CaseMove.others + CaseMove.turns, into: &map)
    // One kind of application is enough beside the moves that have nothing to do with its kind.
    let course = Array(CaseMove.submissions.prefix(1)) + CaseMove.others
    for family in CaseMove.families { explore(course + family, into: &map) }
    explore(CaseMove.streamlined + CaseMove.others + CaseMove.recusing, into: &map)
    for family in CaseMove.heard { explore(CaseMove.straight + family, into: &map) }
    return map
  }()

  /// Walks through all that some moves can lead to.
  private static func explore(_ moves: [CaseMove], into map: inout Map) {
    let start = CaseTrial.instant("2026-03-02", hour: 9)
    var seen: Set<Key> = [Key(Case(), at: start)]
    var queue: [(state: Case, at: Instant)] = [(Case(), start)]
    map.next[Key(Case(), at: start), default: []] = []
    while let (state, at) = queue.popLast() {
      let key = Key(state, at: at)
      for actor in CaseMove.actors {
        for (move, pause) in moves.flatMap({ move in pauses.map { (move, $0) } }) {
          let now = at.adding(milliseconds: Int64(pause) * 86_400_000)
          let (outcome, after) = attempt(move, by: actor, at: now, on: state)
          map.moves[state.phase, default: [:]][move.name, default: [:]][outcome, default: []]
            .insert(actor.id)
          guard let after else { continue }
          let reached = Key(after, at: now)
          map.next[key, default: []].insert(reached)
          guard seen.insert(reached).inserted else { continue }
          map.next[reached, default: []] = []
          queue.append((after, now))
        }
      }
    }
  }

  /// What comes of a move: the events, or the name of the refusal.
  private static func attempt(
    _ move: CaseMove, by actor: Actor, at now: Instant, on state: Case
  ) -> (outcome: String, after: Case?) {
    do throws(CaseworkRefusal) {
      let events = try state.decide(
        move.command(actor, state), CaseTrial.context(actor, now))
      var after = state
      for event in events { after.apply(event, at: Moment(at: now, actor: actor.id)) }
      return ("+ " + events.map(\.name).joined(separator: ", "), after)
    } catch {
      return ("- " + error.code.dropFirst("casework/".count), nil)
    }
  }

  /// The map as a table that a person can check against the law.
  private static func table(_ map: Map) -> String {
    var lines = [
      "# Every move in every phase: + the events that follow, - the refusal; for whom; the moves.",
      "# Rewritten by RECORD=1; a change here is a change of the law as the program keeps it.",
    ]
    for phase in Case.Phase.allCases {
      lines.append("\n\(phase.rawValue)")
      var rows: [String: [String]] = [:]
      for move in CaseMove.all {
        for (outcome, actors) in map.moves[phase]?[move.name] ?? [:] {
          rows["  \(outcome) [\(names(of: actors))]", default: []].append(move.name)
        }
      }
      for (row, moves) in rows.sorted(by: { $0.key < $1.key }) {
        lines.append("\(row): \(moves.joined(separator: ", "))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Who, the shorter way round.
  private static func names(of actors: Set<String>) -> String {
    let others = Set(CaseMove.actors.map(\.id)).subtracting(actors)
    if others.isEmpty { return "everybody" }
    return actors.count > others.count
      ? "everybody but " + others.sorted().joined(separator: ", ")
      : actors.sorted().joined(separator: ", ")
  }

  private static let snapshot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Snapshots/case-moves.txt")

  @Test("what anybody can do in any phase is what the committed table says")
  func moves() throws {
    let table = Self.table(Self.map)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try table.write(to: Self.snapshot, atomically: true, encoding: .utf8)
    }
    let kept = try String(contentsOf: Self.snapshot, encoding: .utf8)
    let lines = table.split(separator: "\n")
    let difference = lines.difference(from: kept.split(separator: "\n"))
    #expect(difference.isEmpty, "run with RECORD=1 where the change is meant")
  }

  @Test("every phase can be reached")
  func reachable() {
    let reached = Set(Self.map.next.keys.map(\.phase))
    #expect(reached == Set(Case.Phase.allCases))
  }

  @Test("from every situation that is not closed there is a way to the end")
  func wayOut() {
    let map = Self.map
    var finishing = Set(map.next.keys.filter(\.phase.isClosed))
    var hasGrown = true
    while hasGrown {
      let more = map.next.filter { key, next in
        !finishing.contains(key) && !next.isDisjoint(with: finishing)
      }
      hasGrown = !more.isEmpty
      finishing.formUnion(more.keys)
    }
    #expect(Set(map.next.keys).subtracting(finishing).isEmpty)
  }

  @Test("a closed case leads nowhere else")
  func closedStays() {
    for (key, next) in Self.map.next where key.phase.isClosed {
      #expect(next.allSatisfy { $0.phase == key.phase }, "\(key)")
    }
  }
}
