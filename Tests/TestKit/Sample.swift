// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Foundation

/// A small item that keeps every rule; tests break one line of it at a time.
package enum Sample {
  package static let code = "11420103MB0000001P4000101001001"

  package static let yaml = """
    code: "11420103MB0000001P4000101001001"
    handling_code: "01"
    name: 样品经营许可
    name_en: Sample trading licence
    summary: 经营样品前办理。
    keywords: [样品店]
    type: "01"
    version: 1
    effective: 2026-01-01
    department: 社会民生科
    department_en: Social Affairs Section
    body: {name: 武汉市江汉区行政审批局, code: "11420103MB0000001P"}
    level: "4"
    served: [natural_person, enterprise]
    subjects: [食品药品]
    subjects_en: [Food and drugs]
    life_stage: 准营
    handling: promised
    substance_check: true
    basis:
      - {law: 样品法, article: 第一条, text: 经营样品应当取得许可。}
    conditions: [有经营场所]
    conditions_en: [Has premises]
    quantity_limit: 无数量限制
    quantity_limit_en: No limit
    fee: {charged: false}
    terms:
      statutory: {number: 20, unit: working_day, law: 行政许可法, article: 第四十二条}
      promised: {number: 8, unit: working_day}
    visits: 0
    online_depth: 4
    express: true
    kiosk: false
    cross_region: none
    questions:
      - key: business
        ask: 经营什么？
        ask_en: What do you trade in?
        options:
          - {key: retail, label: 零售, label_en: Retail}
          - {key: catering, label: 餐饮, label_en: Catering}
      - key: cold
        ask: 是否制作冷食？
        ask_en: Do you make cold dishes?
        when: {business: [catering]}
        options:
          - {key: "yes", label: 是, label_en: "Yes"}
          - {key: "no", label: 否, label_en: "No"}
    form:
      - {key: entity_name, label: 经营者名称, label_en: Name of the business, type: text, required: true, max: 80}
      - key: seats
        label: 餐位数
        label_en: Seats
        type: number
        required: false
        when: {business: [catering]}
    materials:
      - key: application
        name: 申请书
        name_en: Application
        form: electronic
        copies: {original: 1, copy: 0}
        source: applicant
        required: true
        accept: [pdf]
        max_mb: 10
        grade: C
        standard: 内容完整
        fill: 按栏填写
        sample: 样表一份
        basis: 样品法第一条
      - key: cold_room
        name: 冷食间平面图
        name_en: Plan of the cold kitchen
        form: original
        copies: {original: 1, copy: 0}
        source: applicant
        required: true
        when: {cold: ["yes"]}
        accept: [pdf, jpg]
        max_mb: 10
        grade: C
      - key: business_licence
        name: 营业执照
        name_en: Business licence
        form: electronic
        copies: {original: 0, copy: 0}
        source: government
        issued_by: 市场监督管理部门
        required: true
        accept: [pdf, ofd]
        max_mb: 10
        grade: A
    process:
      - {step: 受理, step_en: Acceptance, days: 1, who: 综合窗口, who_en: General window}
      - {step: 审核, step_en: Review, days: 4, who: 审核人员, who_en: Reviewers}
      - {step: 审批, step_en: Decision, days: 2, who: 首席审批员, who_en: Chief approver}
      - {step: 办结, step_en: Conclusion, days: 0.5, who: 系统, who_en: The system}
      - {step: 送达, step_en: Delivery, days: 0.5, who: 综合窗口, who_en: General window}
    result:
      name: 样品经营许可证
      name_en: Sample trading licence
      kind: licence
      validity: {number: 5, unit: year}
      number_pattern: "YP420103{serial:6}"
      licence_type: "11420103MB0000001P099"
      sample: 样本一页
      sample_en: One page
    window:
      place: 江汉区政务服务中心二楼 B12 号窗口
      place_en: Jianghan Government Service Centre, window B12
      hours: 周一至周五 9:00–17:00
      hours_en: Monday to Friday 9:00–17:00
      phone: "027-0000-0101"
      complaints: "027-0000-0900"
    agents: true
    faq:
      - {q: 要多久？, q_en: How long?, a: 八个工作日。, a_en: Eight working days.}
    provenance: {law: [basis], demo: [window]}
    """

  /// The sample with one part replaced; the part must be there.
  package static func yaml(_ old: String, _ new: String) -> String {
    precondition(yaml.contains(old), "the sample does not contain \(old)")
    return yaml.replacingOccurrences(of: old, with: new)
  }

  package static func file(_ text: String = yaml) throws(FileFaults) -> ItemFile {
    try ItemFile(source: text, name: "catalogue/sample.yaml")
  }

  package static func item(_ text: String = yaml) throws -> ItemVersion { try file(text).version }
}
