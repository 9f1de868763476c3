// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import TestKit
import Testing

@testable import Drafting
@testable import Site

@Suite("The text of a draft, by its sections", .withoutDatabase)
struct DraftTextTests {
  @Test("every file of the catalogue comes back letter by letter, and every key has a section")
  func roundTrip() throws {
    for file in try RealCatalogue.check().files {
      let text = DraftText(file.source)
      #expect(text.text.trimmed == file.source.trimmed, "\(file.name)")
      var again = text
      for section in DraftSection.allCases { try again.replace(section, with: text[section]) }
      #expect(again.text == text.text, "\(file.name)")
    }
  }

  @Test("a line of the file is told as a line of its section")
  func places() {
    let text = DraftText("# head\ncode: a\nname: b\n\nfee:\n  charged: false\nkiosk: true\n")
    #expect(text[.fee] == "\nfee:\n  charged: false\n")
    #expect(text.place(ofLine: 6)?.section == .fee)
    #expect(text.place(ofLine: 6)?.line == 3)
    // The third block of the basics comes after the fee, and goes on counting where the second ended.
    #expect(text.place(ofLine: 7)?.section == .basics && text.place(ofLine: 7)?.line == 4)
  }

  @Test("a section is put where it belongs, and a key of another section is refused")
  func replacing() throws {
    var text = DraftText("code: a\nterms:\n  x: 1\nprocess: []\n")
    try text.replace(.fee, with: "fee:\n  charged: true")
    #expect(text.text == "code: a\nfee:\n  charged: true\nterms:\n  x: 1\nprocess: []\n")
    #expect(throws: DraftingRefusal.keyElsewhere(key: "terms", section: .terms)) {
      try text.replace(.fee, with: "terms: {}")
    }
    try text.replace(.fee, with: "")
    #expect(text.text == "code: a\nterms:\n  x: 1\nprocess: []\n")
    text.set("terms", nil)
    text.set("code", "code: \"b\"")
    #expect(text.text == "code: \"b\"\nprocess: []\n")
  }

  @Test(
    "a text without a key is kept for the check to tell of, and unknown keys stay where they were written"
  )
  func strange() throws {
    var text = DraftText("code: a\n")
    try text.replace(.faq, with: "- nonsense")
    #expect(text.text.contains("- nonsense"))
    try text.replace(.fee, with: "fee: {}\ncharge: true\n")
    #expect(text[.fee] == "fee: {}\ncharge: true\n")
  }
}

@Suite("The form of a section", .withoutDatabase)
struct SectionFormTests {
  private func form(_ values: [String: [String]]) -> Form {
    Form(values.flatMap { name, all in all.map { (name: name, value: $0) } })
  }

  @Test(
    "the simple sections of every file can be shown by fields, and saving them unchanged changes nothing"
  )
  func unchanged() throws {
    for file in try RealCatalogue.check().files {
      let text = DraftText(file.source)
      for section in DraftSection.allCases where !section.fields.isEmpty {
        let fields = try #require(SectionForm(section, of: text), "\(file.name) \(section)")
        var after = text
        try fields.write(form(fields.values), into: &after)
        #expect(after.text == text.text, "\(file.name) \(section)")
      }
    }
  }

  @Test(
    "a changed field changes its key alone; comments, other keys and the clock of the terms stay")
  func changed() throws {
    let source = Sample.yaml(
      "  promised: {number: 8, unit: working_day}",
      "  promised: {number: 8, unit: working_day}\n  clock: {extension: none}")
    let text = DraftText("# 说明\n" + source)
    let fields = try #require(SectionForm(.terms, of: text))
    var values = fields.values
    values["terms.promised.number"] = ["10"]
    var after = text
    try fields.write(form(values), into: &after)
    let file = try Sample.file(after.text)
    #expect(file.version.terms.promised.number == 10)
    #expect(file.version.terms.special?.extending == nil && file.version.terms.special != nil)
    #expect(after.text.hasPrefix("# 说明\n"))
    #expect(after[.fee] == text[.fee] && after[.process] == text[.process])
  }

  @Test("rows are added and removed, texts that could be taken for something else are quoted")
  func rows() throws {
    let text = DraftText(Sample.yaml)
    let fields = try #require(SectionForm(.faq, of: text))
    var after = text
    try fields.write(
      form([
        "faq.1.q": ["要钱吗？: 是 # 否"], "faq.1.q_en": ["null"], "faq.1.a": ["不要。\n一分也不要。"],
      ]), into: &after)
    let faq = try Sample.file(after.text).version.faq
    #expect(faq.map(\.question.zh) == ["要钱吗？: 是 # 否"])
    #expect(faq[0].question.en == "null" && faq[0].answer.zh == "不要。\n一分也不要。")
  }

  @Test("what is no number, no day or no option is told at its field")
  func faults() throws {
    let text = DraftText(Sample.yaml)
    let fields = try #require(SectionForm(.basics, of: text))
    var values = fields.values
    values["visits"] = ["两"]
    values["expires"] = ["2026-02-30"]
    values["handling"] = ["soon"]
    var after = text
    let refusal = #expect(throws: SiteRefusal.self) {
      try fields.write(form(values), into: &after)
    }
    #expect(Set(refusal?.faults.map(\.field) ?? []) == ["visits", "expires", "handling"])
  }

  @Test("a section that says more than fields can is written as text alone")
  func unreadable() {
    #expect(SectionForm(.faq, of: DraftText("faq:\n  - {q: a, a: b, c: d}\n")) == nil)
    #expect(SectionForm(.fee, of: DraftText("fee: [")) == nil)
    #expect(SectionForm(.materials, of: DraftText(Sample.yaml)) == nil)
    #expect(SectionForm(.fee, of: DraftText("code: a\n")) != nil)
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
