// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// A question of a step: a field of its form on the page, and the member of the same name in the API's JSON.
struct StepInput: Sendable {
  enum Kind: Sendable {
    case line(max: Int)
    /// Several lines: reasons, an opinion.
    case area
    /// Several lines, with a length of their own: a record.
    case text(max: Int)
    case day
    case number(ClosedRange<Int>)
    case choice([Choice])
    /// One of what the case has at the moment.
    case pick(@Sendable (CaseFile) -> [Choice])
    /// Some of what the case has, in their order.
    case several(max: Int, @Sendable (CaseFile) -> [Choice])
    case either(yes: Phrase, no: Phrase)
  }

  struct Choice: Sendable {
    let value: String
    let label: Phrase

    init(_ value: String, _ label: Phrase) {
      self.value = value
      self.label = label
    }
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

  /// The text that a step rests on; that it is missing is for the rules of the case to say, which name the article.
  static func reasons(_ label: Phrase, help: Phrase? = nil, isRequired: Bool = true) -> StepInput {
    StepInput(reasonsName, label, .area, isRequired: isRequired, help: help)
  }

  static let reasonsName = "reasons"

  /// What is wrong with a value; nil where nothing is.
  func fault(of value: String?, in file: CaseFile) -> Phrase? {
    guard let value, !value.isEmpty else {
      return isRequired && name != Self.reasonsName ? "请填写“\(label)”。" : nil
    }
    switch kind {
    case .line(let max), .text(let max): return value.count > max ? "最多 \(max) 个字，请精简。" : nil
    case .area:
      return value.count > StepOrder.textMax ? "最多 \(StepOrder.textMax) 个字，请精简。" : nil
    case .day: return Day(value) == nil ? "日期应当是真实存在的，例如 2026-03-01。" : nil
    case .number(let range):
      return Int(value).map(range.contains) == true
        ? nil : "请填写 \(range.lowerBound) 到 \(range.upperBound) 之间的整数。"
    case .choice(let choices): return Self.fault(of: value, among: choices.map(\.value))
    case .pick(let choices): return Self.fault(of: value, among: choices(file).map(\.value))
    case .several(let max, let choices):
      let chosen = StepValues.list(in: value)
      if chosen.count > max { return "最多选择 \(max) 项。" }
      let known = choices(file).map(\.value)
      return chosen.lazy.compactMap { Self.fault(of: $0, among: known) }.first
    case .either: return Self.fault(of: value, among: ["yes", "no"])
    }
  }

  private static func fault(of value: String, among choices: [String]) -> Phrase? {
    choices.contains(value) ? nil : "没有这个选项，请从列表中选择。"
  }

  /// Whether it takes several lines.
  var isLong: Bool {
    switch kind {
    case .area, .text: true
    case .line, .day, .number, .choice, .pick, .several, .either: false
    }
  }

  /// The fields of the form: one, or where several can be chosen one for each.
  func fields(named name: String, of file: CaseFile, _ visit: Visit) -> [UI.Field] {
    guard case .several(let max, let choices) = kind else {
      return [field(named: name, of: file, visit)]
    }
    let options = choices(file).map { UI.Option($0.value, visit.t($0.label)) }
    return Self.places(of: name, max: max).enumerated().map { index, place in
      UI.Field(
        place, visit.t("\(label) \(index + 1)"), .list(options),
        required: isRequired && index == 0, help: index == 0 ? help.map { visit.t($0) } : nil)
    }
  }

  /// The names of the fields by which several are chosen; the first is that of the question.
  static func places(of name: String, max: Int) -> [String] {
    [name] + (1..<max).map { "\(name).\($0 + 1)" }
  }

  /// The field of the form.
  private func field(named name: String, of file: CaseFile, _ visit: Visit) -> UI.Field {
    func options(_ choices: [Choice]) -> [UI.Option] {
      choices.map { UI.Option($0.value, visit.t($0.label)) }
    }
    let kind: UI.FieldKind =
      switch kind {
      case .line(let max): .text(max: max)
      case .area: .area(max: StepOrder.textMax)
      case .text(let max): .area(max: max)
      case .day: .date
      case .number: .number
      case .choice(let choices): .choice(options(choices))
      case .pick(let choices), .several(_, let choices): .choice(options(choices(file)))
      case .either(let yes, let no):
        .either([UI.Option("yes", visit.t(yes)), UI.Option("no", visit.t(no))])
      }
    return UI.Field(
      name, visit.t(label), kind, required: isRequired, help: help.map { visit.t($0) })
  }

