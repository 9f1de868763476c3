// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A function, initialiser or computed property: where it starts, and its lines from signature to closing brace.
struct FunctionSpan {
  let line: Int
  let length: Int

  /// Every one of a file, by its indentation, which `swift format` guarantees.
  static func all(in file: TextFile) -> [FunctionSpan] {
    file.lines.indices.compactMap { start in
      guard isDeclaration(file.code(start)), let open = opening(from: start, in: file)
      else { return nil }
      let indent = indentation(file.lines[start])
      let close = file.lines.indices[open...].first { index in
        index > open && indentation(file.lines[index]) == indent
          && file.lines[index].dropFirst(indent).hasPrefix("}")
      }
      return close.map { FunctionSpan(line: start, length: $0 - start + 1) }
    }
  }

  private static func isDeclaration(_ code: String) -> Bool {
    let modifiers: Set<Substring> = [
      "public", "package", "internal", "private", "fileprivate", "static", "final", "override",
      "mutating", "consuming", "borrowing", "nonisolated", "convenience", "required", "lazy",
    ]
    let words = code.split(separator: " ").drop { modifiers.contains($0) || $0.hasPrefix("@") }
    guard let word = words.first?.prefix(while: \.isLetter) else { return false }
    if ["func", "init", "deinit", "subscript"].contains(word) { return true }
    return word == "var" && code.hasSuffix("{") && !code.contains(" = ")
  }

  /// The line whose `{` opens the body; none for a requirement of a protocol or a body on one line.
  private static func opening(from start: Int, in file: TextFile) -> Int? {
    let indent = indentation(file.lines[start])
    for index in start..<file.lines.count {
      let code = file.code(index)
      let text = code.trimmingCharacters(in: .whitespaces)
      let isContinued =
        index == start || indentation(code) > indent
        || [")", "where", "throws", "async", "->", "{"].contains { text.hasPrefix($0) }
      guard isContinued else { return nil }
      if text.hasSuffix("{"), index == start || indentation(code) == indent { return index }
      if index == start, text.hasSuffix("}") { return nil }
    }
    return nil
  }

  private static func indentation(_ line: String) -> Int {
    line.prefix { $0 == " " }.count
  }
}

@Suite("Of a size to hold in the head")
struct SizeTests {
  private static let longestFile = 400
  private static let longestFunction = 70

  @Test("a Swift file has at most 400 lines")
  func files() throws {
    let faults = try House.texts("Sources", "Tests", "Plugins", "Benchmarks", kinds: ["swift"])
      .filter { $0.lines.count > Self.longestFile }
      .map { "\($0.path): \($0.lines.count) lines" }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("a function has at most 70 lines")
  func functions() throws {
    let files = try House.texts("Sources", "Tests", "Plugins", "Benchmarks", kinds: ["swift"])
    let faults = files.flatMap { file in
      FunctionSpan.all(in: file).filter { $0.length > Self.longestFunction }
        .map { file.fault($0.line, "\($0.length) lines") }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("the length of a function is told from its signature to its closing brace")
  func spans() {
    let text = """
      protocol P {
        func required(_ a: Int) -> Int
        init?(_ text: String)
      }

      struct A: P {
        var b = { 1 }()
        var c: Int {
          1
        }

        init?(_ text: String) { nil }

        package static func long(
          _ a: Int, _ b: Int
        ) throws(F) -> Int
        where T: Equatable {
          let x = {
            1
          }
          if a > b {
            return a
          }
          return x()
        }
      }
      """
    let spans = FunctionSpan.all(in: TextFile(path: "Sources/SQL/A.swift", text: text))
    #expect(spans.map(\.line) == [7, 13])
    #expect(spans.map(\.length) == [3, 12])
  }
}
