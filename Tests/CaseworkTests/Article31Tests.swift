// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

/// 行政许可法 第三十一条: the applicant submits what is asked for, the bureau asks for nothing else.
@Suite("Administrative Licensing Law, article 31")
struct Article31Tests {
  private let today = CaseTrial.day("2026-03-02")

  /// The fields at which a filing has faults.
  private func faults(_ change: (inout Filing) -> Void) throws -> [String] {
    var filing = Filing.complete()
    filing.files = [SampleFiling.file(of: "application")]
    change(&filing)
    return FilingRules.faults(of: filing, for: try SampleFiling.item(), on: today).map(\.field)
  }

  @Test("article 31 ¶1: a filing with everything that the situation needs is complete")
  func complete() throws {
    #expect(try faults { _ in }.isEmpty)
  }

  @Test("article 31 ¶1: every fault is told at once, in the order of the form")
  func allAtOnce() throws {
    let fields = try faults {
      $0.applicant = Party(name: " ", code: "91420103MA4KXXXXX1", phone: "123")
      $0.answers = [:]
      $0.files = []
    }
    #expect(
      fields == [
        "applicant.name", "applicant.code", "applicant.phone", "answers.entity_name",
        "files.application",
      ])
  }

  @Test("article 31 ¶1: what the situation does not need is not asked for")
  func situationDecides() throws {
    let catering = try faults { $0.situation = ["business": "catering", "cold": "yes"] }
    #expect(catering == ["files.cold_room"])
    #expect(try faults { $0.situation = ["business": "catering", "cold": "no"] }.isEmpty)
    #expect(try faults { $0.situation = ["business": "catering"] } == ["situation.cold"])
    #expect(try faults { $0.situation = [:] } == ["situation.business"])
  }

  @Test("article 31 ¶1: what other authorities have issued and share is not asked for again")
  func sharedMaterials() throws {
    let item = try SampleFiling.item()
    let licence = try #require(item.materials.first { $0.key == "business_licence" })
    #expect(licence.required)
    #expect(try faults { $0.files = [SampleFiling.file(of: "application")] }.isEmpty)
  }

  @Test("article 31 ¶1: what has nothing to do with the item is not taken in")
  func unrelated() throws {
    let fields = try faults {
      $0.answers["turnover"] = "1"
      $0.files.append(SampleFiling.file(of: "recipe"))
    }
    #expect(fields == ["answers.turnover", "files.recipe"])
  }

  @Test(
    "article 31 ¶1: a value must have the form that the field asks for",
    arguments: [
      ("seats", "twelve"), ("seats", "inf"), ("entity_name", String(repeating: "长", count: 81)),
      ("opening", "2026-02-30"), ("kind", "palace"),
    ])
  func formOfValues(field: String, value: String) throws {
    let fields = try faults {
      $0.situation = ["business": "catering", "cold": "no"]
      $0.answers[field] = value
    }
    #expect(fields == ["answers.\(field)"])
  }

  @Test("article 31 ¶1: an incomplete application is refused with the article and makes no case")
  func refused() async throws {
    let hall = try await SampleFiling.bureau()
    var filing = Filing.complete()
    filing.answers = [:]
    do {
      _ = try await hall.submit(filing, by: CaseTrial.applicant)
      Issue.record("an incomplete filing was let through")
    } catch {
      let refusal = error as? CaseworkRefusal
      #expect(refusal?.legalBasis?.text == "行政许可法第三十一条第一款")
      #expect(refusal?.faults.map(\.field) == ["answers.entity_name"])
      #expect(refusal?.faults.allSatisfy { !$0.phrase.key.isEmpty } == true)
    }
    #expect(try await hall.desk.list(CaseFilter(), for: CaseTrial.clerk).isEmpty)
  }

  @Test("a file counts only where the one who hands it in has brought it")
  func foreignFile() async throws {
    let hall = try await SampleFiling.bureau()
    var filing = Filing.complete()
    filing.files = [SampleFiling.file(of: "application")]
    await #expect(throws: CaseworkRefusal.foreignFile) {
      try await hall.desk.submit(filing, through: .online, by: CaseTrial.applicant)
    }
  }
}
