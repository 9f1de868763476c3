// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a cell of a table from a spreadsheet, precise enough to put the cursor there.
public struct TableFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The bytes are neither UTF-8 nor marked as UTF-16.
    case encoding
    /// The file has more bytes than are allowed.
    case bytes(limit: Int)
    /// A quote opens the cell and none closes it.
    case unclosedQuote
    /// Something follows the quote that closes the cell.
    case afterQuote
    /// There are fewer than two rows.
    case noHeader
    /// The corner names no hit policy.
    case hitPolicy(String)
    /// A column says of itself neither that it is an input nor an output nor a note.
    case columnKind(String)
    /// An input has no expression.
    case noExpression
    /// No column is an output.
    case noOutput
    /// One of several outputs has no name.
    case noName
    /// A row of the header is there twice, or below a rule.
    case misplacedRow(String)
    /// The cell is outside the columns, or its row says nothing about its column.
    case stray(String)
    /// A rule has no result in this column.
    case noResult
  }

  /// What is wrong.
  public let problem: Problem
  /// The row of the spreadsheet, from 1.
  public let row: Int
  /// The column of the spreadsheet, from 1; nothing if it is about the whole row.
  public let column: Int?

  init(_ problem: Problem, row: Int, column: Int? = nil) {
    self.problem = problem
    self.row = row
    self.column = column
  }

  /// The letters over the column: `A`, `Z`, `AA`.
  public static func letters(ofColumn column: Int) -> String {
    var rest = column
    var letters: [Character] = []
    while rest > 0 {
      letters.append(Character(Unicode.Scalar(UInt8(65 + (rest - 1) % 26))))
      rest = (rest - 1) / 26
    }
    return String(letters.reversed())
  }
}

extension TableFault {
  /// The fault in Chinese, with its place and what to do.
  public var chinese: String {
    let place = column.map { " \(Self.letters(ofColumn: $0)) 列" } ?? ""
    return "第 \(row) 行\(place)：\(problem.chinese)"
  }

  /// The fault in English, with its place and what to do.
  public var english: String {
    let place = column.map { ", column \(Self.letters(ofColumn: $0))" } ?? ""
    return "row \(row)\(place): \(problem.english)"
  }
}

extension TableFault.Problem {
  var chinese: String {
    switch self {
    case .encoding: "文件不是 UTF-8 编码，请另存为“CSV UTF-8（逗号分隔）”"
    case .bytes(let limit): "文件超过 \(limit) 字节"
    case .unclosedQuote: "引号没有结束"
    case .afterQuote: "引号结束后还有文字，请由电子表格软件另存，或把单元格内的引号写两遍"
    case .noHeader: "至少要有两行表头：第一行是标题，第二行是“输入 …”“输出 …”“说明”"
    case .hitPolicy(let text):
      "命中策略“\(text)”无效，应为 "
        + DecisionTable.HitPolicy.allCases.map { $0.title(in: .chinese) }.joined(separator: "、")
    case .columnKind(let text):
      text.isEmpty
        ? "没有写明本列是什么，应为“输入 表达式”“输出 名称”或“说明”"
        : "“\(text)”应以“输入”“输出”或“说明”开头，后面空一格再写表达式或名称"
    case .noExpression: "“输入”后面要写表达式，例如“输入 申请人.年龄”"
    case .noOutput: "没有输出列，请在第二行写“输出 名称”"
    case .noName: "有多个输出列时，每列都要有名称，例如“输出 费用”"
    case .misplacedRow(let text): "“\(text)”行只能写一次，并且要在规则之前"
    case .stray(let text): "此处不应有内容（“\(text)”），请删除或移到所属的列"
    case .noResult: "没有写结果；确实没有结果时请写 null"
    }
  }

  var english: String {
    switch self {
    case .encoding: "the file is not UTF-8; save it as “CSV UTF-8 (comma delimited)”"
    case .bytes(let limit): "the file has more than \(limit) bytes"
    case .unclosedQuote: "a quote is not closed"
    case .afterQuote:
      "something follows the closing quote; let the spreadsheet save the file, or double the quotes"
        + " inside the cell"
    case .noHeader:
      "two rows of headings are needed: titles, then “input …”, “output …” or “note”"
    case .hitPolicy(let text):
      "there is no hit policy “\(text)”; write one of "
        + DecisionTable.HitPolicy.allCases.map { $0.title(in: .english) }.joined(separator: ", ")
    case .columnKind(let text):
      text.isEmpty
        ? "the column must say what it is: “input expression”, “output name” or “note”"
        : "“\(text)” must begin with “input”, “output” or “note”, then a space and what it is"
    case .noExpression: "“input” needs an expression, as in “input applicant.age”"
    case .noOutput: "there is no output; write “output name” in the second row"
    case .noName: "of several outputs each needs a name, as in “output fee”"
    case .misplacedRow(let text): "the row “\(text)” stands once, and before the rules"
    case .stray(let text):
      "nothing may stand here (“\(text)”); delete it or move it to its column"
    case .noResult: "there is no result; write null if there is none to give"
    }
  }
}

/// Everything that is wrong with a table from a spreadsheet, in the order of its cells.
public struct TableFaults: Error, Hashable, Sendable {
  /// The faults; at least one.
  public let faults: [TableFault]

  init(_ faults: [TableFault]) {
    self.faults = faults
  }

  /// The faults in Chinese, one a line.
  public var chinese: String { faults.map(\.chinese).joined(separator: "\n") }

  /// The faults in English, one a line.
  public var english: String { faults.map(\.english).joined(separator: "\n") }
}
