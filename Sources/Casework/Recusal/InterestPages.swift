// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Journal
import Site

/// The register of interests (利害关系登记): everybody on the staff declares his own, the head reads all.
struct InterestPages: Sendable {
  let desk: InterestDesk

  private static let staff = Gate.only(Case.roles(for: .recuse).union(Worklist.roles))
  private static let readers = Gate.only(RecheckDesk.readers)

  var routes: [Route] {
    [
      .page(
        .get, CaseLink.interests.path, Self.staff, "利害关系登记",
        navigation: Navigation("interests", order: 27, label: "利害关系")
      ) { visit, actor in
        .page(try await own(visit, actor, FormState(visit)))
      },
      .page(.post, CaseLink.interests.path, Self.staff, "登记利害关系") { visit, actor in
        try await declare(visit, actor)
      },
      .page(
        .post, CaseLink.endInterest("{id}").path, Self.staff, "利害关系消失", bodyLimit: 8 * 1024
      ) { visit, actor in
        try await desk.end(visit.parameter("id"), by: actor)
        return .see(CaseLink.interests.path, notice: "登记已经结束。")
      },
      .page(.get, CaseLink.allInterests.path, Self.readers, "全部利害关系登记") { visit, _ in
        .page(try await all(visit))
      },
    ]
  }

  private static let code = "code"
  private static let kind = "kind"

  private func declare(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    do {
      guard let kind = visit.form[Self.kind].flatMap(Interest.Kind.init(rawValue:)) else {
        throw SiteRefusal.invalid([Fault(Self.kind, "请选择是什么关系。")])
      }
      _ = try await desk.declare(
        kind, to: try visit.form.required(Self.code), by: actor, key: visit.command)
      return .see(CaseLink.interests.path, notice: "已经登记，您今后不能办理涉及对方的办件。")
    } catch let refusal as any Refusal where refusal.isShownWithForm {
      var page = try await own(visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func own(_ visit: Visit, _ actor: Actor, _ state: FormState) async throws -> Page {
    let rows = try await desk.list(of: actor).map { interest in
      UI.Row([
        "<span class=\"number\">\(interest.shown)</span>", "\(visit.t(interest.kind.phrase))",
        UI.moment(interest.declaredAt, visit),
        UI.buttonForm(
          visit.t("关系已经消失"), action: CaseLink.endInterest(interest.id).path,
          FormState(visit), .quiet),
      ])
    }
    let columns = [
      UI.Column(visit.t("身份号码或者信用代码")), UI.Column(visit.t("关系")),
      UI.Column(visit.t("登记时间")), UI.Column(visit.t("操作")),
    ]
    let fields = [
      UI.Field(
        Self.code, visit.t("对方的公民身份号码或统一社会信用代码"), .code(max: 18), required: true,
        help: visit.t("只保存摘要，登记以后只显示一部分。")),
      UI.Field(
        Self.kind, visit.t("关系"),
        .choice(Interest.Kind.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }),
        required: true),
    ]
    let mayReadAll = actor.holds(anyOf: RecheckDesk.readers)
    return Page(
      "利害关系登记", section: "interests",
      body: """
        \(UI.head(
          visit.t("利害关系登记"),
          lead: visit.t("登记与您有利害关系的人和单位，涉及他们的办件会自动要求您回避（公务员法第七十六条）。没有登记的，在办件页面申请回避。"),
          actions: mayReadAll
            ? UI.link(visit.t("全部登记"), CaseLink.allInterests.path) : nil))
        \(rows.isEmpty
          ? "<p class=\"faint\">\(visit.t("您还没有登记。"))</p>"
          : UI.table(caption: visit.t("已经登记的利害关系"), columns: columns, rows: rows))
        \(UI.section(visit.t("登记利害关系"), id: "declare", """
          <div class="narrow">\(UI.form(CaseLink.interests.path, state, visit, """
            \(UI.fields(fields, state, visit))
            <div class="actions">\(UI.button(visit.t("登记")))</div>
            """))</div>
          """))
        """)
  }

  private func all(_ visit: Visit) async throws -> Page {
    let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
    let found = try await desk.all(before: place, limit: try visit.limit(default: 50))
    let rows = found.interests.map { interest in
      UI.Row([
        "\(found.names[interest.account] ?? interest.account)",
        "<span class=\"number\">\(interest.shown)</span>", "\(visit.t(interest.kind.phrase))",
        UI.moment(interest.declaredAt, visit),
      ])
    }
    let columns = [
      UI.Column(visit.t("工作人员")), UI.Column(visit.t("身份号码或者信用代码")),
      UI.Column(visit.t("关系")), UI.Column(visit.t("登记时间")),
    ]
    return Page(
      "全部利害关系登记", section: "interests",
      body: """
        \(UI.crumbs(
          [(visit.t("利害关系登记"), CaseLink.interests.path)], here: visit.t("全部登记"), visit))
        \(UI.head(visit.t("全部利害关系登记")))
        \(rows.isEmpty
          ? UI.empty(visit.t("还没有登记"))
          : UI.table(caption: visit.t("全部利害关系登记"), columns: columns, rows: rows))
        \(UI.pagination(
          previous: place == nil ? nil : CaseLink.allInterests.path,
          next: found.next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }
}
