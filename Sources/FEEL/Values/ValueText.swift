// SPDX-License-Identifier: Apache-2.0

extension Value: CustomStringConvertible {
  /// The text that `string()` gives (DMN 1.5, table 71); within lists and contexts, texts are
  /// quoted.
  public var text: String { text(upTo: .max) }

  /// The text that `string()` gives.
  public var description: String { text }

  /// The value as an expression that gives it: `@"2026-01-31"`, `"a"`, `[1, 2]`.
  ///
  /// Functions have no such text; theirs is only for people.
  public var literal: String {
    var writer = ValueWriter(marksTemporal: true)
    writer.write(self)
    return writer.text
  }

  /// The beginning of the text, to be put into a sentence.
  var brief: String {
    let text = text(upTo: 60)
    return text.unicodeScalars.count <= 60
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…"
  }

  /// The text, or only its beginning once it has more than so many bytes of UTF-8.
  ///
  /// A value can be far larger than what it takes: a list may hold the same long text many times.
  func text(upTo limit: Int) -> String {
    if case .string(let text) = self { return text }
    var writer = ValueWriter(limit: limit)
    writer.write(self)
    return writer.text
  }
}

/// Writes values one after the other into one text.
private struct ValueWriter {
  private(set) var text = ""
  /// How many bytes may be written before it stops.
  var limit = Int.max
  /// Whether dates, times and durations are written as literals.
  var marksTemporal = false

  private var isFull: Bool { text.utf8.count > limit }

  mutating func write(_ value: Value) {
    switch value {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let number): text += number.description
    case .string(let string): text += Syntax.quoted(string)
    case .date(let date): write(temporal: date.description)
    case .time(let time): write(temporal: time.description)
    case .dateTime(let dateTime): write(temporal: dateTime.description)
    case .daysTime(let duration): write(temporal: duration.description)
    case .yearsMonths(let duration): write(temporal: duration.description)
    case .list(let elements):
      text += "["
      write(elements) { $0.write($1) }
      text += "]"
    case .context(let context):
      text += "{"
      write(context.entries) { writer, entry in
        writer.text += "\(Syntax.key(entry.key)): "
        writer.write(entry.value)
      }
      text += "}"
    case .range(let interval): write(interval)
    case .function(let function): text += function.description
    }
  }

  private mutating func write(temporal: String) {
    text += marksTemporal ? "@" + Syntax.quoted(temporal) : temporal
  }

  private mutating func write<Part>(_ parts: [Part], _ body: (inout Self, Part) -> Void) {
    for (place, part) in parts.enumerated() {
      guard !isFull else { return }
      if place > 0 { text += ", " }
      body(&self, part)
    }
  }

  /// The ends of a range are literals always, so that `range()` reads what `string()` gives.
  mutating func write(_ interval: Interval) {
    let outer = marksTemporal
    marksTemporal = true
    defer { marksTemporal = outer }
    switch (interval.start, interval.end) {
    case (let start?, let end?):
      text += interval.includesStart ? "[" : "("
      write(start)
      text += ".."
      write(end)
      text += interval.includesEnd ? "]" : ")"
    case (let start?, nil):
      text += interval.includesStart ? "(>= " : "(> "
      write(start)
      text += ")"
    case (nil, let end?):
      text += interval.includesEnd ? "(<= " : "(< "
      write(end)
      text += ")"
    case (nil, nil): text += "()"
    }
  }
}

extension Interval: CustomStringConvertible {
  /// The range as FEEL writes it, with ends that `range()` reads.
  public var description: String { Value.range(self).text }
}

extension Function: CustomStringConvertible {
  /// The head of the function.
  public var description: String {
    "\(name ?? "function")(" + parameters.map(\.name).joined(separator: ", ") + ")"
  }
}
