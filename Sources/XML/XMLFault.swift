// SPDX-License-Identifier: Apache-2.0

/// Why a document cannot be read as XML, and where.
public struct XMLFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The document has no element.
    case empty
    /// The document ends within a tag, a comment or the element of this name.
    case unfinished(String?)
    /// An end tag closes another element than the one that is open, or none.
    case mismatched(open: String?, close: String)
    /// Something else stands where this must stand.
    case expected(String)
    /// A character or an element stands outside of the one element that holds all.
    case outsideRoot
    /// An element has the same attribute twice.
    case repeatedAttribute(String)
    /// A reference names no character: only the five of XML itself and numbers are known.
    case reference(String)
    /// The bytes are no characters of the encoding, or a character that XML cannot hold.
    case character
    /// The encoding is not known here.
    case encoding(String)
    /// The document declares a document type, which could bring entities from inside or outside.
    case documentType
    /// Elements lie deeper in each other than is allowed.
    case depth(limit: Int)
    /// The document has more bytes than are allowed.
    case bytes(limit: Int)
    /// The document has more elements than are allowed.
    case elements(limit: Int)
    /// One tag or text has more bytes than are allowed.
    case piece(limit: Int)
  }

  /// What is wrong.
  public let problem: Problem
  /// The line of the document, from 1.
  public let line: Int
  /// The place in the line in characters (Unicode scalars), from 1.
  public let column: Int

  /// A fault at a place.
  public init(problem: Problem, line: Int, column: Int) {
    self.problem = problem
    self.line = line
    self.column = column
  }

  /// The fault in Chinese, with what to do.
  public var chinese: String { "第 \(line) 行第 \(column) 列：\(problem.chinese)" }

  /// The fault in English, with what to do.
  public var english: String { "line \(line), column \(column): \(problem.english)" }
}

extension XMLFault.Problem {
  /// The problem in Chinese, without its place.
  public var chinese: String {
    switch self {
    case .empty: "文件中没有任何元素，请确认是 XML 文件"
    case .unfinished(let name): name.map { "文件在元素 \($0) 内结束，文件可能不完整" } ?? "文件在标签或注释内结束，文件可能不完整"
    case .mismatched(let open, let close):
      open.map { "此处应当结束元素 \($0)，却结束了 \(close)" } ?? "结束了没有开始的元素 \(close)"
    case .expected(let what): "此处应当是 \(what)"
    case .outsideRoot: "根元素以外不能有文字或者其他元素"
    case .repeatedAttribute(let name): "属性 \(name) 重复"
    case .reference(let name): "不认识的引用 &\(name);，请改用字符本身或者数字引用"
    case .character: "此处的字节不是所声明编码的字符，或者是 XML 不允许的控制字符"
    case .encoding(let name): "不支持编码 \(name)，请另存为 UTF-8"
    case .documentType: "不接受文档类型声明（DOCTYPE），请删除"
    case .depth(let limit): "元素嵌套超过 \(limit) 层"
    case .bytes(let limit): "文件超过 \(limit) 字节"
    case .elements(let limit): "元素超过 \(limit) 个"
    case .piece(let limit): "一个标签或者一段文字超过 \(limit) 字节"
    }
  }

  /// The problem in English, without its place.
  public var english: String {
    switch self {
    case .empty: "there is no element; check that the file is XML"
    case .unfinished(let name):
      "the file ends inside \(name.map { "the element \($0)" } ?? "a tag or a comment"); "
        + "it may be incomplete"
    case .mismatched(let open, let close):
      open.map { "the element \($0) must end here, but \(close) does" }
        ?? "the element \(close) ends without having begun"
    case .expected(let what): "there must be \(what) here"
    case .outsideRoot: "no text and no other element may stand outside of the root element"
    case .repeatedAttribute(let name): "the attribute \(name) is repeated"
    case .reference(let name):
      "&\(name); is not known; write the character itself or its number"
    case .character:
      "these bytes are no character of the encoding, or a control character that XML forbids"
    case .encoding(let name): "the encoding \(name) is not known; save the file as UTF-8"
    case .documentType: "a document type (DOCTYPE) is not accepted; remove it"
    case .depth(let limit): "elements lie more than \(limit) deep"
    case .bytes(let limit): "the file has more than \(limit) bytes"
    case .elements(let limit): "there are more than \(limit) elements"
    case .piece(let limit): "one tag or text has more than \(limit) bytes"
    }
  }
}
