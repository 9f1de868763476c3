// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// What 国办发〔2019〕51号 leaves to the place; GB/T 39734-2020, which may say more, is not open to be read.
package struct RatingSettings: Sendable {
  /// From the delivery, as long as a service can be rated.
  package var giving: TermRule
  /// From a bad rating to the call back and the verification.
  package var callBack: TermRule
  /// From the verification to the correction or the explanation; 12 days, as 武审改办〔2019〕10号 has it.
  package var correction: TermRule
  /// From the answer to the follow-up.
  package var followUp: TermRule
  /// How many characters a text may have.
  package var textMax: Int

  package init(
    giving: TermRule = Self.term(30, .calendarDay), callBack: TermRule = Self.term(1, .workingDay),
    correction: TermRule = Self.term(12, .calendarDay),
    followUp: TermRule = Self.term(5, .workingDay), textMax: Int = 1000
  ) {
    self.giving = giving
    self.callBack = callBack
    self.correction = correction
    self.followUp = followUp
    self.textMax = textMax
  }

  package static func term(_ number: Int, _ unit: TermUnit) -> TermRule {
    TermRule(number: number, unit: unit, basis: .ratings)
  }
}

extension LegalBasis {
  /// The State Council's office on ratings of government services.
  static let ratings = LegalBasis(
    law: "国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见", article: "（国办发〔2019〕51号）")
}
