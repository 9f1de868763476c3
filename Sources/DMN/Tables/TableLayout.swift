// SPDX-License-Identifier: Apache-2.0

/// What a column of a spreadsheet is in the table.
enum ColumnKind: CaseIterable {
  case input
  case output
  case note

  var chinese: String {
    switch self {
    case .input: "输入"
    case .output: "输出"
    case .note: "说明"
    }
  }

  var english: String {
    switch self {
    case .input: "input"
    case .output: "output"
    case .note: "note"
    }
  }

  func name(in language: TableLanguage) -> String {
    language == .chinese ? chinese : english
  }

  /// The kind that a heading such as `输入 年龄` or `Output: fee` begins with, and what follows it.
  static func read(_ text: String) -> (kind: ColumnKind, rest: String)? {
    for kind in allCases {
      for word in [kind.chinese, kind.english] where text.lowercased().hasPrefix(word) {
        let rest = text.dropFirst(word.count)
        if rest.isEmpty { return (kind, "") }
        guard let sign = rest.first, sign.isWhitespace || sign == ":" || sign == "：" else {
          continue
        }
        let start = rest.drop { $0.isWhitespace }
        let isColon = start.first == ":" || start.first == "："
        return (kind, (isColon ? start.dropFirst() : start).trimmed)
      }
    }
    return nil
  }
}

/// A row between the headings and the rules, told by its first cell.
enum HeaderRow: CaseIterable {
  case types
  case values
  case fallbacks
  case outputLabel

  var chinese: String {
    switch self {
    case .types: "类型"
    case .values: "取值"
    case .fallbacks: "默认"
    case .outputLabel: "总称"
    }
  }

  var english: String {
    switch self {
    case .types: "type"
    case .values: "values"
    case .fallbacks: "default"
    case .outputLabel: "title"
    }
  }

  func name(in language: TableLanguage) -> String {
    language == .chinese ? chinese : english
  }

  /// The row that the first cell names, in either language or both.
  init?(written text: String) {
    let text = text.normalizedName.lowercased()
    let row = Self.allCases.first { row in
      [row.chinese, row.english, "\(row.chinese) \(row.english)"].contains(text)
    }
    guard let row else { return nil }
    self = row
  }
}

/// The identifier of a rule in the first cell of its row.
enum RuleCell {
  /// A number is for people only; a sign `#` tells that what follows is an identifier, whatever it
  /// looks like.
  static func identifier(_ text: String) -> String? {
    if text.hasPrefix("#") { return String(text.dropFirst()) }
    return isNumber(text) ? nil : text
  }

  static func text(_ identifier: String?, number: Int) -> String {
    guard let identifier else { return String(number) }
    let isMisread =
      isNumber(identifier) || identifier.hasPrefix("#") || HeaderRow(written: identifier) != nil
    return isMisread ? "#" + identifier : identifier
  }

  private static func isNumber(_ text: String) -> Bool {
    text.allSatisfy(\.isWholeNumber)
  }
}

/// The type of a column in its cell.
enum TypeCell {
  /// What officials call the types of FEEL.
  private static let chinese = [
    "文字": "string", "数字": "number", "是否": "boolean", "日期": "date", "时间": "time",
    "日期时间": "date and time", "时长": "days and time duration", "年月": "years and months duration",
  ]

  /// The name of the type; behind a sign `#` it is one of the model, whatever it looks like.
  static func typeName(_ text: String) -> String {
    if text.hasPrefix("#") { return String(text.dropFirst()) }
    return chinese[text] ?? text
  }

  static func text(_ typeName: String, in language: TableLanguage) -> String {
    if chinese[typeName] != nil || typeName.hasPrefix("#") { return "#" + typeName }
    let word = language == .chinese ? chinese.first { $0.value == typeName }?.key : nil
    return word ?? typeName
  }
}
