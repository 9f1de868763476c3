// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// Two versions of an item beside one another, field by field, in words.
struct ItemComparison: Sendable {
  struct Change: Sendable {
    enum Kind: Sendable {
      case added(Phrase)
      case removed(Phrase)
      case changed(from: Phrase, to: Phrase)
    }

    let section: DraftSection
    /// What of it: 承诺时限; 申请材料“营业执照”的受理标准.
    let phrase: Phrase
    let kind: Kind
  }

  /// What matters most to an applicant, in a sentence each: 材料减少 2 件, 承诺时限缩短 3 个工作日.
  let headlines: [Phrase]
  /// In the order of the sections.
  let changes: [Change]

  init(_ old: ItemVersion, _ new: ItemVersion) {
    headlines = Self.headlines(old, new)
    let changes =
      Facet.ofItem.flatMap { facet in
        Self.changes(facet.section, facet.phrase, facet.value(old), facet.value(new))
      }
      + ItemParts.all.flatMap { list in Self.changes(list, list.parts(old), list.parts(new)) }
    self.changes = changes.enumerated().sorted {
      ($0.element.section.order, $0.offset) < ($1.element.section.order, $1.offset)
    }.map(\.element)
  }

  var isEmpty: Bool { changes.isEmpty }

  private static func changes(
    _ section: DraftSection, _ phrase: Phrase, _ old: FacetValue?, _ new: FacetValue?
  ) -> [Change] {
    switch (old, new) {
    case (nil, nil): return []
    case (nil, let new?):
      return [Change(section: section, phrase: phrase, kind: .added(new.phrase))]
    case (let old?, nil):
      return [Change(section: section, phrase: phrase, kind: .removed(old.phrase))]
    case (let old?, let new?):
      guard old != new else { return [] }
      if case (.words(let before), .words(let after)) = (old, new), before.zh == after.zh {
        return [
          Change(
            section: section, phrase: "\(phrase)（英文）",
            kind: .changed(
              from: .verbatim(before.en ?? "—"), to: .verbatim(after.en ?? "—")))
        ]
      }
      if case .content = new {
        return [
          Change(
            section: section, phrase: phrase, kind: .changed(from: "原来的内容", to: "新的内容"))
        ]
      }
      return [
        Change(
          section: section, phrase: phrase, kind: .changed(from: old.phrase, to: new.phrase))
      ]
    }
  }

  private static func changes(
    _ list: ItemParts.List, _ old: [ItemPart], _ new: [ItemPart]
  ) -> [Change] {
    let before = Dictionary(old.map { ($0.key, $0) }) { first, _ in first }
    let after = Dictionary(new.map { ($0.key, $0) }) { first, _ in first }
    let removed = old.filter { after[$0.key] == nil }.map {
      Change(section: list.section, phrase: list.phrase, kind: .removed($0.name.phrase))
    }
    let rest = new.flatMap { part -> [Change] in
      guard let former = before[part.key] else {
        return [Change(section: list.section, phrase: list.phrase, kind: .added(part.name.phrase))]
      }
      let title: Phrase = "\(list.phrase)“\(part.name.phrase)”"
      return changes(list.section, title, former.name, part.name)
        + zip(former.values, part.values).flatMap { former, value in
          changes(
            list.section, "\(list.phrase)“\(part.name.phrase)”：\(value.phrase)", former.value,
            value.value)
        }
    }
    return removed + rest
  }

  // MARK: Headlines

  private static func headlines(_ old: ItemVersion, _ new: ItemVersion) -> [Phrase] {
    let materials = new.materials.count - old.materials.count
    let visits = new.visits - old.visits
    return [
      materials < 0 ? "材料减少 \(-materials) 件" : nil,
      materials > 0 ? "材料增加 \(materials) 件" : nil,
      term(old.terms.promised, new.terms.promised, "承诺时限"),
      term(old.terms.statutory, new.terms.statutory, "法定时限"),
      visits < 0 ? "少跑 \(-visits) 次" : nil, visits > 0 ? "多跑 \(visits) 次" : nil,
      old.fee.charged && !new.fee.charged ? "不再收费" : nil,
      !old.fee.charged && new.fee.charged ? "开始收费" : nil,
      old.department.zh != new.department.zh
        ? "承办科室由\(old.department)改为\(new.department)" : nil,
      new.onlineDepth == .whole && old.onlineDepth != .whole ? "可以全程网办" : nil,
    ].compactMap(\.self)
  }

  /// How a term has changed, where the two can be compared.
  private static func term(_ old: TermRule, _ new: TermRule, _ name: Phrase) -> Phrase? {
    guard old.unit == new.unit else {
      return "\(name)由 \(old.phrase) 改为 \(new.phrase)"
    }
    let difference = new.number - old.number
    if difference == 0 { return nil }
    return difference < 0
      ? "\(name)缩短 \(new.unit.phrase(of: -difference))"
      : "\(name)延长 \(new.unit.phrase(of: difference))"
  }
}
