// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import HTTPTypes
import Journal
import Site

/// Where somebody rates what was done for him.
struct GivingPages: Sendable {
  let desk: RatingsDesk

  static let givers = Gate.only(.applicant, .agent)

  var routes: [Route] { Service.Kind.allCases.flatMap(routes) }

  private func routes(of kind: Service.Kind) -> [Route] {
    let path = RatingsLink.give(kind, "{id}").path
    return [
      .page(.get, path, Self.givers, "评价") { visit, actor in
        let service = try await desk.service(kind, visit.parameter("id"), for: actor)
        return .page(try await page(service, visit, actor, nil))
      },
      .page(.post, path, Self.givers, "提交评价") { visit, actor in
        let service = try await desk.service(kind, visit.parameter("id"), for: actor)
        do {
          _ = try await desk.give(
            try RatingForm.order(visit.form, desk.settings), to: service, by: actor,
            key: visit.command)
          return .see(service.path, notice: "感谢您的评价。")
        } catch let refusal as any Refusal where refusal.isShownWithForm {
          let state = FormState(visit, failed: refusal)
          var page = try await page(service, visit, actor, state)
          page.status = refusal.kind.status
          return .page(page)
        }
      },
    ]
  }

  private func page(
    _ service: Service, _ visit: Visit, _ actor: Actor, _ refused: FormState?
  ) async throws -> Page {
    let section = try await RatingSection(
      desk: desk, service: service, actor: actor, visit: visit, refused: refused
    ).html()
    // Where the form is not shown any more, what is wrong is told above.
    let isShown = desk.hindrance(to: actor, rating: service) == nil
    let isRated = try await desk.rating(of: service.id, for: actor) != nil
    let faults = refused.flatMap { isShown && !isRated ? nil : UI.faults($0, visit) }
    let none = UI.empty(visit.t("现在还不能评价"), visit.t(RatingsRefusal.notDelivered.phrase))
    return Page(
      "评价", section: "cases",
      body: """
        \(UI.crumbs([(service.number, service.path)], here: visit.t("评价"), visit))
        \(UI.head(visit.pick(service.name)))
        \(faults)\(section.isEmpty ? none : section)
        """)
  }
}
