// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site
import TestKit
import Testing

@Suite("From answers to materials", .withoutDatabase)
struct GuideTests {
  private func keys(_ answers: [String: String]) throws -> [String] {
    try Guide.materials(for: try Sample.item(), answers: answers).map(\.key)
  }

  @Test("a material is needed only in the situations that it names")
  func exact() throws {
    #expect(try keys(["business": "retail"]) == ["application", "business_licence"])
    #expect(
      try keys(["business": "catering", "cold": "no"]) == ["application", "business_licence"])
    #expect(
      try keys(["business": "catering", "cold": "yes"])
        == ["application", "cold_room", "business_licence"])
  }

  @Test("a field is asked only in the situations that it names")
  func fields() throws {
    let item = try Sample.item()
    let retail = try Guide.fields(for: item, answers: ["business": "retail"])
    #expect(retail.map(\.key) == ["entity_name"])
    let catering = try Guide.fields(for: item, answers: ["business": "catering", "cold": "no"])
    #expect(catering.map(\.key) == ["entity_name", "seats"])
  }

  @Test("a material says which answers made it necessary, and what the bureau fetches by itself")
  func reasons() throws {
    let needed = try Guide.materials(
      for: try Sample.item(), answers: ["business": "catering", "cold": "yes"])
    #expect(needed[0].reasons.isEmpty)
    #expect(needed[1].reasons.map(\.answer.zh) == ["是"])
    #expect(needed.map(\.isFetched) == [false, false, true])
  }

  @Test("questions left open are refused, each by its key")
  func open() throws {
    let item = try Sample.item()
    let refusal = #expect(throws: CatalogueRefusal.self) {
      try Guide.materials(for: item, answers: ["business": "catering"])
    }
    #expect(refusal?.faults.map(\.field) == ["cold"])
    #expect(refusal?.code == "catalogue/unanswered")
    #expect(refusal?.legalBasis?.text == "行政许可法第三十条")
  }

  @Test("an unknown question and an unknown option are refused")
  func unknown() throws {
    let item = try Sample.item()
    #expect(throws: CatalogueRefusal.unknownQuestion("colour")) {
      try Guide.materials(for: item, answers: ["business": "retail", "colour": "red"])
    }
    #expect(throws: CatalogueRefusal.unknownOption(item.questions[0], option: "mining")) {
      try Guide.materials(for: item, answers: ["business": "mining"])
    }
  }

  @Test("an answer that the others have made moot is dropped, whatever it says")
  func moot() throws {
    let item = try Sample.item()
    for cold in ["yes", "no", "nonsense"] {
      let situation = try Guide.situation(
        of: item, answers: ["business": "retail", "cold": cold])
      #expect(situation == ["business": "retail"])
    }
  }

  @Test("in every item, random answers give a list that follows from the situation alone")
  func properties() throws {
    let files = try RealCatalogue.check().files
    var generator = Seeded(state: 20_261_123)
    for item in files.map(\.version) + [try Sample.item()] {
      for _ in 0..<50 {
        let answers = randomAnswers(item, &generator)
        let situation = try Guide.situation(of: item, answers: answers)
        // Settled: answering again with the settled answers changes nothing.
        #expect(try Guide.situation(of: item, answers: situation) == situation)
        #expect(Set(situation.keys) == Set(Guide.asked(of: item, answers: situation).map(\.key)))
        let needed = try Guide.materials(for: item, answers: answers)
        #expect(needed == (try Guide.materials(for: item, answers: situation)))
        // Of those that only answers decide exactly those whose condition holds, in the order of the item.
        let listed = Set(item.table(.materials)?.text.rows.flatMap(\.results) ?? [])
        let plain = item.materials.filter { material in
          material.when.rule == nil && !listed.contains("\"\(material.key)\"")
        }
        let wanted = plain.filter { material in
          (material.when.options ?? [:]).allSatisfy { key, options in
            options.contains(situation[key] ?? "")
          }
        }
        #expect(needed.map(\.material).filter(plain.contains) == wanted)
        // Without any one of its answers the situation is incomplete.
        if let key = situation.keys.sorted().randomElement(using: &generator) {
          var less = situation
          less[key] = nil
          #expect(throws: CatalogueRefusal.self) { try Guide.situation(of: item, answers: less) }
        }
      }
    }
  }

  @Test("every material and every field of every item is needed in some situation")
  func reachable() throws {
    var generator = Seeded(state: 7)
    for item in try RealCatalogue.check().files.map(\.version) {
      var materials: Set<String> = []
      var fields: Set<String> = []
      for _ in 0..<400 {
        let answers = randomAnswers(item, &generator)
        let form = Dictionary(
          uniqueKeysWithValues: item.form.filter { $0.type == .number }.map {
            ($0.key, "\(Int.random(in: 0...9, using: &generator))")
          })
        materials.formUnion(
          try Guide.materials(for: item, answers: answers, form: form).map(\.key))
        fields.formUnion(try Guide.fields(for: item, answers: answers).map(\.key))
      }
      #expect(materials == Set(item.materials.map(\.key)), "\(item.name.zh)")
      #expect(fields == Set(item.form.map(\.key)), "\(item.name.zh)")
    }
  }

  private func randomAnswers(
    _ item: ItemVersion, _ generator: inout Seeded
  ) -> [String: String] {
    var answers: [String: String] = [:]
    for question in item.questions {
      answers[question.key] = question.options.randomElement(using: &generator)?.key
    }
    return answers
  }
}

/// A generator that gives the same numbers in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
