// SPDX-License-Identifier: Apache-2.0

// Lists, contexts, ranges, and the ways into them (DMN 1.5, clauses 10.3.2.3 to 10.3.2.7).

/// `[a, b]`.
final class ListCode: Code {
  private let elements: [any Code]

  init(_ elements: [any Code]) {
    self.elements = elements
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements {
      values.append(evaluation.run(element))
    }
    return evaluation.admit(values)
  }
}

/// `{a: 1, b: a + 1}`; an entry sees the ones before it.
final class ContextCode: Code {
  struct Entry: Sendable {
    let key: String
    let code: any Code
    /// Where the value is kept for the entries that follow.
    let slot: Int
  }

  private let entries: [Entry]

  init(_ entries: [Entry]) {
    self.entries = entries
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    var context = Context()
    context.reserveCapacity(entries.count)
    for entry in entries {
      let value = evaluation.run(entry.code)
      evaluation[entry.slot] = value
      context[entry.key] = value
    }
    return evaluation.admit(context)
  }
}

/// `[a..b]`.
final class RangeCode: Code {
  private let start: any Code
  private let end: any Code
  private let includesStart: Bool
  private let includesEnd: Bool
  private let site: Site

  init(
    _ start: any Code, _ end: any Code, includesStart: Bool, includesEnd: Bool, at site: Site
  ) {
    self.start = start
    self.end = end
    self.includesStart = includesStart
    self.includesEnd = includesEnd
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let start = evaluation.run(start)
    let end = evaluation.run(end)
    guard
      let interval = Interval(
        between: start, and: end, includesStart: includesStart, includesEnd: includesEnd)
    else { return evaluation.fail(.kinds(operation: "..", [start.kind, end.kind]), at: site) }
    return .range(interval)
  }
}

extension Interval {
  /// A range whose ends have an order, the lower one first; nil when they have none.
  init?(between start: Value, and end: Value, includesStart: Bool, includesEnd: Bool) {
    guard let order = start.compared(to: end), order != .descending else { return nil }
    self.init(from: start, to: end, includesStart: includesStart, includesEnd: includesEnd)
  }
}

/// `a.b`: an entry, a property, or for a list those of its elements.
final class PathCode: Code {
  private let base: any Code
  private let name: String
  private let site: Site

  init(_ base: any Code, name: String, at site: Site) {
    self.base = base
    self.name = name
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    value(of: evaluation.run(base), &evaluation)
  }

  private func value(of base: Value, _ evaluation: inout Evaluation) -> Value {
    switch base {
    case .context(let context):
      if let value = context[name] { return value }
    case .list(let elements):
      guard evaluation.spend(elements.count) else { return .null }
      return .list(elements.map { value(of: $0, &evaluation) })
    default:
      if let value = base.property(name) { return value }
    }
    return evaluation.fail(.noEntry(name: name, base.kind), at: site)
  }
}

/// `list[filter]`: the elements of which the filter is true, or the one at a number.
final class FilterCode: Code {
  /// What the filter is known to be before it is evaluated.
  enum Kind: Sendable {
    case condition
    case index
    case either
    /// A literal that is no number and no truth value.
    case neither
  }

  private let base: any Code
  private let filter: any Code
  private let kind: Kind
  private let element: Int
  private let site: Site

  init(_ base: any Code, by filter: any Code, kind: Kind, element: Int, at site: Site) {
    self.base = base
    self.filter = filter
    self.kind = kind
    self.element = element
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    let base = evaluation.run(base)
    let elements: [Value]
    switch base {
    case .null: return .null
    case .list(let list): elements = list
    default: elements = [base]
    }
    if kind == .neither { return evaluation.fail(.kinds(operation: "[ ]", []), at: site) }
    if kind != .condition, let value = indexed(elements, &evaluation) { return value }
    return .list(filtered(elements, &evaluation))
  }

  /// The element at the number that the filter is; nil when it is none.
  private func indexed(_ elements: [Value], _ evaluation: inout Evaluation) -> Value? {
    evaluation[element] = .null
    let position = evaluation.quietly(if: kind == .either) { $0.run(filter) }
    guard case .number(let number) = position else {
      return kind == .index ? .null : nil
    }
    guard let index = number.int, index != 0, index.magnitude <= elements.count else {
      return evaluation.fail(.domain(function: "[ ]", "\(number)"), at: site)
    }
    return elements[index > 0 ? index - 1 : elements.count + index]
  }

  private func filtered(_ elements: [Value], _ evaluation: inout Evaluation) -> [Value] {
    var kept: [Value] = []
    for value in elements {
      evaluation[element] = value
      if evaluation.run(filter).isTrue { kept.append(value) }
      if evaluation.isHalted { break }
    }
    return kept
  }
}
