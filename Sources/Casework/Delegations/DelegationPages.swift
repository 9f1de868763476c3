// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import Site

/// The page where the staff delegate their parts and end delegations.
struct DelegationPages: Sendable {
  let delegations: Delegations

  static let gate = Gate.only(Case.handlers)

  var routes: [Route] {
    [
      .page(.get, CaseLink.delegations.path, Self.gate, "委托代理") { visit, actor in
        .page(try await page(visit, actor, FormState(visit)))
      },
      .page(.post, CaseLink.delegations.path, Self.gate, "委托", bodyLimit: 64 * 1024) {
        visit, actor in
        try await answering(visit, actor) {
          let order = try DelegationForm.terms(visit.form, by: actor)
          _ = try await delegations.grant(
            order.terms, order.reasons, by: actor, key: visit.command)
          return .see(CaseLink.delegations.path, notice: "委托已经登记。")
        }
      },
      .page(
        .post, CaseLink.endDelegation("{id}").path, Self.gate, "终止委托", bodyLimit: 16 * 1024
      ) { visit, actor in
        try await answering(visit, actor) {
          try await delegations.end(
            visit.parameter("id"), Reasons(visit.form["reasons"] ?? ""), by: actor,
            key: visit.command)
          return .see(CaseLink.delegations.path, notice: "委托已经终止。")
        }
      },
    ]
  }

  /// Answers a form; what is wrong with it is shown with it.
  private func answering(
    _ visit: Visit, _ actor: Actor, _ answer: () async throws -> Reply
  ) async throws -> Reply {
    do {
      return try await answer()
    } catch let refusal as any Refusal where refusal.isShownWithForm {
      var page = try await page(visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  // MARK: The page

  private func page(_ visit: Visit, _ actor: Actor, _ state: FormState) async throws -> Page {
    let side = visit.query("side").flatMap(DelegationTable.Side.init) ?? .given
    let account = visit.query("of") ?? actor.id
    let listing = try await delegations.list(
      side, of: account, for: actor, after: try visit.cursor(), limit: try visit.limit())
    let view = DelegationView(
      listing: listing, side: side, account: account, actor: actor, visit: visit, state: state)
    let form = DelegationForm(
      colleagues: listing.colleagues, items: delegations.items(for: actor), actor: actor,
      visit: visit)
    return Page(
      "委托代理", section: "desk", wide: true,
      body: """
        \(UI.crumbs([(visit.t("工作台"), CaseLink.desk.path)], here: visit.t("委托代理"), visit))
        \(UI.head(
          visit.t("委托代理"),
          lead: visit.t("不在岗时把自己的职责委托给岗位相当的同事。代办的每一步都记录为受托人代委托人办理；回避和分工的规定对两人都适用。")))
        \(view.html())
        \(if: account == actor.id, form.html(state))
        """)
  }
}

/// The delegations that somebody has given or received.
struct DelegationView {
  let listing: Delegations.Listing
  let side: DelegationTable.Side
  /// Whose they are.
  let account: String
  let actor: Actor
  let visit: Visit
  let state: FormState

  func html() -> HTML {
    """
    \(members)\(tabs)\
    \(listing.rows.isEmpty ? UI.empty(visit.t("没有委托")) : table)\
    \(UI.pagination(
      previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
      next: listing.next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
    """
  }

  private var tabs: HTML {
    UI.tabs(
      DelegationTable.Side.allCases.map { other in
        UI.Tab(
          visit.t(other == .given ? "委托他人的" : "受托办理的"),
          path: visit.address(changing: ["side": other.rawValue, "cursor": nil]),
          current: other == side)
      }, label: visit.t("委托代理"))
  }

  /// The head of a section looks at its members'.
  private var members: HTML {
    guard actor.roles.contains(.departmentHead), let department = actor.department else {
      return .empty
    }
    let links = listing.colleagues.filter { $0.department == department }.map { colleague in
      let path = visit.address(changing: ["of": colleague.id, "cursor": nil])
      let isHere = colleague.id == account
      return """
        <a href="\(path)"\(attribute: "aria-current", isHere ? "true" : nil)>\(colleague.name)</a>
        """ as HTML
    }
    return "<p>\(visit.t("本科室人员"))：\(HTML.join(links, separator: " · "))</p>"
  }

  private var table: HTML {
    let columns: [Phrase] = ["委托人", "受托人", "职责", "事项", "起止", "状态", "操作"]
    return UI.table(
      caption: visit.t("委托代理"), columns: columns.map { UI.Column(visit.t($0)) },
      rows: listing.rows.map(row))
  }

  private func row(_ row: DelegationRow) -> UI.Row {
    let parts = row.terms.parts.map { visit.t($0.phrase) }
    let items = row.terms.items.map { visit.t("\($0.count) 项") } ?? visit.t("全部事项")
    return UI.Row([
      "\(listing.name(row.terms.principal))", "\(listing.name(row.terms.deputy))",
      "\(parts.joined(separator: visit.pick("、", ", ")))", "\(items)",
      "\(UI.day(row.terms.from, visit)) — \(UI.day(row.terms.until, visit))", status(row),
      ending(row),
    ])
  }

  private func isOver(_ row: DelegationRow) -> Bool {
    row.endedAt != nil || row.terms.until < visit.now.day
  }

  private func status(_ row: DelegationRow) -> HTML {
    if row.endedAt != nil { return UI.badge(visit.t("已提前终止")) }
    if isOver(row) { return UI.badge(visit.t("已到期")) }
    return row.isInForce(on: visit.now.day)
      ? UI.badge(visit.t("生效中"), .good) : UI.badge(visit.t("尚未开始"), .info)
  }

  private func ending(_ row: DelegationRow) -> HTML {
    guard !isOver(row) else { return "—" }
    let name = "reasons"
    let label = visit.t("终止的理由")
    return """
      <form method="post" action="\(CaseLink.endDelegation(row.id).path)">\(FormState(visit).hidden)\
      <input class="input" type="text" name="\(name)" maxlength="200" aria-label="\(label)" \
      placeholder="\(label)">\(UI.button(visit.t("终止"), .plain))</form>
      """
  }
}
