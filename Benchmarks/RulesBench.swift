// SPDX-License-Identifier: Apache-2.0

import DMN
import FEEL
import Foundation

/// A table of 20 rows and 5 inputs and 10 conditions as items have them, beside SpiffWorkflow with the same
/// table, the same conditions and the same cases in the same run; both must come to the same results.
enum RulesBench {
  private static let fields = ["kind", "area", "depth", "owner", "urgent"]
  private static let kinds = ["occupy", "dig", "emergency", "advert"]
  private static let owners = ["person", "company", "public"]

  /// Cells that mean the same in FEEL and in the Python of the peer; nil where every value passes.
  private static let rows: [(tests: [String?], result: Int)] = (0..<20).map { index in
    let kind = kinds[index % 4]
    let step = index / 4
    let low = step * 100
    return (
      [
        "\"\(kind)\"", "? >= \(low) and ? < \(low + 100)", index % 3 == 0 ? ">= 0" : nil,
        nil, index % 2 == 0 ? nil : "? != \"never\"",
      ], index * 10
    )
  }

  private static let cases: [[String: Value]] = (0..<50).map { index in
    [
      "kind": .string(kinds[index % 4]), "area": .number(Decimal128(index * 11 % 500)),
      "depth": .number(Decimal128(index % 7)), "owner": .string(owners[index % 3]),
      "urgent": .string(index % 5 == 0 ? "yes" : "no"),
    ]
  }

  /// In FEEL and in Python, where these differ.
  private static let conditions: [(feel: String, python: String)] = [
    ("kind = \"dig\"", "kind == \"dig\""),
    ("kind = \"dig\" and depth >= 3", "kind == \"dig\" and depth >= 3"),
    ("area > 100 or urgent = \"yes\"", "area > 100 or urgent == \"yes\""),
    ("not(owner = \"person\")", "not(owner == \"person\")"),
    ("kind in (\"dig\", \"emergency\")", "kind in (\"dig\", \"emergency\")"),
    ("area * 0.5 > 100", "area * 0.5 > 100"),
    ("area between 50 and 150", "50 <= area <= 150"),
    (
      "if kind = \"advert\" then area > 10 else depth > 2",
      "area > 10 if kind == \"advert\" else depth > 2"
    ),
    (
      "(kind = \"occupy\" and area < 20) or (kind = \"dig\" and depth < 1)",
      "(kind == \"occupy\" and area < 20) or (kind == \"dig\" and depth < 1)"
    ),
    ("area + depth * 10 >= 120", "area + depth * 10 >= 120"),
  ]

  static func run() async throws {
    print("\n== Rules: 20 rows by 5 inputs, and 10 conditions\n" + Series.heading)
    let model = Model(definitions)
    let inputs = cases.map { Inputs(Context($0.map { ($0.key, $0.value) })) }
    let rounds = 400
    let table = try await measure(rounds) { _ in
      for input in inputs { _ = model.evaluate(decision: "Result", inputs: input) }
    }
    let (expressions, scopes) = try compiled()
    let conditions = try await measure(rounds) { _ in
      for expression in expressions {
        for scope in scopes { _ = expression.evaluate(scope) }
      }
    }
    print(table.line("table, \(cases.count) cases a turn"))
    print(conditions.line("10 conditions, \(cases.count) cases a turn"))
    let tableRate = table.perSecond * Double(cases.count)
    let conditionRate = conditions.perSecond * Double(cases.count)
    print("table: \(Int(tableRate)) a second; all 10 conditions: \(Int(conditionRate)) a second")
    guard let peer = try peer() else { return }
    print("SpiffWorkflow: \(Int(peer.table)) and \(Int(peer.conditions)) a second")
    print(
      "ratio: table \(Int(tableRate / peer.table)) to 1, conditions "
        + "\(Int(conditionRate / peer.conditions)) to 1")
    let own = inputs.map { model.evaluate(decision: "Result", inputs: $0).value.number }
    let truths = expressions.flatMap { expression in
      scopes.map { expression.evaluate($0).isTrue }
    }
    print(
      own == peer.results && truths == peer.truths
        ? "both come to the same \(own.count) results and \(truths.count) truths"
        : "THE RESULTS DIFFER: \(zip(own, peer.results).count { $0 != $1 }) of the table, "
          + "\(zip(truths, peer.truths).count { $0 != $1 }) of the conditions")
  }

  private static func compiled() throws -> ([FEEL.Expression], [Scope]) {
    var names = Names()
    for field in fields { names.declare(field) }
    let known = names
    let expressions = try conditions.map { try FEEL.Expression($0.feel, names: known) }
    let scopes = cases.map { values in
      var scope = Scope(known)
      for (name, value) in values { scope[name] = value }
      return scope
    }
    return (expressions, scopes)
  }

  private static var definitions: Definitions {
    let table = DecisionTable(
      hitPolicy: .unique, inputs: fields.map { DecisionTable.Input(expression: $0) },
      outputs: [DecisionTable.Output(name: "result")],
      rules: rows.map { row in
        DecisionTable.Rule(tests: row.tests.map { $0 ?? "-" }, results: ["\(row.result)"])
      })
    return Definitions(
      name: "bench", namespace: "urn:bench",
      inputs: fields.map { InputData(id: $0, name: $0, variable: Variable(name: $0)) },
      decisions: [
        Decision(
          id: "result", name: "Result", variable: Variable(name: "Result"),
          information: fields.map { "#\($0)" }, logic: BoxedExpression(.table(table)))
      ])
  }

  // MARK: - The peer

  private struct Peer: Decodable {
    let table: Double
    let conditions: Double
    let results: [Int?]
    let truths: [Bool]
  }

  private struct Task: Encodable {
    struct Row: Encodable {
      let tests: [String?]
      let result: String
    }

    let inputs: [String]
    let rows: [Row]
    let cases: [[String: Field]]
    let conditions: [String]
  }

  private enum Field: Encodable {
    case text(String)
    case number(Int)

    init(_ value: Value) {
      self = if case .string(let text) = value { .text(text) } else { .number(value.number ?? 0) }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      }
    }
  }

  private static func peer() throws -> Peer? {
    let task = Task(
      inputs: fields, rows: rows.map { Task.Row(tests: $0.tests, result: "\($0.result)") },
      cases: cases.map { $0.mapValues { Field($0) } }, conditions: conditions.map(\.python))
    let file = FileManager.default.temporaryDirectory.appending(path: "banjie-rules.json")
    try JSONEncoder().encode(task).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try WorkflowEngine.run("rules.py", [file.path], as: Peer.self)
  }
}

extension Value {
  /// A whole number; nil for anything else.
  fileprivate var number: Int? {
    if case .number(let number) = self { number.int } else { nil }
  }
}
