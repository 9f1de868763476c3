// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DMN

@Suite("A decision table as a spreadsheet saves it")
struct SpreadsheetTests {
  private static let fees = """
    U 唯一,申请人,注册资本（万元）,费用（元）,依据
    ,输入 申请人类型,输入 注册资本,输出 费用,说明
    类型,文字,数字,数字,
    取值,\"""个人"",""企业\""",>= 0,,
    默认,,,-1,
    1,\"""个人\""",,0,第五条
    2,\"""企业\""",< 100,50,第六条
    大户,\"""企业\""",>= 100,注册资本 / 2,
    """

  private static let feeTable = DecisionTable(
    hitPolicy: .unique,
    inputs: [
      .init(
        label: "申请人", expression: "申请人类型", typeName: "string",
        allowedValues: "\"个人\",\"企业\""),
      .init(
        label: "注册资本（万元）", expression: "注册资本", typeName: "number",
        allowedValues: ">= 0"),
    ],
    outputs: [.init(name: "费用", label: "费用（元）", typeName: "number", fallback: "-1")],
    rules: [
      .init(tests: ["\"个人\"", "-"], results: ["0"], notes: ["第五条"], line: 6),
      .init(tests: ["\"企业\"", "< 100"], results: ["50"], notes: ["第六条"], line: 7),
      .init(id: "大户", tests: ["\"企业\"", ">= 100"], results: ["注册资本 / 2"], line: 8),
    ])

  private func faults(_ text: String) -> [TableFault] {
    do throws(TableFaults) {
      _ = try DecisionTable(csv: text.utf8)
      return []
    } catch {
      return error.faults
    }
  }

  @Test("headings, columns, types, values, defaults and rules are where the layout says")
  func layout() throws {
    #expect(try DecisionTable(csv: Self.fees.utf8) == Self.feeTable)
  }

