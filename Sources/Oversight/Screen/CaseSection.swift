// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site

/// What the page of a case says of supervision: to staff its alerts and cards, to the applicant his complaints.
struct CaseSection {
  let desk: OversightDesk
  let file: CaseFile
  let actor: Actor
  let visit: Visit

  func html() async throws -> HTML {
    let complaints = try await desk.complaints(of: file.row.id, for: actor)
    if actor.isStaff { return try await staff(complaints) }
    let isOwn = file.isOwn(of: actor)
    guard isOwn else { return .empty }
    return UI.section(
      visit.t("投诉"), id: "oversight",
      """
      <p class="muted">\(visit.t("对办理时限、态度、收费等不满意的，可以投诉；由监察人员受理并答复，不影响本件办理。"))</p>
      \(list(complaints))
      <p>\(UI.link(visit.t("投诉"), OversightLink.complain(case: file.row.id).path))</p>
      """)
  }

  private func staff(_ complaints: [ComplaintRow]) async throws -> HTML {
    guard actor.holds(anyOf: CardScope.readers) else { return .empty }
    let (cards, alerts) = try await desk.standing(of: file.row.id, for: actor)
    let mayIssue = actor.holds(anyOf: Card.supervisors)
    guard !cards.isEmpty || !alerts.isEmpty || !complaints.isEmpty || mayIssue else {
      return .empty
    }
    let none: HTML =
      cards.isEmpty && alerts.isEmpty
      ? "<p class=\"muted\">\(visit.t("没有预警，也没有监察牌。"))</p>" : .empty
    let issue: HTML = """
      <p>\(UI.link(visit.t("人工发牌"), OversightLink.issue(case: file.row.id).path))</p>
      """
    return UI.section(
      visit.t("电子监察"), id: "oversight",
      """
      \(none)\(self.alerts(alerts))\(self.cards(cards))\(list(complaints))\(if: mayIssue, issue)
      """)
  }

  private func alerts(_ alerts: [AlertRow]) -> HTML {
    HTML.join(
      alerts.map { alert in
        let name = desk.rule(alert.rule).map { visit.pick($0.name) } ?? alert.rule.code
        let text = visit.t("预警：\(name)，最后一日 \(alert.due)。")
        return UI.notice(.warning, body: "<p>\(text)</p>")
      })
  }

  private func cards(_ cards: [CardRow]) -> HTML {
    guard !cards.isEmpty else { return .empty }
    let marks = CardMarks(visit: visit)
    let lines = cards.map { card -> HTML in
      let name = desk.rule(card.rule).map { visit.pick($0.name) } ?? card.rule.code
      return """
        <li class="row">\(marks.level(card.level))\
        <a href="\(OversightLink.card(card.id).path)">\(card.number)</a>\
        <span>\(name)</span>\(marks.status(card))</li>
        """
    }
    return "<ul class=\"plain stack\">\(lines)</ul>"
  }

  private func list(_ complaints: [ComplaintRow]) -> HTML {
    guard !complaints.isEmpty else { return .empty }
    let lines = complaints.map { complaint -> HTML in
      """
      <li class="row"><a href="\(OversightLink.complaint(complaint.id).path)">\
      \(visit.t("\(complaint.filedAt.day) 的投诉"))</a>\
      \(UI.badge(visit.t(complaint.status.phrase), complaint.status.isOpen ? .warn : .plain))</li>
      """
    }
    return "<ul class=\"plain stack\">\(lines)</ul>"
  }
}
