// SPDX-License-Identifier: Apache-2.0

import XML

extension Definitions {
  /// The model as a file of DMN 1.5, with a diagram of its elements in layers, which other tools
  /// open and draw.
  ///
  /// Reading it back gives an equal model, but for lines, faults and white space at the ends of
  /// texts. Elements without an identifier get one, made of their kind and name; those that XML
  /// does not accept or that are there twice are changed, and references follow.
  ///
  /// - Parameter imported: the models that this one imports, by which a requirement of an imported
  ///   element is told to be of an input or a decision; without, it is written as of a decision.
  public func xml(imported: [Definitions] = []) -> String {
    var identifiers = Identifiers()
    let root = identifiers.take("_definitions")
    let model = identified(&identifiers)
    let graph = RequirementGraph(of: model, &identifiers)
    var writer = ModelWriter(graph: graph, imported: imported, identifiers: identifiers)
    writer.write(model, id: root)
    return writer.xml.text
  }
}

/// Writes a model element by element, in the order of the schema DMN15.xsd.
struct ModelWriter {
  private static let standard = "https://www.omg.org/spec/DMN/20230324/"

  private let graph: RequirementGraph
  private let imported: [Definitions]
  var identifiers: Identifiers
  var xml = XMLText()

  init(graph: RequirementGraph, imported: [Definitions], identifiers: Identifiers) {
    self.graph = graph
    self.imported = imported
    self.identifiers = identifiers
  }

  mutating func write(_ model: Definitions, id: String) {
    element(
      "definitions",
      [
        ("xmlns", Self.standard + "MODEL/"), ("xmlns:dmndi", Self.standard + "DMNDI/"),
        ("xmlns:dc", "http://www.omg.org/spec/DMN/20180521/DC/"),
        ("xmlns:di", "http://www.omg.org/spec/DMN/20180521/DI/"), ("id", id),
        ("name", model.name), ("namespace", model.namespace),
      ]
    ) { writer in
      for item in model.imports {
        writer.element(
          "import",
          [
            ("name", item.name), ("namespace", item.namespace),
            ("importType", Self.standard + "MODEL/"),
          ])
      }
      for item in model.items { writer.write(item, as: "itemDefinition") }
      for input in model.inputs { writer.write(input) }
      for decision in model.decisions { writer.write(decision, of: model) }
      for knowledge in model.knowledge { writer.write(knowledge, of: model) }
      for source in model.sources { writer.write(source) }
      for service in model.services { writer.write(service) }
      writer.write(Diagram(of: writer.graph))
    }
  }

  /// An element whose content this writer writes.
  mutating func element(
    _ name: String, _ attributes: [XMLText.Attribute] = [],
    content: (inout ModelWriter) -> Void = { _ in }
  ) {
    xml.open(name, attributes)
    content(&self)
    xml.close()
  }

  /// An element with nothing inside but a text; none if there is no text.
  mutating func text(_ name: String, _ text: String?) {
    if let text { xml.element(name, text: text) }
  }

  /// An element around the element “text”, as DMN wraps expressions; none if there is no text.
  mutating func wrapped(_ name: String, _ text: String?, _ attributes: [XMLText.Attribute] = []) {
    guard let text else { return }
    element(name, attributes) { $0.text("text", text) }
  }

  mutating func write(_ variable: Variable, as name: String) {
    element(name, [("name", variable.name), ("typeRef", variable.typeName)])
  }
}

// MARK: - Types

extension ModelWriter {
  private mutating func write(_ item: ItemDefinition, as name: String) {
    element(
      name, [("name", item.name), ("isCollection", item.isCollection ? "true" : nil)]
    ) { writer in
      writer.text("typeRef", item.typeName)
      writer.wrapped("allowedValues", item.allowedValues)
      writer.wrapped("typeConstraint", item.typeConstraint)
      for component in item.components { writer.write(component, as: "itemComponent") }
      guard let function = item.function else { return }
      writer.element("functionItem", [("outputTypeRef", function.resultTypeName)]) { writer in
        for parameter in function.parameters { writer.write(parameter, as: "parameters") }
      }
    }
  }
}

// MARK: - Elements of the requirement graph

extension ModelWriter {
  private mutating func write(_ input: InputData) {
    element("inputData", [("id", input.id), ("name", input.name)]) { writer in
      writer.write(input.variable, as: "variable")
    }
  }

  private mutating func write(_ decision: Decision, of model: Definitions) {
    element("decision", [("id", decision.id), ("name", decision.name)]) { writer in
      writer.text("description", decision.note)
      writer.text("question", decision.question)
      writer.text("allowedAnswers", decision.allowedAnswers)
      writer.write(decision.variable, as: "variable")
      writer.writeRequirements(of: decision.id, in: model)
      writer.write(decision.logic)
    }
  }

  private mutating func write(_ knowledge: BusinessKnowledgeModel, of model: Definitions) {
    element(
      "businessKnowledgeModel", [("id", knowledge.id), ("name", knowledge.name)]
    ) { writer in
      writer.write(knowledge.variable, as: "variable")
      if knowledge.logic != nil || knowledge.logicTypeName != nil {
        writer.write(
          knowledge.logic ?? FunctionDefinition(parameters: [], body: nil), as: "encapsulatedLogic",
          id: nil, typeName: knowledge.logicTypeName)
      }
      writer.writeRequirements(of: knowledge.id, in: model)
    }
  }

  private mutating func write(_ source: KnowledgeSource) {
    element(
      "knowledgeSource",
      [("id", source.id), ("name", source.name), ("locationURI", source.location)]
    ) { $0.text("type", source.kind) }
  }

  private mutating func write(_ service: DecisionService) {
    element("decisionService", [("id", service.id), ("name", service.name)]) { writer in
      writer.write(service.variable, as: "variable")
      for (name, hrefs) in [
        ("outputDecision", service.outputs), ("encapsulatedDecision", service.encapsulated),
        ("inputDecision", service.inputDecisions), ("inputData", service.inputs),
      ] {
        for href in hrefs { writer.element(name, [("href", href)]) }
      }
    }
  }

  private mutating func writeRequirements(of id: String, in model: Definitions) {
    for requirement in graph.requirements(of: id) {
      element("\(requirement.kind.rawValue)Requirement", [("id", requirement.id)]) { writer in
        writer.element(
          writer.targetName(of: requirement, in: model), [("href", requirement.href)])
      }
    }
  }

  /// The name of the element that holds the reference, which tells what is required.
  private func targetName(
    of requirement: RequirementGraph.Requirement, in model: Definitions
  ) -> String {
    if requirement.kind == .knowledge { return "requiredKnowledge" }
    let other = requirement.kind == .information ? "requiredDecision" : "requiredAuthority"
    if let target = requirement.target {
      return switch graph.nodes[target].kind {
      case .input: "requiredInput"
      case .decision: "requiredDecision"
      default: other
      }
    }
    let reference = Reference(requirement.href, in: model.namespace)
    let home = imported.first { $0.namespace == reference.namespace }
    if home?.inputs.contains(where: { $0.id == reference.identifier }) == true {
      return "requiredInput"
    }
    let isDecision = home?.decisions.contains { $0.id == reference.identifier } == true
    return isDecision ? "requiredDecision" : other
  }
}
