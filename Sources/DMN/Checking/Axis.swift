// SPDX-License-Identifier: Apache-2.0

import FEEL

/// What a table asks, and where on its line each rule lies.
///
/// Columns with the same expression are one axis, for they always have the same value.
struct Axis: Sendable {
  /// A cell that cannot be judged.
  struct OpaqueCell: Sendable {
    let rule: Int
    let column: Int
    let reason: TableFinding.OpaqueReason
  }

  /// A cell that no value passes.
  struct DeadCell: Sendable {
    let rule: Int
    let column: Int
    let reason: TableFinding.DeadReason
  }

  /// The columns, from 0.
  let columns: [Int]
  /// The parts of the domain that the type and the allowed values leave.
  let parts: [Domain.Part]
  /// For each rule the parts in which it can match; a cell that cannot be judged may match in all.
  private(set) var reach: [BitSet]
  /// For each rule the parts in which it surely matches.
  private(set) var hold: [BitSet]
  /// The cells that cannot be judged.
  private(set) var opaque: [OpaqueCell] = []
  /// The cells that no value passes.
  private(set) var dead: [DeadCell] = []
  /// Allowed values that cannot be judged, so that not every part need have an allowed value.
  private(set) var opaqueValues: [String] = []

  /// The axis of columns that ask the same.
  init(
    _ columns: [Int], of table: DecisionTable, names: Names, types: [ColumnType],
    includesNull: Bool
  ) {
    var judge = Judge(names: names)
    var boundaries = Boundaries()
    for column in columns {
      for text in types[column].allowed + table.rules.map({ $0.test(column) }) {
        if case .judged(_, let found) = judge.judge(text) { boundaries.formUnion(found) }
      }
    }
    let type = columns.lazy.map { types[$0] }.first { $0.shape != nil } ?? types[columns[0]]
    let single = type.families(comparedWith: boundaries.values)
    let families = (single ?? []) + (includesNull && single != nil ? [.null] : [])
    // Constants of other types show that a cell is of the wrong type, not that it is empty.
    let strangers = ValueFamily.allCases.filter { family in
      family != .null && !families.contains(family)
        && boundaries.values.contains { ValueFamily(of: $0) == family }
    }
    let whole = Domain(single == nil ? [] : families + strangers, cutBy: boundaries)
    var allowed = BitSet(0..<whole.parts.count, bound: whole.parts.count)
    for text in columns.flatMap({ types[$0].allowed }) where single != nil {
      if case .judged(let test, let own) = judge.judge(text) {
        allowed.formIntersection(whole.parts(passing: test, own))
      } else {
        opaqueValues.append(text)
      }
    }
    let domain = allowed.elements.filter {
      families.isEmpty || families.contains(whole.parts[$0].family)
    }
    self.columns = columns
    parts = domain.map { whole.parts[$0] }
    reach = Array(
      repeating: BitSet(0..<domain.count, bound: domain.count), count: table.rules.count)
    hold = reach
    for column in columns {
      for rule in table.rules.indices {
        let judgement = judge.judge(table.rules[rule].test(column))
        if single == nil {
          takeUnjudged(judgement, rule: rule, column: column)
        } else {
          take(
            judgement, rule: rule, column: column, whole: whole, domain: domain,
            families: families)
        }
      }
    }
  }

  /// Takes a cell of a column whose values are no single ones: only `-` can be judged.
  private mutating func takeUnjudged(_ judgement: CellJudgement, rule: Int, column: Int) {
    if case .judged(let test, _) = judgement, test.syntax.form == .anything { return }
    hold[rule] = BitSet(bound: parts.count)
    opaque.append(OpaqueCell(rule: rule, column: column, reason: .type))
  }

  private mutating func take(
    _ judgement: CellJudgement, rule: Int, column: Int, whole: Domain, domain: [Int],
    families: [ValueFamily]
  ) {
    let test: Expression
    let own: Boundaries
    switch judgement {
    case .judged(let expression, let boundaries): (test, own) = (expression, boundaries)
    case .opaque(let reason):
      opaque.append(OpaqueCell(rule: rule, column: column, reason: reason))
      hold[rule] = BitSet(bound: parts.count)
      return
    }
    guard test.syntax.form != .anything else { return }
    let passing = whole.parts(passing: test, own)
    var inside = BitSet(bound: parts.count)
    for (place, part) in domain.enumerated() where passing.contains(part) { inside.insert(place) }
    reach[rule].formIntersection(inside)
    hold[rule].formIntersection(inside)
    guard inside.isEmpty else { return }
    let passed = passing.elements.map { whole.parts[$0].family }
    let reason: TableFinding.DeadReason =
      passed.isEmpty ? .empty : passed.contains(where: families.contains) ? .notAllowed : .otherType
    dead.append(DeadCell(rule: rule, column: column, reason: reason))
  }
}

/// Judges texts, each once.
private struct Judge {
  let names: Names
  private var known: [String: CellJudgement] = [:]

  init(names: Names) { self.names = names }

  mutating func judge(_ text: String) -> CellJudgement {
    if let judgement = known[text] { return judgement }
    let judgement = CellJudgement(text, names: names)
    known[text] = judgement
    return judgement
  }
}

extension DecisionTable.Rule {
  /// The test of a column; one that is missing is passed by every value.
  func test(_ column: Int) -> String {
    column < tests.count ? tests[column] : "-"
  }
}
