// SPDX-License-Identifier: Apache-2.0

import FEEL

/// What the check of a table found, with an input that shows it.
public struct TableFinding: Sendable, Hashable {
  /// How much it matters.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Some input has no result, for rules contradict each other.
    case error
    /// Something was probably forgotten or written wrongly.
    case warning
    /// Worth knowing, or not to be known before evaluation.
    case information
  }

  /// Why no value passes a cell.
  public enum DeadReason: Sendable, Hashable {
    /// It excludes every value, as `[10..5]` does.
    case empty
    /// It wants values that the column does not allow.
    case notAllowed
    /// It wants values of another type than the column has.
    case otherType
  }

  /// Why a cell cannot be judged before evaluation.
  public enum OpaqueReason: Sendable, Hashable {
    /// It does more than compare the value with constants.
    case expression
    /// It reads a name that nothing declares.
    case unknownName(String)
    /// It is not FEEL.
    case syntax(SyntaxError)
    /// The column has lists, contexts, ranges or functions as values.
    case type
  }

  /// What was found.
  public enum Problem: Sendable, Hashable {
    /// No rule matches; the tests of a rule that would, one a column, are given.
    case gap(missing: [String])
    /// No rule matches unless cells do that cannot be judged.
    case possibleGap(missing: [String])
    /// Two rules match.
    case overlap
    /// Two rules match, and their results differ.
    case conflict
    /// Two rules match, and whether their results differ is not known before evaluation.
    case possibleConflict
    /// The first of the rules never decides: whenever it matches, one of the others goes before it.
    case shadowed
    /// The rule can never match, for no value passes the cell of this column.
    case dead(column: String, cell: String, reason: DeadReason)
    /// The cell of this column cannot be judged.
    case opaque(column: String, cell: String, reason: OpaqueReason)
    /// The allowed values of the column cannot be judged, so that an example may not be allowed.
    case opaqueValues(column: String, values: String)
    /// The columns read the same input, so that an example may be one that never comes.
    case entangled(columns: [String])
    /// The check stopped at its limit; what it would have found after that is not known.
    case unfinished
    /// There are more findings of the kind before this one than are listed.
    case more(atLeast: Int)
  }

  /// The value of a column in an example.
  public struct Example: Sendable, Hashable {
    /// The heading of the column, or its expression.
    public let column: String
    /// The expression of the column.
    public let expression: String
    /// The value.
    public let value: Value
    /// Whether another value could make a difference.
    public let matters: Bool

    /// The value as one writes it in FEEL.
    public var text: String { value.literal }
  }

  /// What was found.
  public let problem: Problem
  /// How much it matters.
  public let severity: Severity
  /// The rules that it is about, from 1.
  public let rules: [Int]
  /// An input that shows it: a value for each column; empty where there is none.
  public let example: [Example]

  init(
    _ problem: Problem, _ severity: Severity, rules: [Int] = [], example: [Example] = []
  ) {
    self.problem = problem
    self.severity = severity
    self.rules = rules
    self.example = example
  }
}

// MARK: - In words

extension TableFinding {
  /// The finding in Chinese, with its example and what to do.
  public var chinese: String {
    let rules = rules.map(String.init).joined(separator: "、")
    return switch problem {
    case .gap(let missing):
      "没有规则适用于\(input(.chinese))；可补一条规则：\(Self.row(missing))"
    case .possibleGap(let missing):
      "规则 \(rules) 无法判断；若不适用，则没有规则适用于\(input(.chinese))；可补一条规则："
        + Self.row(missing)
    case .overlap: "规则 \(rules) 重叠，例如\(input(.chinese))"
    case .conflict: "规则 \(rules) 同时适用而结果不同，例如\(input(.chinese))"
    case .possibleConflict:
      "规则 \(rules) 同时适用，结果是否相同要到运行时才知道，例如\(input(.chinese))"
    case .shadowed:
      "规则 \(self.rules.first ?? 0) 永远轮不到：它适用时，"
        + "规则 \(self.rules.dropFirst().map(String.init).joined(separator: "、")) 总在先，"
        + "例如\(input(.chinese))"
    case .dead(let column, let cell, let reason):
      "规则 \(rules) 永远不会适用：“\(column)”列的“\(cell)”\(reason.chinese)"
    case .opaque(let column, let cell, let reason):
      "规则 \(rules)“\(column)”列的“\(cell)”无法判断：\(reason.chinese)"
    case .opaqueValues(let column, let values):
      "“\(column)”列的取值“\(values)”无法判断，所举示例可能不在其中"
    case .entangled(let columns):
      "\(columns.map { "“\($0)”" }.joined(separator: "、"))列取决于同一个输入，所举示例可能不会出现"
    case .unfinished: "检查达到步数上限而停止，此后的问题未能查出"
    case .more(let count): "此类问题至少另有 \(count) 处"
    }
  }

