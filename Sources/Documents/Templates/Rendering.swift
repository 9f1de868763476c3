// SPDX-License-Identifier: Apache-2.0

import FEEL

extension Template {
  /// A document that a template gave, and what its author should know.
  public struct Rendering: Sendable, Hashable {
    /// The document.
    public let sheet: Sheet
    /// Places that stayed blank, and expressions of which a part failed.
    public let remarks: [TemplateFault]
  }

  /// Fills the template in.
  ///
  /// - Parameters:
  ///   - paper: the sheet that is written on; its issuer, number, day and code stay as they are.
  ///   - values: a value for each name; what has none is null.
  /// - Throws: a fault of the problem `limit` when that takes too many steps or makes too much text.
  public func render(on paper: Sheet, values: Context) throws(TemplateFault) -> Rendering {
    var rendering = TemplateRendering(values: values, names: names)
    let sheet = try rendering.sheet(of: self, on: paper)
    return Rendering(sheet: sheet, remarks: rendering.remarks)
  }

  /// The words of `seal:` that mean the seal of the body itself.
  public static let officialSeal = "公章"
}

/// A template being filled in.
struct TemplateRendering {
  private(set) var remarks: [TemplateFault] = []
  private var values: Context
  private var scope: Scope
  private var evaluation: Evaluation
  private var blocks = BlockMaker()
  private var length = 0

  private static let limits: Limits = {
    var limits = Limits()
    limits.steps = 500_000
    limits.length = 200_000
    return limits
  }()
  /// How much text a document may have, in UTF-8 bytes, and how many parts.
  private static let lengthMax = 1 << 20
  private static let partsMax = 20_000
  private static let remarksMax = 100

  init(values: Context, names: Names) {
    self.values = values
    scope = Scope(values, names: names)
    evaluation = Evaluation(limits: Self.limits)
  }

  mutating func sheet(of template: Template, on paper: Sheet) throws(TemplateFault) -> Sheet {
    var sheet = paper
    sheet.title = try field(.title, of: template) ?? ""
    sheet.addressee = try field(.to, of: template)
    sheet.check = try field(.check, of: template)
    sheet.footer = try field(.footer, of: template)
    sheet.seal = try field(.seal, of: template)
      .map { $0 == Template.officialSeal ? .official : .special($0) }
    try write(template.body)
    sheet.blocks = blocks.finished()
    return sheet
  }

  private mutating func field(
    _ field: Template.Field, of template: Template
  ) throws(TemplateFault) -> String? {
    guard let parts = template.head[field] else { return nil }
    let text = try text(parts).plain
    return text.isEmpty ? nil : text
  }

  // MARK: - Parts of the text

  private mutating func write(_ nodes: [Node]) throws(TemplateFault) {
    for node in nodes {
      switch node {
      case .paragraph(let parts): blocks.add(.paragraph(try text(parts)))
      case .heading(let parts): blocks.add(.heading(try text(parts)))
      case .note(let parts): blocks.add(.note(try text(parts)))
      case .entry(let parts): blocks.addEntry(try text(parts))
      case .head(let cells): blocks.addHead(try texts(cells))
      case .row(let cells): blocks.addRow(try texts(cells))
      case .gap: blocks.end()
      case .condition(let test, let then, let otherwise):
        try write(try value(of: test).isTrue ? then : otherwise)
      case .repetition(let list, let names, let nodes):
        try repeated(list, names) { (rendering: inout Self) throws(TemplateFault) in
          try rendering.write(nodes)
        }
      }
    }
  }

  private mutating func texts(_ cells: [[Inline]]) throws(TemplateFault) -> [RichText] {
    var texts: [RichText] = []
    for cell in cells { texts.append(try text(cell)) }
    return texts
  }

  private mutating func text(_ parts: [Inline]) throws(TemplateFault) -> RichText {
    var text = RichText("")
    try write(parts, to: &text)
    return text
  }

  private mutating func write(
    _ parts: [Inline], to text: inout RichText
  ) throws(TemplateFault) {
    for part in parts {
      switch part {
      case .text(let words, let isBold):
        try spend(words)
        text.append(.init(words, isBold: isBold))
      case .value(let placed, let isBold):
        let words = try words(of: placed)
        try spend(words, at: placed)
        text.append(.init(words, isBold: isBold))
      case .condition(let test, let then, let otherwise):
        try write(try value(of: test).isTrue ? then : otherwise, to: &text)
      case .repetition(let list, let names, let parts):
        var words = text
        try repeated(list, names) { (rendering: inout Self) throws(TemplateFault) in
          try rendering.write(parts, to: &words)
        }
        text = words
      }
    }
  }

  // MARK: - Values

  private mutating func value(of placed: Placed) throws(TemplateFault) -> Value {
    let before = evaluation.diagnostics.reasons.count
    let value = placed.expression.evaluate(in: scope, &evaluation)
    guard !evaluation.isHalted else { throw limit(at: placed) }
    let reasons = evaluation.diagnostics.reasons.dropFirst(before)
    if let reason = reasons.first { remark(.null(placed.expression.text, reason.fault), placed) }
    return value
  }

  /// What a place is filled with.
  private mutating func words(of placed: Placed) throws(TemplateFault) -> String {
    let count = remarks.count
    let value = try value(of: placed)
    switch value.kind {
    case .null where remarks.count == count: remark(.null(placed.expression.text, nil), placed)
    case .context, .range, .function:
      remark(.value(placed.expression.text, value.kind), placed)
      return ""
    default: break
    }
    return value.chinese
  }

  /// Does something for every element of a list; a value that is no list is an element itself, null is none.
  private mutating func repeated(
    _ list: Placed, _ names: Names,
    _ body: (inout Self) throws(TemplateFault) -> Void
  ) throws(TemplateFault) {
    let elements: [Value] =
      switch try value(of: list) {
      case .null: []
      case .list(let elements): elements
      case let value: [value]
      }
    let outer = (values, scope)
    defer { (values, scope) = outer }
    for (index, element) in elements.enumerated() {
      guard evaluation.spend(8) else { throw limit(at: list) }
      values = outer.0
      values["index"] = .number(Decimal128(index + 1))
      values["item"] = element
      if case .context(let context) = element {
        for entry in context.entries { values[entry.key] = entry.value }
      }
      scope = Scope(values, names: names)
      try body(&self)
      guard blocks.count <= Self.partsMax else { throw limit(at: list) }
    }
  }

  private mutating func remark(_ problem: TemplateFault.Problem, _ placed: Placed) {
    guard remarks.count < Self.remarksMax else { return }
    remarks.append(TemplateFault(problem, line: placed.line, column: placed.column))
  }

  private mutating func spend(_ words: String, at placed: Placed? = nil) throws(TemplateFault) {
    length += words.utf8.count
    guard length <= Self.lengthMax else {
      throw TemplateFault(.limit, line: placed?.line ?? 1, column: placed?.column ?? 1)
    }
  }

  private func limit(at placed: Placed) -> TemplateFault {
    TemplateFault(.limit, line: placed.line, column: placed.column)
  }
}
