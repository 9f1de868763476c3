// SPDX-License-Identifier: Apache-2.0

/// Why a document cannot be read as XML.
public struct XMLFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The document has no element.
    case empty
    /// The document is not well formed; the number is libxml2's for the error.
    case malformed(code: Int)
    /// The document declares a document type, which could bring entities from inside or outside.
    case documentType
    /// Elements lie deeper in each other than is allowed.
    case depth(limit: Int)
    /// The document has more bytes than are allowed.
    case bytes(limit: Int)
    /// The document has more elements than are allowed.
    case elements(limit: Int)
  }

  /// What is wrong.
  public let problem: Problem
  /// The line of the document, from 1.
  public let line: Int

  /// The fault in Chinese, with what to do.
  public var chinese: String {
    let what =
      switch problem {
      case .empty: "文件中没有任何元素，请确认是 XML 文件"
      case .malformed(let code): "不是格式良好的 XML（错误 \(code)），请用 XML 编辑器检查此行前后的标签"
      case .documentType: "不接受文档类型声明（DOCTYPE），请删除"
      case .depth(let limit): "元素嵌套超过 \(limit) 层"
      case .bytes(let limit): "文件超过 \(limit) 字节"
      case .elements(let limit): "元素超过 \(limit) 个"
      }
    return "第 \(line) 行：\(what)"
  }

  /// The fault in English, with what to do.
  public var english: String {
    let what =
      switch problem {
      case .empty: "there is no element; check that the file is XML"
      case .malformed(let code):
        "the XML is not well formed (error \(code)); check the tags around this line"
      case .documentType: "a document type (DOCTYPE) is not accepted; remove it"
      case .depth(let limit): "elements lie more than \(limit) deep"
      case .bytes(let limit): "the file has more than \(limit) bytes"
      case .elements(let limit): "there are more than \(limit) elements"
      }
    return "line \(line): \(what)"
  }
}
