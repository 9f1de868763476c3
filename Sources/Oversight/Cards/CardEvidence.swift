// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import ShangMi

/// The facts of a case when a card was issued, frozen: a clock that moves later changes nothing of them.
package struct CardEvidence: Evidence, Sendable, Hashable {
  /// The term that was let pass.
  package struct Term: Codable, Sendable, Hashable {
    package let number: Int?
    package let unit: TermUnit?
    package let basis: LegalBasis
    package let start: Day
    package let due: Day
    package let finished: Day?
    /// Working days over.
    package let over: Int
  }

  /// A line of the reasons, day by day, in words that no later program changes.
  package struct Line: Codable, Sendable, Hashable {
    package let zh: String
    package let en: String
  }

  package let caseNumber: String
  package let section: String
  /// The day that it was looked at.
  package let day: Day
  /// The version of the work calendar.
  package let calendar: String
  package let term: Term?
  package let trace: [Line]
  /// The text that a conduct was put into, in the evidence.
  package let text: Digest?

  init(
    of submission: Submission, _ lookout: Lookout?, _ calendar: WorkCalendar, on day: Day,
    text: Digest?
  ) {
    caseNumber = submission.number
    section = submission.department
    self.day = day
    self.calendar = calendar.version
    self.text = text
    term = lookout.map { lookout in
      let rule = lookout.termRule
      return Term(
        number: rule?.number, unit: rule?.unit, basis: lookout.watch.basis,
        start: lookout.watch.start, due: lookout.due, finished: lookout.watch.finished,
        over: lookout.over)
    }
    trace = lookout?.trace(in: calendar).map { Line(zh: $0.chinese, en: $0.english) } ?? []
  }
}
