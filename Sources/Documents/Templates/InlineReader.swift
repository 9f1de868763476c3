// SPDX-License-Identifier: Apache-2.0

import FEEL

/// Reads what stands within lines: text, bold runs, places to fill in, conditions and repetitions.
struct InlineReader {
  /// What opens a place: the word of a directive or nothing, and its expression.
  struct Opening {
    /// `if`, `each`, `else`, `/if`, `/each`, another word after `#` or `/`; empty for an expression.
    let word: String
    let start: Int
    let expression: Range<Int>
    /// What follows the closing braces.
    let end: Int

    var isRepetition: Bool { word == "each" }
  }

  let scalars: [Unicode.Scalar]
  /// What the expressions at hand may read.
  var names: Names
  /// How many conditions and repetitions are open.
  var depth = 0
  private(set) var faults: [TemplateFault] = []
  private let lineStarts: [Int]
  private var place = 0
  private var placeCount = 0

  private static let escapable: Set<Unicode.Scalar> = ["\\", "*", "|", "{", "}", "#", "-", ">"]

  init(_ scalars: [Unicode.Scalar], names: Names) {
    self.scalars = scalars
    self.names = names
    lineStarts = [0] + scalars.indices.filter { scalars[$0] == "\n" }.map { $0 + 1 }
  }

  /// The text of a part, without blanks at its ends.
  func text(_ range: Range<Int>) -> String {
    let part = scalars[range]
    guard let first = part.firstIndex(where: { !Self.isBlank($0) }),
      let last = part.lastIndex(where: { !Self.isBlank($0) })
    else { return "" }
    return String(String.UnicodeScalarView(part[first...last]))
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\u{3000}"
  }

  mutating func fault(_ problem: TemplateFault.Problem, at index: Int) {
    let (line, column) = position(of: index)
    faults.append(TemplateFault(problem, line: line, column: column))
  }

