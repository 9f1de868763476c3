// SPDX-License-Identifier: Apache-2.0

/// Why a text is not JSON, precise enough to put a cursor there.
public struct JSONFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with a text.
  public enum Problem: Hashable, Sendable {
    /// Something else was expected.
    case expected(String)
    /// The escape in a string is none of JSON, or half of a surrogate pair.
    case escape
    /// A string has a control character that must be escaped.
    case control
    /// The bytes of a string are not UTF-8.
    case encoding
    /// A number has an exponent that FEEL's numbers do not reach.
    case number(String)
    /// An object has the key twice.
    case repeated(String)
    /// Arrays and objects lie too deeply in each other.
    case depth(Int)
  }

  /// What is wrong.
  public let problem: Problem
  /// The 1-based line.
  public let line: Int
  /// The 1-based column, in bytes.
  public let column: Int

  /// The fault in Chinese, with its place.
  public var chinese: String {
    let what =
      switch problem {
      case .expected(let what): "此处应为 \(what)"
      case .escape: "字符串中的转义不对"
      case .control: "字符串中的控制字符须转义"
      case .encoding: "字符串不是 UTF-8 编码"
      case .number(let text): "数“\(text)”超出范围"
      case .repeated(let key): "键“\(key)”重复"
      case .depth(let limit): "嵌套超过 \(limit) 层"
      }
    return "第 \(line) 行第 \(column) 列：\(what)"
  }

  /// The fault in English, with its place.
  public var english: String {
    let what =
      switch problem {
      case .expected(let what): "expected \(what)"
      case .escape: "the escape in the string is none of JSON"
      case .control: "a control character in a string must be escaped"
      case .encoding: "the string is not UTF-8"
      case .number(let text): "the number “\(text)” is out of range"
      case .repeated(let key): "the key “\(key)” is there twice"
      case .depth(let limit): "nested more than \(limit) deep"
      }
    return "line \(line), column \(column): \(what)"
  }

  /// The English words.
  public var description: String { english }
}
