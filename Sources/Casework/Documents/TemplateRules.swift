// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import FEEL
import Site

/// What a document must say, whoever words it.
package enum TemplateRule: Sendable, Hashable, CaseIterable {
  /// Which application it is about.
  case matter
  /// Which licence it is about.
  case licence
  /// The rights against a decision that refuses or burdens (行政许可法 38 ¶2, 行政复议法 20, 行政诉讼法 46).
  case remedies
  /// The reasons of a decision that refuses (38 ¶2), ends or withdraws.
  case reasons
  /// All that is to be supplemented (32 ¶1(4)).
  case everythingMissing
  /// The special seal (32 ¶2).
  case seal
  /// How long a special procedure takes (45).
  case details
  /// That one may ask for a hearing (47 ¶1).
  case hearingRight
  /// When and where a hearing is and who presides (48 ¶1).
  case hearing
  /// That one may state one's case before the decision, and by when (36).
  case statement
  /// That one may defend oneself against what is about to be decided (7).
  case defence
  /// The text as it was signed, not another one.
  case signed
  /// The technical standards that a refusal rests on (55 ¶3).
  case failedStandards
  /// Every material that goes up to the body that decides (35).
  case allMaterials

  /// Whether a document made of the sample keeps it.
  func isKept(by sheet: Sheet) -> Bool {
    let text = sheet.text
    func says(_ words: String...) -> Bool { words.allSatisfy(text.contains) }
    return switch self {
    case .matter: says(DocumentSample.item, DocumentSample.number)
    case .licence: says(DocumentSample.licence)
    case .remedies: says("行政复议", "六十日", "行政诉讼", "六个月")
    case .reasons: says(DocumentSample.reason)
    case .everythingMissing: DocumentSample.missing.allSatisfy { says($0.target, $0.problem) }
    case .seal: sheet.seal != nil
    case .details, .hearing, .statement: says(DocumentSample.detail)
    case .hearingRight: says("听证", DocumentSample.detail)
    case .defence: says("陈述", "申辩")
    case .signed: says(DocumentSample.signed)
    case .failedStandards: says(DocumentSample.standard)
    case .allMaterials: says(DocumentSample.material)
    }
  }

  package var phrase: Phrase {
    switch self {
    case .matter: "没有写明事项和办件编号（{{ 事项 }}、{{ 办件编号 }}）。"
    case .licence: "没有写明证照的编号（{{ 证照编号 }}）。"
    case .remedies: "没有告知行政复议和行政诉讼的途径和期限（{{ 救济途径 }}）。"
    case .reasons: "没有写明理由（{{ 理由 }}）。"
    case .everythingMissing: "没有列出全部补正内容（{{ 补正内容 }} 的项目、问题）。"
    case .seal: "没有加盖专用印章（seal:）。"
    case .details: "没有列出告知事项的明细（{{ 事项明细 }} 的内容）。"
    case .hearingRight: "没有告知要求听证的权利和期限（{{ 事项明细 }} 的内容）。"
    case .hearing: "没有写明听证的时间、地点和主持人（{{ 事项明细 }} 的内容）。"
    case .statement: "没有写明陈述、申辩的期限（{{ 事项明细 }} 的内容）。"
    case .defence: "没有告知陈述、申辩的权利。"
    case .signed: "没有写明签署的文本（{{ 签署文本 }}）。"
    case .failedStandards: "没有写明不予许可所依据的技术标准、技术规范（{{ 不合格标准 }} 的名称）。"
    case .allMaterials: "没有列出全部申请材料（{{ 材料 }} 的名称）。"
    }
  }

  var basis: LegalBasis? {
    let article: String
    switch self {
    case .matter, .licence, .signed: return nil
    case .remedies, .reasons: article = "第三十八条第二款"
    case .everythingMissing: article = "第三十二条第一款第四项"
    case .seal: article = "第三十二条第二款"
    case .details: article = "第四十五条"
    case .hearingRight: article = "第四十七条第一款"
    case .hearing: article = "第四十八条第一款"
    case .statement: article = "第三十六条"
    case .defence: article = "第七条"
    case .failedStandards: article = "第五十五条第三款"
    case .allMaterials: article = "第三十五条"
    }
    return LegalBasis(law: "行政许可法", article: article)
  }
}

/// Checks the text of a template against its language and the law.
package enum TemplateRules {
  /// What a text gives for the sample, and what its author should know.
  ///
  /// - Throws: ``TemplateRefusal/faulty``.
  package static func preview(
    _ text: String, for form: DocumentForm
  ) throws(TemplateRefusal) -> Template.Rendering {
    try render(try Template(text, for: form), form.sample)
  }

  /// The same, if the law's rules are kept too, whatever is true of the case.
  ///
  /// What stands under a condition must not be missing where it does not hold: so each yes of the sample is a no once,
  /// and the other way round.
  /// - Throws: also ``TemplateRefusal/lacking``.
  package static func check(
    _ text: String, for form: DocumentForm
  ) throws(TemplateRefusal) -> Template.Rendering {
    let template = try Template(text, for: form)
    let rendering = try render(template, form.sample)
    var sheets = [rendering.sheet]
    for name in form.names {
      var values = form.sample
      guard case .boolean(let value) = values[name.word] else { continue }
      values[name.word] = .boolean(!value)
      sheets.append(try render(template, values).sheet)
    }
    let broken = TemplateRule.allCases.filter { rule in
      form.rules.contains(rule) && !sheets.allSatisfy(rule.isKept)
    }
    guard broken.isEmpty else { throw .lacking(broken) }
    return rendering
  }

  private static func render(
    _ template: Template, _ values: Context
  ) throws(TemplateRefusal) -> Template.Rendering {
    do throws(TemplateFault) {
      return try template.render(on: DocumentSample.paper, values: values)
    } catch {
      throw .faulty([error])
    }
  }
}

extension Sheet {
  /// All that its text says, a line a block, row or entry.
  package var text: String {
    let lines = blocks.flatMap { block -> [String] in
      switch block {
      case .paragraph(let text), .heading(let text), .note(let text): [text.plain]
      case .facts(let facts): facts.map { "\($0.name.plain)：\($0.value.plain)" }
      case .table(let table):
        ([table.head] + table.rows).map { $0.map(\.plain).joined(separator: "　") }
      case .list(let entries):
        entries.enumerated().map { "\($0 + 1)．\($1.plain)" }
      }
    }
    return ([title] + [addressee.map { "\($0)：" }].compactMap(\.self) + lines)
      .joined(separator: "\n")
  }
}
