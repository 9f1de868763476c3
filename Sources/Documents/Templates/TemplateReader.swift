// SPDX-License-Identifier: Apache-2.0

import FEEL

/// Reads a template line by line: its head, then its text with the directives that stand on lines of their own.
struct TemplateReader {
  /// A directive that stands alone on its line.
  private enum Directive {
    case open(InlineReader.Opening)
    case otherwise
    case close
  }

  /// The places of the lines among the scalars, without their ends.
  private let lines: [Range<Int>]
  private var inline: InlineReader
  private var line = 0
  private var faults: [TemplateFault] = []
  /// How many cells the rows of the table at hand have.
  private var columns: Int?

  init(_ text: String, names: Names) {
    let scalars = Array(text.unicodeScalars)
    inline = InlineReader(scalars, names: names)
    var lines: [Range<Int>] = []
    var start = 0
    for index in scalars.indices where scalars[index] == "\n" {
      lines.append(start..<index)
      start = index + 1
    }
    self.lines = lines + [start..<scalars.count]
    if text.utf8.count > Template.lengthMax {
      faults = [TemplateFault(.length(limit: Template.lengthMax), line: 1, column: 1)]
    }
  }

  mutating func read() throws(TemplateFaults) -> ([Template.Field: [Inline]], [Node]) {
    guard faults.isEmpty else { throw TemplateFaults(faults: faults) }
    let head = readHead()
    var body = readNodes()
    while line < lines.count {
      // Only what closes nothing ends the text before its end.
      fault(.misplaced(text(line)), at: line)
      line += 1
      body += readNodes()
    }
    let found = (faults + inline.faults).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    guard found.isEmpty else { throw TemplateFaults(faults: found) }
    return (head, body)
  }

  private mutating func fault(_ problem: TemplateFault.Problem, at line: Int) {
    faults.append(TemplateFault(problem, line: line + 1, column: 1))
  }

  private func text(_ line: Int) -> String { inline.text(lines[line]) }

  // MARK: - Head

  private mutating func readHead() -> [Template.Field: [Inline]] {
    var head: [Template.Field: [Inline]] = [:]
    var hasTitle = false
    while line < lines.count, text(line).isEmpty { line += 1 }
    while line < lines.count, !text(line).isEmpty {
      let range = lines[line]
      let colon = range.first { inline.scalars[$0] == ":" }
      let name = inline.text(range.lowerBound..<(colon ?? range.upperBound))
      if let colon, let field = Template.Field(rawValue: name) {
        if head[field] != nil { fault(.repeated(name), at: line) }
        if field == .title { hasTitle = !inline.text(colon + 1..<range.upperBound).isEmpty }
        head[field] = inline.read(colon + 1..<range.upperBound)
      } else {
        fault(.field(String(name.prefix(40))), at: line)
      }
      line += 1
    }
    if !hasTitle { fault(.titleMissing, at: 0) }
    return head
  }

  // MARK: - Text

  /// Reads up to a directive that ends the part, which is left to be taken.
  private mutating func readNodes() -> [Node] {
    var nodes: [Node] = []
    while line < lines.count {
      if let directive = directive() {
        switch directive {
        case .otherwise, .close: return nodes
        case .open(let opening) where !["if", "each"].contains(opening.word):
          fault(.unknownDirective("#" + opening.word), at: line)
          line += 1
        case .open(let opening):
          if let node = readPart(opening) { nodes.append(node) }
        }
      } else {
        nodes.append(readNode())
      }
    }
    return nodes
  }

  private func directive() -> Directive? {
    guard let found = inline.directive(alone: lines[line]) else { return nil }
    return switch found.word {
    case "else": .otherwise
    case let word where word.hasPrefix("/"): .close
    default: .open(found)
    }
  }

  /// Reads a condition or repetition from its line to the line that closes it.
  private mutating func readPart(_ opening: InlineReader.Opening) -> Node? {
    let start = line
    line += 1
    let outer = inline.names
    let placed = inline.expression(of: opening)
    inline.depth += 1
    if inline.depth == Template.depthMax + 1 {
      fault(.depth(limit: Template.depthMax), at: start)
    }
    defer {
      inline.depth -= 1
      inline.names = outer
    }
    if opening.isRepetition { inline.declareElement(of: placed, opening) }
    let names = inline.names
    let then = readNodes()
    var otherwise: [Node] = []
    if !opening.isRepetition, line < lines.count, text(line) == "{{else}}" {
      line += 1
      otherwise = readNodes()
    }
    let close = opening.isRepetition ? "/each" : "/if"
    if line < lines.count, inline.directive(alone: lines[line])?.word == close {
      line += 1
    } else {
      fault(.unclosed(text(start)), at: start)
    }
    guard let placed else { return nil }
    return opening.isRepetition
      ? .repetition(placed, names, then) : .condition(placed, then: then, otherwise: otherwise)
  }

  private mutating func readNode() -> Node {
    let range = lines[line]
    let text = text(line)
    if text.hasPrefix("|") { return readRow() }
    columns = nil
    guard !text.isEmpty else {
      line += 1
      return .gap
    }
    for (sign, make) in [
      ("## ", Node.heading), ("- ", Node.entry), ("> ", Node.note),
    ] as [(String, ([Inline]) -> Node)] where text.hasPrefix(sign) {
      line += 1
      let start = range.first { inline.scalars[$0] != " " } ?? range.lowerBound
      return make(inline.read(start + sign.count..<range.upperBound))
    }
    repeat { line += 1 } while line < lines.count && isContinued(line)
    return .paragraph(inline.read(range.lowerBound..<lines[line - 1].upperBound))
  }

  /// Whether a line goes on with the paragraph above it.
  private func isContinued(_ line: Int) -> Bool {
    let text = text(line)
    return !text.isEmpty && !["## ", "- ", "> ", "|"].contains(where: text.hasPrefix)
      && inline.directive(alone: lines[line]) == nil
  }

  private mutating func readRow() -> Node {
    let place = line
    let cells = inline.readCells(lines[line])
    line += 1
    if line < lines.count, isRule(line) {
      line += 1
      columns = cells.count
      return .head(cells)
    }
    let expected = columns ?? 2
    if cells.count != expected {
      fault(.cells(expected: expected, found: cells.count), at: place)
    }
    return .row(cells)
  }

  /// Whether a line is the rule below the head of a table: `|---|---|`.
  private func isRule(_ line: Int) -> Bool {
    let text = text(line)
    return text.hasPrefix("|") && text.contains("---") && text.allSatisfy { "|-: ".contains($0) }
  }
}