  /// The member of the JSON.
  var property: Schema.Property {
    let schema: Schema =
      switch kind {
      case .line(let max), .text(let max): .string(length: 1...max)
      case .area: .string(length: 1...5000)
      case .day: .date
      case .number(let range): .integer(range)
      case .choice(let choices): .choice(choices.map(\.value))
      case .pick: .string(length: 1...200)
      case .several(let max, _): .array(.string(length: 1...200), count: 1...max)
      case .either: .boolean
      }
    return isRequired ? .required(name, schema) : .optional(name, schema)
  }
}

/// What somebody has entered for a step, from the page or from the API.
struct StepValues: Sendable {
  private let values: [String: String]

  /// Reads what a page's form has sent; a step's fields bear its name, since forms share a page.
  init(_ form: Form, of step: CaseStep) {
    values = Dictionary(
      step.inputs.compactMap { input in
        Self.sent(form, input, step.field(input.name)).map { (input.name, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func sent(_ form: Form, _ input: StepInput, _ name: String) -> String? {
    guard case .several(let max, _) = input.kind else { return form[name]?.withOneLineBreak }
    return StepInput.places(of: name, max: max).compactMap { form[$0] }.joined(separator: "\n")
  }

  /// What the API was sent, whose shape was looked at before.
  init(_ sent: [String: Sent]) {
    values = sent.compactMapValues(\.text)
  }

  /// A value of the API's JSON: a text, a number, a boolean.
  enum Sent: Decodable, Sendable {
    case text(String)
    case number(Int)
    case boolean(Bool)
    case list([String])
    case nothing

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .nothing
      } else if let value = try? container.decode(Bool.self) {
        self = .boolean(value)
      } else if let value = try? container.decode(Int.self) {
        self = .number(value)
      } else if let value = try? container.decode([String].self) {
        self = .list(value)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    fileprivate var text: String? {
      switch self {
      case .text(let value): value
      case .number(let value): String(value)
      case .boolean(let value): value ? "yes" : "no"
      case .list(let values): values.joined(separator: "\n")
      case .nothing: nil
      }
    }
  }

  /// What is wrong, all at once.
  func faults(
    _ inputs: [StepInput], _ file: CaseFile, named name: (String) -> String
  ) -> [Fault] {
    inputs.compactMap { input in
      input.fault(of: values[input.name], in: file).map { Fault(name(input.name), $0) }
    }
  }

  // MARK: Values that were checked

  subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

  var reasons: Reasons { Reasons(values[StepInput.reasonsName] ?? "") }

  func text(_ name: String) -> Reasons { Reasons(values[name] ?? "") }

  func list(_ name: String) -> [String] { Self.list(in: values[name] ?? "") }

  static func list(in value: String) -> [String] {
    value.split(separator: "\n").map(String.init)
  }

  /// A number, or one of what is numbered; 0 where it is none, which nothing is.
  func number(_ name: String) -> Int { values[name].flatMap { Int($0) } ?? 0 }

  func isTrue(_ name: String) -> Bool { values[name] == "yes" }

  /// - Throws: ``SiteRefusal`` where it is none; the check before has told so, with the field.
  func day(_ name: String) throws(SiteRefusal) -> Day {
    guard let day = values[name].flatMap({ Day($0) }) else {
      throw .invalid([Fault(name, "日期应当是真实存在的，例如 2026-03-01。")])
    }
    return day
  }

  func choice<Choice: RawRepresentable>(
    _ name: String, of _: Choice.Type = Choice.self
  ) throws(SiteRefusal) -> Choice where Choice.RawValue == String {
    guard let choice = values[name].flatMap(Choice.init(rawValue:)) else {
      throw .invalid([Fault(name, "没有这个选项，请从列表中选择。")])
    }
    return choice
  }
}

extension String {
  /// What was typed, with the line breaks of every system made one.
  var withOneLineBreak: String { String(map { $0.isNewline ? "\n" : $0 }) }
}
