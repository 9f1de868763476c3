// SPDX-License-Identifier: Apache-2.0

/// A decision table (chapter 8).
public struct DecisionTable: Sendable, Hashable {
  /// What happens where several rules match (8.2.10), by the standard's letters.
  public enum HitPolicy: String, Sendable, Hashable, Codable, CaseIterable {
    /// At most one rule may match.
    case unique = "U"
    /// All that match must say the same.
    case any = "A"
    /// Of those that match, the one whose output stands first among the output values.
    case priority = "P"
    /// Of those that match, the first as written.
    case first = "F"
    /// All that match, as a list, as written.
    case ruleOrder = "R"
    /// All that match, as a list, by the order of the output values.
    case outputOrder = "O"
    /// All that match, as a list without an order.
    case collect = "C"
    /// The sum of the outputs.
    case sum = "C+"
    /// The number of the outputs.
    case count = "C#"
    /// The smallest of the outputs.
    case min = "C<"
    /// The largest of the outputs.
    case max = "C>"
  }

  /// A column of conditions (8.3.2).
  public struct Input: Sendable, Hashable {
    /// The heading for people.
    public let label: String?
    /// The FEEL expression that is tested.
    public let expression: String
    /// The type of what is tested, by its name.
    public let typeName: String?
    /// Unary tests that what is tested must meet.
    public let allowedValues: String?

    /// A column of conditions.
    public init(
      label: String? = nil, expression: String, typeName: String? = nil,
      allowedValues: String? = nil
    ) {
      self.label = label
      self.expression = expression
      self.typeName = typeName
      self.allowedValues = allowedValues
    }
  }

  /// A column of results (8.3.3).
  public struct Output: Sendable, Hashable {
    /// The name of the component of the result, where there are several columns.
    public let name: String?
    /// The heading for people.
    public let label: String?
    /// The type of the result, by its name.
    public let typeName: String?
    /// The allowed results, in the order of priority.
    public let allowedValues: String?
    /// The result where no rule matches, as a FEEL expression.
    public let fallback: String?

    /// A column of results.
    public init(
      name: String? = nil, label: String? = nil, typeName: String? = nil,
      allowedValues: String? = nil, fallback: String? = nil
    ) {
      self.name = name
      self.label = label
      self.typeName = typeName
      self.allowedValues = allowedValues
      self.fallback = fallback
    }
  }

  /// A rule: a row of tests and results (8.3.4).
  public struct Rule: Sendable, Hashable {
    /// The identifier in the file.
    public let id: String?
    /// A unary test for each input.
    public let tests: [String]
    /// A FEEL expression for each output.
    public let results: [String]
    /// What is said about the rule, for people.
    public let notes: [String]
    /// The line of the file.
    public let line: Int

    /// A rule.
    public init(
      id: String? = nil, tests: [String], results: [String], notes: [String] = [], line: Int = 0
    ) {
      self.id = id
      self.tests = tests
      self.results = results
      self.notes = notes
      self.line = line
    }
  }

  /// What happens where several rules match.
  public let hitPolicy: HitPolicy
  /// The heading of the results, for people.
  public let outputLabel: String?
  /// The columns of conditions.
  public let inputs: [Input]
  /// The columns of results.
  public let outputs: [Output]
  /// The rules, as written.
  public let rules: [Rule]

  /// A decision table.
  public init(
    hitPolicy: HitPolicy, outputLabel: String? = nil, inputs: [Input], outputs: [Output],
    rules: [Rule]
  ) {
    self.hitPolicy = hitPolicy
    self.outputLabel = outputLabel
    self.inputs = inputs
    self.outputs = outputs
    self.rules = rules
  }
}
