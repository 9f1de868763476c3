// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi
import TestKit
import Testing

@testable import Roads

@Suite("Article 34: emergency repairs")
struct EmergencyTests {
  private func broken(
    _ trial: RoadsTrial, _ day: String = "2026-11-23", hour: Int = 8,
    _ segments: [String] = ["JH-002"]
  ) async throws -> String {
    try await trial.desk.breakUp(
      try RoadsTrial.order(segments, day, "2026-11-30"),
      at: Instant(day: try Day.of(day), hour: hour, minute: 0), by: try Bureau.actor("shop")
    ).number
  }

  @Test("the road is open at once, also a young one, both offices are told, and 24 hours run")
  func atOnce() async throws {
    let trial = try await RoadsTrial()
    let number = try await broken(trial)
    let file = try await trial.file(number, as: nil)
    #expect(file.state.phase == .started && !file.moratoria.isEmpty)
    #expect(file.state.formalitiesDue?.text == "2026-11-24 08:00")
    #expect(try await trial.messages() == ["brokenUp \(number)"])
    let id = try await trial.filed(
      ["dig_no": number, "from_date": "2026-11-23", "to_date": "2026-11-30"], kind: "emergency")
    try await trial.pass(to: "2026-11-26")
    let done = try await trial.file(number)
    #expect(done.state.formalitiesDone != nil && !done.state.isFormalitiesMissed)
    #expect(done.state.application?.id == id)
    #expect(try await trial.messages() == ["brokenUp \(number)"])
    try await trial.expectSound()
  }

  @Test(
    "whoever is late is told of, marked on the list, and stays marked when the formalities come")
  func late() async throws {
    let trial = try await RoadsTrial()
    let number = try await broken(trial)
    try await trial.pass(to: "2026-11-24")
    #expect(try await trial.messages() == ["brokenUp \(number)", "formalitiesMissed \(number)"])
    let late = try await trial.desk.emergencies(late: true, before: nil, limit: 10)
    #expect(late.rows.map(\.number) == [number])
    _ = try await trial.filed(
      ["dig_no": number, "from_date": "2026-11-23", "to_date": "2026-11-30"], kind: "emergency")
    let file = try await trial.file(number)
    #expect(file.state.isFormalitiesMissed && file.state.formalitiesDone != nil && file.row.isLate)
    try await trial.expectSound()
  }

  @Test("the last moment of the 24 hours is in time, the next one is not")
  func boundary() throws {
    let network = try RoadsTrial.network()
    let start = Instant(day: try Day.of("2026-11-23"), hour: 22, minute: 30)
    let owner = Actor(id: "owner", name: nil, roles: [.applicant], department: nil)
    func context(_ actor: Actor, _ now: Instant) -> Dig.Context {
      Dig.Context(actor: actor, now: now, network: network, settings: RoadsSettings())
    }
    let works = Works(
      unit: "示范", line: .gas, purpose: SM3.digest("x"), contact: SM3.digest("y"),
      segments: ["JH-009"], window: Window(start.day), depth: 100, area: 4, approval: nil)
    let entry = Dig.Entry(works: works, origin: .emergency, filer: "owner", isForOthers: false)
    func dig() throws -> Dig {
      var dig = Dig()
      for event in try dig.decide(.breakUp(entry, at: start), context(owner, start)) {
        dig.apply(event, at: Moment(at: start, actor: "owner"))
      }
      return dig
    }
    let reference = Dig.CaseReference(id: "c", number: "n")
    let end = start.adding(milliseconds: 24 * 3_600_000)
    let inTime = try dig().decide(.apply(reference), context(.system, end))
    #expect(inTime == [.applied(reference)])
    let late = try dig().decide(
      .apply(reference), context(.system, end.adding(milliseconds: 1)))
    #expect(late == [.formalitiesMissed, .applied(reference)])
    // Nobody reports what has not happened yet, nor what was a week ago.
    for wrong in [1, -7 * 86_400_000 - 1] as [Int64] {
      #expect(throws: RoadsRefusal.brokenUpWhen) {
        _ = try Dig().decide(
          .breakUp(entry, at: start.adding(milliseconds: wrong)), context(owner, start))
      }
    }
  }
}

