// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Processes
import ShangMi
import Site
import TestKit
import Testing
import XML

@testable import Casework

@Suite("The process of a case follows from its rules and its history", .withoutDatabase)
struct ProcessTests {
  private func process(
    _ trial: CaseTrial, asOf day: String, isStaff: Bool = true
  ) -> CaseProcess {
    CaseProcess(
      Course.Source(
        state: trial.state, history: trial.history, clock: trial.clock(day),
        calendar: CaseTrial.china, type: .licensing, isStaff: isStaff))
  }

  private func names(_ process: CaseProcess, _ state: ProcessDrawing.State) -> [String] {
    process.steps.filter { $0.state == state && $0.kind.isActed }.map(\.id)
  }

  @Test("what came in is examined; every way that may follow lies ahead, the usual one first")
  func received() throws {
    let process = process(try .received(), asOf: "2026-03-03")
    #expect(names(process, .done) == ["submit"])
    #expect(names(process, .now) == ["examine"])
    #expect(process.current.first?.due == CaseTrial.day("2026-03-09"))
    #expect(process.current.first?.part == .reception)
    let ways = process.ways.filter { $0.from == "acceptable" }.map(\.to)
    #expect(ways == ["accept", "notice", "unaccepted", "deemed"])
    #expect(process.next?.id == "accept")
    // The day after the five have run out.
    #expect(process.steps.first { $0.id == "deemed" }?.day == CaseTrial.day("2026-03-10"))
  }

  @Test("the applicant holds a case that waits for supplements, which comes back after them")
  func supplementing() throws {
    var trial = try CaseTrial.received()
    try trial.tell(CaseTrial.notice, by: CaseTrial.clerk, on: "2026-03-03")
    var process = process(trial, asOf: "2026-03-04")
    #expect(names(process, .done) == ["submit", "examine", "notice"])
    #expect(process.current.map(\.id) == ["supplement"])
    #expect(process.current.first?.part == .applicant)
    #expect(!process.steps.contains { $0.id == "unaccepted" && $0.state == .done })
    try trial.tell(
      .supplement(filing: SM3.digest("supplemented")), by: CaseTrial.applicant,
      on: "2026-03-05")
    process = self.process(trial, asOf: "2026-03-05")
    #expect(process.current.map(\.id) == ["examine-again"])
    #expect(
      process.ways.filter { $0.from == "acceptable" }.map(\.to) == [
        "accept", "unaccepted", "deemed",
      ])
  }

  @Test("opinions and special procedures go side by side, and the decision waits for all of them")
  func reviewing() throws {
    var trial = try CaseTrial.accepted()
    try trial.tell(
      .review(passed: true, opinion: Reasons("符合条件")), by: CaseTrial.firstReviewer,
      on: "2026-03-03")
    try trial.tell(
      .procedure(
        .begin(.testing, plannedEnd: CaseTrial.day("2026-03-20"), reasons: Reasons("依法送检"))),
      by: CaseTrial.firstReviewer, on: "2026-03-04")
    var process = process(trial, asOf: "2026-03-05")
    #expect(names(process, .done) == ["submit", "accept", "review1"])
    #expect(names(process, .now) == ["review2", "procedure1"])
    #expect(
      process.ways.filter { $0.from == "split" }.map(\.to) == ["review1", "review2", "procedure1"])
    #expect(process.ways.filter { $0.to == "join" }.count == 3)
    #expect(process.next?.id == "decide")
    try trial.tell(
      .procedure(.end(.testing, result: Reasons("检测合格"))), by: CaseTrial.firstReviewer,
      on: "2026-03-06")
    try trial.tell(
      .review(passed: true, opinion: Reasons("符合条件")), by: CaseTrial.secondReviewer,
      on: "2026-03-06")
    process = self.process(trial, asOf: "2026-03-06")
    #expect(names(process, .now) == ["decide"])
    // Until the promise, which comes before the law.
    #expect(process.current.first?.due == trial.clock("2026-03-06")[.promised]?.due)
  }

  @Test("a grant with a licence is issued and delivered, a refusal delivered; both end")
  func conclusion() throws {
    let granted = process(try .decided(granted: true), asOf: "2026-03-02")
    #expect(granted.current.map(\.id) == ["issue"])
    #expect(!granted.steps.contains { $0.id == "granted" }, "the question is answered")
    let refused = process(try .decided(granted: false), asOf: "2026-03-02")
    #expect(refused.current.map(\.id) == ["deliver"])
    #expect(!refused.steps.contains { $0.id == "issue" })
    let ahead = process(try .reviewed(), asOf: "2026-03-02")
    #expect(ahead.ways.filter { $0.from == "granted" }.map(\.to) == ["issue", "deliver"])
    let paper = process(try .reviewed(licence: false), asOf: "2026-03-02")
    #expect(!paper.steps.contains { ["granted", "issue"].contains($0.id) })
  }

  @Test("whatever happens, the picture is whole: a thousand courses by chance")
  func chance() {
    for seed in 0..<1_000 {
      var chance = CaseChance(state: UInt64(seed))
      var trial = CaseTrial()
      var at = CaseTrial.instant("2026-03-02", hour: 9)
      for _ in 0..<40 {
        guard let move = CaseMove.all.randomElement(using: &chance),
          let actor = CaseMove.actors.randomElement(using: &chance)
        else { continue }
        at = at.adding(milliseconds: Int64.random(in: 0..<3, using: &chance) * 43_200_000)
        try? trial.tell(move.command(actor, trial.state), by: actor, at: at)
      }
      guard trial.state.phase != .unfiled else { continue }
      let process = process(trial, asOf: at.day.description, isStaff: seed.isMultiple(of: 2))
      check(process, trial.state, seed)
    }
  }

  private func check(_ process: CaseProcess, _ state: Case, _ seed: Int) {
    let ids = process.steps.map(\.id)
    #expect(Set(ids).count == ids.count, "course \(seed): \(ids)")
    #expect(ids.allSatisfy(Identifiers.isValid))
    #expect(
      process.ways.allSatisfy { ids.contains($0.from) && ids.contains($0.to) }, "course \(seed)")
    #expect(
      state.phase.isClosed == process.current.isEmpty, "course \(seed): \(state.phase) \(ids)")
    if state.phase.isClosed {
      #expect(process.steps.allSatisfy { $0.state == .done }, "course \(seed)")
    } else {
      #expect(process.next != nil || process.current.contains { $0.id == "deliver" })
    }
    // Everything is reached from the submission, and something lies behind all but the ends.
    var reached: Set = ["submit"]
    for _ in process.steps {
      for way in process.ways where reached.contains(way.from) { reached.insert(way.to) }
    }
    #expect(reached == Set(ids), "course \(seed): \(Set(ids).subtracting(reached))")
    let last = process.steps.filter { step in !process.ways.contains { $0.from == step.id } }
    #expect(
      last.allSatisfy { if case .end = $0.kind { true } else { false } }, "course \(seed): \(last)")
    let model = process.model(id: "case", name: "n", pool: "p") { $0.chinese }
    let drawn = ProcessDrawing(model).svg(classes: "pd")
    #expect((try? Element(xml: drawn.utf8)) != nil)
  }
}
