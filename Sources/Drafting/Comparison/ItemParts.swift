// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// A part of an item that there are several of, as a comparison sees it.
struct ItemPart: Sendable {
  /// By what it is the same part in another version.
  let key: String
  let name: FacetValue
  let values: [(phrase: Phrase, value: FacetValue?)]
}

/// The lists of an item, by section.
enum ItemParts {
  /// A list, with how many there are of what.
  struct List: Sendable {
    let section: DraftSection
    /// What one of them is called: 材料.
    let phrase: Phrase
    let parts: @Sendable (ItemVersion) -> [ItemPart]
  }

  static let all: [List] = [
    List(section: .basics, phrase: "服务对象") { $0.served.map { plain(Phrase(key: $0.label)) } },
    List(section: .basics, phrase: "主题") { $0.subjects.map(plain) },
    List(section: .basics, phrase: "群众的说法") { $0.keywords.map { plain(.verbatim($0)) } },
    List(section: .bases, phrase: "设定依据") { $0.basis.map(part) },
    List(section: .conditions, phrase: "受理条件") { $0.conditions.map(plain) },
    List(section: .questions, phrase: "情形问题") { $0.questions.map(part) },
    List(section: .form, phrase: "申请表字段") { $0.form.map(part) },
    List(section: .materials, phrase: "申请材料") { $0.materials.map(part) },
    List(section: .tables, phrase: "决策表") { $0.tables.map(part) },
    List(section: .process, phrase: "环节") { $0.process.map(part) },
    List(section: .faq, phrase: "常见问题") { $0.faq.map(part) },
  ]

  private static func plain(_ phrase: Phrase) -> ItemPart {
    ItemPart(key: phrase.chinese, name: .phrase(phrase), values: [])
  }

  /// A text that has only itself to be known by.
  private static func plain(_ words: Words) -> ItemPart {
    ItemPart(key: words.zh, name: .words(words), values: [])
  }

  private static func text(_ text: String?) -> FacetValue? {
    text.flatMap { $0.isEmpty ? nil : .phrase(.verbatim($0)) }
  }

  private static func part(_ basis: Basis) -> ItemPart {
    ItemPart(
      key: basis.law + basis.article, name: .phrase(.verbatim(basis.law + basis.article)),
      values: [("原文摘录", text(basis.text)), ("公开网址", text(basis.url))])
  }

  private static func options(_ options: [Choice]) -> FacetValue? {
    text(options.map(\.label.zh).joined(separator: "、"))
  }

  private static func part(_ question: Question) -> ItemPart {
    ItemPart(
      key: question.key, name: .words(question.ask),
      values: [
        ("选项", options(question.options)), ("提示", question.help.map(FacetValue.words)),
        ("适用情形", text(question.when.feel)),
      ])
  }

  private static func part(_ field: FormField) -> ItemPart {
    ItemPart(
      key: field.key, name: .words(field.label),
      values: [
        ("类型", .phrase(Phrase(key: field.type.label))),
        ("必填", .phrase(field.required ? "是" : "否")), ("选项", options(field.options)),
        ("提示", field.help.map(FacetValue.words)), ("适用情形", text(field.when.feel)),
        ("最多字数", text(field.max.map(String.init))), ("同申请人的", text(field.sameAs?.rawValue)),
      ])
  }

  private static func part(_ material: Material) -> ItemPart {
    ItemPart(
      key: material.key, name: .words(material.name),
      values: [
        ("材料类型", .phrase(Phrase(key: material.form.label))),
        ("原件份数", text("\(material.copies.original)")),
        ("复印件份数", text("\(material.copies.copy)")),
        ("来源渠道", .phrase(Phrase(key: material.source.label))),
        ("出具机构", text(material.issuedBy)),
        ("申请人必须提交", .phrase(material.required ? "是" : "否")),
        ("适用情形", text(material.when.feel)),
        ("文件格式", text(material.accept.joined(separator: "、"))),
        ("大小上限（MB）", text("\(material.maxMegabytes)")),
        ("可信等级", .phrase(Phrase(key: material.grade.label))),
        ("受理标准", material.standard.map(FacetValue.words)),
        ("填报须知", material.fill.map(FacetValue.words)),
        ("样表说明", material.sample.map(FacetValue.words)), ("依据", text(material.basis)),
        ("受理后补交", text(material.deferral.map { "\($0.days)" })),
      ])
  }

  private static func part(_ table: RuleTable) -> ItemPart {
    let rows = table.text.rows.map { row in
      row.tests.joined(separator: " | ") + " → " + row.results.joined(separator: " | ")
    }
    return ItemPart(
      key: table.subject.rawValue, name: .words(table.text.name),
      values: [("各行", text(rows.joined(separator: "；")))])
  }

  private static func part(_ step: ProcessStep) -> ItemPart {
    ItemPart(
      key: step.step.zh, name: .words(step.step),
      values: [
        ("工作日", text(Decimals.short(step.days))), ("办理人", .words(step.who)),
        ("说明", step.what.map(FacetValue.words)),
      ])
  }

  private static func part(_ answer: Answer) -> ItemPart {
    ItemPart(
      key: answer.question.zh, name: .words(answer.question),
      values: [("答", .words(answer.answer))])
  }
}
