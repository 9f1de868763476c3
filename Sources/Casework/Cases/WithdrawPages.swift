// SPDX-License-Identifier: Apache-2.0

import Catalogue
import HTTPTypes
import Journal
import Site

/// The applicant takes his application back: a page that asks, and the step.
struct WithdrawPages: Sendable {
  let desk: CaseDesk

  /// The longest reason, in characters.
  private static let reasonMax = 500

  /// The applicant, or the window where he stands there.
  private static let gate = Gate.only(Case.roles(for: .withdraw))

  var routes: [Route] {
    [
      .page(.get, CaseLink.withdraw("{id}").path, Self.gate, "撤回申请") {
        visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .page(page(file, visit, FormState(visit, version: file.version)))
      },
      .page(
        .post, CaseLink.withdraw("{id}").path, Self.gate, "确认撤回",
        bodyLimit: 16 * 1024
      ) { visit, actor in
        try await withdraw(visit, actor)
      },
    ]
  }

  private func withdraw(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      let text = visit.form["reasons"] ?? ""
      guard text.count <= Self.reasonMax else {
        throw SiteRefusal.invalid([Fault("reasons", "最多 \(Self.reasonMax) 个字，请精简。")])
      }
      guard visit.form["confirm"] == "true" else {
        throw SiteRefusal.invalid([Fault("confirm", "请确认撤回。")])
      }
      let reasons = Reasons(text)
      _ = try await desk.take(
        .withdraw(reasons), with: id, by: actor, expecting: try visit.seenVersion(),
        texts: [reasons.text], key: visit.command)
      return .see(CaseLink.case(id).path, notice: "申请已经撤回。")
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      let file = try await desk.open(id, for: actor)
      var page = page(file, visit, FormState(visit, failed: refusal, version: file.version))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func page(_ file: CaseFile, _ visit: Visit, _ state: FormState) -> Page {
    let path = CaseLink.case(file.row.id).path
    let fields = [
      UI.Field(
        "reasons", visit.t("撤回的理由"), .area(max: Self.reasonMax),
        help: visit.t("可以不写；写明理由有助于改进服务。")),
      UI.Field("confirm", visit.t("我确认撤回这份申请"), .check, required: true),
    ]
    return Page(
      "撤回申请", section: "cases",
      body: """
        \(UI.crumbs(
          [(visit.t("我的办件"), CaseLink.cases.path), (file.row.number, path)],
          here: visit.t("撤回申请"), visit))
        \(UI.head(visit.t("撤回申请"), lead: visit.pick(file.item.name)))
        <div class="narrow stack">
        \(UI.notice(
          .warning,
          body: "<p>\(visit.t("撤回后本件终止办理，不能恢复；需要时可以重新申请。撤回不影响您以后的申请。"))</p>"))
        \(UI.form(CaseLink.withdraw(file.row.id).path, state, visit, """
          \(UI.fields(fields, state, visit))
          <div class="actions">\(UI.button(visit.t("撤回申请"), .danger))\
          \(UI.link(visit.t("不撤回"), path))</div>
          """))
        </div>
        """)
  }
}
