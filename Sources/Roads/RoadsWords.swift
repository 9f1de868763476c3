// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

extension RoadsStep {
  /// The step as people name it.
  package var phrase: Phrase {
    switch self {
    case .announce: "填报挖掘计划"
    case .breakUp: "填报紧急抢修"
    case .revise: "修改计划"
    case .publish: "公布"
    case .approve: "登记政府批准"
    case .withdraw: "撤回"
    case .start: "开工"
    case .askChange: "申请变更"
    case .decideChange: "批复变更"
    case .exceed: "记录超出批准"
    case .restore: "报告已恢复路面"
    case .inspect: "验收"
    case .proposeMerge: "提出合并方案"
    case .acceptMerge: "同意合并"
    case .declineMerge: "不同意合并"
    }
  }
}

extension Dig.Phase {
  package var phrase: Phrase {
    switch self {
    case .unannounced: "未填报"
    case .announced: "待公布"
    case .planned: "已列入计划"
    case .permitted: "已许可，未开工"
    case .started: "正在挖掘"
    case .restored: "已恢复，待验收"
    case .repairing: "验收不合格，返修中"
    case .closed: "验收合格，已销号"
    case .withdrawn: "挖掘已撤回"
    }
  }
}

extension Dig.Origin {
  package var phrase: Phrase {
    switch self {
    case .plan: "计划挖掘"
    case .direct: "计划外申请"
    case .emergency: "紧急抢修"
    }
  }
}

extension Dig.Exceedance.Kind {
  package var phrase: Phrase {
    switch self {
    case .place: "超出批准的位置"
    case .area: "超出批准的面积"
    case .time: "超出批准的期限"
    }
  }
}

extension LineKind {
  package var phrase: Phrase {
    switch self {
    case .water: "给水"
    case .drainage: "排水"
    case .gas: "燃气"
    case .power: "电力"
    case .telecom: "通信"
    case .heat: "热力"
    case .transit: "轨道和交通设施"
    case .other: "其他工程"
    }
  }
}

extension Pavement {
  package var phrase: Phrase {
    switch self {
    case .asphalt: "沥青混凝土"
    case .concrete: "水泥混凝土"
    case .sidewalk: "人行道板"
    }
  }
}

extension Moratorium.Cause {
  package var phrase: Phrase {
    switch self {
    case .built: "新建交付使用"
    case .rebuilt: "扩建、改建交付使用"
    case .overhauled: "大修竣工"
    }
  }
}

extension Merge.Status {
  package var phrase: Phrase {
    switch self {
    case .unproposed: "未提出方案"
    case .open: "等待各方答复"
    case .agreed: "各方已同意"
    case .declined: "未达成一致"
    }
  }
}

/// How a segment stands on a day: what the map colours it by, the most pressing first.
package enum SegmentState: String, Codable, CaseIterable, Sendable {
  case dug
  case planned
  case moratorium
  case free

  package var phrase: Phrase {
    switch self {
    case .dug: "正在挖掘"
    case .planned: "有挖掘计划"
    case .moratorium: "禁止挖掘期内"
    case .free: "可以计划"
    }
  }
}

extension Segment {
  /// The road and its two ends: 解放大道（青年路—新华路）.
  package func place(_ visit: Visit) -> String {
    visit.t("\(zh: road.zh, en: road.en)（\(zh: from.zh, en: from.en)—\(zh: to.zh, en: to.en)）")
  }
}
