// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import FEEL
import Site

/// A fictional case by which templates are checked and shown.
enum DocumentSample {
  static let item = "食品经营许可（示例）"
  static let number = "11420103MB1234567XC0001202611230001"
  static let reason = "示例理由：加工场所面积不足。"
  static let detail = "示例明细：专家评审"
  static let missing: [(target: String, problem: String)] = [
    ("场所租赁合同", "缺少末页，请补充完整。"), ("设备布局图", "没有标明比例尺。"),
  ]

  /// 2026-11-23.
  private static let day = Day(number: 20_780)

  /// The paper that the sample is written on.
  static let paper = Sheet(
    issuer: "武汉市江汉区行政审批局", title: "", number: "江汉审批示例〔2026〕1号", blocks: [], day: day)

  /// A value for every name.
  static func values(of kind: DocumentKind) -> Context {
    var values = Context()
    for name in DocumentName.allCases { values[name.rawValue] = value(of: name, kind) }
    return values
  }

  private static func value(of name: DocumentName, _ kind: DocumentKind) -> Value {
    switch name.type {
    case .boolean:
      // An example of the usual course: a licence, accepted in time, of an application that is kept.
      return .boolean([.isLicensing, .makesLicence].contains(name))
    case .date: return .date(of: day.adding(days: 14))
    case .dateTime: return .moment(Instant(day: day, hour: 9, minute: 30))
    case .list: return list(of: name)
    default: return .string(text(of: name, kind))
    }
  }

  private static func text(of name: DocumentName, _ kind: DocumentKind) -> String {
    switch name {
    case .title: kind.title(for: .licensing).key
    case .issuer: paper.issuer
    case .number: paper.number
    case .applicant: "示例餐饮店（虚构）"
    case .caseNumber: number
    case .item: item
    case .under: "根据"
    case .statutory: "20 个工作日"
    case .promised: "5 个工作日"
    case .statutoryBasis: "行政许可法第四十二条第一款"
    case .promisedBasis: "办事指南"
    case .basis: "《中华人民共和国食品安全法》第三十五条第一款"
    case .result: "食品经营许可证"
    case .government: "武汉市江汉区人民政府"
    case .remedies:
      "你（单位）如不服，可以自收到本文书之日起六十日内申请行政复议（《中华人民共和国行政复议法》第二十条），"
        + "也可以自收到本文书之日起六个月内提起行政诉讼（《中华人民共和国行政诉讼法》第四十六条）。"
    default: "示例\(name.rawValue)"
    }
  }

  private static func list(of name: DocumentName) -> Value {
    switch name {
    case .reasons: [.string(reason)]
    case .materials:
      [
        .entry([(.name, "食品经营许可申请书"), (.count, 1), (.form, "电子件")]),
        .entry([(.name, "营业执照"), (.count, 0), (.form, "政务数据共享，免提交")]),
      ]
    case .missing:
      .list(
        missing.map {
          .entry([(.target, .string($0.target)), (.problem, .string($0.problem))])
        })
    case .delivered: [.entry([(.name, "准予行政许可决定书"), (.serial, .string(paper.number))])]
    case .details: [.entry([(.name, "特别程序"), (.content, .string(detail))])]
    default: []
    }
  }
}
