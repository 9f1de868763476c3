// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Codes
import Deadlines
import TestKit
import Testing

@testable import Licences

@Suite("The number on a certificate", .withoutDatabase)
struct LicenceNumberTests {
  private let day = Deadlines.Day(number: 20_780)  // 2026-11-23

  private func number(
    _ pattern: String, serial: Int = 7, _ choices: [String: Int] = [:]
  ) throws -> String {
    try LicenceNumber(pattern, on: day, choices: choices).text(serial: serial)
  }

  @Test("no two series of documents share a word, so no two documents a number")
  func words() {
    let words =
      DocumentKind.allCases.map(\.numberWord) + PromiseDocumentKind.allCases.map(\.numberWord)
      + LicenceDocumentKind.allCases.map(\.numberWord)
    #expect(Set(words).count == words.count, "\(words)")
    #expect(Set(words).isDisjoint(with: ["授字", "信字"]), "authorisations and bars")
  }

  @Test("a pattern is filled in with the choice, the date, the serial and the check digit")
  func patterns() throws {
    let food = try number("JY{business:1}420103{serial:6}{check}", ["business": 2])
    #expect(food.hasPrefix("JY2420103000007") && food.count == 16)
    // The library of codes reads what is made here, check digit and all.
    let read = try NumberPattern("JY{business:1}420103{serial:6}{check}").parse(food)
    #expect(read["business"] == "2" && read["serial"] == "000007")
    #expect(try number("420103{year}{month}{day}{serial:4}") == "420103202611230007")
    #expect(try number("鄂武江卫公证字〔{year}〕第{serial:6}号") == "鄂武江卫公证字〔2026〕第000007号")
  }

  @Test("licences of one series have consecutive serials; the choice and the year begin another")
  func series() throws {
    let pattern = "JY{business:1}420103{year}{serial:6}{check}"
    let one = try LicenceNumber(pattern, on: day, choices: ["business": 1])
    let two = try LicenceNumber(pattern, on: day, choices: ["business": 2])
    let next = try LicenceNumber(pattern, on: day.adding(days: 60), choices: ["business": 1])
    #expect(Set([one.series, two.series, next.series]).count == 3)
    let again = try LicenceNumber(pattern, on: day.adding(days: 1), choices: ["business": 1])
    #expect(again.series == one.series)
  }

  @Test("a serial that has run out of digits and a field without meaning are refused")
  func faults() throws {
    #expect(throws: CodeFault.serial("10000")) {
      try number("X{serial:4}", serial: 10_000)
    }
    #expect(throws: CodeFault.serial("0")) { try number("X{serial:4}", serial: 0) }
    #expect(throws: CodeFault.self) { try number("X{form:1}{serial:4}") }
  }

  @Test("every pattern of the catalogue makes numbers and identifiers that are made once")
  func catalogue() throws {
    var numbers: Set<String> = []
    var identifiers: Set<String> = []
    // As the journal counts: items of one pattern, like the ways to a real-estate certificate, share a series.
    var serials: [String: Int] = [:]
    for item in try RealCatalogue.items() where item.result.numberPattern != nil {
      // Options that the pattern does not mention share a series.
      var series: Set<String> = []
      for option in item.questions.first?.options.map(\.key) ?? [""] {
        let situation = [item.questions.first?.key ?? "": option]
        let made = try LicencePolicies.number(for: item, situation: situation, on: day)
        guard series.insert(made.series).inserted else { continue }
        for _ in 1...2 {
          let serial = serials[made.series, default: 0] + 1
          serials[made.series] = serial
          let number = try made.text(serial: serial)
          let identifier = try LicencePolicies.identifier(for: item, number: number)
          #expect(try LicenceIdentifier(identifier).issuer == item.body.code)
          #expect(numbers.insert(number).inserted, "\(item.name.zh) \(number)")
          #expect(identifiers.insert(identifier).inserted, "\(item.name.zh) \(identifier)")
        }
      }
    }
    #expect(!numbers.isEmpty)
  }
}
