// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Foundation
import Journal
import TestKit
import Testing

@Suite("What is wrong with rules is told with its line and what is right")
struct RuleFaultTests {
  /// One change of the sample with rules that breaks one of them, and the text of the line that it is told at.
  struct Breach: Sendable, CustomTestStringConvertible {
    let rule: String
    let old: String
    let new: String
    let at: String

    init(_ rule: String, _ old: String, _ new: String, at: String) {
      self.rule = rule
      self.old = old
      self.new = new
      self.at = at
    }

    var testDescription: String { "\(rule): \(new)" }
  }

  static let breaches = [
    Breach(
      "F1", "when: {business: [catering]}\n    options", "when: business = = 1\n    options",
      at: "when: business"),
    Breach("F1", "then: [(seats - 10) * 1.005]", "then: [\"(seats - 10 *\"]", at: "- decides: fee"),
    Breach("F1", "if: [\"<= 10\"]", "if: [\"<= 10\", \"-\"]", at: "- decides: fee"),
    Breach("F2", "(seats - 10) * 1.005", "chairs * 1.005", at: "- decides: fee"),
    Breach("F3", "name: amount", "name: sum", at: "outputs:"),
    Breach("F3", "hit: C", "hit: U", at: "hit: U"),
    Breach("F4", "'\"cold_room\"'", "'\"warm_room\"'", at: "- if: ['\"yes\"'"),
    Breach("F4", "'\"immediate\"', 1", "'\"at once\"', 1", at: "- if: ['\"retail\"'"),
    Breach("F4", "'\"immediate\"', 1", "'\"immediate\"', 21", at: "- if: ['\"retail\"'"),
    Breach("F4", "then: [3, '\"城建科\"']", "then: [1, '\"城建科\"']", at: "- if: [\"> 200\"]"),
    Breach("F5", RuledSample.fee, "fee: {charged: false}", at: "fee: {charged"),
    Breach("F6", "- if: [\"> 10\"]", "- if: [\"> 11\"]", at: "- decides: fee"),
    Breach("F6", "- if: [\"> 10\"]", "- if: [\">= 10\"]", at: "- decides: fee"),
  ]

  @Test("each rule, at its line", arguments: breaches)
  func breach(_ breach: Breach) throws {
    let text = RuledSample.yaml(breach.old, breach.new)
    let faults = try #require(throws: FileFaults.self) { try Sample.file(text) }.faults
    let fault = try #require(faults.first { $0.rule == breach.rule }, "\(faults)")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines[try #require(fault.line) - 1]
    #expect(line.contains(breach.at), "\(fault) stands at: \(line)")
    #expect(fault.message.en?.isEmpty == false)
  }

  @Test("a `when` of a question reads earlier questions only, of a field no other field")
  func order() throws {
    let later = Sample.yaml(
      "ask: 经营什么？\n    ask_en: What do you trade in?",
      "ask: 经营什么？\n    ask_en: What do you trade in?\n    when: cold = \"yes\"")
    #expect(throws: FileFaults.self) { try Sample.file(later) }
    let field = Sample.yaml(
      "required: false\n    when: {business: [catering]}",
      "required: false\n    when: entity_name = \"x\"")
    let faults = try #require(throws: FileFaults.self) { try Sample.file(field) }.faults
    #expect(faults.map(\.rule) == ["F2"])
  }

  @Test("a spreadsheet is kept with its version, exported beside the file, and part of its digest")
  func spreadsheet() async throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "catalogue-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let folder = root.appending(path: "original")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = folder.appending(path: "sample.yaml")
    let sheet = folder.appending(path: "review.csv")
    let text = Sample.yaml(
      "process:",
      """
      tables:
        - {decides: review, name: 审查, name_en: Review, csv: review.csv, labels_en: [Seats, Reviewers]}
      process:
      """)
    try text.write(to: source, atomically: true, encoding: .utf8)
    let missing = try CatalogueCommand.check(folder.path)
    #expect(missing.faults.map(\.rule) == ["file"])
    let csv = "F 首个,餐位数,人数\n,输入 seats,输出 reviewers\n1,> 200,3\n"
    try csv.write(to: sheet, atomically: true, encoding: .utf8)
    let first = try CatalogueCommand.check(folder.path)
    #expect(first.faults.isEmpty, "\(first.faults)")
    let bureau = try await Bureau()
    _ = try await CatalogueCommand.importDirectory(folder.path, into: bureau.journal)
    let copy = root.appending(path: "copy")
    let written = try await CatalogueCommand.export(to: copy.path, from: bureau.journal)
    #expect(written.contains("review.csv"))
    #expect(try String(contentsOf: copy.appending(path: "review.csv"), encoding: .utf8) == csv)
    try csv.replacingOccurrences(of: "200", with: "300").write(
      to: sheet, atomically: true, encoding: .utf8)
    let second = try CatalogueCommand.check(folder.path)
    #expect(second.files.first?.digest != first.files.first?.digest)
    try "X,餐位数\n,输入 seats\n".write(to: sheet, atomically: true, encoding: .utf8)
    let broken = try CatalogueCommand.check(folder.path)
    #expect(broken.faults.contains { $0.rule == "F1" && $0.message.zh.contains("review.csv") })
  }
}
