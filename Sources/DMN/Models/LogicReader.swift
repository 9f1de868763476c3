// SPDX-License-Identifier: Apache-2.0

import XML

extension DefinitionsReader {
  /// The boxed expression directly inside an element, if there is one.
  mutating func expression(in element: Element) -> BoxedExpression? {
    for child in element.children {
      if let expression = expression(child) { return expression }
    }
    return nil
  }

  /// The boxed expression that an element is, or nothing if it is something else.
  private mutating func expression(_ element: Element) -> BoxedExpression? {
    form(element).map { form in
      BoxedExpression(
        form, id: element.attributes["id"],
        typeName: element.attributes["typeRef"]?.trimmed.nonEmpty, line: element.line)
    }
  }

  private mutating func form(_ element: Element) -> BoxedExpression.Form? {
    switch element.name {
    case "literalExpression": .literal(literal(element))
    case "decisionTable": table(element).map { .table($0) }
    case "invocation":
      .invocation(
        function: expression(in: element), bindings: element.all("binding").map { binding($0) })
    case "context": .context(element.all("contextEntry").map { entry($0) })
    case "relation":
      .relation(
        columns: element.all("column").map { variable($0) },
        rows: element.all("row").map { row in row.children.compactMap { expression($0) } })
    case "list": .list(element.children.compactMap { expression($0) })
    case "functionDefinition": .function(function(element))
    case "conditional":
      .conditional(
        condition: part("if", of: element), then: part("then", of: element),
        otherwise: part("else", of: element))
    case "filter": .filter(list: part("in", of: element), match: part("match", of: element))
    case "for": iteration(.each, element, body: "return")
    case "every": iteration(.every, element, body: "satisfies")
    case "some": iteration(.some, element, body: "satisfies")
    default: nil
    }
  }

  private mutating func part(_ name: String, of element: Element) -> BoxedExpression? {
    element.first(name).flatMap { expression(in: $0) }
  }

  private mutating func iteration(
    _ kind: Iteration.Kind, _ element: Element, body: String
  ) -> BoxedExpression.Form {
    let variable = element.attributes["iteratorVariable"]?.normalizedName.nonEmpty
    if variable == nil { note(.missingAttribute("iteratorVariable"), element) }
    return .iteration(
      Iteration(
        kind: kind, variable: variable ?? "", list: part("in", of: element),
        body: part(body, of: element)))
  }

  private func literal(_ element: Element) -> LiteralExpression {
    let language = element.attributes["expressionLanguage"]?.trimmed ?? ""
    return LiteralExpression(
      element.wrappedText?.trimmed.nonEmpty,
      foreignLanguage: language.isEmpty || language.uppercased().contains("FEEL")
        ? nil : language)
  }

  private mutating func binding(_ element: Element) -> Binding {
    if element.first("parameter") == nil { note(.missingElement("parameter"), element) }
    return Binding(
      parameter: element.first("parameter").map { variable($0) } ?? Variable(name: ""),
      expression: expression(in: element))
  }

  private mutating func entry(_ element: Element) -> ContextEntry {
    // The standard's own examples name the result's variable with nothing.
    let variable = element.first("variable").map { self.variable($0) }
    return ContextEntry(
      variable: variable?.name == "" ? nil : variable, expression: expression(in: element))
  }

  mutating func function(_ element: Element) -> FunctionDefinition {
    let kind = element.attributes["kind"]?.trimmed ?? "FEEL"
    // The tools of DMN 1.1 wrote the letter only.
    let known: FunctionDefinition.Kind? =
      switch kind.lowercased() {
      case "feel", "f", "": .feel
      case "java", "j": .java
      case "pmml", "p": .pmml
      default: nil
      }
    if known == nil { note(.externalFunction(kind: kind), element) }
    return FunctionDefinition(
      kind: known ?? .java, parameters: element.all("formalParameter").map { variable($0) },
      body: expression(in: element))
  }
}

// MARK: - Decision tables

extension DefinitionsReader {
  private mutating func table(_ element: Element) -> DecisionTable? {
    let policy = policy(element)
    let inputs = element.all("input").map { input in
      let expression = input.first("inputExpression")
      return DecisionTable.Input(
        label: input.attributes["label"], expression: expression?.wrappedText?.trimmed ?? "",
        typeName: expression?.attributes["typeRef"]?.trimmed.nonEmpty,
        allowedValues: input.first("inputValues")?.wrappedText?.trimmed.nonEmpty)
    }
    let outputs = element.all("output").map { output in
      DecisionTable.Output(
        name: output.attributes["name"]?.normalizedName.nonEmpty,
        label: output.attributes["label"],
        typeName: output.attributes["typeRef"]?.trimmed.nonEmpty,
        allowedValues: output.first("outputValues")?.wrappedText?.trimmed.nonEmpty,
        fallback: output.first("defaultOutputEntry")?.wrappedText?.trimmed.nonEmpty)
    }
    let rules = element.all("rule").map { rule in
      DecisionTable.Rule(
        id: rule.attributes["id"],
        tests: rule.all("inputEntry").map { $0.wrappedText?.trimmed ?? "" },
        results: rule.all("outputEntry").map { $0.wrappedText?.trimmed ?? "" },
        notes: rule.all("annotationEntry").map { $0.wrappedText?.trimmed ?? "" },
        line: rule.line)
    }
    return DecisionTable(
      hitPolicy: policy, outputLabel: element.attributes["outputLabel"], inputs: inputs,
      outputs: outputs, rules: rules)
  }

  private mutating func policy(_ element: Element) -> DecisionTable.HitPolicy {
    let words = element.attributes["hitPolicy"]?.trimmed.nonEmpty ?? "UNIQUE"
    let aggregation = element.attributes["aggregation"]?.trimmed.nonEmpty
    let known: DecisionTable.HitPolicy? =
      switch (words.uppercased(), aggregation?.uppercased()) {
      case ("COLLECT", "SUM"): .sum
      case ("COLLECT", "COUNT"): .count
      case ("COLLECT", "MIN"): .min
      case ("COLLECT", "MAX"): .max
      case ("COLLECT", nil): .collect
      case ("UNIQUE", _): .unique
      case ("ANY", _): .any
      case ("PRIORITY", _): .priority
      case ("FIRST", _): .first
      case ("RULE ORDER", _): .ruleOrder
      case ("OUTPUT ORDER", _): .outputOrder
      default: nil
      }
    if known == nil {
      note(.hitPolicy([words, aggregation].compactMap(\.self).joined(separator: " ")), element)
    }
    return known ?? .unique
  }
}
