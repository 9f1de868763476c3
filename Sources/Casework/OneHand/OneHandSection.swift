// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal
import Site

/// By which authorisation a case was decided in one hand, and what its re-check came to.
struct OneHandSection {
  let file: CaseFile
  let actor: Actor
  let visit: Visit

  func html() -> HTML {
    guard let authority = file.state.oneHand.authority else { return .empty }
    // The staff can read the authorisation; everybody sees its number.
    let number: HTML =
      actor.holds(anyOf: Worklist.roles)
      ? "<a href=\"\(CaseLink.authorisation(authority.authorisation).path)\">\(authority.number)</a>"
      : "\(authority.number)"
    let mayRecheck = file.isDrawn && actor.holds(anyOf: RecheckDesk.readers)
    let recheck: HTML = """
      <p>\(UI.link(visit.t("质量复核"), CaseLink.recheck(file.row.id).path))</p>
      """
    return UI.section(
      visit.t("一人受理和决定"), id: "one-hand",
      """
      \(UI.facts([
        (visit.t("办理方式"), "\(visit.t(authority.kind.way))"), (visit.t("授权书"), number),
        (
          visit.t("复核抽取"),
          file.isDrawn && actor.isStaff ? "\(visit.t("已抽中"))" : nil
        ),
      ]))\(if: mayRecheck, recheck)
      """)
  }
}
