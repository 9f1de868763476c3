// SPDX-License-Identifier: Apache-2.0

extension DecisionTable {
  /// Reads a table that was made in a spreadsheet and saved as CSV.
  ///
  /// The corner names the hit policy. The first row has the headings that people read; the second
  /// says of each column whether it is an input, with the expression that is tested, an output,
  /// with its name, or a note. Then follow rows that begin with 类型 (types), 取值 (allowed values), 默认
  /// (results where no rule matches) or 总称 (the title of all outputs), each only if wanted, and a
  /// row for each rule. All words may be Chinese or English. The cells as the spreadsheet shows
  /// them:
  ///
  /// ```
  /// U 唯一 , 申请人        , 注册资本（万元）, 费用（元）  , 依据
  ///        , 输入 申请人类型, 输入 注册资本  , 输出 费用   , 说明
  /// 类型   , 文字          , 数字            , 数字        ,
  /// 取值   , "个人","企业"  , >= 0            ,             ,
  /// 1      , "个人"        ,                 , 0           , 第五条
  /// 2      , "企业"        , < 100           , 50          , 第六条
  /// 3      , "企业"        , >= 100          , 注册资本 / 2, 第六条
  /// ```
  ///
  /// The first cell of a rule is its number, which only people read, or its identifier. An empty
  /// input is `-`; an output must not be empty. Types are FEEL's, also as 文字, 数字, 是否, 日期, 时间, 日期时间,
  /// 时长 and 年月, or the model's. Cells hold FEEL; where a Chinese keyboard left “ ” or ≥ for `" "`
  /// or `>=`, that is understood. White space at the ends of cells, empty rows and empty columns
  /// count for nothing. Commas, semicolons and tabs delimit; quotes and line breaks in cells are as
  /// RFC 4180 has them. `csv(…)` writes what this reads. The line of each rule is its row of the
  /// spreadsheet.
  ///
  /// - Parameters:
  ///   - bytes: the file in UTF-8, with or without a byte order mark, or in UTF-16 with one.
  ///   - limit: how many bytes it may have.
  /// - Throws: all that is wrong, cell by cell. Whether the cells are FEEL is told only when the
  ///   table is compiled.
  public init(csv bytes: some Sequence<UInt8>, limit: Int = 4 << 20) throws(TableFaults) {
    let sheet: Sheet
    do {
      sheet = try Sheet(bytes: bytes, limit: limit, fitness: TableReader.fitness)
    } catch {
      throw TableFaults([error])
    }
    var reader = TableReader(sheet)
    self = try reader.table()
  }
}

/// Makes a table of a sheet, and notes what is wrong.
private struct TableReader {
  /// A column that has something to say.
  private struct Column {
    let index: Int
    let kind: ColumnKind
    /// The expression or name.
    let subject: String
    let label: String?
    var header: [HeaderRow: String] = [:]
  }

  /// How much the first two rows look like those of a table: a policy in the corner tells most,
  /// then kinds of columns.
  static func fitness(_ head: [[String]]) -> Int {
    guard let first = head.first, head.count == 2 else { return 0 }
    let isPolicy = DecisionTable.HitPolicy(written: first[0]) != nil && first.count > 1
    let kinds = head[1].count { ColumnKind.read($0.trimmed) != nil }
    return (isPolicy ? 1_000_000 : 0) + 1_000 * kinds + min(first.count, 999)
  }

  private let rows: [[String]]
  private var columns: [Column] = []
  private var faults: [TableFault] = []

  init(_ sheet: Sheet) {
    rows = sheet.rows.map { row in row.map(\.trimmed) }
  }

  mutating func table() throws(TableFaults) -> DecisionTable {
    guard rows.count >= 2 else { throw TableFaults([TableFault(.noHeader, row: 1)]) }
    let corner = cell(0, 0)
    let policy = DecisionTable.HitPolicy(written: corner)
    if policy == nil { note(.hitPolicy(corner), 0, 0) }
    readColumns()
    let body = readHeader()
    let rules = readRules(body)
    guard faults.isEmpty, let policy else {
      throw TableFaults(faults.sorted { ($0.row, $0.column ?? 0) < ($1.row, $1.column ?? 0) })
    }
    return DecisionTable(
      hitPolicy: policy,
      outputLabel: columns.lazy.compactMap { $0.header[.outputLabel] }.first,
      inputs: columns.filter { $0.kind == .input }.map { column in
        DecisionTable.Input(
          label: column.label, expression: column.subject.withFEELSigns,
          typeName: column.header[.types].map(TypeCell.typeName),
          allowedValues: column.header[.values]?.withFEELSigns)
      },
      outputs: columns.filter { $0.kind == .output }.map { column in
        DecisionTable.Output(
          name: column.subject.normalizedName.nonEmpty, label: column.label,
          typeName: column.header[.types].map(TypeCell.typeName),
          allowedValues: column.header[.values]?.withFEELSigns,
          fallback: column.header[.fallbacks]?.withFEELSigns)
      }, rules: rules)
  }

