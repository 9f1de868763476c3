// SPDX-License-Identifier: Apache-2.0

import XML

/// What each element of a model requires, with an identifier for each requirement (6.2.2).
struct RequirementGraph {
  /// An element that is drawn.
  struct Node {
    /// What the element is.
    enum Kind {
      case input
      case decision
      case knowledge
      case source
      case service
    }

    let id: String
    let kind: Kind
  }

  /// What one element requires of another.
  struct Requirement {
    /// The kinds of requirements.
    enum Kind: String {
      case information
      case knowledge
      case authority
    }

    let id: String
    let kind: Kind
    /// The reference as written.
    let href: String
    /// The element that requires.
    let owner: Int
    /// The element that is required, if it is of this model.
    let target: Int?
  }

  let nodes: [Node]
  let requirements: [Requirement]

  /// The graph of a model whose elements have identifiers.
  init(of model: Definitions, _ identifiers: inout Identifiers) {
    let nodes =
      model.inputs.map { Node(id: $0.id, kind: .input) }
      + model.decisions.map { Node(id: $0.id, kind: .decision) }
      + model.knowledge.map { Node(id: $0.id, kind: .knowledge) }
      + model.sources.map { Node(id: $0.id, kind: .source) }
      + model.services.map { Node(id: $0.id, kind: .service) }
    let places = Dictionary(nodes.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var requirements: [Requirement] = []
    func add(_ hrefs: [String], _ kind: Requirement.Kind, of owner: Int) {
      for (index, href) in hrefs.enumerated() {
        let reference = Reference(href, in: model.namespace)
        requirements.append(
          Requirement(
            id: identifiers.take("\(nodes[owner].id)_\(kind.rawValue)_\(index + 1)"), kind: kind,
            href: href, owner: owner,
            target: reference.namespace == nil ? places[reference.identifier] : nil))
      }
    }
    for (index, decision) in model.decisions.enumerated() {
      let owner = model.inputs.count + index
      add(decision.information, .information, of: owner)
      add(decision.knowledge, .knowledge, of: owner)
      add(decision.authorities, .authority, of: owner)
    }
    for (index, knowledge) in model.knowledge.enumerated() {
      let owner = model.inputs.count + model.decisions.count + index
      add(knowledge.knowledge, .knowledge, of: owner)
    }
    self.nodes = nodes
    self.requirements = requirements
  }

  /// What an element requires, in order.
  func requirements(of id: String) -> [Requirement] {
    requirements.filter { nodes[$0.owner].id == id }
  }
}
