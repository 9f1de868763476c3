// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Codes

extension CivilDate {
  /// A fallback that the tests never reach.
  static var epoch: CivilDate {
    guard let date = CivilDate(year: 1970, month: 1, day: 1) else { preconditionFailure("1970") }
    return date
  }
}

private let today = CivilDate(year: 2026, month: 11, day: 23) ?? .epoch

/// The reason a check gives, or "valid".
private func reason(_ kind: CodeKind, _ text: String, strict: Bool = true) -> String {
  kind.fault(in: text, asOf: today, strict: strict)?.reason ?? "valid"
}

@Suite("Codes are read, checked and made by their standards")
struct CodesTests {
  static let implementation = "11420103MB0000001P4000131023001"

  @Test(
    "Published and computed vectors are judged right",
    arguments: [
      (CodeKind.uscc, "91350100M000100Y43", "valid"),
      (.uscc, "91420103MA4KABC119", "valid"), (.uscc, "91420103MA4KABC118", "check"),
      (.uscc, "92420103MA4KABC116", "valid"), (.uscc, "11420103MB0000001P", "valid"),
      (.uscc, "91420103MA4KABC11", "length"), (.uscc, "91420103MA4KABCI19", "alphabet"),
      (.uscc, " 91420103MA4KABC119", "length"), (.uscc, "91420103ＭA4KABC119", "alphabet"),
      (.resident, "420103199003070017", "valid"), (.resident, "420103198506151236", "valid"),
      (.resident, "420103200102290010", "date"), (.resident, "420103199003070018", "check"),
      (.region, "420103", "valid"), (.region, "429999", "region"), (.region, "42010", "length"),
      (.item, "370117002011", "valid"), (.item, "11370800MB285591843370117002011", "valid"),
      (.item, "12441500196720244T3442199806003", "valid"), (.item, implementation, "valid"),
      (.item, implementation + "01", "valid"), (.item, implementation + "00", "serial"),
      (.item, "000031023001", "item-type"), (.item, "990131023001", "region"),
      (.item, "11420103MB0000001P8000131023001", "level"),
      (.case, "12441500196720244T3442199806003202206230068", "valid"),
      (.case, "12441500196720244T3442199806003202202300068", "date"),
      (.case, "12441500196720244T3442199806003202206230000", "serial"),
      (
        .licence,
        "1.2.156.3005.2.11100000MB03271699022.11420103MB0000001P.2024052000000000000A.001.L",
        "valid"
      ),
      (
        .licence,
        "1.2.156.3005.2.11100000MB03271699022.11420103MB0000001P.2024052000000000000A.002.L",
        "check"
      ),
      (.licence, "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9", "valid"),
      (.licence, "1.2.156.3005.3.11100000MB03271699022.340100.000000016.001.9", "structure"),
      (.project, "2401-420103-04-01-123456", "valid"),
      (.project, "2413-420103-04-01-123456", "date"),
      (.project, "2401-429999-04-01-123456", "region"),
      (.project, "2401-420103-04-01-12345", "length"),
      (.project, "2401 420103-04-01-123456", "structure"),
    ])
  func vectors(kind: CodeKind, text: String, expected: String) {
    #expect(reason(kind, text) == expected, "\(kind) \(text)")
  }

  @Test("A date that does not exist is refused though the check character is right")
  func impossibleDate() {
    #expect(reason(.resident, "420103200102290010") == "date")
    #expect(reason(.resident, "420103200102290010", strict: false) == "date")
  }

  @Test(
    "Those born before a code existed are real people for an application, and not for strictness")
  func bornBeforeTheCode() throws {
    let birth = try #require(CivilDate(year: 1955, month: 6, day: 15))
    let made = try ResidentNumber.make(
      division: "420103", birth: birth, sequence: 23, asOf: today)
    #expect(reason(.resident, made.description) == "region-year")
    #expect(reason(.resident, made.description, strict: false) == "valid")
    #expect(made.isMale && made.masked.hasPrefix("420103********"))
  }

  @Test("Residence permits of Hong Kong, Macau and Taiwan are read")
  func permits() throws {
    let birth = try #require(CivilDate(year: 1990, month: 3, day: 7))
    for (division, holder) in [
      ("810000", ResidentNumber.Holder.hongKong), ("820000", .macau), ("830000", .taiwan),
    ] {
      let made = try ResidentNumber.make(
        division: division, birth: birth, sequence: 4, asOf: today)
      #expect(made.holder == holder)
      #expect(reason(.resident, made.description) == "valid")
    }
  }

