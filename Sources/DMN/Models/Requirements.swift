// SPDX-License-Identifier: Apache-2.0

/// Something that is given from outside (6.3.11).
public struct InputData: Sendable, Hashable {
  /// The identifier in the file.
  public let id: String
  /// The name.
  public let name: String
  /// The variable that holds it.
  public let variable: Variable
  /// The line of the file.
  public let line: Int

  /// An input.
  public init(id: String, name: String, variable: Variable, line: Int = 0) {
    self.id = id
    self.name = name
    self.variable = variable
    self.line = line
  }
}

/// Something that is decided, by its logic, from what it requires (6.3.7).
public struct Decision: Sendable, Hashable {
  /// The identifier in the file.
  public let id: String
  /// The name.
  public let name: String
  /// The question that it answers, as written for people.
  public let question: String?
  /// The answers that are possible, as written for people.
  public let allowedAnswers: String?
  /// What is said about it.
  public let note: String?
  /// The variable that holds the result.
  public let variable: Variable
  /// The inputs and decisions that it requires, by reference.
  public let information: [String]
  /// The functions that it requires, by reference.
  public let knowledge: [String]
  /// What it rests on, by reference.
  public let authorities: [String]
  /// How it is decided; nothing if the model does not say.
  public let logic: BoxedExpression?
  /// The line of the file.
  public let line: Int

  /// A decision.
  public init(
    id: String, name: String, question: String? = nil, allowedAnswers: String? = nil,
    note: String? = nil, variable: Variable, information: [String] = [],
    knowledge: [String] = [], authorities: [String] = [], logic: BoxedExpression?, line: Int = 0
  ) {
    self.id = id
    self.name = name
    self.question = question
    self.allowedAnswers = allowedAnswers
    self.note = note
    self.variable = variable
    self.information = information
    self.knowledge = knowledge
    self.authorities = authorities
    self.logic = logic
    self.line = line
  }
}

/// A function that decisions call (the standard's BusinessKnowledgeModel, 6.3.9).
public struct BusinessKnowledgeModel: Sendable, Hashable {
  /// The identifier in the file.
  public let id: String
  /// The name.
  public let name: String
  /// The variable that holds the function.
  public let variable: Variable
  /// The functions that it requires, by reference.
  public let knowledge: [String]
  /// The function; nothing if the model does not say.
  public let logic: FunctionDefinition?
  /// The type that the encapsulated logic as a whole is said to have.
  public let logicTypeName: String?
  /// The line of the file.
  public let line: Int

  /// A function of a model.
  public init(
    id: String, name: String, variable: Variable, knowledge: [String] = [],
    logic: FunctionDefinition?, logicTypeName: String? = nil, line: Int = 0
  ) {
    self.id = id
    self.name = name
    self.variable = variable
    self.knowledge = knowledge
    self.logic = logic
    self.logicTypeName = logicTypeName
    self.line = line
  }
}

/// What knowledge rests on: a law, a person, a document (6.3.12).
public struct KnowledgeSource: Sendable, Hashable {
  /// The identifier in the file.
  public let id: String
  /// The name.
  public let name: String
  /// What kind of source it is.
  public let kind: String?
  /// Where it can be read.
  public let location: String?

  /// A source.
  public init(id: String, name: String, kind: String? = nil, location: String? = nil) {
    self.id = id
    self.name = name
    self.kind = kind
    self.location = location
  }
}

/// Decisions that can be called together like a function (6.3.10).
public struct DecisionService: Sendable, Hashable {
  /// The identifier in the file.
  public let id: String
  /// The name.
  public let name: String
  /// The variable that holds the service as a function.
  public let variable: Variable
  /// The decisions whose results are the answer, by reference.
  public let outputs: [String]
  /// The decisions that are taken inside, by reference.
  public let encapsulated: [String]
  /// The decisions whose results the caller gives, by reference.
  public let inputDecisions: [String]
  /// The inputs that the caller gives, by reference.
  public let inputs: [String]
  /// The line of the file.
  public let line: Int

  /// A service.
  public init(
    id: String, name: String, variable: Variable, outputs: [String],
    encapsulated: [String] = [], inputDecisions: [String] = [], inputs: [String] = [],
    line: Int = 0
  ) {
    self.id = id
    self.name = name
    self.variable = variable
    self.outputs = outputs
    self.encapsulated = encapsulated
    self.inputDecisions = inputDecisions
    self.inputs = inputs
    self.line = line
  }
}