  /// The finding in English, with its example and what to do.
  public var english: String {
    let rules = rules.map(String.init).joined(separator: " and ")
    return switch problem {
    case .gap(let missing):
      "no rule matches \(input(.english)); a rule to add: \(Self.row(missing))"
    case .possibleGap(let missing):
      "rules \(rules) cannot be judged; unless they match, none does for \(input(.english)); "
        + "a rule to add: \(Self.row(missing))"
    case .overlap: "rules \(rules) overlap, for example at \(input(.english))"
    case .conflict:
      "rules \(rules) match together and differ, for example at \(input(.english))"
    case .possibleConflict:
      "rules \(rules) match together, and only evaluation can tell whether they differ, "
        + "for example at \(input(.english))"
    case .shadowed:
      "rule \(self.rules.first ?? 0) never decides: whenever it matches, "
        + "\(self.rules.dropFirst().map(String.init).joined(separator: " or ")) goes before it, "
        + "for example at \(input(.english))"
    case .dead(let column, let cell, let reason):
      "rule \(rules) can never match: “\(cell)” in the column “\(column)” \(reason.english)"
    case .opaque(let column, let cell, let reason):
      "“\(cell)” of rule \(rules) in the column “\(column)” cannot be judged: \(reason.english)"
    case .opaqueValues(let column, let values):
      "the values “\(values)” of the column “\(column)” cannot be judged; an example may not be "
        + "among them"
    case .entangled(let columns):
      "the columns \(columns.map { "“\($0)”" }.joined(separator: " and ")) read the same input; "
        + "an example may be one that never comes"
    case .unfinished: "the check stopped at its limit; what lies beyond is not known"
    case .more(let count): "there are at least \(count) more of this kind"
    }
  }

  /// The example without what makes no difference.
  private func input(_ language: TableLanguage) -> String {
    let parts = example.filter(\.matters).map { "\($0.column) = \($0.text)" }
    guard !parts.isEmpty else { return language == .chinese ? "任何输入" : "any input" }
    return language == .chinese ? " " + parts.joined(separator: "，") : parts.joined(separator: ", ")
  }

  private static func row(_ tests: [String]) -> String {
    tests.joined(separator: " | ")
  }
}

extension TableFinding.DeadReason {
  var chinese: String {
    switch self {
    case .empty: "不含任何值"
    case .notAllowed: "不在该列的取值范围内"
    case .otherType: "与该列的类型不符"
    }
  }

  var english: String {
    switch self {
    case .empty: "excludes every value"
    case .notAllowed: "is outside the values that the column allows"
    case .otherType: "is of another type than the column"
    }
  }
}

extension TableFinding.OpaqueReason {
  var chinese: String {
    switch self {
    case .expression: "它不只是与固定的值比较，要到运行时才知道"
    case .unknownName(let name): "名称“\(name)”未定义；若是文字，请加引号"
    case .syntax(let error): "不符合 FEEL 语法，\(error.chinese)"
    case .type: "该列的值不是单个值"
    }
  }

  var english: String {
    switch self {
    case .expression: "it does more than compare the value with constants"
    case .unknownName(let name): "there is no “\(name)”; write quotes around it if it is a text"
    case .syntax(let error): "it is not FEEL, \(error.english)"
    case .type: "the values of the column are not single ones"
    }
  }
}
