// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site
import TestKit
import Testing

@testable import Roads

@Suite("A dig from its plan to its inspection")
struct DigTests {
  @Test(
    "announced, published, applied for by its number, permitted as decided, dug, inspected, closed")
  func wholeLife() async throws {
    let trial = try await RoadsTrial()
    let number = try await trial.announced(try RoadsTrial.order())
    #expect(number == "W2026-0001")
    #expect(await trial.refusal { _ = try await trial.file(number, as: nil) } == .digNotFound)
    #expect(await trial.refusal { _ = try await trial.file(number, as: "agent") } == .digNotFound)
    #expect(
      await trial.refusal { try await trial.take(.publish, number, by: "shop") }
        == .notYourPart(.publish))
    try await trial.take(.publish, number, by: RoadsTrial.keeper)
    #expect(try await trial.file(number, as: nil).state.phase == .planned)
    #expect(
      await trial.refusal { try await trial.take(.start, number, by: "shop") } == .notPermitted)

    let id = try await trial.filed([
      "dig_no": number.lowercased(), "from_date": "2026-12-12", "to_date": "2026-12-31",
      "area_sqm": "79.2",
    ])
    #expect(try await trial.file(number).state.application?.id == id)
    #expect(
      await trial.refusal {
        _ = try await trial.desk.revise(
          number, to: try RoadsTrial.order(), by: try Bureau.actor("shop"), expecting: nil)
      } == .appliedFor)
    try await trial.granted(id)
    let permit = try #require(try await trial.file(number).state.permit)
    #expect(permit.window.from.description == "2026-12-12" && permit.area == 80)

    try await trial.pass(to: "2026-12-11")
    #expect(
      await trial.refusal { try await trial.take(.start, number, by: "shop") }
        == .tooEarly(permit.window.from))
    try await trial.pass(to: "2026-12-12")
    try await trial.take(.start, number, by: "shop")
    try await trial.pass(to: "2026-12-28")
    try await trial.take(.restore, number, by: "shop")
    let words = Reasons("路面沉降，须返修。")
    try await trial.take(
      .inspect(passed: false, words), number, by: RoadsTrial.keeper, text: words.text)
    #expect(try await trial.file(number).state.phase == .repairing)
    try await trial.take(.restore, number, by: "shop")
    try await trial.take(
      .inspect(passed: true, words), number, by: RoadsTrial.keeper, text: words.text)
    let closed = try await trial.file(number)
    #expect(closed.state.phase == .closed && closed.state.failures == 1)
    #expect(closed.state.exceedances.isEmpty)
    try await trial.expectSound()
  }

  @Test(
    "article 36: a change is approved in advance; a road open beyond its days is noted and told once"
  )
  func article36() async throws {
    let trial = try await RoadsTrial()
    let number = try await trial.permitted()
    try await trial.pass(to: "2026-12-10")
    try await trial.take(.start, number, by: "shop")
    let why = Reasons("地下障碍物，需要延期。")
    func ask(_ change: Dig.Change) async -> RoadsRefusal? {
      await trial.refusal {
        try await trial.take(.askChange(change, why), number, by: "shop", text: why.text)
      }
    }
    let last = try Day.of("2026-12-29")
    #expect(await ask(Dig.Change()) == .nothingChanges)
    #expect(await ask(Dig.Change(until: last)) == .nothingChanges)
    #expect(await ask(Dig.Change(until: last.adding(days: -1))) == .noLater(last))
    #expect(await ask(Dig.Change(until: last.adding(days: 5))) == nil)
    #expect(await ask(Dig.Change(area: 90)) == .changeWaits)
    try await trial.take(
      .decideChange(granted: true, why), number, by: "city-approver", text: why.text)
    #expect(try await trial.file(number).state.window?.to.description == "2027-01-03")

    try await trial.pass(to: "2027-01-03")
    #expect(try await trial.file(number).state.exceedances.isEmpty)
    try await trial.pass(to: "2027-01-06")
    #expect(try await trial.file(number).state.exceedances.map(\.kind) == [.time])
    #expect(try await trial.messages() == ["overrun \(number)"])
    let too = RoadsRefusal.changeTooLate(try Day.of("2027-01-03"))
    #expect(await ask(Dig.Change(until: last.adding(days: 50))) == too)
    #expect(too.legalBasis == .asApproved)
    let found = Reasons("围挡外多挖 12 平方米。")
    try await trial.take(
      .exceed(.area, found), number, by: RoadsTrial.keeper, text: found.text)
    #expect(
      await trial.refusal {
        try await trial.take(.exceed(.area, found), number, by: "shop", text: found.text)
      } == .notYourPart(.exceed))
    let row = try await trial.file(number).row
    #expect(row.exceedances == 2)
    try await trial.expectSound()
  }

  @Test("a case without a number but with segments makes its dig; a young road stops the decision")
  func straightAway() async throws {
    let trial = try await RoadsTrial()
    let days = ["from_date": "2026-12-10", "to_date": "2026-12-20"]
    let id = try await trial.filed(
      days.merging(["segment": "JH-009、JH-010"]) { old, _ in old }, age: "protected")
    let dig = try #require(
      try await trial.desk.digs(ofCases: [id], for: try Bureau.actor("clerk")).first)
    #expect(dig.state.origin == .direct && dig.state.segments == ["JH-009", "JH-010"])
    #expect(dig.works.unit == "武汉示范餐饮有限公司（虚构）")
    #expect(!dig.moratoria.isEmpty)
    let refusal = await trial.refusal { try await trial.granted(id) }
    guard case .underMoratorium(let bar, let free) = try #require(refusal) else {
      Issue.record("\(refusal as Any)")
      return
    }
    #expect(bar.segment == "JH-010" && free.description == "2028-05-01")
    let number = dig.row.number
    #expect(
      await trial.refusal { try await trial.take(.approve("江政函1号"), number, by: "shop") }
        == .notYourPart(.approve))
    try await trial.take(.approve("江政函〔2026〕12号"), number, by: RoadsTrial.keeper)
    let reasons = "已经区人民政府批准，准予。"
    try await trial.bureau.take(
      .decide(granted: true, Reasons(reasons)), with: id, by: "city-approver", texts: reasons)
    #expect(try await trial.file(number, as: nil).state.phase == .permitted)
    // Another case without any of it is left alone.
    let other = try await trial.filed(days)
    try await trial.granted(other)
    #expect(try await trial.desk.digs(ofCases: [other], for: try Bureau.actor("clerk")).isEmpty)
    try await trial.expectSound()
  }

  @Test("a number of somebody else's dig is not taken; a withdrawn application frees the dig")
  func wrongNumbers() async throws {
    let trial = try await RoadsTrial()
    let number = try await trial.published(try RoadsTrial.order(), by: "shop")
    let days = ["from_date": "2026-12-10", "to_date": "2026-12-20", "dig_no": number]
    _ = try await trial.filed(days, by: "applicant")
    #expect(try await trial.file(number).state.application == nil)
    _ = try await trial.filed(days.merging(["dig_no": "W2026-9999"]) { _, new in new })
    let id = try await trial.filed(days)
    #expect(try await trial.file(number).state.application?.id == id)
    try await trial.bureau.take(
      .withdraw(Reasons("另行申请。")), with: id, by: "shop", texts: "另行申请。")
    #expect(try await trial.file(number).state.application == nil)
    #expect(try await trial.file(number).state.phase == .planned)
    try await trial.expectSound()
  }

  @Test("what is wrong with an entry is told all at once, and a plan is made in advance")
  func wrongEntries() async throws {
    let trial = try await RoadsTrial()
    #expect {
      _ = try DigOrder(segments: []) {
        ["depth_m": "0", "from": "2026-12-10", "to": "2026-12-01"][$0]
      }
    } throws: { error in
      Set((error as? RoadsRefusal)?.faults.map(\.field) ?? [])
        == [
          "unit", "line", "purpose", "segments", "from", "depth_m", "area_sqm", "contact_name",
          "contact_phone",
        ]
    }
    let past = await trial.refusal {
      _ = try await trial.announced(try RoadsTrial.order(["JH-009"], "2026-11-22", "2026-12-01"))
    }
    #expect(past == .windowPast(try Day.of("2026-11-22")))
    let unknown = await trial.refusal {
      _ = try await trial.announced(try RoadsTrial.order(["JH-999"]))
    }
    #expect(unknown == .segmentUnknown("JH-999"))
    // Nothing refused has taken a number.
    #expect(try await trial.announced(try RoadsTrial.order()) == "W2026-0001")
    try await trial.expectSound()
  }

  @Test("the fees come from the tables of the item, by the kinds of pavement")
  func fees() async throws {
    let trial = try await RoadsTrial()
    let fees = try #require(
      try await trial.file(try await trial.announced(try RoadsTrial.order())).fees)
    // 80 m² on 20 days at 0.5 yuan, and 80 m² of asphalt at 600 yuan.
    #expect(fees.occupation == 80_000 && fees.repair == 4_800_000)
    let network = try RoadsTrial.network()
    let mixed = network.segments(["JH-009", "JH-026"])
    let shares = Fees.shares(of: 800_000, on: mixed)
    #expect(shares.map(\.pavement) == [.asphalt, .sidewalk])
    #expect(shares.reduce(0) { $0 + $1.area } == 800_000)
  }
}
