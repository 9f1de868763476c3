// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import HTTPTypes
import Journal
import Site

/// The fields by which a part of an item is delegated to streets.
enum DelegationForm {
  static func fields(desk: DraftingDesk, visit: Visit) -> [UI.Field] {
    [
      UI.Field(
        "streets", visit.t("街道"),
        .several(desk.streets.map { UI.Option($0.code, $0.name) }), required: true),
      UI.Field(
        "scope", visit.t("下放的环节"),
        .either(
          StreetDelegation.Scope.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }),
        required: true),
      UI.Field(
        "basis", visit.t("委托的依据"), .text(max: 200),
        help: visit.t("街道决定的行政许可须有法律、法规、规章的依据（行政许可法第二十四条）。")),
      UI.Field("from", visit.t("自"), .date, required: true),
      UI.Field("until", visit.t("至"), .date, help: visit.t("含当日；长期的不填。")),
    ]
  }

  /// What a form has sent.
  /// - Throws: what is missing or wrong, at its fields.
  static func terms(
    of item: String, _ form: Form
  ) throws(SiteRefusal) -> StreetDelegation.Terms {
    var faults: [Fault] = []
    func day(_ name: String) -> Day? {
      let day = form[name].flatMap { Day($0) }
      if day == nil { faults.append(Fault(name, "应当是真实存在的日期，写作 2026-11-23。")) }
      return day
    }
    let from = day("from")
    let until = form["until"] == nil ? nil : day("until")
    let scope = form["scope"].flatMap(StreetDelegation.Scope.init)
    if scope == nil { faults.append(Fault("scope", "请选择下放的环节。")) }
    guard let from, let scope, faults.isEmpty else { throw .invalid(faults) }
    return StreetDelegation.Terms(
      item: item, streets: Set(form.all("streets")), scope: scope, basis: form["basis"],
      from: from, until: until)
  }
}

/// Delegations as a table, with a form to end each.
struct DelegationList {
  let rows: [StreetGrantRow]
  let desk: DraftingDesk
  let visit: Visit
  /// Whether the visitor may end them.
  let isDeciding: Bool

  var table: HTML {
    let columns: [Phrase] = ["事项", "街道", "环节", "依据", "起止", "状态", "操作"]
    return UI.table(
      caption: visit.t("下放街道"), dense: true, columns: columns.map { UI.Column(visit.t($0)) },
      rows: rows.map(row))
  }

  private func row(_ row: StreetGrantRow) -> UI.Row {
    let item = desk.latest(row.terms.item)?.item
    let until = row.endedOn.map { $0.adding(days: -1) } ?? row.terms.until
    return UI.Row([
      """
      <a href="\(DraftingLink.item(row.terms.item).path)">\
      \(item.map { visit.pick($0.name) } ?? row.terms.item)</a>
      """,
      "\(row.terms.streets.map(desk.streetName).joined(separator: "、"))",
      "\(visit.t(row.terms.scope.phrase))", "\(row.terms.basis ?? "—")",
      """
      \(UI.day(row.terms.from, visit)) — \
      \(until.map { UI.day($0, visit) } ?? "\(visit.t("长期"))")
      """,
      status(row), ending(row),
    ])
  }

  private func status(_ row: StreetGrantRow) -> HTML {
    if row.endedOn != nil { return UI.badge(visit.t("已提前终止")) }
    if row.isOver(on: visit.now.day) { return UI.badge(visit.t("已到期")) }
    return row.isInForce(on: visit.now.day)
      ? UI.badge(visit.t("生效中"), .good) : UI.badge(visit.t("尚未开始"), .info)
  }

  private func ending(_ row: StreetGrantRow) -> HTML {
    guard isDeciding, !row.isOver(on: visit.now.day) else { return "—" }
    let label = visit.t("终止的理由")
    return """
      <form method="post" action="\(DraftingLink.endDelegation(row.id).path)">\
      \(FormState(visit).hidden)\
      <input class="input" type="text" name="reasons" maxlength="200" aria-label="\(label)" \
      placeholder="\(label)">\(UI.button(visit.t("终止"), .plain))</form>
      """
  }
}

/// The register of what streets do, and the pages on which anybody sees what is near him.
struct DelegationPages: Sendable {
  let desk: DraftingDesk