  @Test(
    "commas, semicolons and tabs, LF, CRLF and CR, a mark or none, and UTF-16 are all read",
    arguments: [",", ";", "\t"], ["\n", "\r\n", "\r"])
  func variants(delimiter: String, lineEnd: String) throws {
    let text =
      "U,a,b;c\n,input x,output y\n1,\"[1..2]\",\"\"\"a\nb\"\"\"\n,3,2\n"
      .split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: lineEnd)
      .replacing("b;c", with: "\"b;c\"")
      .split(separator: ",", omittingEmptySubsequences: false).joined(separator: delimiter)
    let table = try DecisionTable(csv: text.utf8)
    #expect(table.outputs.first?.label == "b;c")
    #expect(table.rules.map(\.tests) == [["[1..2]"], ["3"]])
    #expect(table.rules.first?.results == ["\"a\nb\""])
    #expect(try DecisionTable(csv: "\u{FEFF}\(text)".utf8) == table)
    #expect(try DecisionTable(csv: "sep=\(delimiter)\r\n\(text)".utf8) == table)
    let little = "\u{FEFF}\(text)".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = "\u{FEFF}\(text)".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try DecisionTable(csv: little) == table)
    #expect(try DecisionTable(csv: big) == table)
  }

  @Test(
    "a hit policy is a letter, a name or both, in either language, also in full-width signs",
    arguments: [
      ("", .unique), ("U", .unique), ("唯一", .unique), ("U 唯一", .unique), ("U唯一", .unique),
      ("unique", .unique), ("U Unique", .unique), ("RULE ORDER", .ruleOrder), ("C+", .sum),
      ("Ｃ＋ 求和", .sum), ("C<", .min), ("c# count", .count), ("收集", .collect), ("f", .first),
    ] as [(String, DecisionTable.HitPolicy)])
  func policies(text: String, policy: DecisionTable.HitPolicy) {
    #expect(DecisionTable.HitPolicy(written: text) == policy)
  }

  @Test("a letter with another policy's name is refused", arguments: ["U 首个", "X", "C 求和", "C *"])
  func mixedPolicies(text: String) {
    #expect(DecisionTable.HitPolicy(written: text) == nil)
  }

  @Test("every policy is read from the title that is written of it, in both languages")
  func policyTitles() {
    for policy in DecisionTable.HitPolicy.allCases {
      for language in TableLanguage.allCases {
        #expect(DecisionTable.HitPolicy(written: policy.title(in: language)) == policy)
      }
    }
  }

  @Test(
    "what a Chinese keyboard leaves is taken for the FEEL that was meant",
    arguments: [
      ("“个人”", "\"个人\""), ("“个人”，“企业”", "\"个人\",\"企业\""), ("\"a\"， \"b\"", "\"a\", \"b\""),
      ("≥ 100", ">= 100"), ("≤5", "<=5"), ("≠ 1", "!= 1"), ("not(“a，b”)", "not(\"a，b\")"),
    ])
  func keyboard(typed: String, meant: String) {
    #expect(typed.withFEELSigns == meant)
  }

  @Test(
    "what may be FEEL as it stands is left alone",
    arguments: ["\"说“好”，≥\"", "费用（元）", "甲，乙", "\"a\\\"“\"", "a，", "，b"])
  func notKeyboard(text: String) {
    #expect(text.withFEELSigns == text)
  }

  @Test("empty rows and columns count for nothing, and a rule keeps the number of its row")
  func gaps() throws {
    let table = try DecisionTable(
      csv: "F,a,,b,\n,input: a,,输出：b,\n,,,,\ntype,number,,,\n,,,,\n7,1,,2\n,,,\n,3,,4,,,\n".utf8)
    #expect(table.rules.map(\.tests) == [["1"], ["3"]])
    #expect(table.rules.map(\.line) == [6, 8])
    #expect(table.inputs.first?.typeName == "number")
    #expect(table.outputs.first?.name == "b")
  }

  @Test(
    "each fault names its cell",
    arguments: [
      ("", .noHeader, 1, nil),
      ("U,a", .noHeader, 1, nil),
      ("X,a,b\n,input a,output", .hitPolicy("X"), 1, 1),
      ("U,a,b\n,输入a,输出 b", .columnKind("输入a"), 2, 2),
      ("U,a,b,c\n,input a,output b\n1,2,3", .columnKind(""), 2, 4),
      ("U,a,b\n,input,output b", .noExpression, 2, 2),
      ("U,a,b\n,input a,note", .noOutput, 2, nil),
      ("U,a,b,c\n,input a,output,output c", .noName, 2, 3),
      ("U,a,b\n,input a,note b,output", .stray("b"), 2, 3),
      ("U,a,b\n,input a,output\ndefault,1,", .stray("1"), 3, 2),
      ("U,a,b\n,input a,output\n类型 type,,\ntype,,", .misplacedRow("type"), 4, 1),
      ("U,a,b\n,input a,output\n1,2,\n", .noResult, 3, 3),
      ("U,a,b\n,input a,output\n1,2,3\nvalues,,3", .misplacedRow("values"), 4, 1),
      ("U,a,b\n,input a,output\n1,2,\"3", .unclosedQuote, 3, 3),
      ("U,a,b\n,input a,output\n1,\"2\"x,3", .afterQuote, 3, 2),
    ] as [(String, TableFault.Problem, Int, Int?)])
  func faulty(text: String, problem: TableFault.Problem, row: Int, column: Int?) {
    #expect(faults(text) == [TableFault(problem, row: row, column: column)])
  }

  @Test("all faults are told at once, in the order of the cells, in Chinese and English")
  func all() {
    let found = faults("X,a,b\n,输入,output b\n1,2,\n")
    #expect(found.map(\.problem) == [.hitPolicy("X"), .noExpression, .noResult])
    #expect(found.last?.chinese == "第 3 行 C 列：没有写结果；确实没有结果时请写 null")
    #expect(
      found.last?.english
        == "row 3, column C: there is no result; write null if there is none to give")
    #expect(TableFaults(found).chinese.split(separator: "\n").count == 3)
    #expect([1, 26, 27, 52, 703].map(TableFault.letters) == ["A", "Z", "AA", "AZ", "AAA"])
  }

  @Test("bytes that are no UTF-8, and too many bytes, are refused")
  func bytes() {
    #expect(throws: TableFaults([TableFault(.encoding, row: 2)])) {
      try DecisionTable(csv: Array("U,a\n".utf8) + [0xC9, 0xEA])
    }
    #expect(throws: TableFaults([TableFault(.bytes(limit: 9), row: 1)])) {
      try DecisionTable(csv: "0123456789".utf8, limit: 9)
    }
  }

  @Test("what is written is the layout, and reads back")
  func writing() throws {
    let text = Self.feeTable.csv(byteOrderMark: false)
    // An empty test is written as what it means, and the model keeps no heading of a note.
    let expected = Self.fees.replacing("\"\"\",,0", with: "\"\"\",-,0").replacing("依据", with: "说明")
    #expect(text == expected.replacing("\n", with: "\r\n") + "\r\n")
    #expect(Self.feeTable.csv().unicodeScalars.first == "\u{FEFF}")
    #expect(Self.feeTable.csv(language: .english).contains("input 申请人类型,input 注册资本,output 费用,note"))
  }

  @Test(
    "types are written in the words of the language, and a model's type of that name is told apart"
  )
  func types() throws {
    let types = ["string", "date and time", "日期", "#x", "tKind"]
    let table = DecisionTable(
      hitPolicy: .first, inputs: types.map { .init(expression: "a", typeName: $0) },
      outputs: [.init(typeName: "years and months duration")], rules: [])
    let rows = TableLanguage.allCases.map {
      table.csv(language: $0, byteOrderMark: false).split(separator: "\r\n")[2]
    }
    #expect(
      rows == [
        "类型,文字,日期时间,#日期,##x,tKind,年月",
        "type,string,date and time,#日期,##x,tKind,years and months duration",
      ])
    for language in TableLanguage.allCases {
      #expect(try DecisionTable(csv: table.csv(language: language).utf8) == table)
    }
  }

  @Test("a cell that a spreadsheet would calculate is guarded by a space")
  func formulas() throws {
    let table = DecisionTable(
      hitPolicy: .unique, inputs: [.init(expression: "a")], outputs: [.init(name: "b")],
      rules: [
        .init(tests: ["= 1"], results: ["@\"2026-01-01\""]),
        .init(tests: ["-"], results: ["-12.5"]), .init(tests: ["-a"], results: ["+a"]),
      ])
    let text = table.csv(byteOrderMark: false)
    #expect(
      text.contains("1,\" = 1\",\" @\"\"2026-01-01\"\"\"\r\n2,-,-12.5\r\n3,\" -a\",\" +a\"\r\n"))
    #expect(try DecisionTable(csv: text.utf8).rules.map(\.tests) == [["= 1"], ["-"], ["-a"]])
  }
}
