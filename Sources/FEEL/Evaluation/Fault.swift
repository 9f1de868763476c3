// SPDX-License-Identifier: Apache-2.0

/// What can go wrong in an evaluation.
public enum Fault: Error, Sendable, Hashable {
  /// No variable, key or function has this name.
  case unknownName(String)
  /// An operator or clause cannot take values of these kinds.
  case kinds(operation: String, [Value.Kind])
  /// A context or value has no entry or property of this name.
  case noEntry(name: String, Value.Kind)
  /// What is called is no function.
  case notFunction(Value.Kind)
  /// A function is called with arguments that none of its forms takes.
  case arguments(function: String, String)
  /// An argument or result cannot be coerced to the declared type.
  case type(what: String, expected: String, Value.Kind)
  /// A function is not defined for this argument: out of range, not a date, an empty list.
  case domain(function: String, String)
  /// A number is divided by zero, or a result does not fit into 34 digits and the exponent range.
  case arithmetic(String)
  /// A function with a body outside FEEL (Java, PMML), which is never run.
  case external
  /// A limit of the evaluation was reached, which ended it.
  case limit(Limit)
  /// What a host says.
  case host(code: String, chinese: String, english: String)

  /// Which limit was reached.
  public enum Limit: String, Sendable, Hashable {
    /// `Limits.steps`.
    case steps
    /// `Limits.length`.
    case length
    /// `Limits.nesting`.
    case nesting
    /// `Limits.stack`: calls or parts lie too deeply in each other, as in an endless recursion.
    case stack
  }

  /// A stable word for programs.
  public var code: String {
    switch self {
    case .unknownName: "unknown-name"
    case .kinds: "kinds"
    case .noEntry: "no-entry"
    case .notFunction: "not-function"
    case .arguments: "arguments"
    case .type: "type"
    case .domain: "domain"
    case .arithmetic: "arithmetic"
    case .external: "external"
    case .limit: "limit"
    case .host(let code, _, _): code
    }
  }

  /// What went wrong, in Chinese.
  public var chinese: String {
    switch self {
    case .unknownName(let name): "名称“\(name)”未定义"
    case .kinds(let operation, let kinds):
      "\(operation) 不能用于 \(kinds.map(\.chinese).joined(separator: "、"))"
    case .noEntry(let name, let kind): "\(kind.chinese) 中没有“\(name)”"
    case .notFunction(let kind): "\(kind.chinese) 不是函数，不能调用"
    case .arguments(let function, let detail): "函数 \(function) 的参数不对：\(detail)"
    case .type(let what, let expected, let kind): "\(what) 应为 \(expected)，现为 \(kind.chinese)"
    case .domain(let function, let detail): "\(function) 对此值无定义：\(detail)"
    case .arithmetic(let detail): "无法计算：\(detail)"
    case .external: "不运行 FEEL 以外的函数（Java、PMML）"
    case .limit(.steps): "计算步数超过上限"
    case .limit(.length): "列表或字符串的长度超过上限"
    case .limit(.nesting): "列表或上下文嵌套过深"
    case .limit(.stack): "递归或嵌套过深"
    case .host(_, let chinese, _): chinese
    }
  }

  /// What went wrong, in English.
  public var english: String {
    switch self {
    case .unknownName(let name): "there is no “\(name)”"
    case .kinds(let operation, let kinds):
      "\(operation) cannot take \(kinds.map(\.english).joined(separator: ", "))"
    case .noEntry(let name, let kind): "a \(kind.english) without “\(name)”"
    case .notFunction(let kind): "a \(kind.english) is no function and cannot be called"
    case .arguments(let function, let detail): "wrong arguments of \(function): \(detail)"
    case .type(let what, let expected, let kind): "\(what) is a \(kind.english), not \(expected)"
    case .domain(let function, let detail): "\(function) is not defined here: \(detail)"
    case .arithmetic(let detail): "cannot be calculated: \(detail)"
    case .external: "functions outside FEEL (Java, PMML) are never run"
    case .limit(.steps): "the evaluation takes too many steps"
    case .limit(.length): "a list or string becomes too long"
    case .limit(.nesting): "lists or contexts lie too deeply in each other"
    case .limit(.stack): "calls or parts lie too deeply in each other"
    case .host(_, _, let english): english
    }
  }
}
