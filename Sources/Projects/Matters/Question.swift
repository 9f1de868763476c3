// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Site

/// A question of a step: a field of its form on the page, and the member of the same name in the API's JSON.
package struct Question<Subject: Matter>: Sendable {
  enum Kind: Sendable {
    case line(max: Int)
    case area
    case day
    case number(ClosedRange<Int>)
    /// A number with up to two decimals.
    case amount
    case either(yes: Phrase, no: Phrase)
    case choice([Choice])
    /// One of what the matter has at the moment.
    case pick(@Sendable (Subject, MatterContext) -> [Choice])
    case several(@Sendable (Subject, MatterContext) -> [Choice])
    /// A table: on the page a line for each row, its columns apart by commas or tabs, as a spreadsheet copies them.
    case rows([Column])
  }

  let name: String
  let label: Phrase
  let kind: Kind
  let isRequired: Bool
  let help: Phrase?

  init(
    _ name: String, _ label: Phrase, _ kind: Kind, isRequired: Bool = true, help: Phrase? = nil
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.isRequired = isRequired
    self.help = help
  }

  /// The text that a step rests on.
  static func text(_ label: Phrase, help: Phrase? = nil) -> Question {
    Question(Answers.text, label, .area, help: help)
  }
}

/// One of the answers of a choice.
package struct Choice: Sendable, Hashable {
  let value: String
  let label: Phrase

  init(_ value: String, _ label: Phrase) {
    self.value = value
    self.label = label
  }
}

/// A column of a question that takes a table.
package struct Column: Sendable, Hashable {
  let name: String
  let label: Phrase
  let isRequired: Bool
  /// The values that it takes, by the words that people write; nil where it takes any text.
  let words: [String: String]?

  init(_ name: String, _ label: Phrase, isRequired: Bool = true, words: [String: String]? = nil) {
    self.name = name
    self.label = label
    self.isRequired = isRequired
    self.words = words
  }
}

/// How much fits into the fields of this room.
enum FieldLimits {
  static let text = 2_000
  static let table = 40_000
  static let rows = 500
  static let cell = 200
}

// MARK: - On the page

extension Question {
  /// The field of the form.
  func field(
    named name: String, _ subject: Subject, _ context: MatterContext, _ visit: Visit
  )
    -> UI.Field
  {
    func options(_ choices: [Choice]) -> [UI.Option] {
      choices.map { UI.Option($0.value, visit.t($0.label)) }
    }
    let shown: UI.FieldKind =
      switch kind {
      case .line(let max): .text(max: max)
      case .area: .area(max: FieldLimits.text)
      case .day: .date
      case .number: .number
      case .amount: .text(max: 12)
      case .either(let yes, let no):
        .either([UI.Option("yes", visit.t(yes)), UI.Option("no", visit.t(no))])
      case .choice(let choices): .choice(options(choices))
      case .pick(let choices): .choice(options(choices(subject, context)))
      case .several(let choices): .several(options(choices(subject, context)))
      case .rows: .area(max: FieldLimits.table)
      }
    return UI.Field(
      name, visit.t(label), shown, required: isRequired, help: help.map { visit.t($0) })
  }

  /// The one answer that there is to a question about what the matter has; nil where there are more.
  func onlyChoice(_ subject: Subject, _ context: MatterContext) -> String? {
    guard case .pick(let choices) = kind else { return nil }
    let all = choices(subject, context)
    return all.count == 1 ? all.first?.value : nil
  }

  // MARK: In the API

  /// The member of the JSON.
  var property: Schema.Property {
    let schema: Schema =
      switch kind {
      case .line(let max): .string(length: 1...max)
      case .area: .string(length: 1...FieldLimits.text)
      case .day: .date
      case .number(let range): .integer(range)
      case .amount: .string(pattern: "^[0-9]{1,8}(\\.[0-9]{1,2})?$")
      case .either: .boolean
      case .choice(let choices): .choice(choices.map(\.value))
      case .pick: .string(length: 1...200)
      case .several: .array(.string(length: 1...200), count: 1...100)
      case .rows(let columns):
        .array(.object(columns.map(\.property)), count: 1...FieldLimits.rows)
      }
    return isRequired ? .required(name, schema) : .optional(name, schema)
  }

  // MARK: What is wrong

  /// What is wrong with what was entered; nil where nothing is.
  func fault(in answers: Answers, _ subject: Subject, _ context: MatterContext) -> Phrase? {
    if case .rows(let columns) = kind {
      let rows = answers.rows(name)
      if rows.isEmpty { return isRequired ? "请填写“\(label)”。" : nil }
      if rows.count > FieldLimits.rows { return "最多 \(FieldLimits.rows) 行，请分次填写。" }
      return rows.enumerated().lazy.compactMap { Self.fault(of: $1, at: $0 + 1, columns) }.first
    }
    let values = answers.all(name)
    guard let value = values.first else { return isRequired ? "请填写“\(label)”。" : nil }
    switch kind {
    case .line(let max): return value.count > max ? "最多 \(max) 个字，请精简。" : nil
    case .area:
      return value.count > FieldLimits.text ? "最多 \(FieldLimits.text) 个字，请精简。" : nil
    case .day: return Day(value) == nil ? "日期应当是真实存在的，例如 2026-03-01。" : nil
    case .number(let range):
      return Int(value).map(range.contains) == true
        ? nil : "请填写 \(range.lowerBound) 到 \(range.upperBound) 之间的整数。"
    case .amount: return Area(value) == nil ? "请填写数字，最多两位小数，例如 95.50。" : nil
    case .either: return Self.fault(of: values, among: ["yes", "no"])
    case .choice(let choices): return Self.fault(of: values, among: choices.map(\.value))
    case .pick(let choices), .several(let choices):
      return Self.fault(of: values, among: choices(subject, context).map(\.value))
    case .rows: return nil
    }
  }

