// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The links of a Markdown text, with the line of each.
func links(of file: TextFile) -> [(line: Int, target: String)] {
  file.lines.enumerated().flatMap { index, line in
    line.matches(of: /\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/).compactMap { match in
      (match.output.1 ?? match.output.2).map { (index, String($0)) }
    }
  }
}

/// The anchor that a heading gets, as forges make it: lower case, spaces to hyphens, punctuation dropped.
func anchor(_ heading: String) -> String {
  String(
    heading.lowercased().compactMap { character in
      if character == " " { return "-" }
      return character.isLetter || character.isNumber || "-_".contains(character) ? character : nil
    })
}

/// The anchors of a Markdown text.
func anchors(of file: TextFile) -> Set<String> {
  Set(
    file.lines.filter { $0.hasPrefix("#") }
      .map { anchor(String($0.drop { $0 == "#" }.dropFirst())) })
}

@Suite("Documents and notices")
struct DocumentTests {
  private static let notice = "SPDX-License-Identifier: Apache-2.0"

  private func documents() throws -> [TextFile] {
    let roots = try House.names(in: ".").filter { $0.hasSuffix(".md") }
    return try (roots + ["docs"]).flatMap { try House.texts($0, kinds: ["md"]) }
  }

  @Test("every link in a document leads to a file and a heading that exist")
  func linksResolve() throws {
    var faults: [String] = []
    for file in try documents() {
      let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
      for (line, target) in links(of: file) where !target.contains(":") {
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let relative = folder.isEmpty ? String(parts[0]) : "\(folder)/\(parts[0])"
        let path = parts[0].isEmpty ? file.path : relative
        guard House.has(path) else {
          faults.append(file.fault(line, "no \(path)"))
          continue
        }
        guard parts.count == 2, path.hasSuffix(".md") else { continue }
        let url = House.root.appending(path: path)
        let goal = TextFile(path: path, text: try String(contentsOf: url, encoding: .utf8))
        if !anchors(of: goal).contains(String(parts[1])) {
          faults.append(file.fault(line, "no heading #\(parts[1]) in \(path)"))
        }
      }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("every source names its licence in its first line (the second after a tools version or #!)")
  func notices() throws {
    let kinds: Set = ["swift", "h", "css", "js", "sh", "py"]
    let files = try House.texts(
      "Sources", "Tests", "Plugins", "Benchmarks", "scripts", "Package.swift", "Makefile",
      ".ci/run", kinds: kinds)
    let faults = files.filter { file in
      let first = file.lines.first ?? ""
      let isPreceded = first.hasPrefix("#!") || first.hasPrefix("// swift-tools-version")
      return !file.lines.dropFirst(isPreceded ? 1 : 0).prefix(1)
        .contains { $0.contains(Self.notice) }
    }
    .map(\.path)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("no file names a place of the machine it was written on")
  func places() throws {
    // Put together from pieces, so that this file does not find itself.
    let strangers = ["work", "root", "home"].map { "/" + $0 + "/" } + ["/" + "tmp/banjie"]
    let kinds: Set = ["swift", "h", "css", "js", "sh", "py", "yaml", "md", "csv"]
    let files =
      try documents()
      + House.texts(
        "Sources", "Tests", "Plugins", "Benchmarks", "scripts", "catalogue", "Package.swift",
        "Makefile", ".ci/run", "LICENSE", kinds: kinds)
    let faults = files.flatMap { file in
      strangers.filter { file.text.range(of: $0) != nil }.map { "\(file.path): \($0)" }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("decisions are numbered without a gap, say the five things and fit on a page")
  func decisions() throws {
    let files = try House.texts("docs/decisions", kinds: ["md"])
    #expect(!files.isEmpty)
    for (index, file) in files.enumerated() {
      let name = try #require(file.path.split(separator: "/").last)
      #expect(Int(name.prefix(4)) == index + 1, "\(file.path)")
      let headings = file.lines.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
      #expect(
        headings == ["Status", "Motivation", "Decision", "Consequences", "Alternatives"],
        "\(file.path)")
      #expect(file.lines.count <= 60, "\(file.path)")
    }
  }

  @Test("a planted link is read, and a heading gives its anchor")
  func planted() {
    let text = "# The way: one *case*\n[a](b.md#c) and ![d](e.png)\n<img src=\"f.png\">\n"
    let file = TextFile(path: "README.md", text: text)
    #expect(links(of: file).map(\.target) == ["b.md#c", "e.png", "f.png"])
    #expect(anchors(of: file) == ["the-way-one-case"])
  }
}
