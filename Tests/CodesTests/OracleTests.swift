// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Codes

/// The folder of data that the project did not write, or nothing where it is absent.
private let oracles: URL? = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let folder =
    ProcessInfo.processInfo.environment["BANJIE_ORACLES"].map { URL(filePath: $0) }
    ?? root.appending(path: "../shared/oracles")
  let codes = folder.appending(path: "codes")
  return FileManager.default.fileExists(atPath: codes.path()) ? codes : nil
}()

/// The rows of an oracle as dictionaries by column; fields hold no quotes except where told.
private func rows(_ name: String) throws -> [[String: String]] {
  let file = try #require(oracles).appending(path: name)
  let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
  let columns = try #require(lines.first).split(separator: ",").map(String.init)
  return lines.dropFirst().map { line in
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return Dictionary(zip(columns, fields)) { first, _ in first }
  }
}

@Suite(
  "The codes agree with data that the project did not write",
  .enabled(if: oracles != nil, "the oracles are absent"))
struct OracleTests {
  let today = CivilDate(year: 2026, month: 11, day: 23) ?? CivilDate.epoch

  /// What our divisions say where they differ from the oracle's.
  ///
  /// Ours are made from packaged yearly tables, the oracle's from an encyclopaedia; neither is the
  /// standard itself. The key is the division and the year of birth.
  static let known: [String: String] = [
    "429003-1995": "枣阳市 1988–1995, the year of abolition included",
    "422401-1969": "荆门市 to 1983, 仙桃市 1986–1994",
    "220125-1931": "双阳县 to 1995 without a start",
    "532721-1961": "思茅县 from 1981",
    "352601-1960": "漳州市 to 1982, 龙岩市 to 1996",
    "442401-1977": "梅州市 to 1983, 梅县市 1983–1988",
    "442401-1978": "梅州市 to 1983, 梅县市 1983–1988",
    "152801-1935": "集宁市 to 1982, 临河市 1984–2003",
    "422900-1944": "林区 1983–1986 and 1989–1994",
    "542233-1977": "浪卡子县 to 2016",
    "332800-1983": "舟山地区 to 1982",
    "329001-1992": "泰州市 1984–1995",
  ]

  @Test("Every social credit code of the oracle is judged as the column valid_strict says")
  func socialCredit() throws {
    let wrong = try rows("uscc.csv").filter { row in
      let fault = CodeKind.uscc.fault(in: row["input"] ?? "", asOf: today)
      return (fault == nil) != (row["valid_strict"] == "1")
    }
    #expect(wrong.isEmpty, "\(wrong.count) differ, first: \(wrong.prefix(5))")
  }

  @Test("Every resident number of the oracle is judged as valid_strict says, but for known tables")
  func resident() throws {
    var wrong: [String] = []
    for row in try rows("ric.csv") {
      let input = row["input"] ?? ""
      let fault = CodeKind.resident.fault(in: input, asOf: today)
      guard (fault == nil) != (row["valid_strict"] == "1") else { continue }
      let key = "\(input.prefix(6))-\(input.dropFirst(6).prefix(4))"
      if Self.known[key] == nil { wrong.append("\(input) \(fault?.reason ?? "valid")") }
    }
    #expect(wrong.isEmpty, "\(wrong.count) differ, first: \(wrong.prefix(5))")
  }

  @Test("The divisions known to the oracle are known, but for two that the yearly tables add")
  func divisions() throws {
    let added: Set<String> = ["419010", "139006"]
    let wrong = try rows("loc.csv").filter { row in
      let code = row["code"] ?? ""
      let isKnown = CodeKind.region.fault(in: code, asOf: today) == nil
      let expected = row["known"] == "1" && row["county_raw"] != ""
      return isKnown != expected && !added.contains(code)
    }
    #expect(wrong.isEmpty, "\(wrong.count) differ, first: \(wrong.prefix(5))")
  }
}
