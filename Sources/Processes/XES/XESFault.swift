// SPDX-License-Identifier: Apache-2.0

import XML

/// Why a file cannot be read as an event log, and where.
public struct XESFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The file is not well formed as XML.
    case xml(XMLFault.Problem)
    /// The file is compressed, and damaged or cut off.
    case gzip
    /// An element stands where it may not.
    case misplaced(String, in: String?)
    /// An element lacks an attribute that it needs.
    case missing(String, of: String)
    /// A value is none of its type.
    case value(String, type: String)
    /// Something is said of the log after its first case.
    case lateHeader(String)
    /// What must be held at a time, a case or the head of the log, has more attributes than are allowed.
    case held(limit: Int)
  }

  /// What is wrong.
  public let problem: Problem
  /// The line of the log, decompressed, from 1.
  public let line: Int
  /// The place in the line in characters, from 1.
  public let column: Int

  /// The fault in Chinese, with what to do.
  public var chinese: String { "第 \(line) 行第 \(column) 列：\(problem.chinese)" }

  /// The fault in English, with what to do.
  public var english: String { "line \(line), column \(column): \(problem.english)" }
}

extension XESFault.Problem {
  fileprivate var chinese: String {
    switch self {
    case .xml(let problem): problem.chinese
    case .gzip: "压缩数据损坏或者不完整，请重新导出或者解压后再导入"
    case .misplaced(let name, let parent):
      parent.map { "元素 \(name) 不能出现在 \($0) 内" } ?? "根元素应当是 log，却是 \(name)，请确认是 XES 日志"
    case .missing(let name, let element): "元素 \(element) 缺少属性 \(name)"
    case .value(let text, let type): "“\(text)”不是 \(type) 类型的值"
    case .lateHeader(let name): "元素 \(name) 必须写在第一个 trace 之前"
    case .held(let limit): "一个办件（或者日志头）超过 \(limit) 个属性"
    }
  }

  fileprivate var english: String {
    switch self {
    case .xml(let problem): problem.english
    case .gzip: "the compressed data are damaged or cut off; export again, or decompress first"
    case .misplaced(let name, let parent):
      parent.map { "the element \(name) may not stand in \($0)" }
        ?? "the root element must be log, but is \(name); check that the file is an XES log"
    case .missing(let name, let element): "the element \(element) lacks the attribute \(name)"
    case .value(let text, let type): "“\(text)” is no value of type \(type)"
    case .lateHeader(let name): "the element \(name) must stand before the first trace"
    case .held(let limit): "a case (or the head of the log) has more than \(limit) attributes"
    }
  }
}
