// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import DMN

/// The models of the public compatibility kit, by file name; none where the oracles are absent.
let kitModels: [URL] = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  let folder =
    ProcessInfo.processInfo.environment["BANJIE_ORACLES"].map { URL(filePath: $0) }
    ?? root.appending(path: "../shared/oracles")
  let files = FileManager.default.enumerator(
    at: folder.appending(path: "dmn-tck"), includingPropertiesForKeys: nil)
  return (files?.allObjects ?? []).compactMap { $0 as? URL }
    .filter { $0.pathExtension == "dmn" }.sorted { $0.path() < $1.path() }
}()

extension Definitions {
  /// All that the model says, but for lines and faults, as a text that two models can be compared
  /// by.
  var content: String {
    let bare = Definitions(
      name: name, namespace: namespace, imports: imports, items: items, inputs: inputs,
      decisions: decisions, knowledge: knowledge, sources: sources, services: services)
    return String(reflecting: bare).replacing(/, line: \d+/, with: "")
  }

  /// The model that comes back from its file.
  var readBack: Definitions {
    get throws { try Definitions(xml: xml().utf8) }
  }
}

/// Makes models that have a bit of everything, with texts that XML must escape.
struct ModelDice {
  private var dice: Dice

  init(seed: UInt64) { dice = Dice(seed: seed) }

  mutating func model() -> Definitions {
    let count = dice.roll(1...5)
    let ids = (0..<count).map { "_d\($0)" }
    return Definitions(
      name: text(), namespace: "https://example.org/" + text(),
      imports: [Import(name: name(), namespace: text())], items: [item(depth: 0), item(depth: 0)],
      inputs: (0..<count).map { InputData(id: "in-\($0)", name: name(), variable: variable()) },
      decisions: ids.map { id in
        Decision(
          id: id, name: name(), question: maybe(), allowedAnswers: maybe(), note: maybe(),
          variable: variable(),
          information: [dice.pick(["#in-0", "other#x"] + ids.map { "#" + $0 })],
          knowledge: dice.pick([[], ["#k", "other#y"]]), authorities: dice.pick([[], ["#law"]]),
          logic: dice.chance(90) ? box(depth: 0) : nil)
      },
      knowledge: [
        BusinessKnowledgeModel(
          id: "k", name: name(), variable: variable(), knowledge: ["#s"], logic: function(0),
          logicTypeName: maybe())
      ],
      sources: [KnowledgeSource(id: "law", name: name(), kind: maybe(), location: maybe())],
      services: [
        DecisionService(
          id: "s", name: name(), variable: variable(), outputs: ["#_d0"],
          encapsulated: dice.pick([[], ["#_d0"]]), inputDecisions: ["other#z"], inputs: ["#in-0"])
      ])
  }

  private mutating func text() -> String {
    let signs = [
      "a", "<", ">", "&", "\"", "'", "\n", "\t", "\r", " ", "办", "😀", "]]>", "&amp;", "=",
    ]
    return "x" + (0...dice.roll(0...5)).map { _ in dice.pick(signs) }.joined() + "y"
  }

  private mutating func maybe() -> String? { dice.chance(50) ? text() : nil }

  private mutating func name() -> String {
    text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private mutating func variable() -> Variable { Variable(name: name(), typeName: maybe()) }

  private mutating func item(depth: Int) -> ItemDefinition {
    let hasParts = depth < 2 && dice.chance(50)
    return ItemDefinition(
      name: name(), typeName: hasParts ? nil : text(), isCollection: dice.chance(50),
      allowedValues: hasParts ? nil : maybe(), typeConstraint: hasParts ? nil : maybe(),
      components: hasParts ? [item(depth: depth + 1), item(depth: depth + 1)] : [],
      function: dice.chance(20)
        ? FunctionItem(parameters: [variable()], resultTypeName: maybe()) : nil)
  }

  private mutating func function(_ depth: Int) -> FunctionDefinition {
    FunctionDefinition(
      kind: dice.pick([.feel, .feel, .java, .pmml]), parameters: [variable(), variable()],
      body: dice.chance(80) ? box(depth: depth + 1) : nil)
  }

  private mutating func box(depth: Int) -> BoxedExpression {
    BoxedExpression(form(depth: depth), typeName: maybe())
  }

  private mutating func form(depth: Int) -> BoxedExpression.Form {
    let inner = depth + 1
    switch depth > 3 ? 0 : dice.roll(0...10) {
    case 1:
      var table = DecisionTable.random(&dice)
      while table.rules.contains(where: { $0.id != nil }) { table = DecisionTable.random(&dice) }
      return .table(table)
    case 2:
      return .invocation(
        function: box(depth: inner),
        bindings: [
          Binding(parameter: variable(), expression: dice.chance(50) ? box(depth: inner) : nil)
        ])
    case 3:
      return .context([
        ContextEntry(variable: variable(), expression: box(depth: inner)),
        ContextEntry(variable: nil, expression: dice.chance(80) ? box(depth: inner) : nil),
      ])
    case 4:
      return .relation(
        columns: [variable(), variable()], rows: [[box(depth: inner), box(depth: inner)], []])
    case 5: return .list([box(depth: inner), box(depth: inner)])
    case 6: return .function(function(inner))
    case 7:
      return .conditional(
        condition: box(depth: inner), then: box(depth: inner), otherwise: box(depth: inner))
    case 8: return .filter(list: box(depth: inner), match: box(depth: inner))
    case 9, 10:
      return .iteration(
        Iteration(
          kind: dice.pick([.each, .every, .some]), variable: name(), list: box(depth: inner),
          body: box(depth: inner)))
    default:
      return .literal(
        LiteralExpression(maybe(), foreignLanguage: dice.chance(10) ? text() : nil))
    }
  }
}
