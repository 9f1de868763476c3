// SPDX-License-Identifier: Apache-2.0

import FEEL

/// What a model says of the values of a column: their type, and the tests that they must meet.
struct ColumnType {
  /// The type; nothing if it is not told, or Any.
  private(set) var shape: FEELType?
  /// Unary tests that every value meets, in text.
  private(set) var allowed: [String] = []

  /// The type of an input of a table.
  ///
  /// Where the column names none, it is that of the variable or component that the expression
  /// reads.
  init(of input: DecisionTable.Input, in model: Definitions?) {
    let name = input.typeName ?? model?.typeName(ofPath: input.expression)
    if let name { follow(name, in: model, from: []) }
    if let tests = input.allowedValues { allowed.append(tests) }
  }

  /// The type of an output of a table.
  init(of output: DecisionTable.Output, in model: Definitions?) {
    if let name = output.typeName { follow(name, in: model, from: []) }
    if let tests = output.allowedValues { allowed = [tests] }
  }

  private mutating func follow(_ name: String, in model: Definitions?, from path: Set<String>) {
    let name = name.normalizedName
    if let item = model?.items.first(where: { $0.name == name }), !path.contains(name) {
      take(item, in: model, from: path.union([name]))
    } else if let standard = FEELType(named: name.plainTypeName), standard != .any {
      shape = standard
    }
  }

  private mutating func take(_ item: ItemDefinition, in model: Definitions?, from path: Set<String>)
  {
    if item.isCollection {
      shape = .list(.any)
    } else if !item.components.isEmpty {
      shape = .context([])
    } else if let name = item.typeName {
      follow(name, in: model, from: path)
      allowed += [item.allowedValues, item.typeConstraint].compactMap(\.self)
    }
  }

  /// The families of the values; nothing if they are no single values.
  ///
  /// - Parameter constants: what the column's tests compare with, which tells more where the type
  ///   does not.
  func families(comparedWith constants: [Value]) -> [ValueFamily]? {
    let found = constants.compactMap(ValueFamily.init(of:)).filter { $0 != .null }
    func either(_ local: ValueFamily, _ zoned: ValueFamily) -> [ValueFamily] {
      found.contains(zoned) ? found.contains(local) ? [local, zoned] : [zoned] : [local]
    }
    switch shape {
    case nil, .any, .null: return ValueFamily.allCases.filter(found.contains)
    case .boolean: return [.boolean]
    case .number: return [.number]
    case .string: return [.string]
    case .date: return [.date]
    case .time: return either(.localTime, .zonedTime)
    case .dateTime: return either(.localDateTime, .zonedDateTime)
    case .daysTime: return [.daysTime]
    case .yearsMonths: return [.yearsMonths]
    case .list, .context, .range, .function, .anyFunction: return nil
    }
  }
}

extension String {
  /// The name of a standard type as DMN 1.1 wrote it, without the prefix of its namespace.
  fileprivate var plainTypeName: String {
    hasPrefix("feel:") ? String(dropFirst(5)) : self
  }
}

extension Definitions {
  /// The type that a variable, or a component of one, is said to have: of `a` or `a.b`.
  fileprivate func typeName(ofPath expression: String) -> String? {
    let path = expression.split(separator: ".").map { String($0).normalizedName }
    let variables = inputs.map(\.variable) + decisions.map(\.variable)
    var name = variables.first { $0.name == path.first }?.typeName?.normalizedName
    for step in path.dropFirst() {
      let item = items.first { $0.name == name }
      guard let component = item?.components.first(where: { $0.name == step }),
        !component.isCollection
      else { return nil }
      name = component.typeName?.normalizedName
    }
    return name
  }
}
