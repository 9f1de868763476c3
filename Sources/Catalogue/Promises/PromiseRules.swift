// SPDX-License-Identifier: Apache-2.0

import Deadlines

extension ItemRules {
  private static let commitments = "国办发〔2020〕42号"
  private static let deferrals = "容缺受理办法"

  /// What an item that is granted on a commitment, or accepted while something is missing, must keep.
  static let promiseRules: [ItemRule] = [
    ItemRule(
      "F7",
      "涉及国家安全、国家秘密、公共安全、金融业审慎监管、生态环境保护，直接关系人身健康、生命财产安全，以及重要涉外的事项不适用告知承诺；法律、行政法规或者国务院另有规定的，在 provided_by 写明",
      "no commitment where state security, state secrets, public security, finance, ecology, health, life, property or "
        + "foreign affairs are touched, unless `provided_by` names the law or State Council document that provides for it",
      basis: commitments
    ) { item in
      guard let rule = item.commitment else { return [] }
      let touched = item.touches.map(\.label) + (item.safety == nil ? [] : ["公共安全、人身健康、生命财产安全"])
      return require(
        touched.isEmpty || rule.providedBy != nil, at: "commitment",
        found: touched.joined(separator: "、"))
    },
    ItemRule(
      "F8",
      "告知承诺须写明依据、条件、义务、后果、核查权力和公开范围，并有英文；代替的是本事项申请人提交的材料或者实质审查",
      "a commitment tells basis, conditions, obligations, consequences, power to check and publication, with English; "
        + "it stands for materials of the applicant, or for the review",
      basis: commitments
    ) { item in
      item.commitment.map { commitmentFindings($0, item) } ?? []
    },
    ItemRule(
      "F9",
      "可以容缺的只能是申请人应当提交的次要材料：至少有一种必要材料不能容缺；补交期限不超过承诺时限；高风险的不能容缺",
      "only secondary materials of the applicant may come later: one required material at least may not; within the "
        + "promised term; none of high risk",
      basis: deferrals, deferralFindings),
  ]

  private static func commitmentFindings(
    _ rule: CommitmentRule, _ item: ItemVersion
  ) -> [ItemRule.Finding] {
    let lists: [(PlaceStep, [Words])] = [
      ("conditions", rule.conditions), ("obligations", rule.obligations),
      ("consequences", rule.consequences), ("inspection", [rule.inspection]),
      ("publication", [rule.publication]),
    ]
    let untold = lists.flatMap { place, words in
      require(
        !words.isEmpty && words.allSatisfy { !$0.zh.isEmpty && $0.en != nil }, at: "commitment",
        place)
    }
    let own = Set(item.materials.filter { !$0.isFetched }.map(\.key))
    let strangers = rule.replaces.filter { !own.contains($0) }
    return untold
      + require(!rule.basis.isEmpty, at: "commitment", "basis")
      + require(
        strangers.isEmpty, at: "commitment", "replaces",
        found: strangers.joined(separator: ", "))
      + require(!rule.replaces.isEmpty || rule.replacesReview, at: "commitment", "replaces")
      + require(!rule.check.ways.isEmpty, at: "commitment", "check", "ways")
      + require(
        rule.promised.map { $0.roughDays <= item.terms.promised.roughDays } ?? true,
        at: "commitment", "promised")
  }

  private static func deferralFindings(_ item: ItemVersion) -> [ItemRule.Finding] {
    let deferred = item.materials.filter { $0.deferral != nil }
    guard item.deferral != nil || !deferred.isEmpty else { return [] }
    let firm = item.materials.contains {
      $0.required && !$0.isFetched && $0.deferral == nil
    }
    let wrong = item.materials.enumerated().flatMap { index, material -> [ItemRule.Finding] in
      guard let deferral = material.deferral else { return [] }
      let isInTerm = deferral.term.roughDays <= item.terms.promised.roughDays
      return require(
        material.required && !material.isFetched && deferral.risk != .high && isInTerm,
        at: "materials", .index(index), "defer", found: material.name.zh)
    }
    return require(item.deferral != nil && !deferred.isEmpty, at: "deferral")
      + require(firm, at: "materials") + wrong
  }
}
