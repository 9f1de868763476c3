// SPDX-License-Identifier: Apache-2.0

import FEEL

/// A decision table of a model, and where it stands.
public struct PlacedTable: Sendable {
  /// The decision or function, and the entries within it that lead to the table.
  public let path: [String]
  /// The table.
  public let table: DecisionTable
  /// The names that the cells of the table may use.
  let names: Names

  /// The path as one text: `费用 / 折扣`.
  public var name: String { path.joined(separator: " / ") }
}

extension Definitions {
  /// Every decision table of the model, in the order of the file, also those inside other boxes.
  public var tables: [PlacedTable] {
    let names = variableNames
    var finder = TableFinder()
    for decision in decisions { finder.visit(decision.logic, [decision.name], names) }
    for function in knowledge {
      guard let logic = function.logic else { continue }
      finder.visit(logic, [function.name], names)
    }
    return finder.found
  }

  /// Checks every decision table of the model; see `DecisionTable.check`.
  public func checkTables(
    includesNull: Bool = false, limits: TableCheck.Limits = .standard
  ) -> [(table: PlacedTable, check: TableCheck)] {
    tables.map { placed in
      (
        placed,
        placed.table.check(
          in: self, names: placed.names, includesNull: includesNull, limits: limits)
      )
    }
  }

  /// The names of the model's inputs, decisions and functions.
  var variableNames: Names {
    var names = Names()
    var catalogue = TypeCatalogue([self], imports: [[]])
    for (name, type) in catalogue.named(in: 0) { names.define(name, as: type) }
    for variable in (inputs.map(\.variable) + decisions.map(\.variable)) {
      let type = catalogue.type(variable.typeName, in: 0, of: variable.name, line: 0)
      names.declare(variable.name, type.shape)
    }
    for variable in knowledge.map(\.variable) + services.map(\.variable) {
      names.declare(variable.name)
    }
    for imported in imports where !imported.name.isEmpty { names.declare(imported.name) }
    return names
  }
}

/// Looks into boxes for tables, and keeps the names that they introduce.
private struct TableFinder {
  var found: [PlacedTable] = []

  mutating func visit(_ box: BoxedExpression?, _ path: [String], _ names: Names) {
    guard let box else { return }
    switch box.form {
    case .literal: break
    case .table(let table): found.append(PlacedTable(path: path, table: table, names: names))
    case .invocation(let function, let bindings):
      visit(function, path, names)
      for binding in bindings { visit(binding.expression, path + [binding.parameter.name], names) }
    case .context(let entries):
      var names = names
      for entry in entries {
        visit(entry.expression, path + [entry.variable?.name].compactMap(\.self), names)
        if let name = entry.variable?.name { names.declare(name) }
      }
    case .relation(_, let rows):
      for cell in rows.joined() { visit(cell, path, names) }
    case .list(let items):
      for item in items { visit(item, path, names) }
    case .function(let function): visit(function, path, names)
    case .conditional(let condition, let then, let otherwise):
      for part in [condition, then, otherwise] { visit(part, path, names) }
    case .filter(let list, let match):
      visit(list, path, names)
      visit(match, path, names.with(["item"]))
    case .iteration(let iteration):
      visit(iteration.list, path, names)
      visit(iteration.body, path, names.with([iteration.variable]))
    }
  }

  mutating func visit(_ function: FunctionDefinition, _ path: [String], _ names: Names) {
    visit(function.body, path, names.with(function.parameters.map(\.name)))
  }
}

extension Names {
  fileprivate func with(_ names: [String]) -> Names {
    var all = self
    for name in names { all.declare(name) }
    return all
  }
}
