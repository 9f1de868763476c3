// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import Site

/// An item with its versions, drafts and streets, and the forms of what can be done with it.
struct ItemAdminView {
  let desk: DraftingDesk
  let item: AdministeredItem
  let openCases: String
  let actor: Actor
  let visit: Visit
  /// Which form was sent and refused, if one was.
  let failed: (act: String, state: FormState)?

  private var latest: ItemVersion { item.latest.item }

  var page: Page {
    let name = visit.pick(latest.name)
    let homeless = failed.flatMap { failed in
      offered.contains(failed.act) ? nil : UI.faults(failed.state, visit)
    }
    var page = Page(
      .verbatim(name), section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs(
          [
            (visit.t("事项管理"), DraftingLink.home.path), (visit.t("事项"), DraftingLink.items.path),
          ], here: name, visit))
        \(UI.head(name, above: standing, actions: UI.link(
          visit.t("办事指南"), CatalogueLink.item(item.code).path)))
        \(homeless)\(coming)\(UI.split(main, aside: forms))
        """)
    page.status = 200
    return page
  }

  private var standing: HTML {
    if item.latest.isWithdrawn { return UI.badge(visit.t("已停止办理"), .bad) }
    guard let current = item.current(on: visit.now.day) else {
      return UI.badge(visit.t("尚未生效"), .info)
    }
    return UI.badge(visit.t("现行第 \(current.item.version) 版"), .good)
  }

  /// What is going to change.
  private var coming: HTML {
    let stop = item.standing.leavesOn.map { day in
      UI.notice(
        .warning,
        body: """
          <p>\(visit.t("自 \(day) 起停止办理；在办的 \(openCases) 件继续按原版本办理。"))</p>
          """)
    }
    let draft = item.openDraft.map { draft in
      UI.notice(
        .info,
        body: """
          <p>\(visit.t("第 \(draft.target) 版正在编写（\(draft.status.phrase)）。")) \
          <a href="\(DraftingLink.draft(draft.id).path)">\(visit.t("查看草稿"))</a></p>
          """)
    }
    return "\(stop)\(draft)"
  }

  // MARK: What there is

  private var main: HTML {
    let streets =
      item.delegations.isEmpty
      ? HTML.empty
      : UI.section(
        visit.t("下放街道"), id: "streets",
        DelegationList(
          rows: item.delegations, desk: desk, visit: visit,
          isDeciding: actor.holds(anyOf: DraftingScope.reviewers)
        ).table)
    let drafts =
      item.drafts.isEmpty
      ? HTML.empty
      : UI.section(
        visit.t("草稿"), id: "drafts", DraftList(rows: item.drafts, visit: visit).table)
    let past =
      item.past.entries.isEmpty
      ? HTML.empty
      : UI.section(
        visit.t("停止和恢复办理的经过"), id: "past",
        PastView(past: item.past, visit: visit, phrase: \.phrase, reasons: \.reasons).timeline)
    return """
      \(UI.facts([
        (visit.t("实施编码"), UI.number(item.code, visit)),
        (visit.t("承办科室"), "\(visit.pick(latest.department))"),
        (visit.t("在办"), "\(visit.t("\(openCases) 件"))"),
      ]))
      \(UI.section(visit.t("版本"), id: "versions", versions))\(streets)\(drafts)\(past)
      """
  }

  private var versions: HTML {
    let rows = item.versions.reversed().map { version -> UI.Row in
      let number = version.item.version
      let former = item.versions.last { $0.item.version < number }
      let comparison = former.map { former -> HTML in
        let path = DraftingLink.comparison(item.code, from: former.item.version, to: number)
        return """
          <a href="\(path)">\(visit.t("与第 \(former.item.version) 版比较"))</a>
          """
      }
      return UI.Row([
        """
        <a href="\(CatalogueLink.version(item.code, number).path)">\(visit.t("第 \(number) 版"))</a>
        """,
        UI.day(version.item.effective, visit), "\(visit.pick(version.item.department))",
        "\(visit.term(version.item.terms.promised))", "\(version.item.materials.count)",
        comparison ?? "—",
      ])
    }
    return UI.table(
      caption: visit.t("版本"),
      columns: [
        UI.Column(visit.t("版本")), UI.Column(visit.t("生效日期")), UI.Column(visit.t("承办科室")),
        UI.Column(visit.t("承诺时限")), UI.Column(visit.t("材料数"), number: true),
        UI.Column(visit.t("比较")),
      ], rows: Array(rows))
  }

  // MARK: What can be done

  /// The acts whose forms are on the page.
  private var offered: Set<String> {
    var acts: Set<String> = []
    let isOut = item.latest.isWithdrawn
    if actor.holds(anyOf: DraftingScope.administrators), item.openDraft == nil {
      acts.formUnion([ItemAdminPages.Act.revise, ItemAdminPages.Act.handOver])
    }
    if actor.holds(anyOf: DraftingScope.reviewers) {
      if !isOut { acts.insert(ItemAdminPages.Act.delegate) }
      acts.insert(
        isOut
          ? StandingStep.restore.rawValue
          : item.standing.leavesOn == nil
            ? StandingStep.withdraw.rawValue : StandingStep.callOff.rawValue)
    }
    return acts
  }

  private var forms: HTML {
    let revise = UI.card(
      visit.t("起草新的版本"),
      """
      <p>\(visit.t("从最新的版本起草下一版；审核发布以前，现行版本不变。"))</p>\
      <form method="post" action="\(path(ItemAdminPages.Act.revise))">\(FormState(visit).hidden)\
      <div class="actions">\(UI.button(visit.t("起草新的版本")))</div></form>
      """)
    let departments = desk.departments.map { UI.Option($0.zh, visit.pick($0)) }
    let cards: [(act: String, html: HTML)] = [
      (ItemAdminPages.Act.revise, revise),
      (
        ItemAdminPages.Act.handOver,
        form(
          ItemAdminPages.Act.handOver, "划转", "划转后由新的科室承办新的申请；在办的由原科室办完。",
          [
            UI.Field(
              "department", visit.t("划转到"), .list(departments), required: true), reasons,
          ])
      ),
      (
        ItemAdminPages.Act.delegate,
        form(
          ItemAdminPages.Act.delegate, "下放街道", "街道受理或者办理，办事指南上写明在哪里可以办。",
          DelegationForm.fields(desk: desk, visit: visit) + [reasons])
      ),
      (
        StandingStep.withdraw.rawValue,
        form(
          StandingStep.withdraw.rawValue, "停止办理", "到这一天起不能再申请；在办的继续按原版本办理。",
          [UI.Field("from", visit.t("自"), .date, required: true), reasons])
      ),
      (
        StandingStep.callOff.rawValue,
        form(StandingStep.callOff.rawValue, "撤销停止办理的安排", "到期前可以撤销，事项照常办理。", [reasons])
      ),
      (
        StandingStep.restore.rawValue,
        form(StandingStep.restore.rawValue, "恢复办理", "按停止以前的版本恢复办理。", [reasons])
      ),
    ]
    return HTML.join(cards.filter { offered.contains($0.act) }.map(\.html))
  }

  private func path(_ act: String) -> String { DraftingLink.act(item.code, act).path }

  private var reasons: UI.Field {
    UI.Field("reasons", visit.t("理由"), .area(max: Remark.max), required: true)
  }

  private func form(_ act: String, _ title: Phrase, _ help: Phrase, _ fields: [UI.Field]) -> HTML {
    let isFailed = failed?.act == act
    let isStanding = StandingStep(rawValue: act) != nil
    let fresh = FormState(visit, version: isStanding ? item.standingVersion : nil)
    let state = isFailed ? failed?.state ?? fresh : fresh
    let kind: UI.ButtonKind = act == StandingStep.withdraw.rawValue ? .danger : .plain
    return """
      <details class="more"\(attribute: "open", isFailed)><summary>\(visit.t(title))</summary>\
      <p>\(visit.t(help))</p>\
      \(UI.form(path(act), state, visit, """
        \(UI.fields(fields, state, visit))
        <div class="actions">\(UI.button(visit.t(title), kind))</div>
        """))</details>
      """
  }
}
