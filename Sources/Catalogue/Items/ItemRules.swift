// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// A rule that every item keeps: one sentence, and what breaks it.
package struct ItemRule: Sendable {
  /// The short name in messages: `R1` to `R13` are the data-quality rules for items in public use,
  /// `S…` are of structure, `L…` rest on an article of law, `F…` are of what is decided by rules and promises.
  package let id: String
  package let sentence: Words
  /// The law, standard or practice that asks for it.
  package let basis: String
  /// The places that break the rule, with what is wrong there beyond the sentence.
  let check: @Sendable (ItemVersion) -> [Finding]

  init(
    _ id: String, _ zh: String, _ en: String, basis: String,
    _ check: @escaping @Sendable (ItemVersion) -> [Finding]
  ) {
    self.id = id
    sentence = Words(zh, en: en)
    self.basis = basis
    self.check = check
  }

  /// One place that breaks a rule.
  struct Finding: Sendable {
    let place: [PlaceStep]
    /// What was found there.
    let found: Words?

    /// - Parameter found: What was found there, in words that need no translation.
    init(place: [PlaceStep], found: String? = nil) {
      self.init(place: place, saying: found.map { Words($0, en: $0) })
    }

    init(place: [PlaceStep], saying found: Words?) {
      self.place = place
      self.found = found
    }
  }
}

/// A broken rule: where, and the sentence that says what is right.
package struct Violation: Sendable, Hashable {
  package let rule: String
  package let place: [PlaceStep]
  package let message: Words
}

