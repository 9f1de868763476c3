// SPDX-License-Identifier: Apache-2.0

import FEEL

/// Goes through a table once for each kind of finding.
struct TableChecker {
  let table: DecisionTable
  let model: Definitions?
  let names: Names
  let axes: [Axis]
  let limits: TableCheck.Limits
  /// The space of the inputs.
  ///
  /// Rule `n` is in it twice where cells cannot be judged: as `n` where it may match, as
  /// `count + n` where it surely does.
  var grid: Grid
  private let hasOpaqueCells: Bool
  private var findings: [TableFinding] = []
  /// Whether the steps were used up before all was known.
  var isUnfinished = false

  init(
    _ table: DecisionTable, model: Definitions?, names: Names, includesNull: Bool,
    limits: TableCheck.Limits
  ) {
    let types = table.inputs.map { ColumnType(of: $0, in: model) }
    let groups = Dictionary(grouping: table.inputs.indices) {
      table.inputs[$0].expression.normalizedName
    }
    let axes = groups.values.sorted { $0[0] < $1[0] }.map { columns in
      Axis(columns, of: table, names: names, types: types, includesNull: includesNull)
    }
    let hasOpaqueCells = axes.contains { !$0.opaque.isEmpty }
    self.table = table
    self.model = model
    self.names = names
    self.axes = axes
    self.limits = limits
    self.hasOpaqueCells = hasOpaqueCells
    grid = Grid(
      axes, ruleSets: axes.map { $0.reach + (hasOpaqueCells ? $0.hold : []) },
      ruleCount: table.rules.count * (hasOpaqueCells ? 2 : 1), room: 2 * (limits.findings + 1),
      steps: limits.steps)
  }

  mutating func check() -> TableCheck {
    reportCells()
    reportValues()
    var isComplete = reportGaps()
    var isDisjoint = reportOverlaps()
    reportShadows()
    reportEntanglement()
    if isUnfinished { findings.append(TableFinding(.unfinished, .information)) }
    // Where the allowed values are not known, what was found may be none of them.
    if axes.contains(where: { !$0.opaqueValues.isEmpty }) {
      if isComplete == false { isComplete = nil }
      if isDisjoint == false { isDisjoint = nil }
    }
    let order = TableFinding.Severity.allCases
    let sorted = order.flatMap { severity in findings.filter { $0.severity == severity } }
    return TableCheck(findings: sorted, isComplete: isComplete, isDisjoint: isDisjoint)
  }

  /// The rules where they surely match.
  var sureRules: Range<Int> {
    let count = table.rules.count
    return hasOpaqueCells ? count..<2 * count : 0..<count
  }

  /// Adds findings of one kind, as many as are listed.
  mutating func add(_ found: [TableFinding], unlisted: Int = 0) {
    let listed = found.prefix(limits.findings)
    findings += listed
    let rest = found.count - listed.count + unlisted
    if let first = found.first, rest > 0 {
      findings.append(TableFinding(.more(atLeast: rest), first.severity))
    }
  }

  // MARK: - Cells

  private mutating func reportCells() {
    let dead = axes.flatMap(\.dead).sorted { ($0.rule, $0.column) < ($1.rule, $1.column) }
    add(
      dead.map { cell in
        TableFinding(
          .dead(
            column: title(cell.column), cell: table.rules[cell.rule].test(cell.column),
            reason: cell.reason), .warning, rules: [cell.rule + 1])
      })
    let opaque = axes.flatMap(\.opaque).sorted { ($0.rule, $0.column) < ($1.rule, $1.column) }
    add(
      opaque.map { cell in
        TableFinding(
          .opaque(
            column: title(cell.column), cell: table.rules[cell.rule].test(cell.column),
            reason: cell.reason), cell.reason == .expression ? .information : .warning,
          rules: [cell.rule + 1])
      })
  }

  /// Reports columns of which it is not known which values they allow.
  private mutating func reportValues() {
    add(
      axes.flatMap { axis in
        axis.opaqueValues.map { values in
          TableFinding(
            .opaqueValues(column: title(axis.columns[0]), values: values), .information)
        }
      })
  }

  // MARK: - Gaps

  /// Reports inputs that no rule covers; says whether all are covered.
  private mutating func reportGaps() -> Bool? {
    let count = table.rules.count
    let hasFallback = table.outputs.contains { $0.fallback != nil }
    let gaps = boxes(outside: grid.set(of: 0..<count))
    add(
      gaps.found.map { point, box in
        TableFinding(
          .gap(missing: row(of: box)), hasFallback ? .information : .warning,
          example: example(at: point, in: box))
      })
    guard hasOpaqueCells, gaps.isWhole else {
      return gaps.isWhole ? gaps.found.isEmpty : gaps.found.isEmpty ? nil : false
    }
    let possible = boxes(outside: grid.set(of: sureRules))
    add(
      possible.found.map { point, box in
        TableFinding(
          .possibleGap(missing: row(of: box)), .information,
          rules: grid.rules(at: point).filter { $0 < count }.map { $0 + 1 },
          example: example(at: point, in: box))
      })
    if !gaps.found.isEmpty { return false }
    return possible.isWhole && possible.found.isEmpty ? true : nil
  }

  /// Boxes outside of rules and of all boxes that were found before, one more than are listed at
  /// most.
  private mutating func boxes(
    outside rules: BitSet
  ) -> (found: [(point: [Int], box: Grid.Box)], isWhole: Bool) {
    var found: [(point: [Int], box: Grid.Box)] = []
    var search = CoverageSearch(grid.whole, outside: rules)
    while found.count <= limits.findings {
      switch search.next(in: &grid, outsideAlso: grid.added) {
      case .none: return (found, true)
      case .unknown:
        isUnfinished = true
        return (found, false)
      case .point(let point):
        let box = grid.widened(point, avoiding: rules.union(grid.added))
        grid.add(box)
        found.append((point, box))
      }
    }
    return (found, false)
  }

  // MARK: - Words

  func title(_ column: Int) -> String {
    let input = table.inputs[column]
    return input.label?.nonEmpty ?? input.expression
  }

  /// An input of a point, with what of it makes the difference: the axes that a box does not fill.
  func example(at point: [Int], in box: Grid.Box) -> [TableFinding.Example] {
    table.inputs.indices.compactMap { column in
      guard let axis = axes.firstIndex(where: { $0.columns.contains(column) }),
        let part = grid.parts[axis][point[axis]].first
      else { return nil }
      return TableFinding.Example(
        column: title(column), expression: table.inputs[column].expression,
        value: axes[axis].parts[part].sample,
        matters: box[axis].count < grid.parts[axis].count)
    }
  }

  /// An input that lies in a box.
  func example(in box: Grid.Box) -> [TableFinding.Example] {
    example(at: box.map { $0.first ?? 0 }, in: box)
  }

  /// The tests of a rule that covers a box, a column each.
  private func row(of box: Grid.Box) -> [String] {
    table.inputs.indices.map { column in
      // Columns that ask the same need the test once.
      guard let axis = axes.firstIndex(where: { $0.columns.first == column }) else { return "-" }
      let chosen = box[axis].elements.flatMap { grid.parts[axis][$0] }
      return axes[axis].tests(of: Set(chosen))
    }
  }
}
