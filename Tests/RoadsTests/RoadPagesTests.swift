// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Foundation
import HTTPTypes
import Journal
import Site
import TestKit
import Testing

@testable import Roads

@Suite("The pages of roads")
struct RoadPagesTests {
  private static let entry: KeyValuePairs<String, String> = [
    "unit": "武汉示范燃气有限公司（虚构）", "line": "gas", "purpose": "老旧管改造", "segments": "JH-009",
    "from": "2026-12-20", "to": "2026-12-31", "depth_m": "1.2", "area_sqm": "60",
    "contact_name": "示范联系人", "contact_phone": "027-00000000",
  ]

  private static func form(_ changed: [String: String]) -> [(name: String, value: String)] {
    entry.map { ($0.key, changed[$0.key] ?? $0.value) }
      + changed.filter { more in !entry.contains { $0.key == more.key } }
      .map { ($0.key, $0.value) }
  }

  private func post(
    _ trial: RoadsTrial, _ path: String, _ values: [(name: String, value: String)], as name: String
  ) async throws -> Rehearsal.Answer {
    try await trial.bureau.browser(name).upload(path, values)
  }

  @Test("the map names every segment with its state, links to it, and says that it is made up")
  func map() async throws {
    let trial = try await RoadsTrial()
    let number = try await trial.published(try RoadsTrial.order())
    let map = try await trial.bureau.get("/roads").text
    for text in [
      "演示路网", "JH-009 解放大道（西侧路口—青年路）：有挖掘计划", "JH-002 发展大道（青年路—新华路）：禁止挖掘期内",
      "href=\"/roads/segments/JH-001\"", "/roads/digs/\(number)", "2028年7月1日",
    ] {
      #expect(map.contains(text), "\(text)")
    }
    let choosing = try await trial.bureau.get("/roads/new?segment=JH-009", as: "shop").text
    #expect(choosing.contains("rm-chosen\" href=\"#s-JH-009\""))
    #expect(choosing.contains("value=\"JH-009\" checked"))
    let next = try await trial.bureau.get(
      "/roads?road=%E8%A7%A3%E6%94%BE%E5%A4%A7%E9%81%93&limit=2"
    ).text
    #expect(next.contains("cursor="))
    #expect(try await trial.bureau.get("/roads/segments/JH-999").status == 404)
  }

  @Test(
    "a dig is announced without a script; what is wrong is told at its field, with article and day")
  func announcing() async throws {
    let trial = try await RoadsTrial()
    let young = try await post(
      trial, "/roads/digs", Self.form(["segments": "JH-002"]), as: "shop")
    #expect(young.status == 422 && young.text.contains("最早可以从 2028年7月1日 开始"))
    #expect(young.text.contains("f-segments-fault") && young.text.contains("老旧管改造"))
    let sent = try await post(trial, "/roads/digs", Self.form([:]), as: "shop")
    #expect(sent.status == 303 && sent.location == "/roads/digs/W2026-0001")
    #expect(try await trial.bureau.get(sent.location).status == 404)
    let own = try await trial.bureau.get(sent.location, as: "shop").text
    #expect(own.contains("待公布") && own.contains("¥36000.00") && own.contains("027-00000000"))
    let tasks = try await trial.bureau.get("/roads/digs", as: RoadsTrial.keeper).text
    #expect(tasks.contains("W2026-0001"))
    let published = try await post(
      trial, "\(sent.location)/publish", [("step", "publish"), ("version", "1")],
      as: RoadsTrial.keeper)
    #expect(published.status == 303)
    let open = try await trial.bureau.get(sent.location).text
    #expect(open.contains("已列入计划") && !open.contains("027-00000000") && !open.contains("老旧管改造"))
    let revised = try await post(
      trial, "\(sent.location)/revise", Self.form(["to": "2027-01-05", "version": "2"]), as: "shop")
    #expect(revised.status == 303)
    let stale = try await post(
      trial, "\(sent.location)/withdraw",
      [("step", "withdraw"), ("withdraw", "不挖了。"), ("version", "1")], as: "shop")
    #expect(stale.status == 409 && stale.text.contains("不挖了。"))
  }