/// The rules of the catalogue.
package enum ItemRules {
  /// All rules, in the order of their names.
  package static let all = quality + guideRules + codeRules + feelRules + promiseRules + testRules

  /// Everything in an item that breaks a rule.
  package static func violations(of item: ItemVersion) -> [Violation] {
    all.flatMap { rule in
      rule.check(item).map { finding in
        let found = finding.found
        return Violation(
          rule: rule.id, place: finding.place,
          message: Words(
            rule.sentence.zh + (found.map { "（这里是：\($0.zh)）" } ?? ""),
            en: (rule.sentence.en ?? "") + (found.map { " (found: \($0.en ?? $0.zh))" } ?? "")))
      }
    }
  }

  /// One finding at a place when the condition is not met.
  static func require(
    _ holds: Bool, at place: PlaceStep..., found: String? = nil
  ) -> [ItemRule.Finding] {
    holds ? [] : [ItemRule.Finding(place: place, found: found)]
  }

  private static let practice = "政务服务事项数据质量检查规则"

  /// R1 to R13: the ready-made data-quality rules.
  static let quality: [ItemRule] = [
    ItemRule(
      "R1", "即办件的承诺时限不超过 1 个工作日，承诺时限为 0 的事项是即办件",
      "an immediate item promises at most 1 working day, and an item that promises 0 is immediate",
      basis: practice
    ) { item in
      let promised = item.terms.promised
      let atOnce = promised.unit == .workingDay && promised.number <= 1
      let holds =
        item.handling == .immediate
        ? atOnce : promised.number > 0
      return require(holds, at: "terms", "promised", found: String(promised.number))
    },
    ItemRule(
      "R2", "承诺时限不得长于法定时限", "the promised term must not be longer than the statutory one",
      basis: practice
    ) { item in
      let (promised, statutory) = (item.terms.promised, item.terms.statutory)
      return require(
        promised.roughDays <= statutory.roughDays, at: "terms", "promised",
        found: "\(promised.number) > \(statutory.number)")
    },
    ItemRule(
      "R3", "审批结果名称与结果类型一致：批复、决定书为批文，许可证、执照为证照，证明为证明",
      "the result's name fits its kind: 批复 and 决定书 are approvals, 许可证 and 执照 licences, 证明 certificates",
      basis: practice
    ) { item in
      require(fits(item.result), at: "result", "kind", found: item.result.name.zh)
    },
    ItemRule(
      "R4", "到现场次数不为 0 时必须说明原因，为 0 时不填原因",
      "visits above 0 need a reason, and 0 visits have none", basis: practice
    ) { item in
      require(
        (item.visits > 0) == (item.visitsReason != nil),
        at: item.visitsReason == nil ? "visits" : "visits_reason")
    },
    ItemRule(
      "R5", "到现场次数为 0 而不能网上受理的，必须支持物流快递",
      "without a visit and without online acceptance, express delivery must be offered",
      basis: practice
    ) { item in
      require(
        item.visits > 0 || item.onlineDepth.isOnline || item.express, at: "express")
    },
    ItemRule(
      "R6", "网办深度为 Ⅳ 级的，到现场次数为 0", "online depth Ⅳ means 0 visits", basis: practice
    ) { item in
      require(item.onlineDepth != .whole || item.visits == 0, at: "visits")
    },
    ItemRule(
      "R7", "咨询电话与监督投诉电话均须填写且不得相同",
      "the phones for questions and for complaints are both given and differ", basis: practice
    ) { item in
      let window = item.window
      let given = !window.phone.isEmpty && !window.complaints.isEmpty
      return require(
        given && window.phone != window.complaints, at: "window", "complaints",
        found: window.complaints)
    },
    ItemRule(
      "R8", "办理地点具体到窗口，办公时间写明钟点",
      "the place is exact to the window, the hours give times of day", basis: practice
    ) { item in
      require(
        item.window.place.zh.contains("窗口"), at: "window", "place", found: item.window.place.zh)
        + require(
          item.window.hours.zh.contains { $0.isNumber }, at: "window", "hours",
          found: item.window.hours.zh)
    },
    ItemRule(
      "R9", "面向自然人的主题只用于服务对象含自然人的事项",
      "topics of a person's life are for items that serve natural persons", basis: practice
    ) { item in
      require(
        !item.lifeStage.isPersonal || item.served.contains(.naturalPerson), at: "life_stage",
        found: item.lifeStage.label)
    },
    ItemRule(
      "R10", "行政许可事项至少有一条常见问题", "a licensing item has at least one frequent question",
      basis: practice
    ) { item in
      require(item.type != .licensing || !item.faq.isEmpty, at: "faq")
    },
    ItemRule(
      "R11", "办理流程含受理、审核、审批、办结、送达五步，各步用时之和不超过承诺时限",
      "the process has 受理, 审核, 审批, 办结 and 送达, whose days sum to no more than the promised term",
      basis: practice, processFindings),
    ItemRule(
      "R12", "有审批结果的事项必须有结果样本", "a result needs a sample", basis: practice
    ) { item in
      require(item.result.kind == .none || item.result.sample != nil, at: "result")
    },
    ItemRule(
      "R13", "不收费的不开通网上支付，收费的写明依据和标准",
      "no fee means no online payment; a fee needs its basis and its standard", basis: practice
    ) { item in
      let fee = item.fee
      let holds =
        fee.charged ? fee.standard != nil && fee.basis != nil : !fee.payOnline
      return require(holds, at: "fee")
    },
  ]

  private static func fits(_ result: ItemResult) -> Bool {
    let name = result.name.zh
    return if name.contains("批复") || name.contains("决定书") {
      result.kind == .approval
    } else if name.contains("许可证") || name.contains("执照") {
      result.kind == .licence || result.kind == .approval && name.contains("注销")
    } else if name.contains("证明") {
      result.kind == .certificate
    } else {
      true
    }
  }

  private static func processFindings(_ item: ItemVersion) -> [ItemRule.Finding] {
    let steps = item.process.map(\.step.zh)
    let missing = ["受理", "审核", "审批", "办结", "送达"].filter { wanted in
      !steps.contains { $0.contains(wanted) }
    }
    let sum = item.process.reduce(0) { $0 + $1.days }
    let allowed = item.terms.promised.roughDays
    return require(missing.isEmpty, at: "process", found: "缺 " + missing.joined(separator: "、"))
      + require(sum <= allowed, at: "process", found: "\(sum) > \(allowed)")
  }
}
