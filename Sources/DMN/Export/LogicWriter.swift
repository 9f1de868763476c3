// SPDX-License-Identifier: Apache-2.0

import XML

extension ModelWriter {
  /// A boxed expression, if there is one (chapters 7.3 and 10.2.2).
  mutating func write(_ expression: BoxedExpression?) {
    guard let expression else { return }
    let id = expression.id.map { identifiers.take($0) }
    let common: [XMLText.Attribute] = [("id", id), ("typeRef", expression.typeName)]
    switch expression.form {
    case .literal(let literal):
      element("literalExpression", common + [("expressionLanguage", literal.foreignLanguage)]) {
        $0.text("text", literal.text)
      }
    case .table(let table): write(table, common)
    case .invocation(let function, let bindings):
      element("invocation", common) { writer in
        writer.write(function)
        for binding in bindings {
          writer.element("binding") { writer in
            writer.write(binding.parameter, as: "parameter")
            writer.write(binding.expression)
          }
        }
      }
    case .context(let entries):
      element("context", common) { writer in
        for entry in entries {
          writer.element("contextEntry") { writer in
            if let variable = entry.variable { writer.write(variable, as: "variable") }
            writer.write(entry.expression)
          }
        }
      }
    case .relation(let columns, let rows):
      element("relation", common) { writer in
        for column in columns { writer.write(column, as: "column") }
        for row in rows { writer.element("row") { writer in row.forEach { writer.write($0) } } }
      }
    case .list(let items):
      element("list", common) { writer in items.forEach { writer.write($0) } }
    case .function(let function):
      write(function, as: "functionDefinition", id: id, typeName: expression.typeName)
    case .conditional(let condition, let then, let otherwise):
      write("conditional", common, [("if", condition), ("then", then), ("else", otherwise)])
    case .filter(let list, let match):
      write("filter", common, [("in", list), ("match", match)])
    case .iteration(let iteration):
      let body = iteration.kind == .each ? "return" : "satisfies"
      write(
        iteration.kind.rawValue, common + [("iteratorVariable", iteration.variable)],
        [("in", iteration.list), (body, iteration.body)])
    }
  }

  /// An expression whose parts are wrapped in elements that name their roles.
  private mutating func write(
    _ name: String, _ attributes: [XMLText.Attribute],
    _ parts: [(role: String, expression: BoxedExpression?)]
  ) {
    element(name, attributes) { writer in
      for (role, expression) in parts {
        guard let expression else { continue }
        writer.element(role) { $0.write(expression) }
      }
    }
  }

  /// A function, as an expression or as the logic of a business knowledge model.
  mutating func write(
    _ function: FunctionDefinition, as name: String, id: String?, typeName: String?
  ) {
    let kind = function.kind == .feel ? nil : function.kind.rawValue
    element(name, [("id", id), ("typeRef", typeName), ("kind", kind)]) { writer in
      for parameter in function.parameters { writer.write(parameter, as: "formalParameter") }
      writer.write(function.body)
    }
  }
}

// MARK: - Decision tables

extension ModelWriter {
  private mutating func write(_ table: DecisionTable, _ common: [XMLText.Attribute]) {
    let (policy, aggregation) = table.hitPolicy.words
    element(
      "decisionTable",
      common + [
        ("hitPolicy", policy), ("aggregation", aggregation), ("outputLabel", table.outputLabel),
      ]
    ) { writer in
      for input in table.inputs {
        writer.element("input", [("label", input.label)]) { writer in
          writer.wrapped("inputExpression", input.expression, [("typeRef", input.typeName)])
          writer.wrapped("inputValues", input.allowedValues)
        }
      }
      for output in table.outputs {
        writer.element(
          "output", [("label", output.label), ("name", output.name), ("typeRef", output.typeName)]
        ) { writer in
          writer.wrapped("outputValues", output.allowedValues)
          writer.wrapped("defaultOutputEntry", output.fallback)
        }
      }
      for _ in 0..<(table.rules.map(\.notes.count).max() ?? 0) { writer.element("annotation") }
      for rule in table.rules { writer.write(rule) }
    }
  }

  private mutating func write(_ rule: DecisionTable.Rule) {
    let id = rule.id.map { identifiers.take($0) }
    element("rule", [("id", id)]) { writer in
      for test in rule.tests { writer.wrapped("inputEntry", test) }
      for result in rule.results { writer.wrapped("outputEntry", result) }
      for note in rule.notes { writer.wrapped("annotationEntry", note) }
    }
  }
}

extension DecisionTable.HitPolicy {
  /// The standard's words for the policy and its aggregation (8.2.10).
  fileprivate var words: (policy: String, aggregation: String?) {
    switch self {
    case .unique, .any, .priority, .first, .ruleOrder, .outputOrder, .collect:
      (english.uppercased(), nil)
    case .sum, .count, .min, .max: ("COLLECT", english.uppercased())
    }
  }
}
