// SPDX-License-Identifier: Apache-2.0

import DMN
import FEEL

/// The rules of an item as a decision model that other tools open (DMN 1.5): its questions and fields are
/// the input data, its tables and conditions the decisions.
package enum RuleExport {
  /// The model of one version.
  package static func model(of item: ItemVersion) -> Definitions {
    let types = questionTypes(of: item)
    let questions = item.questions.map { input($0.key, typeName: typeName($0.key)) }
    let fields = item.form.map { input($0.key, typeName: $0.type.feelName) }
    let known = Set(item.questions.map(\.key) + item.form.map(\.key))
    let tables = item.tables.map { decision($0.text, requiring: $0.keys.filter(known.contains)) }
    let conditions =
      item.questions.compactMap { decision("asks \($0.key)", $0.ask, $0.when, known) }
      + item.form.compactMap { decision("wants \($0.key)", $0.label, $0.when, known) }
      + item.materials.compactMap { decision("needs \($0.key)", $0.name, $0.when, known) }
    return Definitions(
      name: item.name.zh, namespace: "urn:banjie:item:\(item.code):\(item.version)", items: types,
      inputs: questions + fields, decisions: tables + conditions)
  }

  /// A model that is made of one table, to be asked.
  static func model(of table: RuleTable.Text, reading keys: [String]) -> Definitions {
    Definitions(
      name: table.subject.rawValue, namespace: "urn:banjie:table",
      inputs: keys.map { input($0, typeName: nil) }, decisions: [decision(table, requiring: keys)])
  }

  private static func typeName(_ key: String) -> String { "t_\(key)" }

  private static func input(_ key: String, typeName: String?) -> InputData {
    InputData(
      id: "input_\(key)", name: key, variable: Variable(name: key, typeName: typeName))
  }

  /// The answers that each question takes, as a type.
  private static func questionTypes(of item: ItemVersion) -> [ItemDefinition] {
    item.questions.map { question in
      ItemDefinition(
        name: typeName(question.key), typeName: "string",
        allowedValues: question.options.map { "\"\($0.key)\"" }.joined(separator: ", "))
    }
  }

  private static func decision(
    _ table: RuleTable.Text, requiring keys: [String]
  ) -> Decision {
    Decision(
      id: "decision_\(table.subject.rawValue)", name: table.subject.rawValue,
      question: table.name.zh, variable: Variable(name: table.subject.rawValue),
      information: keys.map { "#input_\($0)" },
      logic: BoxedExpression(.table(table.table), id: "table_\(table.subject.rawValue)"))
  }

  private static func decision(
    _ name: String, _ question: Words, _ condition: Condition, _ known: Set<String>
  ) -> Decision? {
    guard let text = condition.feel else { return nil }
    return Decision(
      id: "decision_" + name.map { $0 == " " ? "_" : String($0) }.joined(), name: name,
      question: question.zh, variable: Variable(name: name, typeName: "boolean"),
      information: condition.keys.filter(known.contains).map { "#input_\($0)" },
      logic: BoxedExpression(.literal(LiteralExpression(text))))
  }
}

extension FieldType {
  /// The name of the type that rules know a field by.
  fileprivate var feelName: String {
    switch self {
    case .number: "number"
    case .date: "date"
    case .text, .area, .uscc, .residentID, .phone, .choice, .segments: "string"
    }
  }
}
