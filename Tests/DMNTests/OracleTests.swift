// SPDX-License-Identifier: Apache-2.0

import FEEL
import Foundation
import Testing

@testable import DMN

/// The folder of the public kit, or nothing where it is absent.
private let kit: URL? = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let folder =
    ProcessInfo.processInfo.environment["BANJIE_ORACLES"].map { URL(filePath: $0) }
    ?? root.appending(path: "../shared/oracles")
  let kit = folder.appending(path: "dmn-tck")
  return FileManager.default.fileExists(atPath: kit.path()) ? kit : nil
}()

@Suite(
  "The public DMN Technology Compatibility Kit, as far as it is at hand",
  .enabled(if: kit != nil, "the oracles are absent"))
struct OracleTests {
  /// The results that we do not give, and the clause that each rests on.
  ///
  /// The standard lets a function be run by Java (DMN 1.5, 7.3.8 and 10.3.2.13.3); here such functions are refused,
  /// for a rule from outside must not run code. Where the kit expects an error of one we agree.
  static let known: [String: Set<String>] = [
    "0076-feel-external-java": [
      "boxed_001", "literal_001", "literal_002", "literal_003", "literal_004", "literal_005",
      "literal_006", "literal_007", "literal_008", "literal_009", "literal_010", "literal_011",
      "literal_012", "varargs_001",
    ]
  ]

  @Test("every result of every folder is as expected, but for those named here", arguments: [2, 3])
  func folders(level: Int) throws {
    let root = try #require(kit).appending(path: "compliance-level-\(level)")
    let names = try FileManager.default.contentsOfDirectory(atPath: root.path()).sorted()
    #expect(!names.isEmpty)
    var values = TestReport.Count()
    for name in names {
      let report = try read(root.appending(path: name)).run()
      #expect(!report.lines.isEmpty, "\(name) has no results")
      values = values + report.values
      let known = Self.known[name] ?? []
      let failures = report.failures.filter { !known.contains($0.result) }
      #expect(failures.isEmpty, "\(name): \(failures.map { "\($0.result) \($0.verdict)" })")
      let cured = known.subtracting(report.failures.map(\.result))
      #expect(cured.isEmpty, "\(name): \(cured) pass, so take them off the list")
    }
    // An engine that answers null to everything passes none of these.
    #expect(values.passed > (level == 2 ? 80 : 900))
  }

  private func read(_ folder: URL) throws -> TestFolder {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()) {
      files[name] = [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
    return TestFolder(name: folder.lastPathComponent, files: files)
  }
}
