// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import TestKit
import Testing

@testable import Bundles

@Suite("One form, one set of materials", .withoutDatabase)
struct JointFormTests {
  @Test("the answers select the members")
  func members() throws {
    let all = try Joined.form(["registered": "no", "sign": "yes"])
    #expect(all.parts.map(\.member.key) == ["register", "food", "sign"])
    let few = try Joined.form(["registered": "yes", "sign": "no"])
    #expect(few.parts.map(\.member.key) == ["food"])
  }

  @Test("a field that several items read is asked once")
  func fields() throws {
    let form = try Joined.form(["registered": "yes", "sign": "yes"])
    let keys = form.fields.map(\.field.key)
    #expect(Set(keys).count == keys.count)
    let uscc = try #require(form.fields.first { $0.field.key == "uscc" })
    #expect(uscc.wantedBy == ["food", "sign"])
    #expect(keys.contains("sign_area_sqm") && keys.contains("area_sqm"))
  }

  @Test("what a grant yields is not asked of the applicant")
  func gifts() throws {
    let form = try Joined.form(["registered": "no", "sign": "yes"])
    #expect(!form.fields.contains { $0.field.key == "uscc" })
    #expect(!form.papers.contains { $0.requirement.key == "business_licence" })
  }

  @Test("a question that nobody has settled is asked by itself, and what was left open is told")
  func ownQuestions() throws {
    let open = Joined.usual.replacing(", heritage: \"no\"", with: "")
    let bundle = try Joined.bundle(Joined.source(open))
    let form = JointForm(
      bundle, items: try Joined.items(), answers: ["registered": "yes", "sign": "yes"])
    #expect(form.open.map(\.key) == ["heritage"])
    let answered = JointForm(
      bundle, items: try Joined.items(),
      answers: ["registered": "yes", "sign": "yes", "heritage": "yes"])
    #expect(answered.isComplete)
    #expect(answered.parts.last?.situation["heritage"] == "yes")
    let without = JointForm(
      bundle, items: try Joined.items(), answers: ["registered": "yes", "sign": "no"])
    #expect(without.isComplete)
  }

  @Test("each item gets its own part of what was handed in, by its own names")
  func distribution() throws {
    let form = try Joined.form(["registered": "yes", "sign": "yes"])
    let blank = Party(name: "甲", code: "", phone: "")
    let filing = JointFiling(
      bundle: BundleReference(code: "restaurant", version: 1), items: [:], applicant: blank,
      agent: nil, answers: form.answers,
      values: ["business_address": "青年路1号", "sign_area_sqm": "3", "area_sqm": "80"])
    let food = try #require(form.parts.first { $0.member.key == "food" }).filing(of: filing)
    let sign = try #require(form.parts.first { $0.member.key == "sign" }).filing(of: filing)
    #expect(food.answers["business_address"] == "青年路1号" && food.answers["area_sqm"] == "80")
    #expect(sign.answers["site_address"] == "青年路1号" && sign.answers["area_sqm"] == "3")
  }

  @Test("the four reductions are computed from the items")
  func reductions() throws {
    let form = try Joined.form(["registered": "yes", "sign": "yes"])
    let reductions = Reductions(of: form)
    let items = form.parts.map(\.item)
    #expect(reductions.days.before == items.reduce(0) { $0 + $1.terms.promised.number })
    #expect(reductions.days.after == 8)
    #expect(reductions.steps.before == items.reduce(0) { $0 + $1.process.count })
    #expect(reductions.materials.after == form.papers.count { $0.isBrought })
    #expect(Reductions.Measure(before: 8, after: 3).saved == 63)
    #expect(Reductions.Measure(before: 0, after: 0).saved == nil)
  }
}
