// SPDX-License-Identifier: Apache-2.0

import FEEL

/// Compiles a model with its imports into a graph.
struct GraphCompiler {
  let linker: Linker
  private var logic: LogicCompiler
  private var faults: [ModelFault] = []

  /// What is compiled, by its place in the graph.
  private var inputs: [Graph.InputNode] = []
  private var decisions: [Int: Graph.DecisionNode] = [:]
  private var knowledge: [Int: Graph.KnowledgeNode] = [:]
  private var services: [Int: Graph.ServiceNode] = [:]

  init(_ definitions: [Definitions]) {
    linker = Linker(definitions)
    logic = LogicCompiler(
      types: TypeCatalogue(linker.definitions, imports: linker.imports))
  }

  /// The graph, and what is wrong with it.
  mutating func compile() -> (graph: Graph, faults: [ModelFault]) {
    for (unit, input) in linker.inputs {
      inputs.append(
        Graph.InputNode(
          unit: unit, name: input.name, variable: input.variable.name,
          type: logic.types.type(
            input.variable.typeName, in: unit, of: "inputData “\(input.name)”",
            line: input.line)))
    }
    let order = linker.order()
    faults += order.faults
    for (rank, node) in order.nodes.enumerated() {
      switch node {
      case .input: break
      case .decision(let index):
        decisions[index] = decision(index, rank: rank, fault: order.cycles[index])
      case .knowledge(let index): knowledge[index] = knowledge(index)
      case .service(let index): services[index] = service(index)
      }
    }
    for unit in linker.definitions.indices { _ = logic.types.named(in: unit) }
    let graph = Graph(
      units: linker.units, inputs: inputs,
      decisions: linker.decisions.indices.compactMap { decisions[$0] },
      knowledge: linker.knowledge.indices.compactMap { knowledge[$0] },
      services: linker.services.indices.compactMap { services[$0] })
    return (graph, linker.faults + faults + logic.types.faults + logic.faults)
  }

  private mutating func decision(
    _ index: Int, rank: Int, fault: ModelFault?
  ) -> Graph.DecisionNode {
    let (unit, decision) = linker.decisions[index]
    var scope = RequiredScope(unit: unit, element: "decision “\(decision.name)”")
    for reference in decision.information + decision.knowledge {
      require(reference, in: &scope, line: decision.line)
    }
    let environment = scope.environment(types: logic.types.named(in: unit))
    let type = logic.types.type(
      decision.variable.typeName, in: unit, of: environment.element, line: decision.line)
    return Graph.DecisionNode(
      unit: unit, name: decision.name, variable: decision.variable.name, type: type,
      requires: linker.requiredDecisions(of: decision, in: unit), sources: scope.sources,
      logic: decision.logic.map { logic.compile($0, in: environment) }, rank: rank,
      fault: fault)
  }

  private mutating func knowledge(_ index: Int) -> Graph.KnowledgeNode {
    let (unit, model) = linker.knowledge[index]
    var scope = RequiredScope(unit: unit, element: "businessKnowledgeModel “\(model.name)”")
    for reference in model.knowledge { require(reference, in: &scope, line: model.line) }
    // A function may call itself (6.3.9 does not make it require itself).
    scope.add(
      model.variable.name, declaredShape(of: model, in: unit), .node(.knowledge(index)))
    let environment = scope.environment(types: logic.types.named(in: unit))
    let function = logic.compile(
      model.function, resultTypeName: nil, in: environment, line: model.line)
    return Graph.KnowledgeNode(
      unit: unit, name: model.name, variable: model.variable.name, sources: scope.sources,
      function: FunctionLogic(
        element: environment.element, parameters: function.parameters,
        result: resultType(of: model, in: unit), body: function.body))
  }

  /// What a function's result must be: by the type of its variable, or of its logic as a whole.
  private mutating func resultType(
    of model: BusinessKnowledgeModel, in unit: Int
  ) -> ItemType {
    for name in [model.variable.typeName, model.logicTypeName].compactMap(\.self) {
      let type = logic.types.type(name, in: unit, of: model.label, line: model.line)
      if let result = type.functionResult { return ItemType(name: name, shape: result) }
      if type.shape != .any, type.shape != .anyFunction { return type }
    }
    return .any
  }

  /// What is known of a function before it is compiled.
  private mutating func declaredShape(
    of model: BusinessKnowledgeModel, in unit: Int
  ) -> FEELType {
    let parameters = model.function.parameters.map { parameter in
      logic.types.type(parameter.typeName, in: unit, of: model.label, line: model.line).shape
    }
    return .function(parameters, result: resultType(of: model, in: unit).shape)
  }

