// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Site

@Suite
struct TranslationTests {
  static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Site")

  /// The Chinese literals of the target's source that hold no markup, as the keys of phrases.
  static func keys() throws -> [String] {
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    let literal = /"((?:[^"\\\n]|\\\((?:[^()"]|\([^()]*\))*\)|\\[^(\n])*)"/
    let value = /\\\((?:[^()]|\([^()]*\))*\)/
    var keys: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        .filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      for line in lines {
        for match in line.matches(of: literal) where match.1.contains(/\p{Han}/) {
          keys.insert(String(match.1.replacing(value, with: "{}")))
        }
      }
    }
    return keys.subtracting(kept).filter { !$0.contains("<") && $0 != "{}" }.sorted()
  }

  /// What is Chinese in every language, or is written for one language only.
  static let kept: Set<String> = [
    "中文", "{}年{}月{}日", "一", "二", "三", "四", "五", "六", "周",
    // Summaries of routes that no person sees.
    "存活检查", "就绪检查", "接口说明", "实时更新",
  ]

  @Test("Every text of the floor has an English translation")
  func translated() throws {
    let texts = try Texts(english: [Embedded.enYAML])
    let keys = try Self.keys()
    #expect(keys.count > 60)
    #expect(keys.filter { !texts.translates($0) } == [])
  }
}
