// SPDX-License-Identifier: Apache-2.0

import XML

extension Definitions {
  /// The model with an identifier for each element, fit for XML, and references that follow.
  ///
  /// A model whose identifiers are there, valid and different is left as it is.
  func identified(_ identifiers: inout Identifiers) -> Definitions {
    var renamed: [String: String] = [:]
    func take(_ id: String, _ kind: String, _ name: String) -> String {
      let taken = identifiers.take(id.isEmpty ? "\(kind)_\(name)" : id)
      // Of a repeated identifier the first element is meant.
      if taken != id, !id.isEmpty, renamed[id] == nil { renamed[id] = taken }
      if taken == id { renamed[id] = id }
      return taken
    }
    let inputIDs = inputs.map { take($0.id, "input", $0.name) }
    let decisionIDs = decisions.map { take($0.id, "decision", $0.name) }
    let knowledgeIDs = knowledge.map { take($0.id, "knowledge", $0.name) }
    let sourceIDs = sources.map { take($0.id, "source", $0.name) }
    let serviceIDs = services.map { take($0.id, "service", $0.name) }
    func follow(_ references: [String]) -> [String] {
      references.map { href in
        let reference = Reference(href, in: namespace)
        guard reference.namespace == nil, let id = renamed[reference.identifier],
          id != reference.identifier
        else { return href }
        return "#" + id
      }
    }
    return Definitions(
      name: name, namespace: namespace, imports: imports, items: items,
      inputs: zip(inputs, inputIDs).map { $0.with(id: $1) },
      decisions: zip(decisions, decisionIDs).map { $0.with(id: $1, follow) },
      knowledge: zip(knowledge, knowledgeIDs).map { $0.with(id: $1, follow) },
      sources: zip(sources, sourceIDs).map { $0.with(id: $1) },
      services: zip(services, serviceIDs).map { $0.with(id: $1, follow) }, faults: faults)
  }
}

extension InputData {
  fileprivate func with(id: String) -> InputData {
    InputData(id: id, name: name, variable: variable, line: line)
  }
}

extension Decision {
  fileprivate func with(id: String, _ follow: ([String]) -> [String]) -> Decision {
    Decision(
      id: id, name: name, question: question, allowedAnswers: allowedAnswers, note: note,
      variable: variable, information: follow(information), knowledge: follow(knowledge),
      authorities: follow(authorities), logic: logic, line: line)
  }
}

extension BusinessKnowledgeModel {
  fileprivate func with(id: String, _ follow: ([String]) -> [String]) -> BusinessKnowledgeModel {
    BusinessKnowledgeModel(
      id: id, name: name, variable: variable, knowledge: follow(knowledge), logic: logic,
      logicTypeName: logicTypeName, line: line)
  }
}

extension KnowledgeSource {
  fileprivate func with(id: String) -> KnowledgeSource {
    KnowledgeSource(id: id, name: name, kind: kind, location: location)
  }
}

extension DecisionService {
  fileprivate func with(id: String, _ follow: ([String]) -> [String]) -> DecisionService {
    DecisionService(
      id: id, name: name, variable: variable, outputs: follow(outputs),
      encapsulated: follow(encapsulated), inputDecisions: follow(inputDecisions),
      inputs: follow(inputs), line: line)
  }
}
