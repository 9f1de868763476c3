// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// The form of a dig: segments on the map or as boxes to tick, and what else is asked.
struct DigForm {
  enum Kind {
    case plan
    /// Broken up already; it says when.
    case emergency
  }

  let kind: Kind
  let board: RoadBoard
  let state: FormState
  let visit: Visit
  /// The segments that are ticked before anything was sent.
  let chosen: [String]

  func html(action: String, button: Phrase, cancel: String) -> HTML {
    UI.form(
      action, state, visit,
      """
      \(segments)
      \(UI.group(visit.t("什么工程"), UI.fields(what, state, visit)))
      \(UI.group(visit.t("什么时候"), UI.fields(when, state, visit)))
      \(UI.group(visit.t("联系人"), UI.fields(who, state, visit)))
      <div class="actions">\(UI.button(visit.t(button)))\
      \(UI.link(visit.t("不填了"), cancel))</div>
      """)
  }

  private var what: [UI.Field] {
    let kinds = LineKind.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }
    var fields = [
      UI.Field(
        DigField.unit, visit.t("建设单位（管线权属单位）"), .text(max: 100), required: true,
        help: visit.t("单位全称，公布在计划中")),
      UI.Field(DigField.line, visit.t("管线种类"), .list(kinds), required: true),
      UI.Field(DigField.purpose, visit.t("工程内容"), .area(max: 500), required: true),
      UI.Field(DigField.depth, visit.t("挖掘深度（米）"), .number, required: true),
      UI.Field(
        DigField.area, visit.t("开挖路面面积（平方米）"), .number, required: true,
        help: visit.t("据此估算占用费和挖掘修复费（城市道路管理条例第三十七条）")),
    ]
    if kind == .plan {
      fields.append(
        UI.Field(
          DigField.approval, visit.t("政府批准文号"), .text(max: 60),
          help: visit.t("路段在禁止挖掘期内才需要填写（城市道路管理条例第三十三条第二款）")))
    }
    return fields
  }

  private var when: [UI.Field] {
    switch kind {
    case .plan:
      [
        UI.Field(DigField.from, visit.t("开始日期"), .date, required: true),
        UI.Field(DigField.to, visit.t("结束日期"), .date, required: true),
      ]
    case .emergency:
      [
        UI.Field(DigField.brokenUpDay, visit.t("破路日期"), .date, required: true),
        UI.Field(
          DigField.brokenUp, visit.t("破路时间"), .text(max: 5), required: true,
          help: visit.t("写作 08:30。从此刻起 24 小时内补办手续"), placeholder: "08:30"),
        UI.Field(DigField.to, visit.t("预计恢复日期"), .date, required: true),
      ]
    }
  }

  private var who: [UI.Field] {
    [
      UI.Field(
        DigField.contactName, visit.t("联系人姓名"), .text(max: 50), required: true,
        help: visit.t("只给工作人员和合并开挖的各方看")),
      UI.Field(DigField.contactPhone, visit.t("联系电话"), .phone, required: true),
    ]
  }

  private var segments: HTML {
    let sent = Set(state.values[DigField.segments] ?? [])
    return SegmentPicker(
      name: DigField.segments, label: visit.t("路段"),
      help: visit.t("在图上点选，或者在列表中勾选；可以选多个相连的路段。"), isRequired: true, board: board,
      chosen: state.failed ? sent : Set(chosen), fault: state.fault(DigField.segments),
      visit: visit
    ).html()
  }
}
