// SPDX-License-Identifier: Apache-2.0

import Identity
import Journal
import ShangMi
import Site

extension CaseFile {
  /// The staff who can preside over a hearing of this case: not who has reviewed it, nor whose own it is (行政许可法
  /// article 48 ¶1(3)).
  private func mayPreside(_ colleague: Colleague) -> Bool {
    !state.hearing.reviewers.contains(colleague.id)
  }

  /// The same, to choose from.
  var presiderChoices: [StepInput.Choice] { choices(where: mayPreside) }

  /// Who could preside, if anybody.
  var anyPresider: HearingSitting.Presider? {
    guard let id = presiderChoices.first?.value else { return nil }
    return colleagues.first { $0.id == id }?.presider
  }

  /// Who was chosen at a field.
  func presider(_ account: String?, at field: String) throws(SiteRefusal) -> Colleague {
    guard let colleague = colleagues.first(where: { $0.id == account }), mayPreside(colleague)
    else { throw .invalid([Fault(field, "没有这个选项，请从列表中选择。")]) }
    return colleague
  }
}

extension Colleague {
  /// The colleague as who presides.
  var presider: HearingSitting.Presider { .init(account: id, name: SM3.digest(name)) }
}