  @Test("A birth tomorrow or two centuries ago is refused")
  func absurdBirths() throws {
    for (year, reason) in [(2027, "future"), (1800, "past")] {
      let birth = try #require(CivilDate(year: year, month: 3, day: 7))
      let fault = #expect(throws: CodeFault.self) {
        try ResidentNumber.make(division: "420103", birth: birth, sequence: 1, asOf: today)
      }
      #expect(fault?.reason == reason)
    }
  }

  @Test("Rural collectives with a department letter are accepted, except by the strict check")
  func lettered() throws {
    let made = try SocialCreditCode.make(
      department: "N", type: "2", division: "420103", organisation: "MF1234565")
    #expect(reason(.uscc, made.description) == "department")
    #expect(reason(.uscc, made.description, strict: false) == "valid")
  }

  @Test("The organisation code's own check is told")
  func organisation() throws {
    let check = try #require(OrganisationCheck.character(over: "MA4KABC1".utf8))
    let made = try SocialCreditCode.make(
      department: "9", type: "1", division: "420103", organisation: "MA4KABC1\(check)")
    #expect(made.hasOrganisationCheck)
    #expect(made.organisation == "MA4KABC1\(check)" && made.division == "420103")
  }

  @Test("Any single wrong character is caught by the check")
  func singleErrors() throws {
    let cases: [(String, Range<Int>, [UInt8], (String) -> Bool)] = [
      (
        "91420103MA4KABC119", 0..<18, Alphabet.socialCredit,
        { (try? SocialCreditCode($0)) == nil }
      ),
      (
        "420103199003070017", 14..<17, Alphabet.digits,
        { (try? ResidentNumber($0, asOf: today)) == nil }
      ),
      (
        "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9", 44..<59,
        Alphabet.alphanumeric, { (try? LicenceIdentifier($0)) == nil }
      ),
    ]
    for (text, places, alphabet, isRefused) in cases {
      #expect(!isRefused(text))
      let bytes = Array(text.utf8)
      for place in places where bytes[place] != UInt8(ascii: ".") {
        for byte in alphabet where byte != bytes[place] {
          var changed = bytes
          changed[place] = byte
          #expect(isRefused(String(decoding: changed, as: UTF8.self)))
        }
      }
    }
  }

  @Test("What is made is read back with the same parts")
  func roundTrips() throws {
    var random = SystemRandomNumberGenerator()
    let body = try SocialCreditCode("11420103MB0000001P")
    for _ in 0..<300 {
      let serial = Int.random(in: 1...9999, using: &random)
      let main = Int.random(in: 1...999, using: &random)
      let basic = try ItemCode.make(province: "42", type: "01", department: "31", main: main)
      let item = try ItemCode.make(body: body, level: 4, basic: basic)
      #expect(item.basic == basic.description && item.level == 4 && item.body == body.description)
      let number = try CaseNumber.make(item: item, date: today, serial: serial)
      #expect(number.serial == serial && number.date == today && number.item == item)
      #expect(number.description.count == 43)
      let licence = try LicenceIdentifier.make(
        type: "11100000MB03271699022", issuer: body.description, serial: "\(serial)", version: 2)
      #expect(try LicenceIdentifier(licence.description) == licence)
      #expect(licence.version == 2 && licence.serial == "\(serial)")
    }
  }

  @Test("A number pattern makes and reads licence numbers, and refuses what it cannot mean")
  func patterns() throws {
    let pattern = try NumberPattern("JY{form:1}420103{serial:6}{check}")
    let made = try pattern.make(["form": "2", "serial": "17"])
    #expect(made.hasPrefix("JY2420103000017") && made.count == 16)
    #expect(try pattern.parse(made)["serial"] == "000017")
    for wrong in [
      "", "{serial}", "{serial:0}", "{date:4}", "{serial:4", "{a:1}{a:2}", "办{serial:4}",
    ] {
      #expect(throws: CodeFault.self) { try NumberPattern(wrong) }
    }
    #expect(throws: CodeFault.self) { try pattern.make(["form": "2", "serial": "1234567"]) }
    #expect(throws: CodeFault.self) { try pattern.make(["form": "2"]) }
  }

  @Test("江汉 has thirteen streets, two statistical areas and a full name")
  func jianghan() throws {
    #expect(Street.streets(in: 2026).count == 13)
    #expect(Street.all.count == 15)
    #expect(try Street("420103007000").name == "新华街道")
    #expect(try Division("420103").fullName(in: 2026) == "湖北省武汉市江汉区")
    #expect(Division.under("420100", in: 2026).filter { $0.name != "市辖区" }.count == 13)
    #expect(try Division("110103").to == 2010)
  }

  @Test("The check systems give the examples of ISO/IEC 7064")
  func checkSystems() {
    #expect(Mod11To10.character(over: "0794".utf8) == "5")
    #expect(Mod11Radix2.character(over: "0794".utf8) == "0")
    #expect(Mod37To36.character(over: "A12425GABC1234002".utf8) == "M")
  }

  @Test("A hundred thousand lines are checked within seconds even without optimisation")
  func bulk() {
    let texts = ["420103199003070017", "420103200102290010", "152125202504063754"]
    let clock = ContinuousClock()
    let spent = clock.measure {
      for index in 0..<100_000 {
        _ = CodeKind.resident.fault(in: texts[index % texts.count], asOf: today)
      }
    }
    #expect(spent < .seconds(20))
    print("100,000 resident numbers: \(spent)")
  }
}
