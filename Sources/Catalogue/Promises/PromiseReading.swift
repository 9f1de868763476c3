// SPDX-License-Identifier: Apache-2.0

import Deadlines

extension CommitmentRule {
  /// Takes what a file says of commitment; the conditions and the rest are checked by the rule F8.
  init(reading map: YAMLMap) {
    when = map.condition("when")
    replaces = map.texts("replaces", required: false)
    replacesReview = map.boolean("replaces_review", default: false)
    basis = map.each("basis", required: true, Basis.init(reading:))
    providedBy = map.optionalMap("provided_by").map { provision in
      let basis = Basis(reading: provision)
      provision.finish()
      return basis
    }
    conditions = map.wordsList("conditions")
    obligations = map.wordsList("obligations")
    consequences = map.wordsList("consequences")
    inspection = map.words("inspection")
    publication = map.words("publication")
    promised = map.optionalMap("promised").map {
      TermRule(reading: $0, promise: LegalBasis(law: "服务承诺", article: ""))
    }
    check = PostCheck(reading: map.map("check"))
    correction = TermRule(reading: map.map("correction"), promise: Self.correctionBasis)
    map.finish()
  }

  private static let correctionBasis = LegalBasis(law: "告知承诺书", article: "改正期限")
}

extension PostCheck {
  fileprivate init(reading map: YAMLMap?) {
    let term = map?.optionalMap("within").map { within in
      var term = TermRule(reading: within, promise: Self.usualTerm.basis)
      // What the bureau does on its last day it does on a working day.
      term.rollsOver = true
      return term
    }
    self.init(within: term ?? Self.usualTerm, ways: map?.terms("ways", CheckWay.self) ?? [])
    map?.finish()
  }
}

extension DeferralRule {
  init(reading map: YAMLMap) {
    basis = map.each("basis", required: true, Basis.init(reading:))
    deliversFirst = map.boolean("delivers_first", default: false)
    map.finish()
  }
}

extension MaterialDeferral {
  init(reading map: YAMLMap) {
    days = map.integer("days", 1...60)
    risk = map.term("risk", default: .low)
    map.finish()
  }
}
