// SPDX-License-Identifier: Apache-2.0

/// A decision model as it is written: what a DMN file holds, before anything is compiled (6.3).
public struct Definitions: Sendable, Hashable {
  /// The name of the model.
  public let name: String
  /// The namespace, by which other models import this one.
  public let namespace: String
  /// The models whose elements this one uses.
  public let imports: [Import]
  /// The types that the model defines.
  public let items: [ItemDefinition]
  /// What comes from outside.
  public let inputs: [InputData]
  /// What is decided.
  public let decisions: [Decision]
  /// The functions that decisions call.
  public let knowledge: [BusinessKnowledgeModel]
  /// What the knowledge rests on: laws, people, documents.
  public let sources: [KnowledgeSource]
  /// The sets of decisions that can be called like functions.
  public let services: [DecisionService]
  /// What is wrong with the file, as far as reading shows it.
  public let faults: [ModelFault]

  /// A model put together in code.
  public init(
    name: String, namespace: String, imports: [Import] = [], items: [ItemDefinition] = [],
    inputs: [InputData] = [], decisions: [Decision] = [],
    knowledge: [BusinessKnowledgeModel] = [], sources: [KnowledgeSource] = [],
    services: [DecisionService] = [], faults: [ModelFault] = []
  ) {
    self.name = name
    self.namespace = namespace
    self.imports = imports
    self.items = items
    self.inputs = inputs
    self.decisions = decisions
    self.knowledge = knowledge
    self.sources = sources
    self.services = services
    self.faults = faults
  }
}

/// The use of another model's elements (6.3.3).
public struct Import: Sendable, Hashable {
  /// The name that stands before the imported names; empty if they are used as they are.
  public let name: String
  /// The namespace of the other model.
  public let namespace: String
  /// The line of the file.
  public let line: Int

  /// An import.
  public init(name: String, namespace: String, line: Int = 0) {
    self.name = name
    self.namespace = namespace
    self.line = line
  }
}

/// A type that a model defines (7.3.2).
public struct ItemDefinition: Sendable, Hashable {
  /// The name of the type or, inside another, of the component.
  public let name: String
  /// The type that this one is made of, if it has no components.
  public let typeName: String?
  /// Whether a value is a list of what else the definition says.
  public let isCollection: Bool
  /// Unary tests that a value must meet; for a collection, each item (7.3.3).
  public let allowedValues: String?
  /// Unary tests that a value must meet; for a collection, the whole list (DMN 1.4, 7.3.2).
  public let typeConstraint: String?
  /// The components of a structure.
  public let components: [ItemDefinition]
  /// The signature, if the values are functions.
  public let function: FunctionItem?
  /// The line of the file.
  public let line: Int

  /// A type.
  public init(
    name: String, typeName: String? = nil, isCollection: Bool = false,
    allowedValues: String? = nil, typeConstraint: String? = nil,
    components: [ItemDefinition] = [], function: FunctionItem? = nil, line: Int = 0
  ) {
    self.name = name
    self.typeName = typeName
    self.isCollection = isCollection
    self.allowedValues = allowedValues
    self.typeConstraint = typeConstraint
    self.components = components
    self.function = function
    self.line = line
  }
}

/// The signature of functions (7.3.2).
public struct FunctionItem: Sendable, Hashable {
  /// The parameters.
  public let parameters: [Variable]
  /// The type of the result.
  public let resultTypeName: String?

  /// A signature.
  public init(parameters: [Variable], resultTypeName: String?) {
    self.parameters = parameters
    self.resultTypeName = resultTypeName
  }
}

/// A name with a type: a variable, parameter or column (the standard's InformationItem, 7.3.4).
public struct Variable: Sendable, Hashable {
  /// The name.
  public let name: String
  /// The type, by its name; nothing if it is not told.
  public let typeName: String?

  /// A variable.
  public init(name: String, typeName: String? = nil) {
    self.name = name
    self.typeName = typeName
  }
}
