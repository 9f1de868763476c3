// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// What should be mended in an item though its file can be published: the advice beside the rules of the catalogue.
///
/// The rules R1 to R13 refuse; what stands here is of the same ready-made set where it needs a person's judgement, and
/// of 国务院关于在线政务服务的若干规定 and 优化营商环境条例 where they ask for more than a file can be refused for.
struct Advice: Sendable {
  let id: String
  let phrase: Phrase
  let section: DraftSection
  private let isBroken: @Sendable (ItemVersion) -> [Words]

  /// Something found in an item.
  struct Finding: Sendable {
    /// The advice's short name, or the rule's.
    let id: String
    let phrase: Phrase
    let section: DraftSection?
    /// What it was found at; nil for the item as a whole.
    let place: Words?
  }

  private init(
    _ id: String, _ phrase: Phrase, _ section: DraftSection,
    _ isBroken: @escaping @Sendable (ItemVersion) -> [Words]
  ) {
    (self.id, self.phrase, self.section) = (id, phrase, section)
    self.isBroken = isBroken
  }

  /// One of the whole item.
  private init(
    whole id: String, _ phrase: Phrase, _ section: DraftSection,
    _ isBroken: @escaping @Sendable (ItemVersion) -> Bool
  ) {
    self.init(id, phrase, section) { isBroken($0) ? [$0.name] : [] }
  }

  /// All that is to be mended in an item: what breaks a rule that has come since it was published, then the advice.
  static func findings(in item: ItemVersion) -> [Finding] {
    let violations = ItemRules.violations(of: item).map { violation in
      var section: DraftSection?
      if case .key(let key) = violation.place.first { section = DraftSection.of(key: key) }
      return Finding(
        id: violation.rule, phrase: "\(violation.message)", section: section, place: nil)
    }
    return violations
      + all.flatMap { advice in
        advice.isBroken(item).map { place in
          Finding(
            id: advice.id, phrase: advice.phrase, section: advice.section,
            place: place == item.name ? nil : place)
        }
      }
  }

  static let all: [Advice] = service + texts

  private static let service: [Advice] = [
    Advice(whole: "A1", "承诺时限与法定时限相同，没有压缩。", .terms) {
      let (promised, statutory) = ($0.terms.promised, $0.terms.statutory)
      return statutory.number > 0 && promised.roughDays >= statutory.roughDays
    },
    Advice(whole: "A2", "到现场次数多于一次，不符合一次办。", .basics) { $0.visits > 1 },
    Advice(whole: "A3", "网办深度低于Ⅲ级，不能网上受理。", .basics) { !$0.onlineDepth.isOnline },
    Advice(whole: "A4", "不用到现场而网办深度不是Ⅳ级，请核对。", .basics) {
      $0.visits == 0 && $0.onlineDepth != .whole
    },
    Advice(whole: "A5", "可以全程网办而不支持寄递，纸质结果无法送达。", .basics) {
      $0.visits == 0 && $0.result.kind != .none && !$0.express
    },
    Advice(whole: "A6", "收费而不能网上支付。", .fee) { $0.fee.charged && !$0.fee.payOnline },
    Advice(whole: "A7", "面向自然人的事项没有自助终端，请考虑就近办。", .basics) {
      $0.served == [.naturalPerson] && !$0.kiosk && $0.handling == .immediate
    },
    Advice(
      "A8", "政府部门核发的材料要求申请人提交；能共享的不得索要（国务院关于在线政务服务的若干规定第七条）。", .materials
    ) { item in
      item.materials.filter {
        $0.source == .government && $0.required && $0.grade != .issued
      }.map(\.name)
    },
    Advice(whole: "A9", "材料多于十件，请核对每一件是否必要（优化营商环境条例第四十条）。", .materials) {
      $0.materials.count > 10
    },
  ]

  private static let texts: [Advice] = [
    Advice("B1", "设定依据没有原文摘录。", .bases) { item in
      item.basis.filter { $0.text == nil }.map { Words($0.law + $0.article) }
    },
    Advice("B2", "设定依据没有写明条款。", .bases) { item in
      item.basis.filter { !$0.article.hasPrefix("第") }.map { Words($0.law) }
    },
    Advice("B3", "材料没有受理标准。", .materials) { item in
      item.materials.filter { $0.standard == nil }.map(\.name)
    },
    Advice("B4", "申请人自备的材料没有填报须知和样表说明。", .materials) { item in
      item.materials.filter { $0.source == .applicant && $0.fill == nil && $0.sample == nil }
        .map(\.name)
    },
    Advice(whole: "B5", "没有常见问题。", .faq) { $0.faq.isEmpty },
    Advice(whole: "B6", "没有群众的说法，不容易搜到。", .basics) { $0.keywords.isEmpty },
    Advice(whole: "B7", "没有简介。", .basics) { $0.summary == nil },
    Advice(whole: "B8", "受理条件没有英文。", .conditions) { $0.conditions.contains { $0.en == nil } },
    Advice(whole: "B9", "各环节用时都是 0，而承诺时限不是。", .process) { item in
      item.terms.promised.number > 1 && item.process.allSatisfy { $0.days == 0 }
    },
    Advice(whole: "B10", "办理结果名称含“文”，应核对结果类型是否为批文。", .result) {
      $0.result.name.zh.hasSuffix("文") && $0.result.kind != .approval
    },
    Advice(whole: "B11", "设定依据或者条件仍是演示数据，使用前须核对。", .provenance) { item in
      item.provenance.demo.contains { ["basis", "conditions", "terms.statutory"].contains($0) }
    },
  ]
}
