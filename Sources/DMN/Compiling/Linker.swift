// SPDX-License-Identifier: Apache-2.0

/// Finds what references lead to, within a model and across its imports (6.3.3, 6.3.4).
struct Linker {
  /// The models; the first is the one that was asked for, the others those that it imports.
  private(set) var definitions: [Definitions] = []
  /// What each model imports.
  private(set) var imports: [[ImportedUnit]] = []
  /// The names of the imports that lead to each model.
  private(set) var paths: [[String]] = []
  private(set) var inputs: [(unit: Int, element: InputData)] = []
  private(set) var decisions: [(unit: Int, element: Decision)] = []
  private(set) var knowledge: [(unit: Int, element: BusinessKnowledgeModel)] = []
  private(set) var services: [(unit: Int, element: DecisionService)] = []
  private(set) var faults: [ModelFault] = []
  /// Every element by model and identifier.
  private var nodes: [Key: Graph.Node] = [:]

  private struct Key: Hashable {
    let unit: Int
    let id: String
  }

  /// Links the first of some models with those of the others that it imports, one by another.
  init(_ available: [Definitions]) {
    guard let root = available.first else { return }
    add(root, path: [])
    var next = 0
    while next < definitions.count {
      link(next, among: available)
      next += 1
    }
    for (unit, model) in definitions.enumerated() { index(model, as: unit) }
  }

  private mutating func add(_ model: Definitions, path: [String]) {
    definitions.append(model)
    imports.append([])
    paths.append(path)
    faults += model.faults
  }

  /// Finds the models that one imports.
  private mutating func link(_ unit: Int, among available: [Definitions]) {
    for item in definitions[unit].imports {
      let known = definitions.firstIndex { $0.namespace == item.namespace }
      if let known {
        imports[unit].append(ImportedUnit(name: item.name, unit: known))
      } else if let model = available.first(where: { $0.namespace == item.namespace }) {
        imports[unit].append(ImportedUnit(name: item.name, unit: definitions.count))
        add(model, path: paths[unit] + (item.name.isEmpty ? [] : [item.name]))
      } else {
        faults.append(
          ModelFault(
            .importNotFound(namespace: item.namespace), element: "import “\(item.name)”",
            line: item.line))
      }
    }
  }

  private mutating func index(_ model: Definitions, as unit: Int) {
    var names: Set<String> = []
    for element in model.inputs {
      inputs.append((unit, element))
      add(.input(inputs.count - 1), element.id, element.name, unit, element.line, &names)
    }
    for element in model.decisions {
      decisions.append((unit, element))
      add(.decision(decisions.count - 1), element.id, element.name, unit, element.line, &names)
    }
    for element in model.knowledge {
      knowledge.append((unit, element))
      add(
        .knowledge(knowledge.count - 1), element.id, element.name, unit, element.line, &names)
    }
    for element in model.services {
      services.append((unit, element))
      add(.service(services.count - 1), element.id, element.name, unit, element.line, &names)
    }
  }

  private mutating func add(
    _ node: Graph.Node, _ id: String, _ name: String, _ unit: Int, _ line: Int,
    _ names: inout Set<String>
  ) {
    if !names.insert(name).inserted {
      faults.append(ModelFault(.repeatedName(name), element: "“\(name)”", line: line))
    }
    let key = Key(unit: unit, id: id)
    if nodes[key] == nil { nodes[key] = node }
  }

  /// The models as the graph keeps them.
  var units: [Graph.Unit] {
    zip(definitions, paths).map { Graph.Unit(namespace: $0.namespace, path: $1) }
  }

  /// What a reference, `#id` or `namespace#id`, leads to.
  func node(_ reference: String, in unit: Int) -> Graph.Node? {
    guard let mark = reference.lastIndex(of: "#") else {
      return nodes[Key(unit: unit, id: reference)]
    }
    let namespace = reference[..<mark]
    let id = String(reference[reference.index(after: mark)...])
    guard !namespace.isEmpty, namespace != definitions[unit].namespace else {
      return nodes[Key(unit: unit, id: id)]
    }
    return definitions.firstIndex { $0.namespace == namespace }
      .flatMap { nodes[Key(unit: $0, id: id)] }
  }

  /// The model that an element belongs to.
  func unit(of node: Graph.Node) -> Int {
    switch node {
    case .input(let index): inputs[index].unit
    case .decision(let index): decisions[index].unit
    case .knowledge(let index): knowledge[index].unit
    case .service(let index): services[index].unit
    }
  }

  /// The name by which expressions call an element.
  func variable(of node: Graph.Node) -> String {
    switch node {
    case .input(let index): inputs[index].element.variable.name
    case .decision(let index): decisions[index].element.variable.name
    case .knowledge(let index): knowledge[index].element.variable.name
    case .service(let index): services[index].element.variable.name
    }
  }

  /// The decisions that one requires.
  func requiredDecisions(of decision: Decision, in unit: Int) -> [Int] {
    decision.information.compactMap { reference in
      if case .decision(let index)? = node(reference, in: unit) { index } else { nil }
    }
  }
}

// MARK: - Order

extension Linker {
  /// Everything in an order in which what is required comes first, and the decisions for which there is none.
  struct Order {
    fileprivate(set) var nodes: [Graph.Node] = []
    /// The decisions that require themselves.
    fileprivate(set) var cycles: [Int: ModelFault] = [:]
    fileprivate(set) var faults: [ModelFault] = []
  }

  /// Orders the graph by going into depth with a stack of its own: a chain of requirements may be long.
  func order() -> Order {
    var order = Order()
    var state: [Graph.Node: Bool] = [:]  // false while open, true when done
    var all: [Graph.Node] = services.indices.map { .service($0) }
    all += knowledge.indices.map { .knowledge($0) }
    all += decisions.indices.map { .decision($0) }
    for start in all where state[start] == nil {
      var stack: [(node: Graph.Node, rest: [Graph.Node])] = [(start, required(by: start))]
      state[start] = false
      while let (node, rest) = stack.last {
        guard let next = rest.last else {
          state[node] = true
          order.nodes.append(node)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].rest.removeLast()
        switch state[next] {
        case true: break
        case false: note(next, on: stack.map(\.node), in: &order)
        default:
          state[next] = false
          stack.append((next, required(by: next)))
        }
      }
    }
    return order
  }

  private func required(by node: Graph.Node) -> [Graph.Node] {
    let references: [String]
    switch node {
    case .input: references = []
    case .decision(let index):
      let decision = decisions[index].element
      references = decision.knowledge + decision.information
    case .knowledge(let index): references = knowledge[index].element.knowledge
    case .service(let index): references = services[index].element.outputs
    }
    let unit = unit(of: node)
    return references.reversed().compactMap { self.node($0, in: unit) }.filter { node in
      if case .input = node { false } else { true }
    }
  }

  /// Notes a circle of decisions; functions may call each other.
  private func note(
    _ node: Graph.Node, on stack: [Graph.Node], in order: inout Order
  ) {
    guard let start = stack.firstIndex(of: node) else { return }
    let circle = stack[start...].compactMap { node -> Int? in
      if case .decision(let index) = node { index } else { nil }
    }
    guard circle.count == stack.count - start, let first = circle.first else { return }
    let names = circle.map { decisions[$0].element.name }
    let fault = ModelFault(
      .cycle(names + [names[0]]), element: "decision “\(names[0])”",
      line: decisions[first].element.line)
    order.faults.append(fault)
    for index in circle where order.cycles[index] == nil { order.cycles[index] = fault }
  }
}
