// SPDX-License-Identifier: Apache-2.0

import Site

/// The parts that an item's file is written and read in, in the order of a guide.
package enum DraftSection: String, Codable, CaseIterable, Sendable {
  case basics
  case bases
  case conditions
  case fee
  case terms
  case questions
  case form
  case materials
  case tables
  case process
  case result
  case promises
  case window
  case faq
  case provenance

  package var phrase: Phrase {
    switch self {
    case .basics: "基本信息"
    case .bases: "设定依据"
    case .conditions: "受理条件"
    case .fee: "收费"
    case .terms: "办理时限"
    case .questions: "情形问题"
    case .form: "申请表字段"
    case .materials: "申请材料"
    case .tables: "决策表"
    case .process: "办理流程"
    case .result: "办理结果"
    case .promises: "告知承诺和容缺受理"
    case .window: "办理地点与咨询投诉"
    case .faq: "常见问题"
    case .provenance: "数据来源"
    }
  }

  /// The keys of the file that belong to it; the English of a key goes with it.
  private var keys: Set<String> {
    switch self {
    case .basics:
      [
        "code", "handling_code", "name", "summary", "keywords", "type", "version", "effective",
        "expires", "department", "body", "level", "served", "subjects", "life_stage", "handling",
        "substance_check", "streamlined", "recheck_percent", "agents", "cross_region",
        "quantity_limit", "visits", "visits_reason", "online_depth", "express", "kiosk",
      ]
    case .bases: ["basis"]
    case .conditions: ["conditions"]
    case .fee: ["fee"]
    case .terms: ["terms"]
    case .questions: ["questions"]
    case .form: ["form"]
    case .materials: ["materials"]
    case .tables: ["tables"]
    case .process: ["process"]
    case .result: ["result", "act"]
    case .promises: ["commitment", "deferral", "safety", "touches"]
    case .window: ["window", "remedies"]
    case .faq: ["faq"]
    case .provenance: ["provenance"]
    }
  }

  private static let byKey: [String: DraftSection] = {
    var places: [String: DraftSection] = [:]
    for section in allCases { for key in section.keys { places[key] = section } }
    return places
  }()

  /// The section that a key of a file belongs to; nil for a key that no file has.
  static func of(key: String) -> DraftSection? {
    byKey[key] ?? (key.hasSuffix("_en") ? byKey[String(key.dropLast(3))] : nil)
  }

  /// Its place among all.
  var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
