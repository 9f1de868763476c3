// SPDX-License-Identifier: Apache-2.0

import Casework
import Journal
import Site

extension RatingsDesk {
  /// What the page of a service says of its rating.
  package func section(
    _ service: Service, _ actor: Actor, _ visit: Visit
  ) async throws -> HTML {
    try await RatingSection(desk: self, service: service, actor: actor, visit: visit).html()
  }
}

/// What the page of a service says of its rating: to whom it was done for the form, what he said and what came of it; to the
/// evaluation office what was said; to whoever handles it nothing.
struct RatingSection {
  let desk: RatingsDesk
  let service: Service
  let actor: Actor
  let visit: Visit
  var refused: FormState?

  func html() async throws -> HTML {
    let isOwn = service.owners.contains(actor.id)
    guard isOwn || RatingScope(of: actor) == .all, let body = try await body(isOwn) else {
      return .empty
    }
    return UI.section(visit.t("评价"), id: "rating", body)
  }

  private func body(_ isOwn: Bool) async throws -> HTML? {
    if let file = try await desk.rating(of: service.id, for: actor) { return given(file) }
    guard isOwn, service.deliveredOn != nil else { return nil }
    if let hindrance = desk.hindrance(to: actor, rating: service) {
      return "<p class=\"muted\">\(visit.t(hindrance.phrase))</p>"
    }
    let form = RatingForm(
      settings: desk.settings, visit: visit,
      state: refused ?? FormState(visit, values: RatingForm.initial))
    let lead: Phrase = "一次服务评价一次，自愿评价，不影响今后办事。"
    return """
      <p class="muted">\(visit.t(lead))</p><div class="narrow">\(form.giving(of: service))</div>
      """
  }

  private func given(_ file: RatingFile) -> HTML {
    let answer = file.text(file.state.answer).map { text in
      "<p>\(visit.t("科室的答复"))：\(text)</p>" as HTML
    }
    let status: HTML =
      file.giving.grade.isBad
      ? UI.badge(visit.t(file.state.status.phrase), file.state.status.tone) : .empty
    return """
      <p class="row">\(UI.badge(visit.t(file.giving.grade.phrase), file.giving.grade.tone))\(status)\
      <a href="\(RatingsLink.rating(file.row.id).path)">\(visit.t("查看评价"))</a></p>\(answer)
      """
  }
}
