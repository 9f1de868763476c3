// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension Phrase.StringInterpolation {
  /// A text of the catalogue, in the language of the reader.
  package mutating func appendInterpolation(_ words: Words) {
    appendInterpolation(zh: words.zh, en: words.en)
  }
}

/// How values of the catalogue read on a page, in the visitor's language.
extension Visit {
  /// A text of the catalogue, in English where there is one.
  package func pick(_ words: Words) -> String { pick(words.zh, words.en) }

  /// A value of a standard's enumeration.
  package func t(_ term: some StandardTerm) -> String { t(Phrase(key: term.label)) }

  /// Several values in a row: 自然人、企业法人.
  func t(_ terms: [some StandardTerm]) -> String { list(terms.map { t($0) }) }

  /// Texts in a row, with the comma of the language.
  func list(_ texts: [String]) -> String {
    texts.joined(separator: language == .zh ? "、" : ", ")
  }

  /// A length of time: 5 个工作日.
  package func length(_ number: Int, _ unit: TermUnit) -> String {
    t(unit.phrase(of: number))
  }

  /// A term as it is published; nothing to wait for is said in words.
  package func term(_ rule: TermRule) -> String { t(rule.phrase) }

  /// What a fee is, or that there is none.
  func fee(_ fee: Fee) -> String {
    guard fee.charged else { return t("不收费") }
    return fee.standard.map { pick($0) } ?? t("收费")
  }

  func yes(_ value: Bool) -> String { value ? t("是") : t("否") }

  /// In which situations something is needed: 以哪一种业态为主？餐饮服务; nil for always.
  package func condition(_ condition: Condition, of item: ItemVersion) -> String? {
    if let rule = condition.rule {
      return RuleWords(item: item, visit: self).expression(rule.text)
    }
    guard let options = condition.options else { return nil }
    let parts = item.questions.compactMap { question -> String? in
      guard let wanted = options[question.key] else { return nil }
      let labels = question.options.filter { wanted.contains($0.key) }.map { pick($0.label) }
      return pick(question.ask) + " " + labels.joined(separator: " / ")
    }
    return parts.isEmpty ? nil : parts.joined(separator: language == .zh ? "；" : "; ")
  }

  /// How many sheets of a material are wanted, and of which kind.
  func copies(_ material: Material) -> String {
    var parts = [t(material.form)]
    if material.copies.original > 0 { parts.append(t("原件 \(material.copies.original) 份")) }
    if material.copies.copy > 0 { parts.append(t("复印件 \(material.copies.copy) 份")) }
    return list(parts)
  }

  /// Where a material comes from, and who issues it.
  func source(_ material: Material) -> String {
    guard let issuer = material.issuedBy else { return t(material.source) }
    return t("\(Phrase(key: material.source.label))（\(issuer)）")
  }

  /// The file types and the size that are taken.
  func accepted(_ material: Material) -> String {
    let types = list(material.accept.map { $0.uppercased() })
    return t("\(types)，每个文件不超过 \(material.maxMegabytes) MB")
  }
}

extension TermUnit {
  /// A length of time: 5 个工作日.
  package func phrase(of number: Int) -> Phrase {
    switch self {
    case .workingDay: "\(number) 个工作日"
    case .calendarDay: "\(number) 日"
    case .month: "\(number) 个月"
    case .year: "\(number) 年"
    }
  }
}

extension TermRule {
  /// The term as it is published; nothing to wait for is said in words.
  package var phrase: Phrase { number == 0 ? "当场办结" : unit.phrase(of: number) }
}

extension ItemVersion {
  /// How a refusal can be contested, where the item says nothing of its own.
  static let usualRemedies: Phrase =
    "对办理结果不服的，可以自知道或者应当知道之日起六十日内申请行政复议（行政复议法第二十条），或者六个月内向人民法院提起行政诉讼（行政诉讼法第四十六条）。"
}
