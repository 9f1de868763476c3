// SPDX-License-Identifier: Apache-2.0

import Documents
import FEEL
import Testing

/// What the templates of the tests may read.
private let names: Names = {
  var names = Names()
  names.declare("申请人", .string)
  names.declare("收件日", .date)
  names.declare("期限", .number)
  names.declare("急", .boolean)
  names.declare("理由", .list(.string))
  names.declare("材料", .list(.context([.init("名称", .string), .init("份数", .number)])))
  names.declare("窗口", .context([.init("电话", .string)]))
  return names
}()

private let values: Context = [
  "申请人": "云帆示例餐饮店", "收件日": CalendarDate(year: 2026, month: 9, day: 8).map(Value.date) ?? .null,
  "期限": 20, "急": true, "理由": ["甲。", "乙。"],
  "材料": [["名称": "申请书", "份数": 1], ["名称": "平面图", "份数": 2]], "窗口": ["电话": "027-1"],
]

private let paper = Sheet(issuer: "审批局", title: "", number: "1 号", blocks: [])

private func rendering(_ text: String, _ values: Context = values) throws -> Template.Rendering {
  try Template(text, names: names).render(on: paper, values: values)
}

private func blocks(_ body: String, _ values: Context = values) throws -> [Sheet.Block] {
  try rendering("title: 甲\n\n" + body, values).sheet.blocks
}

private func faults(_ text: String) -> [TemplateFault] {
  do throws(TemplateFaults) {
    _ = try Template(text, names: names)
    return []
  } catch {
    return error.faults
  }
}

@Suite("A template")
struct TemplateTests {
  @Test("gives the document its head and foot, and leaves number and issuer alone")
  func head() throws {
    let sheet = try rendering(
      """
      title: {{ if 急 then "加急" else "" }}通知书
      to: {{ 申请人 }}
      seal: 专用章
      check: 电话 {{ 窗口.电话 }}
      footer: 一式两份

      正文
      """
    ).sheet
    #expect(sheet.title == "加急通知书" && sheet.addressee == "云帆示例餐饮店")
    #expect(sheet.seal == .special("专用章") && sheet.check == "电话 027-1")
    #expect(sheet.footer == "一式两份" && sheet.issuer == "审批局" && sheet.number == "1 号")
    #expect(try rendering("title: 甲\nseal: 公章\n\n乙").sheet.seal == .official)
  }

