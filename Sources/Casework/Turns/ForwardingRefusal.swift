// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why a step is refused with what a higher body decides (行政许可法 articles 35 and 43).
package enum ForwardingRefusal: Refusal, Equatable {
  case decidedHere
  case decidedAbove
  case upperMissing
  case isAway(String)
  case askedAgain
  case notSent
  case numberMissing
  case dayWrong

  package var kind: RefusalKind {
    switch self {
    case .upperMissing, .numberMissing, .dayWrong: .invalid
    case .decidedHere, .decidedAbove, .isAway, .askedAgain, .notSent: .conflict
    }
  }

  package var code: String { CaseworkRefusal.code(of: self, in: "forwarding-") }

  package var faults: [Fault] {
    switch self {
    case .upperMissing: [Fault("upper", "请填写上级机关的名称。")]
    case .numberMissing: [Fault("number", "请填写上级机关的决定文号。")]
    case .dayWrong: [Fault("day", "请填写报送以后、今天以前（含今天）的日期。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? { LegalBasis(law: "行政许可法", article: "第三十五条") }

  package var phrase: Phrase {
    switch self {
    case .decidedHere: "本件由本机关决定，不需要报送上级机关，请直接作出决定。"
    case .decidedAbove: "本件依法由上级机关决定：本机关审查以后，应当将初步审查意见和全部申请材料报送上级机关。"
    case .upperMissing: "请填写作出决定的上级机关。"
    case .isAway(let upper): "本件已经报送 \(upper)，应当等上级机关作出决定并登记。"
    case .askedAgain: "本件已经报送上级机关，上级机关不得要求申请人重复提供申请材料，请以已经报送的材料为准。"
    case .notSent: "本件没有等待上级机关的决定，请先报送，或者刷新页面查看。"
    case .numberMissing: "请填写上级机关的决定文号。"
    case .dayWrong: "上级机关的决定日期应当在报送之日以后、今天以前（含今天），请核对。"
    }
  }
}
