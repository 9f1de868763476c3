// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Site

extension JointStanding {
  package var phrase: Phrase {
    switch self {
    case .received: "待受理"
    case .supplementing: "待补正"
    case .handling: "联合办理中"
    case .decided: "已决定，待送达"
    case .concluded: "已办结"
    }
  }

  var tone: UI.Tone {
    switch self {
    case .received, .handling: .info
    case .supplementing: .warn
    case .decided: .good
    case .concluded: .plain
    }
  }
}

extension JointCase {
  /// Where it stands, in words: what is over without a decision is not called handled.
  package var phrase: Phrase {
    switch facts.ended?.kind {
    case .withdrawn: PartFate.withdrawn.phrase
    case .terminated: PartFate.terminated.phrase
    case .notAccepted: PartFate.notAccepted.phrase
    case .notRequired: PartFate.notRequired.phrase
    case .concluded, nil: standing.phrase
    }
  }
}

extension SignedText {
  /// The way that a part with it was applied for.
  var way: Phrase {
    switch self {
    case .commitment: "告知承诺"
    case .deferral: "容缺受理"
    }
  }
}

extension PartFate {
  package var phrase: Phrase {
    switch self {
    case .waiting: "等待前一项"
    case .received: "已收件"
    case .supplementing: "待补正"
    case .accepted: "办理中"
    case .granted: "准予"
    case .refused: "不予许可"
    case .notRequired: "不需要办理"
    case .notAccepted: "不予受理"
    case .withdrawn: "已撤回"
    case .terminated: "已终止"
    case .lapsed: "未能开始"
    }
  }

  var tone: UI.Tone {
    switch self {
    case .waiting, .notRequired, .withdrawn: .plain
    case .received, .accepted: .info
    case .supplementing, .lapsed: .warn
    case .granted: .good
    case .refused, .notAccepted, .terminated: .bad
    }
  }
}
