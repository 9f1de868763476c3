// SPDX-License-Identifier: Apache-2.0

import Site

/// Something that who decides confirms to have put into the reasons of the decision.
package enum Confirmation: String, Codable, CaseIterable, Sendable {
  /// That objections of those who were asked are answered.
  case objectionsAnswered
  /// That an opinion was asked for and did not come in its term.
  case silenceStated

  /// What is confirmed.
  package var phrase: Phrase {
    switch self {
    case .objectionsAnswered: "理由中已经回应会签、征求意见中的不同意见"
    case .silenceStated: "理由中已经写明逾期没有答复的征求意见"
    }
  }
}

extension Case.Command {
  /// Whether it names members of the staff or a section, whom the rules look at.
  var namesColleagues: Bool {
    switch self {
    case .countersigning, .handingOver, .consulting, .hearing, .testing: true
    default: false
    }
  }

  /// The accounts of those whom it gives a part that nobody may have who is tied to the case.
  var chosen: [String] {
    if case .testing(.assign(let accounts)) = self { accounts } else { [] }
  }
}
