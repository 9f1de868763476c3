// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

// What only a licence (行政许可) is called so: for a confirmation, an allowance or a public service the same
// phases and decisions have other words.

extension Case.Phase {
  /// The phase of a case for an item of this type.
  func phrase(for type: ItemType?) -> Phrase {
    guard let type, !type.isLicence else { return phrase }
    return switch self {
    case .refused: "不予办理，待送达"
    case .notRequired: "不受理（无需办理）"
    default: phrase
    }
  }
}

extension CaseStanding {
  /// Where a case for an item of this type stands, as a list shows it.
  func phrase(for type: ItemType?) -> Phrase {
    switch self {
    case .returned: "退回窗口，待更正"
    case .awaiting: "待补件"
    case .forwarded: "已报送上级机关"
    default: phase.phrase(for: type)
    }
  }
}

extension ItemType {
  /// A decision in one word.
  func decision(granted: Bool) -> Phrase {
    granted ? "准予" : isLicence ? "不予许可" : "不予办理"
  }
}
