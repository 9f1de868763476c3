// SPDX-License-Identifier: Apache-2.0

/// Why a text is not an expression, precise enough to put a cursor there.
public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The 1-based line.
  public let line: Int
  /// The 1-based column, in Unicode code points.
  public let column: Int
  /// What stands there, as written; empty at the end of the text.
  public let found: String
  /// What is wrong.
  public let problem: Problem

  /// What is wrong with a text.
  public enum Problem: Hashable, Sendable {
    /// Something else was expected; the words name it as the grammar does.
    case expected(String)
    /// A text or comment is not closed.
    case unclosed(String)
    /// A character that has no place in FEEL.
    case character
    /// A number that 34 digits and the exponent range do not hold.
    case number
    /// The text of `@"…"` is no date, time or duration.
    case literal
    /// A name was given twice among the parameters or keys.
    case repeated(String)
    /// The text is nested more deeply than the limits allow.
    case depth
    /// The text is longer than the limits allow.
    case length(Int)
  }

  /// The same error in a larger text, in which the expression begins at this 1-based line and column.
  public func moved(toLine line: Int, column: Int) -> SyntaxError {
    SyntaxError(
      line: line + self.line - 1, column: self.line == 1 ? column + self.column - 1 : self.column,
      found: found, problem: problem)
  }

  /// The problem in Chinese, with its place.
  public var chinese: String {
    "第 \(line) 行第 \(column) 列：" + problem.chinese(found: found)
  }

  /// The problem in English, with its place.
  public var english: String {
    "line \(line), column \(column): " + problem.english(found: found)
  }

  /// The English words.
  public var description: String { english }
}

extension SyntaxError.Problem {
  private static let chinese = [
    "expression": "表达式", "operator": "运算符", "name": "名称", "type": "类型",
  ]

  func chinese(found: String) -> String {
    let here = found.isEmpty ? "表达式在此结束" : "此处是“\(found)”"
    return switch self {
    case .expected(let what): "\(here)，应为 \(Self.chinese[what] ?? what)"
    case .unclosed(let what): "\(what) 没有结束"
    case .character: "字符“\(found)”不能用在表达式里"
    case .number: "数“\(found)”超出范围"
    case .literal: "“\(found)”不是日期、时间或时段"
    case .repeated(let name): "名称“\(name)”重复"
    case .depth: "嵌套过深"
    case .length(let limit): "表达式超过 \(limit) 个字符"
    }
  }

  func english(found: String) -> String {
    let here = found.isEmpty ? "the text ends" : "found “\(found)”"
    return switch self {
    case .expected(let what): "\(here), expected \(what)"
    case .unclosed(let what): "\(what) is not closed"
    case .character: "the character “\(found)” has no place in an expression"
    case .number: "the number “\(found)” is out of range"
    case .literal: "“\(found)” is no date, time or duration"
    case .repeated(let name): "the name “\(name)” is there twice"
    case .depth: "nested too deeply"
    case .length(let limit): "longer than \(limit) characters"
    }
  }
}
