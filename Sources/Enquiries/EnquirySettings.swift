// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal

/// What the bureau settles for itself of questions: 行政许可法 article 30 ¶2 wants them answered, and names no days.
package struct EnquirySettings: Sendable {
  /// From the question to the answer, whichever section has it.
  package var answer: TermRule
  /// The section that answers what is about no item or bundle; also that of window clerks who belong to none.
  package var window: String
  /// How many characters a question may have, and an answer.
  package var questionMax: Int
  package var answerMax: Int

  package init(
    answer: TermRule = TermRule(number: 5, unit: .workingDay, basis: .explanation),
    window: String = "政务服务科", questionMax: Int = 500, answerMax: Int = 2000
  ) {
    self.answer = answer
    self.window = window
    self.questionMax = questionMax
    self.answerMax = answerMax
  }

  /// For which section somebody of the staff answers.
  func unit(of actor: Actor) -> String? {
    actor.department ?? (actor.holds(anyOf: [.clerk, .helper]) ? window : nil)
  }
}

extension LegalBasis {
  /// 行政许可法 article 30 ¶2: the agency explains what it has published to whoever asks.
  static let explanation = LegalBasis(law: "行政许可法", article: "第三十条第二款")
}
