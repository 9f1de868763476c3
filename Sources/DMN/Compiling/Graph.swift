// SPDX-License-Identifier: Apache-2.0

import FEEL

/// A model and all that it imports, compiled: what requires what, and how each is worked out (chapter 6).
final class Graph: Sendable {
  /// The models; the first is the one that was asked for.
  let units: [Unit]
  /// What comes from outside.
  let inputs: [InputNode]
  /// What is decided.
  let decisions: [DecisionNode]
  /// The functions.
  let knowledge: [KnowledgeNode]
  /// The services.
  let services: [ServiceNode]

  init(
    units: [Unit], inputs: [InputNode], decisions: [DecisionNode], knowledge: [KnowledgeNode],
    services: [ServiceNode]
  ) {
    self.units = units
    self.inputs = inputs
    self.decisions = decisions
    self.knowledge = knowledge
    self.services = services
  }
}

extension Graph {
  /// A model among the others.
  struct Unit: Sendable {
    let namespace: String
    /// The names of the imports that lead here from the first model.
    let path: [String]
  }

  /// What an element of a model is in the graph.
  enum Node: Sendable, Hashable {
    case input(Int)
    case decision(Int)
    case knowledge(Int)
    case service(Int)
  }

  /// Where the value of a name comes from.
  indirect enum Source: Sendable {
    case node(Node)
    /// The imported names of one import, as a context.
    case module([Named])
  }

  /// A name with where its value comes from.
  struct Named: Sendable {
    let name: String
    let source: Source
  }

  /// Something that is given.
  struct InputNode: Sendable {
    let unit: Int
    let name: String
    let variable: String
    let type: ItemType
  }

  /// Something that is decided.
  struct DecisionNode: Sendable {
    let unit: Int
    let name: String
    let variable: String
    let type: ItemType
    /// The decisions that come before.
    let requires: [Int]
    /// A value for each name of the logic, in the order of its slots.
    let sources: [Source]
    let logic: Logic?
    /// Where it stands in an order in which what is required comes first.
    let rank: Int
    /// What makes it impossible to decide: it requires itself.
    let fault: ModelFault?
  }

  /// A function of a model.
  struct KnowledgeNode: Sendable {
    let unit: Int
    let name: String
    let variable: String
    let sources: [Source]
    let function: FunctionLogic
  }

  /// Decisions that are called like a function.
  struct ServiceNode: Sendable {
    let unit: Int
    let name: String
    let variable: String
    let parameters: [Parameter]
    let outputs: [Int]
    /// What the result must be.
    let type: ItemType
    let shape: FEELType

    /// A parameter, and what of the graph it gives a value to.
    struct Parameter: Sendable {
      let name: String
      let type: ItemType
      let target: Node
    }
  }
}