  private static func fault(of values: [String], among known: [String]) -> Phrase? {
    values.allSatisfy(known.contains) ? nil : "没有这个选项，请从列表中选择。"
  }

  private static func fault(
    of row: [String: String], at line: Int, _ columns: [Column]
  ) -> Phrase? {
    for column in columns {
      guard let value = row[column.name], !value.isEmpty else {
        if column.isRequired { return "第 \(line) 行缺少“\(column.label)”，请补上。" }
        continue
      }
      if value.count > FieldLimits.cell {
        return "第 \(line) 行的“\(column.label)”最多 \(FieldLimits.cell) 个字，请精简。"
      }
      if let words = column.words, !words.values.contains(value) {
        return "第 \(line) 行的“\(column.label)”应当是：\(words.keys.sorted().joined(separator: "、"))。"
      }
    }
    return nil
  }
}

extension Column {
  fileprivate var property: Schema.Property {
    let schema: Schema =
      words.map { .choice(Set($0.values).sorted()) } ?? .string(length: 1...FieldLimits.cell)
    return isRequired ? .required(name, schema) : .optional(name, schema)
  }
}

// MARK: - What was entered

/// What somebody has entered for a step, from the page or from the API.
package struct Answers: Sendable {
  /// The name of the one text that most steps rest on.
  static let text = "text"

  private var values: [String: [String]] = [:]
  private var tables: [String: [[String: String]]] = [:]

  package init() {}

  /// Reads what a page's form has sent; the fields of a step bear its name, since forms share a page.
  init<Step: MatterStep>(_ form: Form, of step: Step) {
    for question in step.questions {
      let name = step.field(question.name)
      if case .rows(let columns) = question.kind {
        tables[question.name] = Self.rows(of: form[name] ?? "", columns)
      } else {
        values[question.name] = form.all(name).map(\.withoutBlanks).filter { !$0.isEmpty }
      }
    }
  }

  /// A line for each row; a column's words stand for its values.
  private static func rows(of text: String, _ columns: [Column]) -> [[String: String]] {
    text.split(whereSeparator: \.isNewline).map { line in
      let cells = line.split(omittingEmptySubsequences: false) { ",，\t".contains($0) }
        .map { String($0).withoutBlanks }
      var row: [String: String] = [:]
      for (column, cell) in zip(columns, cells) where !cell.isEmpty {
        row[column.name] = column.words?[cell] ?? cell
      }
      return row
    }
    .filter { !$0.isEmpty }
  }

  /// What the API was sent, whose shape was looked at before.
  init(_ sent: [String: Sent]) {
    for (name, value) in sent {
      switch value {
      case .texts(let texts): values[name] = texts
      case .table(let rows): tables[name] = rows
      }
    }
  }

  /// A value of the API's JSON.
  enum Sent: Decodable, Sendable {
    case texts([String])
    case table([[String: String]])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Bool.self) {
        self = .texts([value ? "yes" : "no"])
      } else if let value = try? container.decode(Int.self) {
        self = .texts([String(value)])
      } else if let value = try? container.decode([[String: String]].self), !value.isEmpty {
        self = .table(value)
      } else if let value = try? container.decode([String].self) {
        self = .texts(value)
      } else {
        self = .texts([try container.decode(String.self)])
      }
    }
  }

  /// The same with a value put in.
  package func with(_ name: String, _ value: String...) -> Answers {
    var other = self
    other.values[name] = value
    return other
  }

  /// The same with a table put in.
  package func with(_ name: String, rows: [[String: String]]) -> Answers {
    var other = self
    other.tables[name] = rows
    return other
  }

  // MARK: Values that were checked

  subscript(name: String) -> String? { values[name]?.first }
  func all(_ name: String) -> [String] { values[name] ?? [] }
  func rows(_ name: String) -> [[String: String]] { tables[name] ?? [] }
  func line(_ name: String) -> String { self[name] ?? "" }
  func isYes(_ name: String) -> Bool { self[name] == "yes" }
  func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
  func day(_ name: String) -> Day? { self[name].flatMap { Day($0) } }

  /// A day that is not before the first one that makes sense, nor after the last.
  func day(
    _ name: String, from first: Day? = nil, through last: Day? = nil
  ) throws(ProjectRefusal) -> Day {
    guard let day = day(name) else { throw .unanswered([Fault(name, "请填写日期，例如 2026-03-01。")]) }
    if let first, day < first { throw .unanswered([Fault(name, "日期不能早于 \(first)。")]) }
    if let last, day > last { throw .unanswered([Fault(name, "日期不能晚于 \(last)。")]) }
    return day
  }

  func amount(_ name: String) -> Area? { self[name].flatMap { Area($0) } }
  var reasons: Reasons { Reasons(line(Self.text)) }
}

extension MatterStep {
  /// The name of a field among the forms of a page.
  func field(_ name: String) -> String { "\(rawValue)-\(name)" }

  /// Looks at all that was entered.
  /// - Throws: `unanswered` with every fault.
  func check(
    _ answers: Answers, _ subject: Subject, _ context: MatterContext
  ) throws(ProjectRefusal) {
    let faults = questions.compactMap { question in
      question.fault(in: answers, subject, context).map { Fault(question.name, $0) }
    }
    guard faults.isEmpty else { throw .unanswered(faults) }
  }
}

extension String {
  /// Without the blanks at both ends, the wide blank of Chinese input among them.
  fileprivate var withoutBlanks: String {
    var view = self[...]
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }
}