  @Test("two digs near one another: both pages tell it, and the sides answer there")
  func merging() async throws {
    let trial = try await RoadsTrial()
    let water = try await trial.published(try RoadsTrial.order())
    let gas = try await trial.published(
      try RoadsTrial.order(["JH-009"], "2027-01-10", "2027-01-19", depth: 90), by: "agent")
    let page = try await trial.bureau.get("/roads/digs/\(gas)", as: "agent").text
    for text in ["同一路段 JH-009", "间隔 11 天", "建议合并开挖", "<b>10</b>", "/merge\""] {
      #expect(page.contains(text), "\(text)")
    }
    let proposed = try await post(
      trial, "/roads/digs/\(gas)/merge", [("step", "merge")], as: "agent")
    #expect(proposed.status == 303)
    let other = try await trial.bureau.get("/roads/digs/\(water)", as: "shop").text
    #expect(other.contains("等待各方答复") && other.contains("merge-acceptance"))
    let silent = try await post(
      trial, "/roads/digs/\(water)/merge-refusal", [("step", "merge-refusal")], as: "shop")
    #expect(silent.status == 422)
    let agreed = try await post(
      trial, "/roads/digs/\(water)/merge-acceptance", [("step", "merge-acceptance")], as: "shop")
    #expect(agreed.status == 303)
    let plan = try await trial.bureau.get("/roads/plan?year=2027&quarter=1").text
    #expect(plan.contains(water) && plan.contains(gas) && plan.contains("1 处"))
    let bars = try await trial.bureau.get("/roads/plan?year=2027&quarter=1&view=bars").text
    #expect(bars.contains("tb-conflict") && bars.contains("/roads/digs/\(gas)"))
    let sheet = try await trial.bureau.get("/roads/plan/print?year=2027").text
    #expect(sheet.contains("2027 年度道路挖掘计划") && sheet.contains(water))
  }

  @Test("an emergency is reported on one page and stands on the list with its 24 hours")
  func emergency() async throws {
    let trial = try await RoadsTrial()
    let wrong = try await post(
      trial, "/roads/emergencies",
      Self.form(["broken_up_day": "2026-11-23", "broken_up": "25:00"]), as: "shop")
    #expect(wrong.status == 422 && wrong.text.contains("f-broken_up"))
    let sent = try await post(
      trial, "/roads/emergencies",
      Self.form(["broken_up_day": "2026-11-23", "broken_up": "8：30", "to": "2026-11-25"]),
      as: "shop")
    #expect(sent.status == 303)
    let list = try await trial.bureau.get("/roads/emergencies").text
    #expect(list.contains("待补办") && list.contains("2026-11-24 08:30"))
    try await trial.pass(to: "2026-11-24")
    let late = try await trial.bureau.get("/roads/emergencies?late=true").text
    #expect(late.contains("逾期未补办") && late.contains("W2026-0001"))
  }

  @Test("the page of a case tells of its dig, or that its number leads nowhere")
  func caseSection() async throws {
    let trial = try await RoadsTrial()
    let number = try await trial.published(try RoadsTrial.order())
    let days = ["from_date": "2026-12-10", "to_date": "2026-12-29"]
    let right = try await trial.filed(days.merging(["dig_no": number]) { _, new in new })
    #expect(
      try await trial.bureau.get("/cases/\(right)", as: "shop").text
        .contains("/roads/digs/\(number)"))
    let wrong = try await trial.filed(days.merging(["dig_no": "W2026-0404"]) { _, new in new })
    #expect(
      try await trial.bureau.get("/cases/\(wrong)", as: "clerk").text
        .contains("挖掘编号 W2026-0404 没有对应上"))
  }

  @Test("every text of every page has its English")
  func english() async throws {
    let trial = try await RoadsTrial()
    let number = try await trial.permitted("2026-11-23", "2026-12-01")
    _ = try await trial.published(
      try RoadsTrial.order(["JH-009"], "2026-12-10", "2026-12-20"), by: "agent")
    let other = try await trial.published(
      try RoadsTrial.order(["JH-009"], "2026-12-12", "2026-12-20"))
    _ = try await trial.desk.proposeMerge(of: other, by: try Bureau.actor(RoadsTrial.keeper))
    _ = try await trial.desk.breakUp(
      try RoadsTrial.order(["JH-002"], "2026-11-23", "2026-11-25"), at: trial.bureau.now,
      by: try Bureau.actor("shop"))
    let paths = [
      "/roads", "/roads/segments/JH-002", "/roads/segments/JH-009", "/roads/plan?year=2026",
      "/roads/plan?quarter=4", "/roads/plan?year=2026&view=bars", "/roads/plan/print",
      "/roads/new", "/roads/emergencies/new", "/roads/emergencies", "/roads/digs",
      "/roads/digs/\(number)", "/roads/digs/\(other)", "/roads/digs/\(other)/revise",
      "/roads/digs/W2026-0004",
    ]
    func look() async throws {
      for path in paths {
        for name in ["shop", RoadsTrial.keeper] {
          let answer = try await trial.bureau.get(
            path + (path.contains("?") ? "&" : "?") + "lang=en", as: name)
          #expect([200, 403, 404].contains(answer.status), "\(path): \(answer.status)")
        }
      }
    }
    try await look()
    try await trial.take(.start, number, by: "shop")
    let words = Reasons("要延期。")
    try await trial.take(
      .askChange(Dig.Change(until: try Day.of("2026-12-05"), area: 90), words), number, by: "shop",
      text: words.text)
    try await look()
    try await trial.pass(to: "2026-12-08")
    try await trial.take(.restore, number, by: "shop")
    try await look()
    for step in RoadsStep.allCases {
      _ = try await post(
        trial, "/roads/digs/\(number)/\(step.rawValue)?lang=en", [("step", step.rawValue)],
        as: RoadsTrial.keeper)
    }
    for refusal in Self.refusals(try Day.of("2026-12-08")) {
      #expect(
        trial.bureau.site.texts.translates(refusal.phrase.key), "\(refusal.phrase.key)")
    }
    #expect(trial.bureau.site.texts.missing.isEmpty, "\(trial.bureau.site.texts.missing)")
  }

  private static func refusals(_ day: Day) -> [RoadsRefusal] {
    [
      .digNotFound, .segmentNotFound, .noNetwork, .notYourPart(.start), .segmentsMissing,
      .elsewhere(.start, .closed), .segmentUnknown("x"), .windowMissing, .windowPast(day),
      .windowTooLong(days: 1), .brokenUpWhen, .notPermitted, .tooEarly(day), .windowOver(day),
      .underMoratorium(Moratorium(segment: "x", cause: .built, since: day), free: day),
      .roadTooYoung(Moratorium(segment: "x", cause: .built, since: day), free: day),
      .changeTooLate(day), .changeWaits, .noChangeAsked, .nothingChanges, .noLater(day),
      .appliedFor, .boundByMerge, .nothingToMerge, .mergeOpen, .noMerge, .sideTaken,
      .textMissing(.start), .incomplete([]), .segmentInUse("x", dig: "y"),
    ]
  }
}

