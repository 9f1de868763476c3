// SPDX-License-Identifier: Apache-2.0

import FEEL

/// The types of a model and of those that it imports, compiled when first asked for.
struct TypeCatalogue {
  /// How deeply types may lie in each other.
  private static let depthLimit = 100

  private let definitions: [Definitions]
  private let imports: [[ImportedUnit]]
  /// What is compiled, by model and name.
  private var known: [Key: ItemType] = [:]
  /// What is being compiled: a type that leads back to one of these ends in Any.
  private var open: [Key] = []
  private(set) var faults: [ModelFault] = []

  private struct Key: Hashable {
    let unit: Int
    let name: String
  }

  init(_ definitions: [Definitions], imports: [[ImportedUnit]]) {
    self.definitions = definitions
    self.imports = imports
  }

  /// The type that a name means in a model; Any, and a fault, if it means none.
  mutating func type(_ name: String?, in unit: Int, of element: String, line: Int) -> ItemType {
    guard let name else { return .any }
    if let type = find(name.normalizedName, in: unit) { return type }
    faults.append(ModelFault(.unknownType(name), element: element, line: line))
    return .any
  }

  /// Every type that expressions of a model may name, with the names.
  mutating func named(in unit: Int) -> [(name: String, type: FEELType)] {
    var all: [(String, FEELType)] = []
    for item in definitions[unit].items {
      all.append((item.name, find(item.name, in: unit)?.shape ?? .any))
    }
    for imported in imports[unit] {
      for item in definitions[imported.unit].items {
        all.append(
          (imported.qualified(item.name), find(item.name, in: imported.unit)?.shape ?? .any))
      }
    }
    return all
  }

  private mutating func find(_ name: String, in unit: Int, from: Set<Int> = []) -> ItemType? {
    // Models may import each other without a name.
    guard !from.contains(unit) else { return nil }
    let key = Key(unit: unit, name: name)
    if let type = known[key] { return type }
    if let item = definitions[unit].items.first(where: { $0.name == name }) {
      return compile(item, as: key)
    }
    for imported in imports[unit] {
      if let rest = imported.unqualified(name),
        let type = find(rest, in: imported.unit, from: from.union([unit]))
      {
        return type
      }
    }
    if let shape = FEELType(named: name) { return ItemType(name: name, shape: shape) }
    // DMN 1.1 wrote types as qualified names of XML: feel:number, tns:tLoan.
    guard let colon = name.firstIndex(of: ":") else { return nil }
    return find(String(name[name.index(after: colon)...]), in: unit, from: from)
  }

  private mutating func compile(_ item: ItemDefinition, as key: Key) -> ItemType {
    guard !open.contains(key), open.count < Self.depthLimit else { return .any }
    open.append(key)
    let type = compile(item, in: key.unit)
    open.removeLast()
    known[key] = type
    return type
  }

  private mutating func compile(
    _ item: ItemDefinition, in unit: Int, beside siblings: [ItemDefinition] = []
  ) -> ItemType {
    let base = base(of: item, in: unit)
    let allowed = tests(item.allowedValues, of: item, beside: siblings)
    let constraint = tests(item.typeConstraint, of: item, beside: siblings)
    // Allowed values are of the items, a type constraint of the whole list (7.3.2).
    let element = ItemType(
      name: item.name, shape: base.shape,
      tests: base.tests + allowed + (item.isCollection ? [] : constraint), item: base.item,
      components: base.components)
    guard item.isCollection else { return element }
    return ItemType(
      name: item.name, shape: .list(base.shape), tests: constraint, item: element)
  }

  /// What a definition is made of, before its own constraints.
  private mutating func base(of item: ItemDefinition, in unit: Int) -> ItemType {
    if let function = item.function {
      let parameters = function.parameters.map { parameter in
        type(parameter.typeName, in: unit, of: item.label, line: item.line).shape
      }
      let result = type(function.resultTypeName, in: unit, of: item.label, line: item.line)
      return ItemType(name: item.name, shape: .function(parameters, result: result.shape))
    }
    guard !item.components.isEmpty else {
      return type(item.typeName, in: unit, of: item.label, line: item.line)
    }
    let components = item.components.map { component in
      ItemType.Component(
        name: component.name, type: compile(component, in: unit, beside: item.components))
    }
    return ItemType(
      name: item.name,
      shape: .context(components.map { FEELType.Component($0.name, $0.type.shape) }),
      components: components)
  }

  private mutating func tests(
    _ text: String?, of item: ItemDefinition, beside siblings: [ItemDefinition]
  ) -> [Expression] {
    guard let text else { return [] }
    var names = Names()
    for sibling in siblings { names.declare(sibling.name) }
    do {
      return [try Expression(text, names: names, dialect: .unaryTests, label: item.name)]
    } catch {
      faults.append(
        ModelFault(
          .syntax(expression: text, error), element: item.label, line: item.line))
      return []
    }
  }
}

extension ItemDefinition {
  /// How faults call it.
  fileprivate var label: String { "itemDefinition “\(name)”" }
}

/// A model that another imports, and the name under which it does.
struct ImportedUnit: Sendable, Hashable {
  /// The name that stands before the imported names; empty if they are used as they are.
  let name: String
  /// The place of the model among all.
  let unit: Int

  /// An imported name as the importing model writes it.
  func qualified(_ name: String) -> String {
    self.name.isEmpty ? name : "\(self.name).\(name)"
  }

  /// The imported name that a name means, or nothing if it is not of this import.
  func unqualified(_ name: String) -> String? {
    if self.name.isEmpty { return name }
    guard name.hasPrefix(self.name + ".") else { return nil }
    return String(name.dropFirst(self.name.count + 1))
  }
}
