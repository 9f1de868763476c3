// SPDX-License-Identifier: Apache-2.0

import FEEL

extension Table {
  /// The result of the table in a frame (chapter 8); which rules fired goes to the recorder.
  func evaluate(in frame: Frame, _ evaluation: inout Evaluation) -> Value {
    if let fault { return evaluation.fail(fault.host, label: element) }
    return evaluation.with(frame.values) { evaluation in
      guard let values = tested(&evaluation) else { return .null }
      let matched = matches(values, &evaluation)
      guard !matched.isEmpty else {
        record(matched: [], chosen: [], by: frame.recorder)
        return fallback(&evaluation)
      }
      return choose(matched, &evaluation, by: frame.recorder)
    }
  }

  /// What the columns test; nothing, and a reason, if a value is not allowed.
  private func tested(_ evaluation: inout Evaluation) -> [Value]? {
    var values: [Value] = []
    values.reserveCapacity(inputs.count)
    for input in inputs {
      let value = input.type.conform(
        evaluation.run(input.expression), "\(element), \(input.label)", &evaluation)
      if let allowed = input.allowed, !value.isNull,
        !evaluation.run(allowed, input: value).isTrue
      {
        _ = evaluation.fail(notAllowed(input.label), label: element)
        return nil
      }
      values.append(value)
    }
    return values
  }

  /// The rules of which every test holds; only the first where no other is asked for.
  private func matches(_ values: [Value], _ evaluation: inout Evaluation) -> [Int] {
    var matched: [Int] = []
    for index in rules.indices {
      guard evaluation.spend() else { return [] }
      guard holds(rules[index], of: values, &evaluation) else { continue }
      matched.append(index)
      if hitPolicy == .first { break }
    }
    return matched
  }

  private func holds(
    _ rule: Rule, of values: [Value], _ evaluation: inout Evaluation
  ) -> Bool {
    for (column, test) in rule.tests.enumerated() {
      if let test, !evaluation.run(test, input: values[column]).isTrue { return false }
    }
    return true
  }

  /// The result where rules matched (8.2.10).
  private func choose(
    _ matched: [Int], _ evaluation: inout Evaluation, by recorder: Recorder
  ) -> Value {
    if hitPolicy == .unique, matched.count > 1 {
      record(matched: matched, chosen: [], by: recorder)
      return evaluation.fail(overlap(matched), label: element)
    }
    var rows: [Row] = []
    for index in matched {
      guard let row = row(index, &evaluation) else { return .null }
      rows.append(row)
    }
    switch hitPolicy {
    case .unique, .first: break
    case .any:
      guard rows.allSatisfy({ $0.values == rows[0].values }) else {
        record(matched: matched, chosen: [], by: recorder)
        return evaluation.fail(overlap(matched), label: element)
      }
    case .priority, .outputOrder:
      rows = rows.enumerated().sorted { left, right in
        left.element.ranks == right.element.ranks
          ? left.offset < right.offset
          : left.element.ranks.lexicographicallyPrecedes(right.element.ranks)
      }.map(\.element)
    case .ruleOrder, .collect, .sum, .count, .min, .max: break
    }
    let isSingle = [.unique, .any, .priority, .first].contains(hitPolicy)
    if isSingle { rows = [rows[0]] }
    record(matched: matched, chosen: rows.map(\.rule), by: recorder)
    let results = rows.map { result($0.values) }
    return isSingle ? results[0] : aggregate(results, &evaluation)
  }

  /// A rule that matched, with its results.
  private struct Row {
    let rule: Int
    let values: [Value]
    /// Where each result stands among the allowed ones, for the order of priority.
    let ranks: [Int]
  }

  private func row(_ index: Int, _ evaluation: inout Evaluation) -> Row? {
    var values: [Value] = []
    var ranks: [Int] = []
    for (output, expression) in zip(outputs, rules[index].results) {
      let value = output.type.conform(
        evaluation.run(expression), "\(element), rule \(index + 1)", &evaluation)
      values.append(value)
      guard !output.ranks.isEmpty else { continue }
      var rank: Int?
      for (place, test) in output.ranks.enumerated()
      where evaluation.run(test, input: value).isTrue {
        rank = place
        break
      }
      if rank == nil, !value.isNull {
        _ = evaluation.fail(notAllowed(output.name), label: element)
        return nil
      }
      ranks.append(rank ?? output.ranks.count)
    }
    return Row(rule: index, values: values, ranks: ranks)
  }

  /// The values of a rule as one: itself, or a context of several columns (8.3.3).
  private func result(_ values: [Value]) -> Value {
    guard outputs.count != 1 else { return values[0] }
    return .context(Context(zip(outputs.map(\.name), values).map { ($0, $1) }))
  }

  /// The result where no rule matches (8.2.11).
  private func fallback(_ evaluation: inout Evaluation) -> Value {
    guard outputs.contains(where: { $0.fallback != nil }) else {
      return evaluation.fail(.noRule, label: element)
    }
    var values: [Value] = []
    for output in outputs {
      let value = output.fallback.map { evaluation.run($0) } ?? .null
      values.append(output.type.conform(value, element, &evaluation))
    }
    return result(values)
  }

  /// What several results come to.
  private func aggregate(_ results: [Value], _ evaluation: inout Evaluation) -> Value {
    let list = Value.list(results)
    let function: Aggregation
    switch hitPolicy {
    case .sum: function = .sum
    case .min: function = .min
    case .max: function = .max
    case .count: return .number(Decimal128(results.count))
    default: return list
    }
    guard outputs.count == 1 else {
      return evaluation.fail(.severalOutputs, label: element)
    }
    return function.expression.evaluate(values: [list], &evaluation)
  }

  private func record(matched: [Int], chosen: [Int], by recorder: Recorder) {
    recorder.record(
      Firing(
        element: element, tableID: id, matched: matched, chosen: chosen,
        chosenIDs: chosen.map { rules[$0].id }))
  }
}

/// FEEL's own functions on the results of a table.
private struct Aggregation {
  let expression: Expression

  private init(_ function: String) {
    var names = Names()
    names.declare("results", .list(.any))
    expression = Expression(
      Syntax(.call(Syntax(.name(function)), [Syntax(.name("results"))])),
      of: function, names: names)
  }

  static let sum = Aggregation("sum")
  static let min = Aggregation("min")
  static let max = Aggregation("max")
}

extension Table {
  private func notAllowed(_ column: String) -> Fault {
    .host(
      code: "allowed-values", chinese: "“\(column)”的值不在允许的范围内",
      english: "the value of “\(column)” is not among those allowed")
  }

  private func overlap(_ matched: [Int]) -> Fault {
    let rules = matched.map { "\($0 + 1)" }.joined(separator: ", ")
    return .host(
      code: "overlap", chinese: "多条规则同时命中而结果不唯一：\(rules)",
      english: "several rules match and do not agree: \(rules)")
  }
}

extension Fault {
  fileprivate static let noRule = Fault.host(
    code: "no-rule", chinese: "没有规则命中，也没有默认输出",
    english: "no rule matches, and there is no default output")

  fileprivate static let severalOutputs = Fault.host(
    code: "aggregation", chinese: "有多个输出列的表不能汇总",
    english: "a table with several outputs cannot be aggregated")
}
