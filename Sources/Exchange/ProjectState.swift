// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal

/// The states 1–15 of an item's case in the approval of engineering projects (工程建设项目审批), the only list of states
/// that is the same in the whole country.
package enum ProjectState: Int, CaseIterable, Codable, Sendable {
  /// 已接件
  case received = 1
  /// 已撤件
  case withdrawnBeforeAcceptance
  /// 窗口已受理
  case accepted
  /// 不受理
  case notRequired
  /// 不予受理
  case notAccepted
  /// 补正开始
  case supplementBegun
  /// 补正结束
  case supplementEnded
  /// 部门开始办理
  case handling
  /// 特别程序开始
  case procedureBegun
  /// 特别程序结束
  case procedureEnded
  /// 办结（通过）
  case passed
  /// 办结（容缺通过）
  case passedWithDeferral
  /// 办结（不通过）
  case notPassed
  /// 撤回
  case recalled
  /// 撤销
  case revoked

  package var label: String {
    switch self {
    case .received: "已接件"
    case .withdrawnBeforeAcceptance: "已撤件"
    case .accepted: "窗口已受理"
    case .notRequired: "不受理"
    case .notAccepted: "不予受理"
    case .supplementBegun: "补正开始"
    case .supplementEnded: "补正结束"
    case .handling: "部门开始办理"
    case .procedureBegun: "特别程序开始"
    case .procedureEnded: "特别程序结束"
    case .passed: "办结（通过）"
    case .passedWithDeferral: "办结（容缺通过）"
    case .notPassed: "办结（不通过）"
    case .recalled: "撤回"
    case .revoked: "撤销"
    }
  }

  /// When a case came into a state.
  package struct Step: Sendable, Hashable {
    package let state: ProjectState
    package let at: Instant
  }

  /// The states that a case went through, in order of time.
  ///
  /// State 8 is reached with the first thing that the section does; 12 belongs to a grant whose deferred materials are
  /// still to come, 15 to a licence that was revoked later: neither is told by the case's own events.
  package static func steps(of history: [Recorded<Case.Event>]) -> [Step] {
    var steps: [Step] = []
    var isAccepted = false
    func add(_ state: ProjectState, _ entry: Recorded<Case.Event>) {
      steps.append(Step(state: state, at: entry.moment.at))
    }
    for entry in history {
      let isHandled = steps.contains { $0.state == .handling }
      switch entry.event {
      case .submitted: add(.received, entry)
      case .supplementNoticed: add(.supplementBegun, entry)
      case .supplemented: add(.supplementEnded, entry)
      case .foundNotRequired: add(.notRequired, entry)
      case .acceptanceRefused: add(.notAccepted, entry)
      case .accepted, .deemedAccepted:
        isAccepted = true
        add(.accepted, entry)
      case .reviewed where !isHandled: add(.handling, entry)
      case .procedure(.begun):
        if !isHandled { add(.handling, entry) }
        add(.procedureBegun, entry)
      case .procedure(.ended): add(.procedureEnded, entry)
      case .granted, .deemedRenewed: add(.passed, entry)
      case .refused: add(.notPassed, entry)
      case .forwarding(.decided(let decision, _, _)):
        add(decision.granted ? .passed : .notPassed, entry)
      case .withdrawn: add(isAccepted ? .recalled : .withdrawnBeforeAcceptance, entry)
      case .terminated: add(isAccepted ? .notPassed : .withdrawnBeforeAcceptance, entry)
      default: continue
      }
    }
    return steps
  }
}
