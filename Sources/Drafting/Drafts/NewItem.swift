// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines

/// The first text of an item that is claimed from the basic catalogue: what the catalogue says is filled in, what only
/// the bureau can know is left for it, and the check names it.
enum NewItem {
  /// The implementation code: body, level and basic code, checked (国家政务服务平台事项编码规则 C0109).
  static func code(
    of basic: BasicItem, by settings: DraftingSettings
  ) throws(DraftingRefusal) -> String {
    do throws(CodeFault) {
      let body = try SocialCreditCode(settings.bodyCode)
      let level = Int(settings.level.rawValue) ?? 0
      return try ItemCode.make(body: body, level: level, basic: try ItemCode(basic.code))
        .description
    } catch {
      throw .codeUnlawful(error.chinese)
    }
  }

  static func text(
    of basic: BasicItem, code: String, by settings: DraftingSettings, from day: Day
  ) -> String {
    """
    # \(basic.name)：由基本目录 \(basic.code) 认领
    code: "\(code)"
    handling_code: "01"
    name: \(DraftText.quoted(basic.name))
    name_en: \(DraftText.quoted(basic.english ?? ""))
    type: "\(basic.type.rawValue)"
    version: 1
    effective: \(day)
    department: \(DraftText.quoted(basic.department))
    body:
      name: \(DraftText.quoted(settings.body))
      code: "\(settings.bodyCode)"
    level: "\(settings.level.rawValue)"
    handling: promised
    substance_check: false
    agents: true
    cross_region: none
    quantity_limit: 无数量限制
    quantity_limit_en: No limit

    basis:
      - law: \(DraftText.quoted(basic.law))
        article: \(DraftText.quoted(basic.article))

    fee:
      charged: false

    terms:
      statutory: {number: 20, unit: working_day, law: 中华人民共和国行政许可法, article: 第四十二条}
      promised: {number: 20, unit: working_day}
    visits: 1
    online_depth: 3
    express: true
    kiosk: false

    process:
    \(["受理", "审核", "审批", "办结", "送达"].map { step in
      "  - {step: \(step), step_en: \(steps[step] ?? ""), days: 0, who: 待填写}"
    }.joined(separator: "\n"))

    provenance:
      law: [basis]
      demo: [code, terms.promised]

    """
  }

  private static let steps = [
    "受理": "Acceptance", "审核": "Review", "审批": "Approval", "办结": "Conclusion",
    "送达": "Delivery",
  ]
}
