// SPDX-License-Identifier: Apache-2.0

import FEEL

/// One evaluation of a graph: what was given, and what is decided so far.
struct Run {
  let graph: Graph
  let inputs: Inputs
  let recorder: Recorder
  /// The values of the input data, as far as asked for.
  private var given: [Int: Value] = [:]
  /// The values of the decisions, as far as taken or given.
  private(set) var decided: [Int: Value] = [:]

  init(_ graph: Graph, inputs: Inputs, recorder: Recorder) {
    self.graph = graph
    self.inputs = inputs
    self.recorder = recorder
  }

  /// The value of a decision, after those that it requires.
  mutating func decide(_ target: Int, _ evaluation: inout Evaluation) -> Value {
    for index in plan(for: target) {
      guard evaluation.spend() else { return .null }
      decided[index] = value(ofDecision: index, &evaluation)
    }
    return decided[target] ?? .null
  }

  /// What is still to be decided, in order.
  private func plan(for target: Int) -> [Int] {
    var needed: Set<Int> = []
    var open = [target]
    while let index = open.popLast() {
      guard decided[index] == nil, needed.insert(index).inserted else { continue }
      open += graph.decisions[index].requires
    }
    return needed.sorted { graph.decisions[$0].rank < graph.decisions[$1].rank }
  }

  private mutating func value(
    ofDecision index: Int, _ evaluation: inout Evaluation
  ) -> Value {
    let node = graph.decisions[index]
    if let fault = node.fault { return evaluation.fail(fault.host, label: node.name) }
    guard let logic = node.logic else { return open(node, &evaluation) }
    let frame = frame(of: node.sources, &evaluation)
    return node.type.conform(logic.evaluate(in: frame, &evaluation), node.name, &evaluation)
  }

  /// The value of a decision that the model leaves open: what the caller gives.
  private func open(
    _ node: Graph.DecisionNode, _ evaluation: inout Evaluation
  ) -> Value {
    guard
      let value = inputs.value(for: node.variable, in: graph.units[node.unit])
        ?? inputs.value(for: node.name, in: graph.units[node.unit])
    else { return evaluation.fail(.noLogic(node.name), label: node.name) }
    return node.type.conform(read(value, as: node.type), node.name, &evaluation)
  }

  private mutating func value(ofInput index: Int, _ evaluation: inout Evaluation) -> Value {
    if let value = given[index] { return value }
    let node = graph.inputs[index]
    let unit = graph.units[node.unit]
    guard
      let value = inputs.value(for: node.name, in: unit)
        ?? inputs.value(for: node.variable, in: unit)
    else {
      given[index] = .null
      return evaluation.fail(.noInput(node.name), label: node.name)
    }
    let conforming = node.type.conform(read(value, as: node.type), node.name, &evaluation)
    given[index] = conforming
    return conforming
  }

  private func read(_ value: Value, as type: ItemType) -> Value {
    type.shape.completing(inputs.readsText ? type.shape.reading(value) : value)
  }

  /// The values that an element may read, by slot.
  private mutating func frame(
    of sources: [Graph.Source], _ evaluation: inout Evaluation
  ) -> Frame {
    var values: [Value] = []
    values.reserveCapacity(sources.count + 2)
    for source in sources { values.append(value(of: source, &evaluation)) }
    return Frame(recorder: recorder, values: values)
  }

  private mutating func value(
    of source: Graph.Source, _ evaluation: inout Evaluation
  ) -> Value {
    switch source {
    case .module(let members):
      var context = Context()
      for member in members { context[member.name] = value(of: member.source, &evaluation) }
      return .context(context)
    case .node(.input(let index)): return value(ofInput: index, &evaluation)
    // One that is not decided yet is on a circle.
    case .node(.decision(let index)): return decided[index] ?? .null
    case .node(.knowledge(let index)): return function(ofKnowledge: index)
    case .node(.service(let index)): return function(ofService: index)
    }
  }
}

// MARK: - Functions

extension Run {
  /// A business knowledge model as a function.
  ///
  /// What it requires is looked up when it is called, for functions may call each other in a circle.
  func function(ofKnowledge index: Int) -> Value {
    let graph = graph
    let recorder = recorder
    let node = graph.knowledge[index]
    return .function(
      Function(
        name: node.name,
        parameters: node.function.parameters.map { .init($0.name, $0.type.shape) },
        result: node.function.result.shape
      ) { arguments, evaluation in
        var run = Run(graph, inputs: Inputs(), recorder: recorder)
        let frame = run.frame(of: node.sources, &evaluation)
        return node.function.call(arguments, in: frame, &evaluation)
      })
  }

  /// A decision service as a function (10.4).
  func function(ofService index: Int) -> Value {
    let graph = graph
    let recorder = recorder
    let node = graph.services[index]
    return .function(
      Function(
        name: node.name, parameters: node.parameters.map { .init($0.name, $0.type.shape) },
        result: node.type.shape
      ) { arguments, evaluation in
        var run = Run(graph, inputs: Inputs(), recorder: recorder)
        guard run.give(arguments, to: node, &evaluation) else { return .null }
        return run.serve(node, &evaluation)
      })
  }

  /// Gives a service's inputs and input decisions their values; false if one does not conform.
  private mutating func give(
    _ arguments: [Value], to node: Graph.ServiceNode, _ evaluation: inout Evaluation
  ) -> Bool {
    for (parameter, argument) in zip(node.parameters, arguments) {
      let value = parameter.type.conform(argument, parameter.name, &evaluation)
      if value.isNull, !argument.isNull { return false }
      switch parameter.target {
      case .input(let index): given[index] = value
      case .decision(let index): decided[index] = value
      case .knowledge, .service: break
      }
    }
    return true
  }

  /// The result of a service of which the inputs are given.
  private mutating func serve(
    _ node: Graph.ServiceNode, _ evaluation: inout Evaluation
  ) -> Value {
    var results = Context()
    for index in node.outputs {
      results[graph.decisions[index].variable] = decide(index, &evaluation)
    }
    guard results.count == 1, let only = results.entries.first else {
      return node.type.conform(.context(results), node.name, &evaluation)
    }
    return node.type.conform(only.value, node.name, &evaluation)
  }

  /// The result of a service for values given by name, what is left out being null.
  mutating func serve(_ index: Int, _ evaluation: inout Evaluation) -> Value {
    let node = graph.services[index]
    for parameter in node.parameters {
      switch parameter.target {
      case .input(let index): _ = value(ofInput: index, &evaluation)
      case .decision(let index): decided[index] = open(graph.decisions[index], &evaluation)
      case .knowledge, .service: break
      }
    }
    return serve(node, &evaluation)
  }
}

extension Fault {
  fileprivate static func noInput(_ name: String) -> Fault {
    .host(
      code: "no-input", chinese: "没有给出输入“\(name)”", english: "the input “\(name)” is not given")
  }

  fileprivate static func noLogic(_ name: String) -> Fault {
    .host(
      code: "no-logic", chinese: "决策“\(name)”没有逻辑，也没有给出值",
      english: "the decision “\(name)” has no logic, and no value is given for it")
  }
}
