// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Site

/// A value as a comparison sees it: equal when nobody could tell the difference, and readable in both languages.
enum FacetValue: Hashable, Sendable {
  case phrase(Phrase)
  /// A text of the catalogue; its English counts as well.
  case words(Words)
  /// Much at once, which is compared and not read: JSON with its keys in order.
  case content(String)

  init(content value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // What has come from a file can be encoded.
    self = .content(String(decoding: (try? encoder.encode(value)) ?? Data(), as: UTF8.self))
  }

  var phrase: Phrase {
    switch self {
    case .phrase(let phrase): phrase
    case .words(let words): "\(words)"
    case .content: "见文本"
    }
  }
}

/// One thing that an item or a part of it says.
struct Facet<Whole>: Sendable {
  let section: DraftSection
  let phrase: Phrase
  let value: @Sendable (Whole) -> FacetValue?

  init(
    _ section: DraftSection, _ phrase: Phrase,
    _ value: @escaping @Sendable (Whole) -> FacetValue?
  ) {
    (self.section, self.phrase, self.value) = (section, phrase, value)
  }

  static func words(
    _ section: DraftSection, _ phrase: Phrase, _ value: @escaping @Sendable (Whole) -> Words?
  ) -> Facet {
    Facet(section, phrase) { value($0).map(FacetValue.words) }
  }

  static func text(
    _ section: DraftSection, _ phrase: Phrase, _ value: @escaping @Sendable (Whole) -> String?
  ) -> Facet {
    Facet(section, phrase) { whole in
      value(whole).flatMap { $0.isEmpty ? nil : .phrase(.verbatim($0)) }
    }
  }

  static func term<T: StandardTerm>(
    _ section: DraftSection, _ phrase: Phrase, _ value: @escaping @Sendable (Whole) -> T
  ) -> Facet {
    Facet(section, phrase) { .phrase(Phrase(key: value($0).label)) }
  }

  static func flag(
    _ section: DraftSection, _ phrase: Phrase, _ value: @escaping @Sendable (Whole) -> Bool
  ) -> Facet {
    Facet(section, phrase) { .phrase(value($0) ? "是" : "否") }
  }

  static func number(
    _ section: DraftSection, _ phrase: Phrase, _ value: @escaping @Sendable (Whole) -> Int?
  ) -> Facet {
    Facet(section, phrase) { value($0).map { .phrase(.verbatim("\($0)")) } }
  }

  static func length(
    _ section: DraftSection, _ phrase: Phrase, _ value: @escaping @Sendable (Whole) -> TermRule?
  ) -> Facet {
    Facet(section, phrase) { value($0).map { .phrase($0.phrase) } }
  }
}

extension Facet where Whole == ItemVersion {
  /// What an item says once.
  static let ofItem: [Facet] = identity + service + outcome

  private static let identity: [Facet] = [
    .words(.basics, "事项名称") { $0.name }, .words(.basics, "简介") { $0.summary },
    .term(.basics, "事项类型") { $0.type }, .words(.basics, "承办科室") { $0.department },
    .text(.basics, "实施主体") { $0.body.name }, .term(.basics, "行使层级") { $0.level },
    .term(.basics, "人生与经营阶段") { $0.lifeStage }, .term(.basics, "办件类型") { $0.handling },
    .flag(.basics, "须两名以上工作人员核查实质内容") { $0.substanceCheck },
    .flag(.basics, "可以极简审批") { $0.streamlined },
    .number(.basics, "一人决定的办件抽取复核的比例（%）") { $0.recheckPercent },
    .flag(.basics, "可以由代理人办理") { $0.agents },
    .term(.basics, "通办范围") { $0.crossRegion }, .words(.basics, "数量限制") { $0.quantityLimit },
    .text(.basics, "业务办理项序号") { $0.handlingCode },
    .text(.basics, "失效日期") { $0.expires.map(\.description) },
  ]

  private static let service: [Facet] = [
    .number(.basics, "到现场次数") { $0.visits },
    .words(.basics, "必须到现场的原因") { $0.visitsReason },
    .term(.basics, "网办深度") { $0.onlineDepth }, .flag(.basics, "支持寄递") { $0.express },
    .flag(.basics, "支持自助终端") { $0.kiosk }, .flag(.fee, "收费") { $0.fee.charged },
    .words(.fee, "收费标准") { $0.fee.standard }, .text(.fee, "收费依据") { $0.fee.basis },
    .flag(.fee, "可以网上支付") { $0.fee.payOnline },
    .length(.terms, "法定时限") { $0.terms.statutory },
    .text(.terms, "规定时限的法律") { $0.terms.statutory.basis.text },
    .length(.terms, "承诺时限") { $0.terms.promised },
    .length(.terms, "公示期限") { $0.terms.publicNotice },
    Facet(.terms, "与一般规定不同的计时") { $0.terms.special.map(FacetValue.init(content:)) },
  ]

  private static let outcome: [Facet] = [
    .words(.result, "结果名称") { $0.result.name }, .term(.result, "结果类型") { $0.result.kind },
    Facet(.result, "有效期") { item in
      item.result.validity.map { .phrase($0.unit.phrase(of: $0.number)) }
    },
    .text(.result, "编号规则") { $0.result.numberPattern },
    .text(.result, "电子证照类型") { $0.result.licenceType },
    .words(.result, "结果样本") { $0.result.sample },
    .text(.result, "对已有证照的办理") { $0.act.map { "\($0.kind.rawValue) \($0.item) \($0.field)" } },
    .words(.promises, "直接关系安全的理由") { $0.safety },
    .text(.promises, "涉及的领域") { item in item.touches.map(\.word).joined(separator: "、") },
    .flag(.promises, "可以告知承诺") { $0.commitment != nil },
    Facet(.promises, "告知承诺的内容") { $0.commitment.map(FacetValue.init(content:)) },
    .flag(.promises, "可以容缺受理") { $0.deferral != nil },
    Facet(.promises, "容缺受理的内容") { $0.deferral.map(FacetValue.init(content:)) },
    .words(.window, "办理地点") { $0.window.place }, .words(.window, "办理时间") { $0.window.hours },
    .text(.window, "咨询电话") { $0.window.phone },
    .text(.window, "监督投诉电话") { $0.window.complaints },
    .words(.window, "救济途径") { $0.remedies },
  ]
}
