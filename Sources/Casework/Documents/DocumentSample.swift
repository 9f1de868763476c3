// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents

/// The fictional matter by which templates are checked and shown.
package enum DocumentSample {
  package static let item = "食品经营许可（示例）"
  package static let number = "11420103MB1234567XC0001202611230001"
  package static let licence = "JY24201030000001（示例）"
  package static let reason = "示例理由：加工场所面积不足。"
  static let detail = "示例明细：专家评审"
  static let standard = "GB 00000-2026《示例卫生指标及限值要求》"
  static let material = "食品经营许可申请书"
  static let signed = "示例承诺：申请人已经达到经营许可条件。"
  static let missing: [(target: String, problem: String)] = [
    ("场所租赁合同", "缺少末页，请补充完整。"), ("设备布局图", "没有标明比例尺。"),
  ]

  /// 2026-11-23.
  static let day = Day(number: 20_780)

  /// The paper that the sample is written on.
  static let paper = Sheet(
    issuer: "武汉市江汉区行政审批局", title: "", number: "江汉审批示例〔2026〕1号", blocks: [], day: day)
}