  private mutating func service(_ index: Int) -> Graph.ServiceNode {
    let (unit, service) = linker.services[index]
    let element = "decisionService “\(service.name)”"
    var parameters: [Graph.ServiceNode.Parameter] = []
    // The inputs come before the input decisions (10.4).
    for reference in service.inputs + service.inputDecisions {
      guard let node = linker.node(reference, in: unit) else {
        faults.append(
          ModelFault(.unknownReference(reference), element: element, line: service.line))
        continue
      }
      guard let (name, type) = variable(of: node) else { continue }
      parameters.append(.init(name: name, type: type, target: node))
    }
    let outputs = service.outputs.compactMap { reference -> Int? in
      if case .decision(let index)? = linker.node(reference, in: unit) { return index }
      faults.append(
        ModelFault(.unknownReference(reference), element: element, line: service.line))
      return nil
    }
    let type = logic.types.type(
      service.variable.typeName, in: unit, of: element, line: service.line)
    let components = outputs.map { index in
      FEELType.Component(
        linker.decisions[index].element.variable.name, shape(of: .decision(index)))
    }
    let result: ItemType =
      type.functionResult.map { ItemType(name: type.name, shape: $0) }
      ?? (type.shape == .anyFunction ? .any : type)
    let inferred = components.count == 1 ? components[0].type : .context(components)
    return Graph.ServiceNode(
      unit: unit, name: service.name, variable: service.variable.name,
      parameters: parameters, outputs: outputs, type: result,
      shape: result.shape == .any ? inferred : result.shape)
  }

  /// The name and type by which a service's caller gives a value.
  private mutating func variable(of node: Graph.Node) -> (String, ItemType)? {
    switch node {
    case .input(let index): return (inputs[index].variable, inputs[index].type)
    case .decision(let index):
      let (unit, decision) = linker.decisions[index]
      return (
        decision.variable.name,
        logic.types.type(
          decision.variable.typeName, in: unit, of: "decision “\(decision.name)”",
          line: decision.line)
      )
    case .knowledge, .service: return nil
    }
  }

  /// Brings a required element into scope.
  private mutating func require(
    _ reference: String, in scope: inout RequiredScope, line: Int
  ) {
    guard let node = linker.node(reference, in: scope.unit) else {
      faults.append(
        ModelFault(.unknownReference(reference), element: scope.element, line: line))
      return
    }
    let unit = linker.unit(of: node)
    let name = linker.variable(of: node)
    if unit == scope.unit {
      scope.add(name, shape(of: node), .node(node))
    } else if let imported = linker.imports[scope.unit].first(where: { $0.unit == unit }) {
      scope.add(name, shape(of: node), .node(node), under: imported.name)
    } else {
      faults.append(
        ModelFault(.unknownReference(reference), element: scope.element, line: line))
    }
  }

  /// What is known of the value of an element.
  private mutating func shape(of node: Graph.Node) -> FEELType {
    switch node {
    case .input(let index): return inputs[index].type.shape
    case .decision(let index):
      guard let decision = decisions[index] else { return .any }
      return decision.type.shape == .any
        ? decision.logic?.shape ?? .any : decision.type.shape
    case .knowledge(let index):
      if let known = knowledge[index] { return known.function.shape }
      let (unit, model) = linker.knowledge[index]
      return declaredShape(of: model, in: unit)
    case .service(let index):
      guard let service = services[index] else { return .anyFunction }
      return .function(service.parameters.map(\.type.shape), result: service.shape)
    }
  }
}

extension BusinessKnowledgeModel {
  /// How faults call it.
  fileprivate var label: String { "businessKnowledgeModel “\(name)”" }

  /// The function; of a table that is given without parameters they are its input expressions (10.2.2.6).
  fileprivate var function: FunctionDefinition {
    guard let logic else { return FunctionDefinition(parameters: [], body: nil) }
    guard logic.parameters.isEmpty, case .table(let table)? = logic.body?.form,
      table.inputs.allSatisfy(\.readsOneName)
    else { return logic }
    let implied = table.inputs.map { input in
      Variable(name: input.expression.normalizedName, typeName: input.typeName)
    }
    return FunctionDefinition(kind: logic.kind, parameters: implied, body: logic.body)
  }
}

extension DecisionTable.Input {
  /// Whether the expression is nothing but words, which can only be a name.
  fileprivate var readsOneName: Bool {
    expression.first?.isLetter == true
      && expression.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0.isWhitespace }
  }
}

/// The names that an element may use because it requires what they stand for.
private struct RequiredScope {
  let unit: Int
  let element: String
  private var entries: [Entry] = []

  private struct Entry {
    let name: String
    var shape: FEELType
    var source: Graph.Source
  }

  init(unit: Int, element: String) {
    self.unit = unit
    self.element = element
  }

  /// Where the values of the names come from, by slot.
  var sources: [Graph.Source] { entries.map(\.source) }

  /// Adds a name; one that an import has is found under the name of the import.
  mutating func add(
    _ name: String, _ shape: FEELType, _ source: Graph.Source, under module: String = ""
  ) {
    guard !module.isEmpty else {
      if !entries.contains(where: { $0.name == name }) {
        entries.append(Entry(name: name, shape: shape, source: source))
      }
      return
    }
    let member = Graph.Named(name: name, source: source)
    let component = FEELType.Component(name, shape)
    guard let place = entries.firstIndex(where: { $0.name == module }) else {
      entries.append(
        Entry(name: module, shape: .context([component]), source: .module([member])))
      return
    }
    if case .module(let members) = entries[place].source,
      case .context(let components) = entries[place].shape
    {
      entries[place].source = .module(members + [member])
      entries[place].shape = .context(components + [component])
    }
  }

  func environment(types: [(name: String, type: FEELType)]) -> Environment {
    var environment = Environment(unit: unit, element: element, types: types)
    for entry in entries { _ = environment.declare(entry.name, entry.shape) }
    return environment
  }
}