  @Test("joins the lines of a paragraph, in Chinese without a blank, and ends it at a blank line")
  func paragraphs() throws {
    #expect(
      try blocks("甲\n  乙\n\nthe\nword") == [.paragraph("甲乙"), .paragraph("the word")])
  }

  @Test("writes days in Chinese, numbers plain, lists joined, and bold where it is marked")
  func words() throws {
    let text = RichText([
      .init("自"), .init("2026年9月8日", isBold: true), .init("起 20 日：甲。、乙。"),
    ])
    #expect(try blocks("自**{{ 收件日 }}**起 {{ 期限 }} 日：{{ 理由 }}") == [.paragraph(text)])
  }

  @Test("has headings, numbered entries, remarks, names with values and tables")
  func kinds() throws {
    let body = """
      ## 材料
      - 甲
      - 乙
      > 注
      | 名 | 值 |
      | 丙 | \\| |

      | 序号 | 名称 | 份数 |
      |---|---|---|
      {{#each 材料}}
      | {{ index }} | {{ 名称 }} | {{ item.份数 }} |
      {{/each}}
      """
    #expect(
      try blocks(body) == [
        .heading("材料"), .list(["甲", "乙"]), .note("注"),
        .facts([.init("名", "值"), .init("丙", "|")]),
        .table(
          .init(
            head: ["序号", "名称", "份数"], rows: [["1", "申请书", "1"], ["2", "平面图", "2"]])),
      ])
  }

  @Test("takes a part on a condition, between lines and within one")
  func conditions() throws {
    let body = """
      {{#if 急}}
      甲{{#if not(急)}}乙{{else}}丙{{/if}}
      {{else}}
      丁
      {{/if}}
      """
    #expect(try blocks(body) == [.paragraph("甲丙")])
    #expect(try blocks(body, ["急": false]) == [.paragraph("丁")])
  }

  @Test("repeats a part for each element, the one of the inner list over that of the outer")
  func repetitions() throws {
    let body = """
      {{#each 材料}}
      {{ 名称 }}：{{#each 理由}}{{ index }}{{ item }}{{/each}}

      {{/each}}
      {{ 申请人 }}
      """
    #expect(
      try blocks(body) == [
        .paragraph("申请书：1甲。2乙。"), .paragraph("平面图：1甲。2乙。"), .paragraph("云帆示例餐饮店"),
      ])
  }

  @Test("takes a value for text, whatever signs are in it")
  func signs() throws {
    let hostile = "## 甲\n| a | b |\n{{ 期限 }} **粗** \\"
    let blocks = try blocks("{{ 申请人 }}\n\n| 名 | {{ 申请人 }} |", ["申请人": .string(hostile)])
    #expect(
      blocks == [
        .paragraph(RichText(hostile)), .facts([.init("名", RichText(hostile))]),
      ])
  }

  @Test("says where a place stays blank, and why")
  func remarks() throws {
    let remarks = try rendering("title: 甲\n\n电话{{ 窗口.电话 }}{{ 期限 + 申请人 }}{{ 窗口 }}").remarks
    #expect(remarks.map(\.column) == [17, 31])
    #expect(remarks.first?.chinese.hasPrefix("第 3 行第 17 列：“期限 + 申请人”没有值") == true)
    let blank = try rendering("title: 甲\n\n{{ 申请人 }}{{#if 急}}是{{/if}}", [:])
    #expect(blank.remarks.map(\.problem) == [.null("申请人", nil)])
    #expect(blank.sheet.blocks.isEmpty)
  }

  @Test(
    "is refused with the line and column of what is wrong",
    arguments: [
      ("to: 甲\n\n乙", 1, 1, TemplateFault.Problem.titleMissing),
      ("title: 甲\nweight: 1\n\n乙", 2, 1, .field("weight")),
      ("title: 甲\ntitle: 乙\n\n丙", 2, 1, .repeated("title")),
      ("title: {{ 申请 }}\n\n乙", 1, 11, .unknownName("申请")),
      ("title: 甲\n\n乙{{ 窗口.手机 }}", 3, 8, .unknownName("手机")),
      ("title: 甲\n\n乙{{ 期限", 3, 2, .unclosed("{{")),
      ("title: 甲\n\n乙{{ }}", 3, 2, .empty),
      ("title: 甲\n\n乙**丙", 3, 2, .unclosed("**")),
      ("title: 甲\n\n{{#if 急}}\n乙", 3, 1, .unclosed("{{#if 急}}")),
      ("title: 甲\n\n乙{{#if 急}}丙", 3, 2, .unclosed("{{#if 急}}")),
      ("title: 甲\n\n乙{{/if}}", 3, 2, .misplaced("{{/if}}")),
      ("title: 甲\n\n{{/each}}\n乙", 3, 1, .misplaced("{{/each}}")),
      ("title: 甲\n\n{{#for 材料}}", 3, 1, .unknownDirective("#for")),
      ("title: 甲\n\n{{#each 期限}}\n乙\n{{/each}}", 3, 1, .notList("期限")),
      ("title: 甲\n\n{{#each 材料}}\n{{ 名 }}\n{{/each}}", 4, 4, .unknownName("名")),
      ("title: 甲\n\n{{#each 材料}}\n{{/each}}\n{{ 名称 }}", 5, 4, .unknownName("名称")),
      ("title: 甲\n\n| 乙 | 丙 | 丁 |", 3, 1, .cells(expected: 2, found: 3)),
      (
        "title: 甲\n\n| 乙 |\n|---|\n| 丙 | 丁 |", 5, 1, .cells(expected: 1, found: 2)
      ),
    ])
  func refusals(text: String, line: Int, column: Int, problem: TemplateFault.Problem) {
    let found = faults(text)
    #expect(found.first == TemplateFault(problem, line: line, column: column), "\(found)")
  }

  @Test("shows where within an expression its syntax breaks")
  func syntax() throws {
    let fault = try #require(faults("title: 甲\n\n乙{{ 期限 + }}").first)
    #expect(fault.chinese.hasPrefix("第 3 行第 9 列："), "\(fault.chinese)")
  }

  @Test("tells all that is wrong at once, in the order of the text")
  func allFaults() {
    #expect(faults("title: {{ 甲 }}\n\n{{ 乙 }}\n\n| 丙 |").map(\.line) == [1, 3, 5])
  }

  @Test("is bounded in length, depth and places")
  func bounds() {
    let long = "title: 甲\n\n" + String(repeating: "字", count: 30_000)
    #expect(faults(long).first?.problem == .length(limit: Template.lengthMax))
    let deep =
      "title: 甲\n\n" + String(repeating: "{{#if 急}}", count: 20) + "乙"
      + String(repeating: "{{/if}}", count: 20)
    #expect(faults(deep).contains { $0.problem == .depth(limit: Template.depthMax) })
    let many = "title: 甲\n\n" + String(repeating: "{{期限}}", count: 1001)
    #expect(faults(many).map(\.problem) == [.places(limit: Template.placesMax)])
  }

  @Test("is bounded in steps and in what it makes")
  func steps() throws {
    let nested = """
      title: 甲

      {{#each for i in 1..1000 return i}}
      {{#each for i in 1..1000 return i}}
      一二三四五六七八九十
      {{/each}}
      {{/each}}
      """
    #expect(throws: TemplateFault.self) { try rendering(nested) }
    let endless = "title: 甲\n\n{{ count(for i in 1..1000, j in 1..1000 return i) }}"
    #expect(throws: TemplateFault(.limit, line: 3, column: 4)) {
      try rendering(endless)
    }
  }

  @Test("never ends the program, whatever stands in it")
  func fuzz() throws {
    let pieces = [
      "title: 甲\n\n", "{{", "}}", "{{#if 急}}", "{{else}}", "{{/if}}", "{{#each 材料}}", "{{/each}}",
      "\n", "\n\n", "| a | b |", "|---|---|", "- ", "## ", "> ", "**", "\\", "\"", "字", "{{ 名称 }}",
      "{{ 期限 }}", "\r", "\t", "🙂",
    ]
    var generator = Seeded(state: 7)
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 1...24, using: &generator))
        .map { _ in pieces.randomElement(using: &generator)! }.joined()
      let whole = Bool.random(using: &generator) ? text : pieces[0] + text
      if let template = try? Template(whole, names: names) {
        _ = try template.render(on: paper, values: values)
      }
    }
  }
}

/// Chance that can be repeated (SplitMix64).
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
