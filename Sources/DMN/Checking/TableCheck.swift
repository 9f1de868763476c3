// SPDX-License-Identifier: Apache-2.0

import FEEL

/// What is wrong with the rules of a decision table as a whole: inputs that no rule covers, rules
/// that overlap, rules that never match or never decide.
///
/// The check is exact where cells compare their value with constants: `-`, literals, ranges, `<`
/// and its like, lists of these, `not(…)`, and conditions on `?` made of such comparisons, over
/// numbers, dates, times, durations, texts and booleans. The type and the allowed values of a
/// column are its domain. A cell that asks for more, another name or a function of the value, is
/// reported as one that cannot be judged, and nothing is claimed that depends on it. Every finding
/// about inputs comes with one of them.
///
/// Numbers are dense, dates are days. It is assumed that columns with different expressions are
/// independent of each other; those that read the same input are reported.
public struct TableCheck: Sendable, Hashable {
  /// How much a check may cost, and how much it may say.
  public struct Limits: Sendable, Hashable {
    /// How many steps the check may take: in one it looks at up to 64 rules in one part of a
    /// column.
    public var steps: Int
    /// How many findings of each kind are listed.
    public var findings: Int

    /// Limits of one's own.
    public init(steps: Int = 200_000_000, findings: Int = 20) {
      self.steps = steps
      self.findings = findings
    }

    /// Two hundred million steps, a second or two, and twenty findings of each kind.
    public static let standard = Limits()
  }

  /// What was found: what matters most first.
  public let findings: [TableFinding]

  /// Whether every input has a rule; nothing if that is not known.
  public let isComplete: Bool?

  /// Whether no input has two rules; nothing if that is not known.
  public let isDisjoint: Bool?

  init(findings: [TableFinding], isComplete: Bool?, isDisjoint: Bool?) {
    self.findings = findings
    self.isComplete = isComplete
    self.isDisjoint = isDisjoint
  }
}

extension DecisionTable {
  /// Checks the rules of the table as a whole.
  ///
  /// - Parameters:
  ///   - model: what the types of the columns mean; without it only the types of FEEL are known.
  ///   - names: the names that cells may use; a cell that uses one cannot be judged. If they are
  ///     left out, they are those of the model's inputs, decisions and functions, or without a
  ///     model those that the table's inputs read.
  ///   - includesNull: whether null is an input that rules should cover.
  ///   - limits: how much the check may cost.
  /// - Complexity: for most tables about rules × rules × columns; the search for gaps is bounded by
  ///   `limits`.
  public func check(
    in model: Definitions? = nil, names: Names? = nil, includesNull: Bool = false,
    limits: TableCheck.Limits = .standard
  ) -> TableCheck {
    var checker = TableChecker(
      self, model: model, names: names ?? model?.variableNames ?? Names(of: self),
      includesNull: includesNull, limits: limits)
    return checker.check()
  }
}

extension Names {
  /// The names that the inputs of a table read.
  fileprivate init(of table: DecisionTable) {
    self.init()
    for name in table.inputNames { declare(name) }
  }
}
