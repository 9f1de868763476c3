// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import TestKit
import Testing

@testable import Drafting
@testable import Site

@Suite("Micro-reforms")
struct ReformTests {
  static func proposed(in trial: DraftingTrial) async throws -> String {
    try await trial.desk.propose(
      ReformProposal(
        name: "营业执照免复印", unit: "市场准入科", kind: .process, before: Remark("申请人带复印件"),
        after: Remark("窗口调取电子证照"),
        measures: [
          MicroReform.Measure(name: "申请材料", unit: "件", before: 5, aim: 2),
          MicroReform.Measure(name: "等候时间", unit: "分钟", before: 20, aim: 12.5),
        ]), by: try trial.actor("section-head")
    ).id
  }

  private func take(
    _ trial: DraftingTrial, _ order: ReformOrder, _ id: String, as name: String = "head"
  ) async throws {
    _ = try await trial.desk.take(
      order, withReform: id, by: try trial.actor(name), expecting: nil)
  }

  @Test("from the proposal by the pilot to the standard way, with what was measured")
  func course() async throws {
    let trial = try await DraftingTrial()
    let id = try await Self.proposed(in: trial)
    let effect = ReformOrder(
      step: .standardise, text: Remark("试点一个月，申请材料减少三件。"), measured: [2, nil])
    await #expect(throws: DraftingRefusal.reformElsewhere(.proposed)) {
      try await take(trial, effect, id)
    }
    await #expect(throws: DraftingRefusal.notYourPart) {
      try await take(trial, ReformOrder(step: .pilot), id, as: "section-head")
    }
    try await take(trial, ReformOrder(step: .pilot, from: trial.now.day), id)
    await #expect(throws: DraftingRefusal.effectMissing) {
      try await take(trial, ReformOrder(step: .standardise), id)
    }
    try await trial.go(to: "2026-12-23")
    try await take(trial, effect, id)
    let file = try await trial.desk.reform(id)
    #expect(file.state.measures.map(\.measured) == [2, nil])
    #expect(file.state.standardOn == trial.now.day && file.effect?.contains("减少三件") == true)
    await #expect(throws: DraftingRefusal.reformElsewhere(.standard)) {
      try await take(trial, ReformOrder(step: .drop, text: Remark("不要了")), id)
    }
    let page = try await trial.page("/drafting/micro-reforms/\(id)", as: "supervisor")
    for text in ["-60%", "5 件", "12.5 分钟", "已成常态"] { #expect(page.contains(text), "\(text)") }
    try await trial.expectSound()
  }

  @Test("the form tells which field is missing or no number")
  func form() async throws {
    let trial = try await DraftingTrial()
    let answer = try await trial.browser("section-head").post(
      "/drafting/micro-reforms",
      [
        "name": "减材料", "unit": "科室", "kind": "process", "before": "多", "after": "少一些",
        "measure.0.name": "材料", "measure.0.before": "五", "measure.0.aim": "2",
      ])
    #expect(answer.status == 422 && answer.text.contains("f-measure.0.before"))
    let short = try await trial.browser("section-head").post(
      "/drafting/micro-reforms",
      ["name": "减材料", "unit": "科室", "kind": "process", "before": "多", "after": "少一些"])
    #expect(short.status == 422 && short.text.contains("f-before"))
    let made = try await trial.browser("section-head").post(
      "/drafting/micro-reforms",
      [
        "name": "减材料", "unit": "科室", "kind": "process", "before": "五件", "after": "两件",
        "measure.0.name": "材料", "measure.0.unit": "件", "measure.0.before": "5",
        "measure.0.aim": "2",
      ])
    #expect(made.status == 303)
    let list = try await trial.page("/drafting/micro-reforms?status=proposed", as: "supervisor")
    #expect(list.contains("减材料"))
    #expect(
      !(try await trial.page("/drafting/micro-reforms?status=standard", as: "head")).contains("减材料")
    )
  }
}
