// SPDX-License-Identifier: Apache-2.0

import Bundles
import Casework
import Catalogue
import Deadlines
import Foundation
import Identity
import Journal
import Site
import TestKit
import Testing

@testable import Roads

@Suite("Segments chosen on the map, at the form of an application")
struct PickerTests {
  private static let code = RoadsSettings().item

  /// A draft of an application for digging.
  private func draft(_ trial: RoadsTrial, age: String = "free") async throws -> String {
    let answers: KeyValuePairs = [
      "situation.kind": "dig", "situation.road_age": age, "situation.pavement": "asphalt",
      "situation.traffic": "no", "situation.agent": "self",
    ]
    let begun = try await trial.bureau.browser("shop").post(CaseLink.apply(Self.code).path, answers)
    #expect(begun.status == 303, "\(begun.text)")
    return begun.location
  }

  private func send(
    _ trial: RoadsTrial, _ draft: String, _ segments: [String],
    _ days: (from: String, to: String) = ("2026-12-10", "2026-12-29"), look: Bool = true,
    more: [(name: String, value: String)] = []
  ) async throws -> Rehearsal.Answer {
    let ticked = ([""] + segments).map { (name: "answers.segment", value: $0) }
    return try await trial.bureau.browser("shop").upload(
      draft,
      ticked + [
        ("answers.from_date", days.from), ("answers.to_date", days.to), ("answers.depth_m", "1.5"),
        look ? ("look", "segment") : ("action", "save"),
      ] + more)
  }

  @Test("boxes by road and a map that leads to them; a young road says why and until when")
  func map() async throws {
    let trial = try await RoadsTrial()
    let draft = try await draft(trial)
    let page = try await trial.bureau.get(draft, as: "shop").text
    for text in [
      "href=\"#s-JH-009\"", "id=\"s-JH-009\"", "name=\"answers.segment\" value=\"JH-032\"",
      "f-answers.segment", "禁止挖掘：2023年6月30日 扩建、改建交付使用，5 年内不得挖掘（城市道路管理条例第三十三条第二款），最早 2028年7月1日",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    let looked = try await send(trial, draft, ["JH-009", "JH-019"])
    #expect(looked.status == 303 && looked.location == "\(draft)#f-answers.segment")
    let seen = try await trial.bureau.get(draft, as: "shop").text
    #expect(seen.contains("value=\"JH-009\" checked") && seen.contains("value=\"JH-019\" checked"))
    #expect(seen.contains("没有发现空间和时间上的冲突") && !seen.contains("互不相连"))
    _ = try await send(trial, draft, ["JH-009", "JH-032"])
    #expect(try await trial.bureau.get(draft, as: "shop").text.contains("互不相连"))
    _ = try await send(trial, draft, ["JH-002"])
    let young = try await trial.bureau.get(draft, as: "shop").text
    #expect(young.contains("这一期限的工程最早可以从 2028年7月1日 开始"))
    _ = try await send(trial, draft, [])
    let none = try await trial.bureau.get(draft, as: "shop").text
    #expect(!none.contains("checked"))
  }

  @Test("who is in the way is told at the form, with what could be dug together")
  func conflict() async throws {
    let trial = try await RoadsTrial()
    let water = try await trial.published(try RoadsTrial.order(), by: "agent")
    let draft = try await draft(trial)
    _ = try await send(trial, draft, ["JH-009"], ("2026-12-20", "2027-01-08"))
    let page = try await trial.bureau.get(draft, as: "shop").text
    for text in [
      "与 1 项挖掘有冲突", water, "同一路段 JH-009", "重叠 10 天", "可以合并，建议 2026年12月20日 起共 20 天",
      "/roads/new?segment=JH-009&amp;from=2026-12-20&amp;to=2027-01-08",
      "\(water) 2026年12月10日 至 2026年12月29日 已列入计划",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    let form = try await trial.bureau.get(
      "/roads/new?segment=JH-009&from=2026-12-20&to=2027-01-08", as: "shop"
    ).text
    #expect(form.contains("value=\"2026-12-20\"") && form.contains("value=\"JH-009\" checked"))
    // Whoever has announced the works is not in his own way.
    let own = try await trial.published(
      try RoadsTrial.order(["JH-030"], "2026-12-20", "2027-01-08"))
    _ = try await send(
      trial, draft, ["JH-030"], ("2026-12-20", "2027-01-08"),
      more: [("answers.dig_no", own.lowercased())])
    #expect(
      try await trial.bureau.get(draft, as: "shop").text.contains("没有发现空间和时间上的冲突"))
  }

  @Test("what names no segments is told at its field; who says that a young road is old, too")
  func wrong() async throws {
    let trial = try await RoadsTrial()
    func filed(_ segment: String, _ age: String = "free") async throws {
      let application = Application(
        code: Self.code,
        situation: [
          "kind": "dig", "road_age": age, "pavement": "asphalt", "traffic": "no", "agent": "self",
        ])
      _ = try await trial.bureau.file(
        by: "shop", for: application,
        answers: [
          "depth_m": "1.5", "dig_no": "", "segment": segment, "from_date": "2026-12-10",
          "to_date": "2026-12-20",
        ])
    }
    await #expect { try await filed("解放大道") } throws: { error in
      (error as? any Refusal)?.faults.contains { $0.field == "answers.segment" } == true
    }
    let refusal = await trial.refusal { try await filed("JH-009 JH-010") }
    guard case .roadTooYoung(let bar, let free) = try #require(refusal) else {
      Issue.record("\(refusal as Any)")
      return
    }
    #expect(bar.segment == "JH-010" && free.description == "2028-05-01")
    #expect(refusal?.legalBasis?.article == "第三十三条第二款")
    #expect(refusal?.faults.map(\.field) == ["answers.segment"])
    try await filed("JH-009 JH-010", "protected")
  }
}

