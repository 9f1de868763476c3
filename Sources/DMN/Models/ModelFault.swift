// SPDX-License-Identifier: Apache-2.0

import FEEL
import XML

/// What is wrong with a decision model, and where.
///
/// A model with faults can be asked all the same: what they touch evaluates to null, with the fault as the reason.
public struct ModelFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The file is not XML.
    case xml(XMLFault)
    /// The file is XML, but its root is not the definitions of DMN 1.1 to 1.5.
    case notDMN(root: String, namespace: String)
    /// An attribute that the standard requires is missing.
    case missingAttribute(String)
    /// An element that the standard requires is missing.
    case missingElement(String)
    /// Two things of one scope have the same name.
    case repeatedName(String)
    /// A reference leads to nothing of the kind that is needed.
    case unknownReference(String)
    /// A type is neither of FEEL nor defined in the model.
    case unknownType(String)
    /// A type or requirement leads back to itself.
    case cycle([String])
    /// An expression is not FEEL.
    case syntax(expression: String, SyntaxError)
    /// An expression uses a name that its element neither has nor requires.
    case unknownName(String)
    /// An expression is in another language than FEEL.
    case foreignLanguage(String)
    /// A function is to be run by Java or as a PMML model, which is refused.
    case externalFunction(kind: String)
    /// The hit policy or aggregation is unknown, or they do not go together.
    case hitPolicy(String)
    /// A rule has another number of entries than the table has columns.
    case ruleSize(rule: Int, inputs: Int, outputs: Int)
    /// No model with the namespace was given for an import.
    case importNotFound(namespace: String)
    /// The expression lies deeper than is allowed.
    case depth(limit: Int)
  }

  /// What is wrong.
  public let problem: Problem
  /// The element, as the reader of the model knows it: its kind and name.
  public let element: String
  /// The line of the file, from 1.
  public let line: Int

  /// A fault of an element.
  public init(_ problem: Problem, element: String, line: Int) {
    self.problem = problem
    self.element = element
    self.line = line
  }
}

extension ModelFault {
  /// The fault in Chinese, with what to do.
  public var chinese: String {
    if case .xml(let fault) = problem { return fault.chinese }
    return "第 \(line) 行，\(element)：\(problem.chinese)"
  }

  /// The fault in English, with what to do.
  public var english: String {
    if case .xml(let fault) = problem { return fault.english }
    return "line \(line), \(element): \(problem.english)"
  }
}

extension ModelFault.Problem {
  /// What is wrong, in Chinese, without the place.
  public var chinese: String {
    switch self {
    case .xml(let fault): fault.chinese
    case .notDMN(let root, let namespace):
      "根元素是“\(root)”（命名空间“\(namespace)”），应为 DMN 1.1–1.5 的 definitions"
    case .missingAttribute(let name): "缺少属性 \(name)"
    case .missingElement(let name): "缺少元素 \(name)"
    case .repeatedName(let name): "名称“\(name)”重复，请改名"
    case .unknownReference(let reference): "引用“\(reference)”找不到目标，请核对 href"
    case .unknownType(let name): "类型“\(name)”未定义，请核对 typeRef"
    case .cycle(let names): "循环依赖：\(names.joined(separator: " → "))，请断开其中一环"
    case .syntax(let expression, let error):
      "表达式“\(expression)”不符合 FEEL 语法：\(error.chinese)"
    case .unknownName(let name): "名称“\(name)”未定义，请核对拼写，或加上对它的依赖"
    case .foreignLanguage(let language): "表达式语言“\(language)”不支持，请改写为 FEEL"
    case .externalFunction(let kind): "不运行 \(kind) 外部函数，请改写为 FEEL 函数"
    case .hitPolicy(let policy): "命中策略“\(policy)”无效"
    case .ruleSize(let rule, let inputs, let outputs):
      "第 \(rule) 条规则应有 \(inputs) 个输入项和 \(outputs) 个输出项"
    case .importNotFound(let namespace): "找不到要导入的模型（命名空间“\(namespace)”）"
    case .depth(let limit): "表达式嵌套超过 \(limit) 层"
    }
  }

  /// What is wrong, in English, without the place.
  public var english: String {
    switch self {
    case .xml(let fault): fault.english
    case .notDMN(let root, let namespace):
      "the root is “\(root)” of “\(namespace)”; it must be the definitions of DMN 1.1 to 1.5"
    case .missingAttribute(let name): "the attribute \(name) is missing"
    case .missingElement(let name): "the element \(name) is missing"
    case .repeatedName(let name): "the name “\(name)” is there twice; rename one"
    case .unknownReference(let reference):
      "the reference “\(reference)” leads nowhere; check its href"
    case .unknownType(let name): "the type “\(name)” is not defined; check its typeRef"
    case .cycle(let names):
      "each needs the next: \(names.joined(separator: " → ")); break the circle"
    case .syntax(let expression, let error): "“\(expression)” is not FEEL: \(error.english)"
    case .unknownName(let name):
      "there is no “\(name)” here; check the spelling, or require the element of this name"
    case .foreignLanguage(let language):
      "the expression language “\(language)” is not supported; write FEEL"
    case .externalFunction(let kind): "\(kind) functions are not run; write the function in FEEL"
    case .hitPolicy(let policy): "there is no hit policy “\(policy)”"
    case .ruleSize(let rule, let inputs, let outputs):
      "rule \(rule) must have \(inputs) input and \(outputs) output entries"
    case .importNotFound(let namespace):
      "the model to import, of namespace “\(namespace)”, is not at hand"
    case .depth(let limit): "the expression lies more than \(limit) deep"
    }
  }
}
