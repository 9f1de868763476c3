// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import Testing

@testable import Casework

/// The small state machine of a case, walked through to its end: everything that anybody can try in every
/// situation that can come about.
@Suite("Every move of a case")
struct CaseExploration {
  /// At once, and after every term has run out, in days.
  private static let pauses = [0, 60]

  /// Made once, for all tests.
  private static let map: CaseMap = {
    var map = CaseMap()
    explore(CaseMove.submissions + CaseMove.others + CaseMove.turns, into: &map)
    // Moves that have nothing to do with one another are explored beside the straight way, not beside all others.
    for family in CaseMove.families { explore(CaseMove.straight + family, into: &map) }
    explore(
      CaseMove.straight + CaseMove.oneHanded, by: CaseMove.actors + CaseMove.authorised, into: &map)
    complete(&map)
    return map
  }()

  /// Walks through all that some moves can lead to.
  private static func explore(
    _ moves: [CaseMove], by actors: [Actor] = CaseMove.actors, into map: inout CaseMap
  ) {
    let start = CaseTrial.instant("2026-03-02", hour: 9)
    var seen: Set<CaseSituation> = [CaseSituation(Case(), at: start)]
    var queue: [(state: Case, at: Instant)] = [(Case(), start)]
    map.next[CaseSituation(Case(), at: start), default: []] = []
    map.examples[.unfiled] = (Case(), start)
    while let (state, at) = queue.popLast() {
      let key = CaseSituation(state, at: at)
      for (move, actor, now) in attempts(moves, by: actors, from: at) {
        let (outcome, after) = attempt(move, by: actor, at: now, on: state)
        map.note(outcome, of: move, by: actor, in: state.phase)
        guard let after else { continue }
        let reached = CaseSituation(after, at: now)
        map.next[key, default: []].insert(reached)
        guard seen.insert(reached).inserted else { continue }
        map.next[reached, default: []] = []
        map.examples[after.phase] = map.examples[after.phase] ?? (after, now)
        queue.append((after, now))
      }
    }
  }

  /// Tries everything in one situation of each phase, so that the table has no gap.
  private static func complete(_ map: inout CaseMap) {
    for (state, at) in map.examples.values {
      for (move, actor, now) in attempts(CaseMove.all, by: CaseMove.actors, from: at) {
        let outcome = attempt(move, by: actor, at: now, on: state).outcome
        map.note(outcome, of: move, by: actor, in: state.phase)
      }
    }
  }

  /// Everything that some people can try, at once and later.
  private static func attempts(
    _ moves: [CaseMove], by actors: [Actor], from at: Instant
  ) -> [(CaseMove, Actor, Instant)] {
    actors.flatMap { actor in
      moves.flatMap { move in
        pauses.map { (move, actor, at.adding(milliseconds: Int64($0) * 86_400_000)) }
      }
    }
  }

  private static func attempt(
    _ move: CaseMove, by actor: Actor, at now: Instant, on state: Case
  ) -> (outcome: CaseMap.Outcome, after: Case?) {
    do throws(CaseworkRefusal) {
      let events = try state.decide(
        move.command(actor, state), CaseTrial.context(actor, now))
      var after = state
      for event in events { after.apply(event, at: Moment(at: now, actor: actor.id)) }
      return (.follows(events.map(\.name)), after)
    } catch {
      return (.refused(error), nil)
    }
  }

  @Test("what anybody can do in any phase is what the committed table says")
  func moves() throws {
    try expectKept(Self.map.table, "Tests/CaseworkTests/Snapshots/case-moves.txt")
  }

  @Test("the guide prints every command in every phase, with the article of each refusal")
  func guide() throws {
    let path = "docs/casework.md"
    let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    let parts = text.components(separatedBy: CaseMap.seam)
    try #require(parts.count == 3, "the table stands between two seams")
    try expectKept(
      [parts[0], Self.map.matrix, parts[2]].joined(separator: CaseMap.seam), path)
  }

  /// Holds a text against the committed one, or commits it.
  private func expectKept(_ text: String, _ path: String) throws {
    let file = Self.root.appending(path: path)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    let difference = text.split(separator: "\n").difference(from: kept.split(separator: "\n"))
    #expect(difference.isEmpty, "\(path): run with RECORD=1 where the change is meant")
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

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
