// SPDX-License-Identifier: Apache-2.0

import Codes
import Deadlines

/// How the number on a certificate is made: by the pattern of the item's version, for instance
/// `JY{business:1}420103{serial:6}{check}`.
///
/// `{serial:n}` counts from 1 within what stands before and after it; `{year}`, `{month}` and `{day}` are the
/// date of issue; `{check}` is the check digit over all digits before it (ISO/IEC 7064 MOD 11,10); any other
/// field is the place, counted from 1, of the option chosen for the question of that name. All else is
/// literal, Chinese too.
package struct LicenceNumber {
  private enum Piece {
    case literal(String)
    case value(String)
    case serial(width: Int)
    case check
  }

  private let pieces: [Piece]

  /// The series that the serial is taken from: the pattern with all but serial and check filled in.
  package let series: String

  /// - Parameter choices: for each question of the item the place of the option chosen, 0 for none.
  /// - Throws: `CodeFault.pattern` where a field means nothing.
  package init(
    _ pattern: String, on day: Deadlines.Day, choices: [String: Int]
  ) throws(CodeFault) {
    let dates = [
      "year": Self.padded(String(day.year), to: 4), "month": Self.padded(String(day.month), to: 2),
      "day": Self.padded(String(day.day), to: 2),
    ]
    let values = choices.mapValues { String($0) }.merging(dates) { _, date in date }
    let pieces = try Self.pieces(of: pattern, values)
    self.pieces = pieces
    series = pieces.map { piece in
      switch piece {
      case .literal(let text), .value(let text): text
      case .serial: "{serial}"
      case .check: "{check}"
      }
    }.joined()
  }

  /// The number.
  /// - Parameter serial: from 1.
  /// - Throws: `CodeFault.serial` where the serial has run out of digits.
  package func text(serial: Int) throws(CodeFault) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let part), .value(let part): text += part
      case .serial(let width):
        guard serial > 0, String(serial).count <= width else { throw .serial(String(serial)) }
        text += Self.padded(String(serial), to: width)
      case .check:
        let digits = text.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        text.append(Mod11To10.character(over: digits) ?? "0")
      }
    }
    return text
  }

  /// Reads the series and the serial out of a number; nil where the pattern does not make such a number.
  ///
  /// What was answered need not be known: every field is as wide as the pattern says.
  static func reading(
    _ number: String, _ pattern: String, on day: Deadlines.Day
  ) -> (series: String, serial: Int)? {
    // Choices are read off the number; any value of theirs makes the pieces.
    let fields = pattern.matches(of: /\{(\w+)(?::(\d+))?\}/).map { String($0.output.1) }
    let choices = Dictionary(fields.map { ($0, 0) }) { first, _ in first }
    guard let pieces = try? LicenceNumber(pattern, on: day, choices: choices).pieces else {
      return nil
    }
    var rest = number[...]
    var series = ""
    var serial: Int?
    for piece in pieces {
      switch piece {
      case .literal(let text):
        guard rest.hasPrefix(text) else { return nil }
        series += text
        rest = rest.dropFirst(text.count)
      case .value(let text):
        series += rest.prefix(text.count)
        rest = rest.dropFirst(text.count)
      case .serial(let width):
        series += "{serial}"
        serial = Int(rest.prefix(width))
        rest = rest.dropFirst(width)
      case .check:
        series += "{check}"
        rest = rest.dropFirst(1)
      }
    }
    guard rest.isEmpty, let serial else { return nil }
    return (series, serial)
  }

  /// Cuts a pattern at its braces.
  private static func pieces(
    of pattern: String, _ values: [String: String]
  ) throws(CodeFault) -> [Piece] {
    var pieces: [Piece] = []
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
      let field = rest[rest.index(after: open)..<close].split(separator: ":")
      let name = field.first.map(String.init) ?? ""
      let width = field.count > 1 ? Int(field[1]) ?? 1 : 1
      switch name {
      case "serial": pieces.append(.serial(width: width))
      case "check": pieces.append(.check)
      default:
        guard let value = values[name] else {
          throw .pattern("{\(name)} 没有含义 / means nothing here")
        }
        pieces.append(.value(padded(value, to: width)))
      }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.literal(String(rest))) }
    return pieces
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
