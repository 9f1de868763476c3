// SPDX-License-Identifier: Apache-2.0

import FEEL
import XML

extension Definitions {
  /// A model of one table: a decision of its name, and an input for each name that the table's
  /// inputs read.
  ///
  /// An input has the type of its column where the column asks for nothing but the input. Names
  /// that only tests or results read are no inputs: more often than not they are texts without
  /// quotes.
  ///
  /// - Parameters:
  ///   - table: the logic of the decision.
  ///   - name: the name of the decision and of the model.
  ///   - namespace: the namespace of the model; one made of the name if it is left out.
  public init(table: DecisionTable, named name: String, namespace: String? = nil) {
    let name = name.normalizedName
    var identifiers = Identifiers()
    let inputs = table.inputNames.map { name in
      let type = table.inputs.lazy.filter { $0.expression.normalizedName == name }
        .compactMap(\.typeName).first
      return InputData(
        id: identifiers.take("input_\(name)"), name: name,
        variable: Variable(name: name, typeName: type))
    }
    let isSingle = [.unique, .any, .priority, .first].contains(table.hitPolicy)
    let type = table.outputs.count == 1 && isSingle ? table.outputs[0].typeName : nil
    let decision = Decision(
      id: identifiers.take("decision_\(name)"), name: name,
      variable: Variable(name: name, typeName: type), information: inputs.map { "#" + $0.id },
      logic: BoxedExpression(.table(table)))
    self.init(
      name: name,
      namespace: namespace ?? "urn:dmn:" + name.split(separator: " ").joined(separator: "_"),
      inputs: inputs, decisions: [decision])
  }
}

extension DecisionTable {
  /// The names that the input expressions read and that are none of FEEL's own, each once.
  var inputNames: [String] {
    inputs.flatMap(\.expression.inputNames).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }
}

extension String {
  /// The names that an expression reads and that are none of FEEL's own.
  fileprivate var inputNames: [String] {
    // Words beside each other can only be one name, which FEEL could not tell without knowing it.
    let words = split(separator: ".")[..<1].first?.split(whereSeparator: \.isWhitespace) ?? []
    let root = words.joined(separator: " ")
    var names = Names()
    if words.count > 1, words.allSatisfy(\.isWord) { names.declare(root) }
    let unknown = (try? Expression(self, names: names))?.unknownNames ?? []
    return (names.contains(root) ? [root] : []) + unknown
  }
}

extension Substring {
  /// Whether it may be a word of a name, and none of FEEL's keywords.
  fileprivate var isWord: Bool {
    let keywords = [
      "and", "or", "in", "between", "instance", "of", "if", "then", "else", "for", "some", "every",
      "not",
    ]
    return first?.isNumber == false && allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      && !keywords.contains(String(self))
  }
}
