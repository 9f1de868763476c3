// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines

// The code sets of GB/T 39046-2020 annex A that a case needs.

extension Channel {
  /// Annex A.5 (申报来源): 1 window, 2 computer, 9 other.
  var standardCode: String {
    switch self {
    case .window: "1"
    case .online: "2"
    case .api: "9"
    }
  }
}

/// Annex A.6 (办件类型): 1 at once, 2 within a promised term.
enum StandardCaseType: String {
  case immediate = "1"
  case promised = "2"

  /// An item that promises no day is decided at once.
  init(promised rule: TermRule) { self = rule.number == 0 ? .immediate : .promised }

  var label: String {
    switch self {
    case .immediate: "即办件"
    case .promised: "承诺件"
    }
  }
}

/// Annex A.7 (特别程序种类): 1 extension of the approval, 2 other.
enum StandardProcedureType: String {
  case extended = "1"
  case other = "2"
}

extension Party {
  /// The kind of the document that names somebody, GA/T 2000.156: 111 resident identity card, 001 credit code.
  var documentType: String { isEntity ? "001" : "111" }
}

extension Instant {
  /// YYYYMMDDThhmmss, Chinese time.
  var standard: String {
    let text = iso8601
    return text.prefix(19).filter { $0 != "-" && $0 != ":" }
  }
}

extension Day {
  /// YYYYMMDD.
  var standard: String { description.filter { $0 != "-" } }
}
