// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why the room of licences says no.
package enum LicenceRefusal: Refusal, Equatable {
  case notFound
  /// A licence follows a grant and nothing else.
  case onlyByGrant
  case alreadyIssued

  package var kind: RefusalKind {
    switch self {
    case .notFound: .notFound
    case .onlyByGrant: .forbidden
    case .alreadyIssued: .conflict
    }
  }

  package var code: String {
    switch self {
    case .notFound: "licences/not-found"
    case .onlyByGrant: "licences/only-by-grant"
    case .alreadyIssued: "licences/already-issued"
    }
  }

  package var phrase: Phrase {
    switch self {
    case .notFound: "没有查到这个证照。请核对证照编号，字母和数字都不要漏；查不到的证照可能是伪造的。"
    case .onlyByGrant: "证照只能由准予许可的决定产生，不能单独制作。"
    case .alreadyIssued: "这个证照已经制作，不能重复制作。"
    }
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .notFound: nil
    case .onlyByGrant, .alreadyIssued: LegalBasis(law: "行政许可法", article: "第三十九条第一款")
    }
  }
}
