// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import TestKit
import Testing

@testable import Casework

/// The small state machine of a case, walked through to its end: everything that anybody can try in every
/// situation that can come about.
@Suite("Every move of a case", .withoutDatabase)
struct CaseExploration {
  /// Something that somebody tries, after a pause.
  private struct Trial {
    let move: CaseMove
    let actor: Actor
    let pause: Int64
  }

  /// At once, and after every term has run out, in days.
  private static let pauses: [Int64] = [0, 60]

  /// Everything that some people can try.
  private static func trials(
    _ moves: [CaseMove], by actors: [Actor] = CaseMove.actors
  ) -> [Trial] {
    moves.flatMap { move in
      actors.flatMap { actor in
        pauses.map { Trial(move: move, actor: actor, pause: $0 * 86_400_000) }
      }
    }
  }

  /// Made once, for all tests.
  private static let map: CaseMap = {
    var map = CaseMap()
    // First one situation of each phase, in which everybody tries everything, so that the table has no gap.
    explore(trials(CaseMove.leadingEverywhere), into: &map)
    for (state, at) in Case.Phase.allCases.compactMap({ map.examples[$0] }) {
      for trial in trials(CaseMove.all) { map.note(attempt(trial, at: at, on: state)) }
    }
    // Whose part a move is says his role, whatever the case; who was always told so need not try again.
    for course in CaseMove.courses {
      explore(trials(course).filter { map.isPart(of: $0.actor, $0.move) }, into: &map)
    }
    // Of whoever is authorised his role does not say it.
    let oneHanded = CaseMove.straight + CaseMove.oneHanded
    explore(
      trials(oneHanded).filter { map.isPart(of: $0.actor, $0.move) }
        + trials(oneHanded, by: CaseMove.authorised), into: &map)
    return map
  }()

  /// Walks through all that some trials can lead to.
  private static func explore(_ trials: [Trial], into map: inout CaseMap) {
    let start = CaseTrial.instant("2026-03-02", hour: 9)
    let first = CaseSituation(Case(), at: start)
    var seen: Set<CaseSituation> = [first]
    var queue: [(state: Case, at: Instant)] = [(Case(), start)]
    map.next[first, default: []] = []
    map.examples[.unfiled] = (Case(), start)
    while let (state, at) = queue.popLast() {
      let key = CaseSituation(state, at: at)
      for trial in trials {
        let result = attempt(trial, at: at, on: state)
        map.note(result)
        guard let after = result.after else { continue }
        let reached = CaseSituation(after, at: result.now)
        map.next[key, default: []].insert(reached)
        guard seen.insert(reached).inserted else { continue }
        map.next[reached, default: []] = []
        map.examples[after.phase] = map.examples[after.phase] ?? (after, result.now)
        queue.append((after, result.now))
      }
    }
  }

  private static func attempt(_ trial: Trial, at: Instant, on state: Case) -> CaseMap.Result {
    let now = at.adding(milliseconds: trial.pause)
    var result = CaseMap.Result(
      move: trial.move.name, actor: trial.actor.id, phase: state.phase, now: now)
    do throws(CaseworkRefusal) {
      let events = try state.decide(
        trial.move.command(trial.actor, state), CaseTrial.context(trial.actor, now))
      var after = state
      for event in events { after.apply(event, at: Moment(at: now, actor: trial.actor.id)) }
      (result.outcome, result.after) = (.follows(events.map(\.name)), after)
    } catch {
      result.outcome = .refused(error)
    }
    return result
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
