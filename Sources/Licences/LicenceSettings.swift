// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines

/// What the law leaves to the bureau about licences.
package struct LicenceSettings: Sendable {
  /// How documents are numbered: as those of cases.
  package var numbering: CaseworkSettings
  /// How many days before a licence expires its holder is reminded, the longest first.
  package var reminders: [Int]
  /// How long the holder can be heard before a licence is taken away; the law gives the right (行政许可法 article 7) and
  /// no term.
  package var hearing: TermRule

  package init(
    numbering: CaseworkSettings = CaseworkSettings(), reminders: [Int] = [60, 30],
    hearing: TermRule = TermRule(
      number: 5, unit: .workingDay, basis: LegalBasis(law: "行政许可法", article: "第七条"))
  ) {
    self.numbering = numbering
    self.reminders = reminders.sorted(by: >)
    self.hearing = hearing
  }
}
