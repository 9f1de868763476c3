// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Site

/// What a document of a kind must say, whoever words it.
package enum TemplateRule: Sendable, Hashable, CaseIterable {
  /// Which application it is about.
  case matter
  /// The rights against a decision that refuses (行政许可法 38 ¶2, 行政复议法 20, 行政诉讼法 46).
  case remedies
  /// The reasons of a decision that refuses (38 ¶2), ends or withdraws.
  case reasons
  /// All that is to be supplemented (32 ¶1(4)).
  case everythingMissing
  /// The special seal (32 ¶2).
  case seal
  /// How long a special procedure takes (45).
  case details

  /// Whether it holds for a kind.
  func applies(to kind: DocumentKind) -> Bool {
    switch self {
    case .matter: true
    case .remedies: [.nonAcceptance, .notRequired, .refusal, .termination].contains(kind)
    case .reasons:
      [
        .nonAcceptance, .notRequired, .refusal, .termination, .extensionNotice, .procedureNotice,
        .rectification,
      ].contains(kind)
    case .everythingMissing: kind == .supplementNotice
    case .seal: [.acceptance, .nonAcceptance, .notRequired, .supplementNotice].contains(kind)
    case .details: [.extensionNotice, .procedureNotice].contains(kind)
    }
  }

  /// Whether a document made of the sample keeps it.
  func isKept(by sheet: Sheet) -> Bool {
    let text = sheet.text
    func says(_ words: String...) -> Bool { words.allSatisfy(text.contains) }
    return switch self {
    case .matter: says(DocumentSample.item, DocumentSample.number)
    case .remedies: says("行政复议", "六十日", "行政诉讼", "六个月")
    case .reasons: says(DocumentSample.reason)
    case .everythingMissing: DocumentSample.missing.allSatisfy { says($0.target, $0.problem) }
    case .seal: sheet.seal != nil
    case .details: says(DocumentSample.detail)
    }
  }

  package var phrase: Phrase {
    switch self {
    case .matter: "没有写明事项和办件编号（{{ 事项 }}、{{ 办件编号 }}）。"
    case .remedies: "没有告知行政复议和行政诉讼的途径和期限（{{ 救济途径 }}）。"
    case .reasons: "没有写明理由（{{ 理由 }}）。"
    case .everythingMissing: "没有列出全部补正内容（{{ 补正内容 }} 的项目、问题）。"
    case .seal: "没有加盖专用印章（seal:）。"
    case .details: "没有列出告知事项的明细（{{ 事项明细 }} 的内容）。"
    }
  }

  var basis: LegalBasis? {
    let article: String
    switch self {
    case .matter: return nil
    case .remedies, .reasons: article = "第三十八条第二款"
    case .everythingMissing: article = "第三十二条第一款第四项"
    case .seal: article = "第三十二条第二款"
    case .details: article = "第四十五条"
    }
    return LegalBasis(law: "行政许可法", article: article)
  }
}

/// Checks the text of a template against its language and the law.
package enum TemplateRules {
  /// What a text gives for the sample, and what its author should know.
  ///
  /// - Throws: ``TemplateRefusal/faulty`` or ``TemplateRefusal/notWritten``.
  package static func preview(
    _ text: String, for kind: DocumentKind
  ) throws(TemplateRefusal) -> Template.Rendering {
    let template: Template
    do throws(TemplateFaults) {
      template = try Template(text, names: DocumentName.all)
    } catch {
      throw .faulty(error.faults)
    }
    do throws(TemplateFault) {
      return try template.render(
        on: DocumentSample.paper, values: DocumentSample.values(of: kind))
    } catch {
      throw .faulty([error])
    }
  }

  /// The same, if the law's rules are kept too.
  /// - Throws: also ``TemplateRefusal/lacking``.
  package static func check(
    _ text: String, for kind: DocumentKind
  ) throws(TemplateRefusal) -> Template.Rendering {
    let rendering = try preview(text, for: kind)
    let broken = TemplateRule.allCases.filter {
      $0.applies(to: kind) && !$0.isKept(by: rendering.sheet)
    }
    guard broken.isEmpty else { throw .lacking(broken) }
    return rendering
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
