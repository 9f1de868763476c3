// SPDX-License-Identifier: Apache-2.0

import FEEL

/// What is wrong at a place of a template.
public struct TemplateFault: Error, Sendable, Hashable {
  /// The 1-based line.
  public let line: Int
  /// The 1-based column, in Unicode code points.
  public let column: Int
  /// What is wrong.
  public let problem: Problem

  /// What can be wrong with a template, and with what it is filled in with.
  public enum Problem: Sendable, Hashable {
    /// The template is longer than is allowed, in bytes.
    case length(limit: Int)
    /// It has more places than is allowed.
    case places(limit: Int)
    /// Conditions and repetitions lie too deep in each other.
    case depth(limit: Int)
    /// The head has no title.
    case titleMissing
    /// The head has a field that there is not, or that is no field.
    case field(String)
    /// The head has a field twice.
    case repeated(String)
    /// `{{` or `**` is not closed in its paragraph.
    case unclosed(String)
    /// `{{ }}` with nothing in it.
    case empty
    /// The expression cannot be read; its error bears its place in the template.
    case syntax(SyntaxError)
    /// An expression reads a name that there is not.
    case unknownName(String)
    /// What is repeated is no list.
    case notList(String)
    /// `{{else}}`, `{{/if}}` or `{{/each}}` without what it belongs to.
    case misplaced(String)
    /// A directive that there is not.
    case unknownDirective(String)
    /// A row has another number of cells than the head of its table; without a head, than two.
    case cells(expected: Int, found: Int)
    /// A value is null, so that its place stays blank; why, as far as it is known.
    case null(String, Fault?)
    /// A value that a text cannot hold: a context, a range or a function.
    case value(String, Value.Kind)
    /// Filling in takes too many steps or makes too much text.
    case limit
  }

  /// A fault at a 1-based place.
  public init(_ problem: Problem, line: Int, column: Int) {
    self.problem = problem
    self.line = line
    self.column = column
  }

  /// What is wrong, in Chinese, with its place.
  public var chinese: String {
    if case .syntax(let error) = problem { return error.chinese }
    return "第 \(line) 行第 \(column) 列：" + problem.chinese
  }

  /// What is wrong, in English, with its place.
  public var english: String {
    if case .syntax(let error) = problem { return error.english }
    return "line \(line), column \(column): " + problem.english
  }
}

extension TemplateFault.Problem {
  /// What is wrong, in Chinese, without its place.
  var chinese: String {
    switch self {
    case .length(let limit): "模板超过 \(limit) 字节"
    case .places(let limit): "占位符超过 \(limit) 个"
    case .depth(let limit): "条件和循环嵌套超过 \(limit) 层"
    case .titleMissing: "模板开头缺少“title:”（文书名称）"
    case .field(let name):
      "“\(name)”不是模板的开头项，开头项只有 \(Self.fields)；开头与正文之间空一行"
    case .repeated(let name): "“\(name)”写了两次"
    case .unclosed(let sign): "“\(sign)”没有结束"
    case .empty: "占位符里没有表达式"
    case .syntax(let error): error.chinese
    case .unknownName(let name): "名称“\(name)”未定义"
    case .notList(let text): "“\(text)”不是列表，不能循环"
    case .misplaced(let word): "“\(word)”没有对应的开始"
    case .unknownDirective(let word): "没有“\(word)”这个指令"
    case .cells(let expected, let found): "这一行应有 \(expected) 格，现有 \(found) 格"
    case .null(let text, let fault):
      "“\(text)”没有值，此处留空" + (fault.map { "（\($0.chinese)）" } ?? "")
    case .value(let text, let kind): "“\(text)”是\(kind.chinese)，不能写进文书"
    case .limit: "生成文书的步数或者字数超过上限"
    }
  }

  /// What is wrong, in English, without its place.
  var english: String {
    switch self {
    case .length(let limit): "the template is longer than \(limit) bytes"
    case .places(let limit): "more than \(limit) places to fill in"
    case .depth(let limit): "conditions and repetitions lie more than \(limit) deep"
    case .titleMissing: "the head lacks “title:”"
    case .field(let name):
      "“\(name)” is no field of the head, which are \(Self.fields); a blank line ends the head"
    case .repeated(let name): "“\(name)” is there twice"
    case .unclosed(let sign): "“\(sign)” is not closed"
    case .empty: "a place without an expression"
    case .syntax(let error): error.english
    case .unknownName(let name): "there is no “\(name)”"
    case .notList(let text): "“\(text)” is no list and cannot be repeated"
    case .misplaced(let word): "“\(word)” belongs to nothing"
    case .unknownDirective(let word): "there is no directive “\(word)”"
    case .cells(let expected, let found): "the row has \(found) cells instead of \(expected)"
    case .null(let text, let fault):
      "“\(text)” has no value and stays blank" + (fault.map { " (\($0.english))" } ?? "")
    case .value(let text, let kind): "“\(text)” is a \(kind.english), which no text can hold"
    case .limit: "filling in takes too many steps or makes too much text"
    }
  }

  private static let fields = Template.Field.allCases.map { "\($0.rawValue):" }
    .joined(separator: " ")
}