  var routes: [Route] {
    [
      .page(.get, DraftingLink.delegations.path, DraftingScope.gate, "下放登记簿") { visit, actor in
        .page(try await page(visit, actor, FormState(visit)))
      },
      .page(
        .post, DraftingLink.endDelegation("{delegation}").path, DraftingScope.deciding, "终止下放",
        bodyLimit: 16 * 1024
      ) { visit, actor in
        do {
          _ = try await desk.endDelegation(
            visit.parameter("delegation"), Remark(visit.form["reasons"] ?? ""), by: actor,
            key: visit.command)
          return .see(DraftingLink.delegations.path, notice: "下放已经终止。")
        } catch let error {
          guard let refusal = DraftingRefusal.shown(error) else { throw error }
          var page = try await page(visit, actor, FormState(visit, failed: refusal))
          page.status = refusal.kind.status
          return .page(page)
        }
      },
      .page(.get, DraftingLink.streets.path, .anyone, "街道便民服务中心") { visit, _ in
        .page(try await streets(visit))
      },
      .page(.get, DraftingLink.street("{street}").path, .anyone, "一个街道可以办的事项") { visit, _ in
        .page(try await street(visit))
      },
    ]
  }

  private func page(_ visit: Visit, _ actor: Actor, _ state: FormState) async throws -> Page {
    let (rows, next) = try await desk.delegations(
      after: try visit.cursor(), limit: try visit.limit())
    let list = DelegationList(
      rows: rows, desk: desk, visit: visit,
      isDeciding: actor.holds(anyOf: DraftingScope.reviewers))
    return Page(
      "下放登记簿", section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs([(visit.t("事项管理"), DraftingLink.home.path)], here: visit.t("下放登记簿"), visit))
        \(UI.head(
          visit.t("下放登记簿"),
          lead: visit.t("委托街道受理或者办理的事项；受委托的街道和内容在办事指南上公告（行政许可法第二十四条）。")))
        \(UI.faults(state, visit))
        \(rows.isEmpty ? UI.empty(visit.t("没有下放"), visit.t("从一个事项的管理页面下放。")) : list.table)
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : DraftingLink.delegations.path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func streets(_ visit: Visit) async throws -> Page {
    let tiles = try await desk.streetCounts().map { street, count in
      UI.tile(street.name, path: DraftingLink.street(street.code).path, count: count)
    }
    return Page(
      "就近办", section: "items",
      body: """
        \(UI.crumbs([(visit.t("办事指南"), CatalogueLink.items.path)], here: visit.t("就近办"), visit))
        \(UI.head(visit.t("就近办"), lead: visit.t("在家门口的街道便民服务中心可以办的事项。")))
        <div class="grid-tight">\(tiles)</div>
        """)
  }

  private func street(_ visit: Visit) async throws -> Page {
    let code = visit.parameter("street")
    let (rows, next) = try await desk.services(
      at: code, after: try visit.cursor(), limit: try visit.limit())
    let name = desk.streetName(code)
    let table = UI.table(
      caption: name,
      columns: [UI.Column(visit.t("事项")), UI.Column(visit.t("街道做什么")), UI.Column(visit.t("至"))],
      rows: rows.map { service in
        let item = desk.latest(service.item)?.item
        return UI.Row([
          """
          <a href="\(CatalogueLink.item(service.item).path)">\
          \(item.map { visit.pick($0.name) } ?? service.item)</a>
          """,
          "\(visit.t(service.scope.phrase))",
          service.until.map { UI.day($0, visit) } ?? "\(visit.t("长期"))",
        ])
      })
    return Page(
      .verbatim(name), section: "items",
      body: """
        \(UI.crumbs([(visit.t("就近办"), DraftingLink.streets.path)], here: name, visit))
        \(UI.head(name))
        \(rows.isEmpty ? UI.empty(visit.t("这个街道现在没有下放的事项")) : table)
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : DraftingLink.street(code).path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }
}

/// What the guide of an item says of streets.
struct StreetPart {
  let services: [StreetService]
  let desk: DraftingDesk
  let visit: Visit

  /// Nil where no street does anything of it.
  var section: GuideAddition.Section? {
    guard !services.isEmpty else { return nil }
    let rows = services.map { service in
      UI.Row([
        "<a href=\"\(DraftingLink.street(service.street).path)\">\(desk.streetName(service.street))</a>",
        "\(visit.t(service.scope.phrase))",
        """
        \(UI.day(service.from, visit)) — \
        \(service.until.map { UI.day($0, visit) } ?? "\(visit.t("长期"))")
        """,
      ])
    }
    let table = UI.table(
      caption: visit.t("就近办"),
      columns: [UI.Column(visit.t("街道")), UI.Column(visit.t("街道做什么")), UI.Column(visit.t("起止"))],
      rows: rows)
    return GuideAddition.Section(
      "就近办", id: "streets",
      "<p>\(visit.t("除政务服务中心以外，下列街道的便民服务中心也可以办："))</p>\(table)")
  }
}

extension StreetDelegation.Scope {
  var phrase: Phrase {
    switch self {
    case .receive: "受理、送达，由审批局决定"
    case .decide: "受理、决定、送达"
    }
  }
}