@Suite("A road permit as one")
struct RoadPermitTests {
  private static func bundle() throws -> Bundles.Bundle {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "catalogue/bundles/road-permit.yaml")
    return try BundleFile(
      source: try String(contentsOf: file, encoding: .utf8), name: "road-permit.yaml"
    ).bundle
  }

  private static let answers = [
    "kind": "dig", "attached": "no", "traffic": "yes", "green": "none", "night": "no",
    "agent": "self", "road_age": "free", "pavement": "asphalt",
  ]

  /// A draft with everything in it but the segments and the days.
  private func drafted(_ trial: RoadsTrial) async throws -> String {
    let joints = trial.bureau.joints
    let account = try Bureau.account("shop")
    var answers = Self.answers
    let out: Set<String> = ["works", "sewer"]
    let items = Dictionary(try RealCatalogue.items().map { ($0.code, $0) }) { first, _ in first }
    var form = JointForm(try Self.bundle(), items: items, answers: answers, leftOut: out)
    while !form.isComplete {
      for question in form.open { answers[question.key] = question.options.first?.key }
      form = JointForm(try Self.bundle(), items: items, answers: answers, leftOut: out)
    }
    let id = try await joints.beginDraft(
      of: "road-permit", answers: answers, leftOut: out, for: account)
    var files: [FiledFile] = []
    for paper in form.papers where paper.isBrought && paper.requirement.isRequired {
      files.append(
        try await trial.bureau.desk.upload(
          Array(Application.pdf(paper.requirement.key).utf8), name: "\(paper.requirement.key).pdf",
          for: paper.requirement.material, by: account.actor))
    }
    let (values, kept) = (Application.values(of: form.fields.map(\.field)), files)
    try await joints.changeDraft(id, by: account.actor) { filing in
      filing.values = values
      filing.files = kept
    }
    return id
  }

  private func submit(
    _ trial: RoadsTrial, _ id: String, _ segments: [String], _ from: String, _ to: String
  ) async throws -> Rehearsal.Answer {
    let ticked = ([""] + segments).map { (name: "answers.segment", value: $0) }
    return try await trial.bureau.browser("shop").upload(
      "/joint-drafts/\(id)",
      ticked + [
        ("answers.from_date", from), ("answers.to_date", to), ("answers.depth_m", "1.5"),
        ("answers.dig_no", ""), ("truth", "true"), ("action", "submit"),
      ])
  }

  @Test("chosen at the one form, its dig merged while the parts are examined, permitted as agreed")
  func whole() async throws {
    let trial = try await RoadsTrial(bundles: [try Self.bundle()])
    let water = try await trial.published(try RoadsTrial.order(), by: "agent")
    let draft = try await drafted(trial)
    let form = try await trial.bureau.get("/joint-drafts/\(draft)", as: "shop").text
    #expect(form.contains("id=\"s-JH-009\""))
    let young = try await submit(trial, draft, ["JH-002"], "2026-12-20", "2027-01-08")
    #expect(young.status == 422 && young.text.contains("f-answers.segment-fault"), "\(young.text)")
    #expect(young.text.contains("最早可以从 2028年7月1日 开始（城市道路管理条例第三十三条第二款）"))
    let sent = try await submit(trial, draft, ["JH-009", "JH-019"], "2026-12-20", "2027-01-08")
    #expect(sent.status == 303, "\(sent.text)")
    let page = try await trial.bureau.get(sent.location, as: "shop").text
    for text in ["W2026-0002", "与 1 项挖掘有冲突", water, "列入计划公布以后，可以提出合并方案"] {
      #expect(page.contains(text), "\(text)")
    }
    try await trial.take(.publish, "W2026-0002", by: RoadsTrial.keeper)
    let open = try await trial.bureau.get(sent.location, as: "shop").text
    #expect(open.contains("/roads/digs/W2026-0002#proposal"))
    _ = try await trial.desk.proposeMerge(of: "W2026-0002", by: try Bureau.actor("shop"))
    _ = try await trial.desk.answerMerge(
      of: water, declining: nil, by: try Bureau.actor("agent"))
    let agreed = try await trial.bureau.get(sent.location, as: "city-approver").text
    #expect(agreed.contains("各方已同意"))
    let joint = String(sent.location.split(separator: "/").last ?? "")
    let clerk = try Bureau.actor("clerk")
    _ = try await trial.bureau.joints.accept(joint, by: clerk, expecting: nil)
    let file = try await trial.bureau.joints.open(joint, for: clerk)
    let id = try #require(file.part("road")?.state.caseID)
    try await trial.decided(id)
    let dig = try await trial.file("W2026-0002")
    #expect(dig.state.phase == .permitted && dig.state.merge != nil)
    #expect(dig.state.segments == ["JH-009", "JH-019"])
    #expect(dig.state.window == Window(from: try Day.of("2026-12-20"), days: 20))
    try await trial.expectSound()
  }

  @Test("the applied-for dates yield to those that the sides have agreed on")
  func agreedDays() async throws {
    let trial = try await RoadsTrial()
    let water = try await trial.published(
      try RoadsTrial.order(["JH-009"], "2026-12-24", "2027-01-31"), by: "agent")
    let id = try await trial.filed([
      "segment": "JH-009", "from_date": "2026-12-20", "to_date": "2027-01-08",
    ])
    let own = try #require(
      try await trial.desk.digs(ofCases: [id], for: try Bureau.actor("clerk")).first)
    try await trial.take(.publish, own.row.number, by: RoadsTrial.keeper)
    _ = try await trial.desk.proposeMerge(of: own.row.number, by: try Bureau.actor("shop"))
    _ = try await trial.desk.answerMerge(of: water, declining: nil, by: try Bureau.actor("agent"))
    try await trial.granted(id)
    let dig = try await trial.file(own.row.number)
    #expect(dig.state.window == Window(from: try Day.of("2026-12-24"), days: 39))
    try await trial.expectSound()
  }
}