@Suite("Roads for programs")
struct RoadAPITests {
  private static let entry = """
    {"unit":"武汉示范燃气有限公司（虚构）","line":"gas","purpose":"改造","segments":["JH-009"],
    "from":"2026-12-20","to":"2026-12-31","depth_m":1.2,"area_sqm":60,"contact_name":"示范",
    "contact_phone":"027-00000000"}
    """

  @Test("announce, list, look, take steps, report an emergency, take the segments as GeoJSON")
  func whole() async throws {
    let trial = try await RoadsTrial()
    let shop = trial.bureau.program("shop")
    let keeper = trial.bureau.program(RoadsTrial.keeper)
    let created = try await shop.send(.post, "/api/v1/roads/digs", json: Self.entry)
    #expect(created.status == 201 && created.text.contains("W2026-0001"), "\(created.text)")
    let path = "/api/v1/roads/digs/W2026-0001"
    #expect(try await trial.bureau.program().get(path).status == 404)
    let young = try await shop.send(
      .post, "/api/v1/roads/digs", json: Self.entry.replacing("JH-009", with: "JH-002"))
    #expect(
      young.status == 422 && young.text.contains("roads/under-moratorium")
        && young.text.contains("第三十三条第二款"), "\(young.text)")
    #expect(try await keeper.send(.post, "\(path)/publish").status == 200)
    let detail = try await trial.bureau.program().get(path)
    #expect(detail.text.contains("\"repair\":3600000") && !detail.text.contains("027"))
    let list = try await trial.bureau.program().get("/api/v1/roads/digs?year=2026&limit=1")
    #expect(list.text.contains("W2026-0001"))
    let early = try await shop.send(.post, "\(path)/start")
    #expect(early.status == 409 && early.text.contains("第三十条"))
    let emergency = Self.entry.replacing(
      "\"from\":\"2026-12-20\"", with: "\"broken_up\":\"2026-11-23T08:30:00+08:00\"")
    let broken = try await shop.send(.post, "/api/v1/roads/emergencies", json: emergency)
    #expect(broken.status == 201, "\(broken.text)")
    let open = try await trial.bureau.program().get("/api/v1/roads/emergencies")
    #expect(open.text.contains("2026-11-24T08:30:00.000+08:00"))
    let segments = try await trial.bureau.program().get("/api/v1/roads/segments")
    #expect(segments.header("Content-Type") == "application/geo+json")
    #expect(segments.text.contains("\"state\":\"dug\"") && segments.text.contains("\"demo\":true"))
    let gone = try await shop.send(.post, "\(path)/withdrawal", json: "{\"text\":\"不挖了。\"}")
    #expect(gone.status == 404)
    #expect(
      try await shop.send(.post, "\(path)/withdraw", json: "{\"text\":\"不挖了。\"}").status == 200)
  }
}