  private mutating func readColumns() {
    let width = rows.map(\.count).max() ?? 0
    for index in 1..<max(width, 1) {
      let text = cell(1, index)
      guard let (kind, subject) = ColumnKind.read(text) else {
        let isUsed = rows.indices.contains { !cell($0, index).isEmpty }
        if isUsed { note(.columnKind(text), 1, index) }
        continue
      }
      if kind == .input, subject.isEmpty { note(.noExpression, 1, index) }
      if kind == .note, !subject.isEmpty { note(.stray(subject), 1, index) }
      columns.append(
        Column(index: index, kind: kind, subject: subject, label: cell(0, index).nonEmpty))
    }
    let outputs = columns.filter { $0.kind == .output }
    // Where a column is not understood it may be the output.
    if outputs.isEmpty, faults.isEmpty { note(.noOutput, 1, nil) }
    for column in outputs where outputs.count > 1 && column.subject.isEmpty {
      note(.noName, 1, column.index)
    }
  }

  /// Reads the rows that say more about the columns, and gives the row after them.
  private mutating func readHeader() -> Int {
    var seen: Set<HeaderRow> = []
    var row = 2
    while row < rows.count {
      if let header = HeaderRow(written: cell(row, 0)) {
        if !seen.insert(header).inserted { note(.misplacedRow(cell(row, 0)), row, 0) }
        readHeader(header, row)
      } else if rows[row].contains(where: { !$0.isEmpty }) {
        return row
      }
      row += 1
    }
    return row
  }

  private mutating func readHeader(_ header: HeaderRow, _ row: Int) {
    let firstOutput = columns.firstIndex { $0.kind == .output }
    for place in columns.indices {
      let text = cell(row, columns[place].index)
      guard !text.isEmpty else { continue }
      let isLawful =
        switch header {
        case .types, .values: columns[place].kind != .note
        case .fallbacks: columns[place].kind == .output
        case .outputLabel: place == firstOutput
        }
      if isLawful {
        columns[place].header[header] = text
      } else {
        note(.stray(text), row, columns[place].index)
      }
    }
  }

  private mutating func readRules(_ start: Int) -> [DecisionTable.Rule] {
    var rules: [DecisionTable.Rule] = []
    for row in rows.indices.dropFirst(start) {
      let first = cell(row, 0)
      guard rows[row].contains(where: { !$0.isEmpty }) else { continue }
      if HeaderRow(written: first) != nil { note(.misplacedRow(first), row, 0) }
      rules.append(readRule(row))
    }
    return rules
  }

  private mutating func readRule(_ row: Int) -> DecisionTable.Rule {
    func cells(_ kind: ColumnKind) -> [(index: Int, text: String)] {
      columns.filter { $0.kind == kind }.map { ($0.index, cell(row, $0.index)) }
    }
    let results = cells(.output)
    for result in results where result.text.isEmpty { note(.noResult, row, result.index) }
    var notes = cells(.note).map(\.text)
    while notes.last?.isEmpty == true { notes.removeLast() }
    return DecisionTable.Rule(
      id: RuleCell.identifier(cell(row, 0)),
      tests: cells(.input).map { $0.text.isEmpty ? "-" : $0.text.withFEELSigns },
      results: results.map(\.text.withFEELSigns), notes: notes, line: row + 1)
  }

  private func cell(_ row: Int, _ column: Int) -> String {
    rows[row].indices.contains(column) ? rows[row][column] : ""
  }

  private mutating func note(_ problem: TableFault.Problem, _ row: Int, _ column: Int?) {
    faults.append(TableFault(problem, row: row + 1, column: column.map { $0 + 1 }))
  }
}
