// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

extension Role {
  /// The role's name on screens.
  package var phrase: Phrase {
    switch self {
    case .applicant: "申请人"
    case .agent: "代办人"
    case .clerk: "综合窗口人员"
    case .helper: "帮办人员"
    case .reviewer: "审查人员"
    case .chiefApprover: "首席审批员"
    case .departmentHead: "科室负责人"
    case .agencyHead: "本机关负责人"
    case .inspector: "勘验人员"
    case .expert: "评审专家"
    case .drawOfficer: "抽取人员"
    case .hallManager: "大厅管理人员"
    case .supervisor: "监察人员"
    case .itemAdministrator: "事项管理人员"
    case .auditor: "审计人员"
    case .system: "系统程序"
    }
  }
}

extension Account.Kind {
  /// What kind of somebody, on screens.
  package var phrase: Phrase {
    switch self {
    case .person: "个人"
    case .entity: "法人或其他组织"
    case .staff: "工作人员"
    }
  }
}
