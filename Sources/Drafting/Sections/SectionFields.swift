// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

extension DraftSection {
  /// The fields of the sections that are simple enough for them; empty where the text alone is written.
  var fields: [SectionField] {
    switch self {
    case .basics: Self.identity + Self.service
    case .bases:
      [
        SectionField(
          "basis", phrase,
          .rows([
            .init(key: "law", phrase: "法律、法规、规章"), .init(key: "article", phrase: "条款"),
            .init(key: "text", phrase: "原文摘录", isLong: true),
            .init(key: "url", phrase: "公开网址"),
          ]), required: true)
      ]
    case .conditions:
      [
        SectionField("conditions", "条件，一行一条", .lines, required: true),
        SectionField("conditions_en", "条件的英文，一行一条", .lines),
      ]
    case .fee:
      [
        SectionField("fee.charged", "收费", .flag, required: true),
        SectionField("fee.standard", "收费标准"),
        SectionField("fee.standard_en", "收费标准的英文"), SectionField("fee.basis", "收费依据"),
        SectionField("fee.pay_online", "可以网上支付", .flag),
      ]
    case .terms: Self.times
    case .process:
      [
        SectionField(
          "process", phrase,
          .rows([
            .init(key: "step", phrase: "环节"), .init(key: "step_en", phrase: "环节的英文"),
            .init(key: "days", phrase: "工作日", isNumber: true),
            .init(key: "who", phrase: "办理人"), .init(key: "who_en", phrase: "办理人的英文"),
            .init(key: "what", phrase: "说明", isLong: true),
            .init(key: "what_en", phrase: "说明的英文", isLong: true),
          ]), required: true,
          help: "须有受理、审核、审批、办结、送达，天数之和不超过承诺时限。")
      ]
    case .window:
      [
        SectionField("window.place", "办理地点，具体到窗口", required: true),
        SectionField("window.place_en", "办理地点的英文"),
        SectionField("window.hours", "办理时间，写明钟点", required: true),
        SectionField("window.hours_en", "办理时间的英文"),
        SectionField("window.phone", "咨询电话", required: true),
        SectionField("window.complaints", "监督投诉电话", required: true),
        SectionField("remedies", "救济途径", .area, help: "不写就用行政复议和行政诉讼的通用文字。"),
        SectionField("remedies_en", "救济途径的英文", .area),
      ]
    case .faq:
      [
        SectionField(
          "faq", phrase,
          .rows([
            .init(key: "q", phrase: "问"), .init(key: "q_en", phrase: "问的英文"),
            .init(key: "a", phrase: "答", isLong: true),
            .init(key: "a_en", phrase: "答的英文", isLong: true),
          ]))
      ]
    case .questions, .form, .materials, .tables, .result, .promises, .provenance: []
    }
  }

  private static func terms<T: StandardTerm>(_: T.Type) -> [SectionField.Choice] {
    T.allCases.map { SectionField.Choice(word: $0.word, phrase: Phrase(key: $0.label)) }
  }

  private static let identity: [SectionField] = [
    SectionField("name", "事项名称", required: true),
    SectionField("name_en", "事项名称的英文", required: true),
    SectionField("summary", "简介", .area), SectionField("summary_en", "简介的英文", .area),
    SectionField("keywords", "群众的说法，一行一个", .lines),
    SectionField("department", "承办科室", required: true),
    SectionField("department_en", "承办科室的英文", required: true),
    SectionField("served", "服务对象", .several(terms(ServedParty.self)), required: true),
    SectionField("subjects", "主题，一行一个", .lines, required: true),
    SectionField("subjects_en", "主题的英文，一行一个", .lines),
    SectionField("life_stage", "人生与经营阶段", .choice(terms(LifeStage.self)), required: true),
    SectionField("expires", "失效日期", .date, help: "没有期限的不填。"),
  ]

  private static let service: [SectionField] = [
    SectionField("handling", "办件类型", .choice(terms(Handling.self)), required: true),
    SectionField("substance_check", "须两名以上工作人员核查实质内容", .flag, required: true),
    SectionField("streamlined", "可以极简审批", .flag),
    SectionField("recheck_percent", "一人决定的办件抽取复核的比例（%）", .number),
    SectionField("agents", "可以由代理人办理", .flag, required: true),
    SectionField("cross_region", "通办范围", .choice(terms(CrossRegion.self)), required: true),
    SectionField("quantity_limit", "数量限制", required: true),
    SectionField("quantity_limit_en", "数量限制的英文"),
    SectionField("visits", "到现场次数", .number, required: true),
    SectionField("visits_reason", "必须到现场的原因", help: "次数不为 0 时填写。"),
    SectionField("visits_reason_en", "必须到现场的原因的英文"),
    SectionField("online_depth", "网办深度", .choice(terms(OnlineDepth.self)), required: true),
    SectionField("express", "支持寄递", .flag, required: true),
    SectionField("kiosk", "支持自助终端", .flag, required: true),
  ]

  private static let times: [SectionField] = [
    SectionField("terms.statutory.number", "法定时限", .number, required: true),
    SectionField(
      "terms.statutory.unit", "法定时限的单位", .choice(terms(TermUnit.self)), required: true),
    SectionField("terms.statutory.law", "规定时限的法律", required: true),
    SectionField("terms.statutory.article", "规定时限的条款", required: true),
    SectionField(
      "terms.promised.number", "承诺时限", .number, required: true, help: "当场办结的写 0。"),
    SectionField(
      "terms.promised.unit", "承诺时限的单位", .choice(terms(TermUnit.self)), required: true),
  ]
}
