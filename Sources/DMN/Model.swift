// SPDX-License-Identifier: Apache-2.0

import FEEL

/// A decision model, compiled once and asked as often as wanted (DMN 1.5).
///
/// ```swift
/// let model = Model(try Definitions(xml: bytes))
/// for fault in model.faults { print(fault.english) }
/// let outcome = model.evaluate(decision: "Fee", inputs: Inputs(Context([("Area", 120)])))
/// outcome.value            // what was decided
/// outcome.firings          // which rules of which tables it was
/// outcome.reasons          // why parts became null
/// ```
///
/// Evaluation has no effects, reads no clock, and is safe on any thread at the same time.
public struct Model: Sendable {
  /// The model as it is written.
  public let definitions: Definitions
  /// What is wrong with the model and with those that it imports; what is not touched by it can be asked all the same.
  public let faults: [ModelFault]
  let graph: Graph

  /// Compiles a model.
  ///
  /// - Parameters:
  ///   - definitions: the model.
  ///   - others: the models that it may import, directly or through others; found by namespace.
  public init(_ definitions: Definitions, importing others: [Definitions] = []) {
    var compiler = GraphCompiler([definitions] + others)
    let compiled = compiler.compile()
    self.definitions = definitions
    graph = compiled.graph
    faults = compiled.faults
  }

  /// The names of the decisions, in the order of the file.
  public var decisionNames: [String] { definitions.decisions.map(\.name) }

  /// The names of the decision services, in the order of the file.
  public var serviceNames: [String] { definitions.services.map(\.name) }

  /// The names of the business knowledge models, in the order of the file.
  public var functionNames: [String] { definitions.knowledge.map(\.name) }

  /// Takes a decision, after those that it requires.
  ///
  /// - Parameters:
  ///   - name: the decision; one of an imported model as `import.name`.
  ///   - inputs: what is given.
  ///   - limits: what it may cost in all.
  ///   - now: what `now()` and `today()` tell; without it they are null.
  public func evaluate(
    decision name: String, inputs: Inputs = Inputs(), limits: Limits = .standard,
    now: DateTime? = nil
  ) -> Outcome {
    answer(limits: limits, now: now, inputs: inputs) { run, evaluation in
      guard let index = graph.find(name, among: graph.decisions) else {
        return evaluation.fail(.unknownName(name))
      }
      return run.decide(index, &evaluation)
    }
  }

  /// Calls a decision service with values by the names of its inputs and input decisions.
  ///
  /// The value is that of the output decision, or a context of them by their names if there are several.
  public func evaluate(
    service name: String, inputs: Inputs = Inputs(), limits: Limits = .standard,
    now: DateTime? = nil
  ) -> Outcome {
    answer(limits: limits, now: now, inputs: inputs) { run, evaluation in
      guard let index = graph.find(name, among: graph.services) else {
        return evaluation.fail(.unknownName(name))
      }
      return run.serve(index, &evaluation)
    }
  }

  /// Calls a business knowledge model with values by the names of its parameters.
  public func evaluate(
    function name: String, arguments: Context, limits: Limits = .standard, now: DateTime? = nil
  ) -> Outcome {
    answer(limits: limits, now: now, inputs: Inputs()) { run, evaluation in
      guard let index = graph.find(name, among: graph.knowledge),
        case .function(let function) = run.function(ofKnowledge: index)
      else { return evaluation.fail(.unknownName(name)) }
      return function.call(
        function.parameters.map { arguments[$0.name] ?? .null }, &evaluation)
    }
  }

  /// Whether a decision has the name, in the model or in one that it imports.
  public func hasDecision(_ name: String) -> Bool {
    graph.find(name, among: graph.decisions) != nil
  }

  /// Whether a decision service has the name, in the model or in one that it imports.
  public func hasService(_ name: String) -> Bool {
    graph.find(name, among: graph.services) != nil
  }

  /// Whether a business knowledge model has the name, in the model or in one that it imports.
  public func hasFunction(_ name: String) -> Bool {
    graph.find(name, among: graph.knowledge) != nil
  }

  /// Whether a service answers with a context of several decisions.
  func hasSeveralOutputs(service name: String) -> Bool {
    graph.find(name, among: graph.services).map { graph.services[$0].outputs.count > 1 }
      ?? false
  }

  private func answer(
    limits: Limits, now: DateTime?, inputs: Inputs,
    _ work: (inout Run, inout Evaluation) -> Value
  ) -> Outcome {
    var evaluation = Evaluation(limits: limits, now: now)
    let recorder = Recorder()
    var run = Run(graph, inputs: inputs, recorder: recorder)
    let value = work(&run, &evaluation)
    return Outcome(
      value: evaluation.isHalted ? .null : value, reasons: evaluation.diagnostics.reasons,
      omittedReasons: evaluation.diagnostics.omitted, firings: recorder.firings,
      decided: run.decidedByName)
  }
}

/// What came of asking a model.
public struct Outcome: Sendable {
  /// The value; null if it could not be worked out.
  public let value: Value
  /// Why parts became null, in the order in which it happened; parts of a value that is not null may be among them.
  public let reasons: [Reason]
  /// How many more reasons there were than are kept.
  public let omittedReasons: Int
  /// The decision tables that were asked, and which of their rules fired, in order.
  public let firings: [Firing]
  /// The decisions that were taken on the way, by name, in order.
  public let decided: Context

  /// The same with another value.
  func with(_ value: Value) -> Outcome {
    Outcome(
      value: value, reasons: reasons, omittedReasons: omittedReasons, firings: firings,
      decided: decided)
  }
}

extension Graph {
  /// An element that is asked for by name.
  protocol Asked {
    var unit: Int { get }
    var name: String { get }
    var variable: String { get }
  }

  /// The element that a name means: of the first model, or of an imported one after the names of the imports, which may
  /// be left out.
  func find(_ name: String, among elements: [some Asked]) -> Int? {
    elements.firstIndex { element in
      let path = units[element.unit].path.map { $0 + "." }.joined()
      return path + element.name == name || path + element.variable == name
    } ?? elements.firstIndex { $0.name == name }
  }
}

extension Graph.DecisionNode: Graph.Asked {}
extension Graph.KnowledgeNode: Graph.Asked {}
extension Graph.ServiceNode: Graph.Asked {}

extension Run {
  /// The decisions that were taken, in the order in which they came.
  fileprivate var decidedByName: Context {
    let order = decided.keys.sorted { graph.decisions[$0].rank < graph.decisions[$1].rank }
    return Context(order.map { (graph.decisions[$0].name, decided[$0] ?? .null) })
  }
}