  private func position(of index: Int) -> (line: Int, column: Int) {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= index { low = middle } else { high = middle }
    }
    return (low + 1, index - lineStarts[low] + 1)
  }

  // MARK: - Parts

  /// Reads the whole of a range.
  mutating func read(_ range: Range<Int>) -> [Inline] {
    place = range.lowerBound
    var parts: [Inline] = []
    while place < range.upperBound {
      parts += sequence(to: range.upperBound, isBold: false, isCell: false)
      guard place < range.upperBound, let stray = opening(to: range.upperBound) else { continue }
      fault(.misplaced(text(stray.start..<stray.end)), at: place)
      place = stray.end
    }
    return Self.trimmed(parts)
  }

  /// Reads the cells of a row, which begins with `|`.
  mutating func readCells(_ range: Range<Int>) -> [[Inline]] {
    place = (range.first { scalars[$0] == "|" } ?? range.lowerBound) + 1
    var cells: [[Inline]] = []
    while place < range.upperBound {
      let parts = sequence(to: range.upperBound, isBold: false, isCell: true)
      if place < range.upperBound, scalars[place] == "|" {
        place += 1
      } else if let stray = opening(to: range.upperBound) {
        fault(.misplaced(text(stray.start..<stray.end)), at: place)
        place = stray.end
      }
      // Blanks after the last `|` are no cell.
      let isEnd = place >= range.upperBound && scalars[place - 1] != "|"
      if !(isEnd && Self.trimmed(parts).isEmpty) { cells.append(Self.trimmed(parts)) }
    }
    return cells
  }

  /// Reads up to the end or to a directive that closes, which is left to be taken.
  private mutating func sequence(to end: Int, isBold outer: Bool, isCell: Bool) -> [Inline] {
    var parts: [Inline] = []
    var text = String.UnicodeScalarView()
    var isBold = outer
    var boldStart = place
    func flush() {
      if !text.isEmpty { parts.append(.text(String(text), isBold: isBold)) }
      text = String.UnicodeScalarView()
    }
    reading: while place < end {
      let scalar = scalars[place]
      let next = place + 1 < end ? scalars[place + 1] : nil
      switch (scalar, next) {
      case ("\\", .some(let next)) where Self.escapable.contains(next):
        text.append(next)
        place += 2
      case ("{", "{"):
        guard let opening = opening(to: end) else {
          fault(.unclosed("{{"), at: place)
          place = end
          break reading
        }
        guard !opening.isClosing else { break reading }
        flush()
        if let part = part(opening, to: end, isBold: isBold, isCell: isCell) { parts.append(part) }
      case ("*", "*"):
        flush()
        boldStart = place
        isBold.toggle()
        place += 2
      case ("|", _) where isCell: break reading
      case ("\n", _): softBreak(to: end, &text)
      default:
        text.append(scalar)
        place += 1
      }
    }
    flush()
    if isBold != outer { fault(.unclosed("**"), at: boldStart) }
    return parts
  }

  /// The end of a line within a paragraph: a blank between Latin words, nothing in Chinese.
  private mutating func softBreak(to end: Int, _ text: inout String.UnicodeScalarView) {
    while let last = text.last, Self.isBlank(last) { text.removeLast() }
    let before = place > 0 ? scalars[place - 1] : " "
    place += 1
    while place < end, Self.isBlank(scalars[place]) { place += 1 }
    guard place < end else { return }
    let isWord = [before, scalars[place]]
      .allSatisfy { $0.isASCII && !"{}*\\".contains(Character($0)) }
    if isWord { text.append(" ") }
  }

  // MARK: - Places

  /// A directive that is all there is on a line.
  func directive(alone range: Range<Int>) -> Opening? {
    guard let start = range.first(where: { !Self.isBlank(scalars[$0]) }),
      let opening = opening(at: start, to: range.upperBound), !opening.word.isEmpty,
      text(opening.end..<range.upperBound).isEmpty
    else { return nil }
    return opening
  }

  private func opening(to end: Int) -> Opening? { opening(at: place, to: end) }

  /// What stands in the braces that begin at a place; texts within its expression may have braces of their own.
  private func opening(at start: Int, to end: Int) -> Opening? {
    guard start + 1 < end, scalars[start] == "{", scalars[start + 1] == "{" else { return nil }
    var index = start + 2
    var isText = false
    while index + 1 < end {
      switch scalars[index] {
      case "\\" where isText: index += 1
      case "\"": isText.toggle()
      case "}" where !isText && scalars[index + 1] == "}":
        return opening(start, start + 2..<index)
      default: break
      }
      index += 1
    }
    return nil
  }

  private func opening(_ start: Int, _ content: Range<Int>) -> Opening {
    let first = content.first { !Self.isBlank(scalars[$0]) } ?? content.upperBound
    let end = content.upperBound + 2
    let isDirective = first < content.upperBound && "#/".contains(Character(scalars[first]))
    guard isDirective || text(content) == "else" else {
      return Opening(word: "", start: start, expression: content, end: end)
    }
    let wordEnd = (first..<content.upperBound).first { Self.isBlank(scalars[$0]) }
    let word = text(first..<(wordEnd ?? content.upperBound))
    return Opening(
      word: word.hasPrefix("#") ? String(word.dropFirst()) : word, start: start,
      expression: (wordEnd ?? content.upperBound)..<content.upperBound, end: end)
  }

  private mutating func part(
    _ opening: Opening, to end: Int, isBold: Bool, isCell: Bool
  ) -> Inline? {
    place = opening.end
    guard !opening.word.isEmpty else {
      return expression(of: opening).map { .value($0, isBold: isBold) }
    }
    guard ["if", "each"].contains(opening.word) else {
      fault(.unknownDirective("#" + opening.word), at: opening.start)
      return nil
    }
    depth += 1
    if depth == Template.depthMax + 1 {
      fault(.depth(limit: Template.depthMax), at: opening.start)
    }
    let outer = names
    defer {
      depth -= 1
      names = outer
    }
    let placed = expression(of: opening)
    if opening.isRepetition { declareElement(of: placed, opening) }
    let inner = names
    let then = sequence(to: end, isBold: isBold, isCell: isCell)
    var otherwise: [Inline] = []
    if !opening.isRepetition, take("else", to: end) {
      otherwise = sequence(to: end, isBold: isBold, isCell: isCell)
    }
    if !take("/" + opening.word, to: end) {
      fault(.unclosed(text(opening.start..<opening.end)), at: opening.start)
    }
    guard let placed else { return nil }
    return opening.isRepetition
      ? .repetition(placed, inner, then) : .condition(placed, then: then, otherwise: otherwise)
  }

  private mutating func take(_ word: String, to end: Int) -> Bool {
    guard let opening = opening(to: end), opening.word == word else { return false }
    place = opening.end
    return true
  }

  // MARK: - Expressions

  /// Reads the expression of a place and checks its names.
  mutating func expression(of opening: Opening) -> Placed? {
    placeCount += 1
    if placeCount == Template.placesMax + 1 {
      fault(.places(limit: Template.placesMax), at: opening.start)
    }
    let text = text(opening.expression)
    guard !text.isEmpty, placeCount <= Template.placesMax, depth <= Template.depthMax else {
      if text.isEmpty { fault(.empty, at: opening.start) }
      return nil
    }
    let start = opening.expression.first { !Self.isBlank(scalars[$0]) } ?? opening.start
    let (line, column) = position(of: start)
    do {
      let expression = try FEEL.Expression(text, names: names)
      let unknown = NameCheck(expression).unknown
      for (name, offset) in unknown { fault(.unknownName(name), at: start + offset) }
      return unknown.isEmpty ? Placed(expression: expression, line: line, column: column) : nil
    } catch {
      faults.append(
        TemplateFault(
          .syntax(error.moved(toLine: line, column: column)), line: line, column: column))
      return nil
    }
  }

  /// Lets what is repeated read the element: its entries by their names, the whole as `item`, its number as `index`.
  mutating func declareElement(of placed: Placed?, _ opening: Opening) {
    var element = FEELType.any
    if let placed {
      switch NameCheck(placed.expression).type {
      case .any, .null: break
      case .list(let type): element = type
      default: fault(.notList(placed.expression.text), at: opening.start)
      }
    }
    names.declare("index", .number)
    names.declare("item", element)
    if case .context(let components) = element {
      for component in components { names.declare(component.name, component.type) }
    }
  }

  /// The parts without blanks at their two ends.
  private static func trimmed(_ parts: [Inline]) -> [Inline] {
    var parts = parts
    while case .text(let text, let isBold)? = parts.first {
      let rest = text.drop { $0.unicodeScalars.allSatisfy(isBlank) }
      if !rest.isEmpty {
        parts[0] = .text(String(rest), isBold: isBold)
        break
      }
      parts.removeFirst()
    }
    while case .text(let text, let isBold)? = parts.last {
      let end = text.lastIndex { !$0.unicodeScalars.allSatisfy(isBlank) }
      if let end {
        parts[parts.count - 1] = .text(String(text[...end]), isBold: isBold)
        break
      }
      parts.removeLast()
    }
    return parts
  }
}

extension InlineReader.Opening {
  /// Whether it ends what is open rather than to open something.
  fileprivate var isClosing: Bool { word == "else" || word.hasPrefix("/") }
}
