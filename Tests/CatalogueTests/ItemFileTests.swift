// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import TestKit
import Testing

@Suite("Reading a file of the catalogue", .withoutDatabase)
struct ItemFileTests {
  @Test("a sound file gives the whole item")
  func sound() throws {
    let item = try Sample.item()
    #expect(item.code == Sample.code)
    #expect(item.name == Words("样品经营许可", en: "Sample trading licence"))
    #expect(item.type == .licensing)
    #expect(item.effective == (try Day.of("2026-01-01")))
    #expect(item.expires == nil)
    #expect(item.served == [.naturalPerson, .enterprise])
    #expect(item.terms.statutory.basis.text == "行政许可法第四十二条")
    #expect(item.terms.promised.number == 8)
    #expect(item.questions[1].when.options == ["business": ["catering"]])
    #expect(item.materials.map(\.key) == ["application", "cold_room", "business_licence"])
    #expect(item.process.map(\.days) == [1, 4, 2, 0.5, 0.5])
    #expect(item.result.validity?.number == 5 && item.result.validity?.unit == .year)
    #expect(item.handlingItemCode == Sample.code + "01")
  }

  @Test(
    "a mistake is told at its own line",
    arguments: [
      // A date that does not exist, a wrong type, a word that is no such word.
      ("effective: 2026-01-01", "effective: 2026-02-30", "value"),
      ("effective: 2026-01-01", "effective: next year", "value"),
      ("version: 1", "version: one", "value"),
      ("version: 1", "version: 0", "value"),
      ("visits: 0", "visits: [0]", "value"),
      ("express: true", "express: ja", "value"),
      ("handling: promised", "handling: someday", "value"),
      ("served: [natural_person, enterprise]", "served: [natural_person, martian]", "value"),
      ("level: \"4\"", "level: \"9\"", "value"),
      ("life_stage: 准营", "life_stage: 来世", "value"),
      ("fee: {charged: false}", "fee: none", "value"),
      ("max_mb: 10\n    grade: A", "max_mb: 10000\n    grade: A", "value"),
      ("unit: year}", "unit: decade}", "value"),
      ("conditions: [有经营场所]", "conditions: {a: b}", "value"),
      // A key that is missing, empty, or unknown.
      ("kiosk: false", "kiosk: ~", "missing"),
      ("kiosk: false", "kiosk: false\ncolour: red", "key"),
      ("  phone: \"027-0000-0101\"", "  fone: \"027-0000-0101\"", "key"),
    ])
  func mistakes(old: String, new: String, rule: String) throws {
    let text = Sample.yaml(old, new)
    let faults = Sample.faults(text)
    // The changed line, whose text stands in the broken file only.
    let changed = new.split(separator: "\n").last { !old.contains($0) } ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains(changed) }) + 1
    #expect(faults.contains("\(line):\(rule)"), "\(faults)")
  }

  @Test("a missing key is told with its name and where it belongs")
  func missing() throws {
    do {
      _ = try Sample.file(Sample.yaml("  phone: \"027-0000-0101\"\n", ""))
      Issue.record("it was accepted")
    } catch {
      let fault = try #require(error.faults.first)
      #expect(error.faults.count == 1)
      #expect(fault.rule == "missing")
      #expect(fault.line == Sample.line(of: "  place: "))
      #expect(fault.message.zh.contains("phone") && fault.message.zh.contains("window"))
      #expect(fault.description.hasPrefix("catalogue/sample.yaml:\(fault.line ?? 0):"))
    }
  }

  @Test("a misspelt key is told with the one that was meant")
  func misspelt() {
    do {
      _ = try Sample.file(Sample.yaml("agents: true", "agentz: true"))
      Issue.record("it was accepted")
    } catch {
      #expect(error.faults.contains { $0.message.zh.contains("是否想写 “agents”") })
      #expect(error.faults.contains { $0.message.en?.contains("did you mean `agents`") ?? false })
    }
  }

  @Test("all mistakes of a file are told at once, in the order of its lines")
  func allAtOnce() {
    let text = Sample.yaml("version: 1", "version: x")
      .replacingOccurrences(of: "kiosk: false", with: "kiosk: maybe")
      .replacingOccurrences(of: "effective: 2026-01-01", with: "effective: 2026-13-01")
    let wanted = ["version: 1", "effective:", "kiosk:"].map { "\(Sample.line(of: $0)):value" }
    #expect(Sample.faults(text) == wanted)
  }

  @Test(
    "what is not YAML, the same key twice and an empty file are refused with their line",
    arguments: [
      ("a: [1\nb: 2", "2:yaml"), ("", "-:yaml"), ("just text", "1:value"),
    ])
  func notYAML(text: String, fault: String) {
    #expect(Sample.faults(text).contains(fault), "\(Sample.faults(text))")
  }

  @Test("the same key twice is refused")
  func twice() {
    let faults = Sample.faults(Sample.yaml("kiosk: false", "kiosk: false\nkiosk: true"))
    #expect(faults == ["\(Sample.line(of: "kiosk:")):yaml"])
  }

  @Test("comments, layout and the order of keys do not change the digest, a value does")
  func digest() throws {
    let plain = try Sample.file().digest
    let moved = Sample.yaml("kiosk: false\n", "")
      .replacingOccurrences(of: "visits: 0", with: "# to the front\nkiosk:   false\nvisits: 0")
    #expect(try Sample.file(moved).digest == plain)
    #expect(try Sample.file(Sample.yaml("kiosk: false", "kiosk: true")).digest != plain)
  }

  @Test("an item survives being written as JSON and read again")
  func json() throws {
    let item = try Sample.item()
    #expect(try roundTrip(item) == item)
  }
}