@Suite("Merged digs")
struct MergeTests {
  private let why = Reasons("设备要到春节后才能到货。")

  /// Two companies that would dig the same segment one after the other.
  private func two(_ trial: RoadsTrial) async throws -> (water: String, gas: String) {
    let water = try await trial.published(
      try RoadsTrial.order(["JH-009"], "2026-12-10", "2026-12-29", depth: 200))
    let gas = try await trial.published(
      try RoadsTrial.order(
        ["JH-009", "JH-010"], "2027-01-10", "2027-01-19", depth: 120, approval: "江政函〔2026〕3号"),
      by: "agent")
    return (water, gas)
  }

  @Test(
    "a conflict is seen from both sides, with one proposal; when all agree each gets the window")
  func agreed() async throws {
    let trial = try await RoadsTrial()
    let (water, gas) = try await two(trial)
    let file = try await trial.file(water, as: nil)
    #expect(file.conflicts == (try await trial.file(gas, as: nil)).conflicts)
    #expect(file.conflicts.map(\.time) == [.apart(days: 11)])
    let plan = try #require(file.proposal)
    #expect(plan == (try await trial.file(gas, as: nil)).proposal)
    #expect(plan.parts.map(\.dig) == [water, gas])
    #expect(plan.window.from.description == "2027-01-10" && plan.window.days == 20)
    #expect(plan.daysApart == 30 && plan.daysSaved == 10 && plan.openingsSaved == 1)

    #expect(
      await trial.refusal {
        _ = try await trial.desk.proposeMerge(of: water, by: try Bureau.actor("applicant"))
      } == .notYourPart(.proposeMerge))
    _ = try await trial.desk.proposeMerge(of: water, by: try Bureau.actor("shop"))
    #expect(
      await trial.refusal {
        _ = try await trial.desk.proposeMerge(of: gas, by: try Bureau.actor("agent"))
      } == .mergeOpen)
    #expect(
      await trial.refusal {
        _ = try await trial.desk.answerMerge(
          of: gas, declining: nil, by: try Bureau.actor("shop"))
      } == .notYourPart(.acceptMerge))
    _ = try await trial.desk.answerMerge(of: gas, declining: nil, by: try Bureau.actor("agent"))
    for number in [water, gas] {
      let dig = try await trial.file(number)
      #expect(dig.state.window?.from == plan.window.from && dig.merge?.state.status == .agreed)
      #expect(dig.state.window == plan.window && dig.state.merge == dig.merge?.id)
    }
    // The other side may see whom to ring, nobody else.
    #expect(try await trial.file(water, as: "agent").contact != nil)
    #expect(try await trial.file(water, as: "applicant").contact == nil)
    try await trial.expectSound()
  }

  @Test("who declines says why; the plans stay as they were and another proposal can come")
  func declined() async throws {
    let trial = try await RoadsTrial()
    let (water, gas) = try await two(trial)
    _ = try await trial.desk.proposeMerge(of: gas, by: try Bureau.actor(RoadsTrial.keeper))
    #expect(
      await trial.refusal {
        _ = try await trial.desk.answerMerge(
          of: water, declining: Reasons(" "), by: try Bureau.actor("shop"))
      } == .textMissing(.declineMerge))
    _ = try await trial.desk.answerMerge(
      of: water, declining: why, by: try Bureau.actor("shop"))
    let file = try await trial.file(gas, as: "agent")
    #expect(file.merge?.state.status == .declined && file.merge?.texts.values.first == why.text)
    #expect(try await trial.file(water).state.window?.from.description == "2026-12-10")
    _ = try await trial.desk.proposeMerge(of: water, by: try Bureau.actor(RoadsTrial.keeper))
    #expect(try await trial.file(water).merge?.state.status == .open)
    try await trial.expectSound()
  }
}
