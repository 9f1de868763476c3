// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import Site

/// What has happened with a dig, in words; texts only for those whose affair it is.
struct DigTimeline {
  let file: DigFile
  let visit: Visit

  var events: [UI.Event] {
    file.history.map { entry in
      UI.Event(
        visit.t(title(of: entry.event)), at: entry.moment.at,
        body: file.text(entry.event.text).map { "<p>\(RoadMarks.written($0))</p>" },
        isByLaw(entry.event) ? .law : entry.version == file.version ? .now : .past)
    }
  }

  /// Whether a time alone has brought it about.
  private func isByLaw(_ event: Dig.Event) -> Bool {
    switch event {
    case .formalitiesMissed: true
    case .exceeded(let exceedance): exceedance.details == nil
    default: false
    }
  }

  private func title(of event: Dig.Event) -> Phrase {
    switch event {
    case .announced(let entry): entry.origin == .plan ? "填报挖掘计划" : "由申请直接登记"
    case .brokenUp(_, let at): "紧急抢修，\(at) 破路，已通知市政工程行政主管部门和公安交管部门"
    case .revised(let works): "修改计划，期限 \(works.window.from) 至 \(works.window.to)"
    case .published: "公布，列入计划"
    case .approved(let number): "登记政府批准文号 \(number)"
    case .rescheduled(let window, _): "各方同意合并开挖，期限改为 \(window.from) 至 \(window.to)"
    case .withdrawn: "撤回"
    case .applied(let reference): file.isInside ? "提出申请，办件 \(reference.number)" : "提出申请"
    case .applicationEnded: "申请没有取得许可"
    case .permitted(let permit): "取得许可，期限 \(permit.window.from) 至 \(permit.window.to)"
    case .formalitiesMissed: "24 小时已过，没有补办手续"
    case .started: "开工"
    case .changeAsked: "申请变更"
    case .changed: "变更已批准"
    case .changeRefused: "变更未批准"
    case .exceeded(let exceedance): exceedance.kind.phrase
    case .restored: "报告已恢复路面，等待验收"
    case .inspected(let passed, _): passed ? "验收合格，销号" : "验收不合格，须返修"
    }
  }
}
