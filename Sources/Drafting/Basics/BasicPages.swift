// SPDX-License-Identifier: Apache-2.0

import Catalogue
import HTTPTypes
import Journal
import Site

/// The basic catalogue in the browser: what is claimed of it, and the form by which an entry is claimed or refused.
struct BasicPages: Sendable {
  let desk: DraftingDesk

  var routes: [Route] {
    [
      .page(.get, DraftingLink.basics.path, DraftingScope.gate, "基本目录") { visit, _ in
        .page(try await list(visit))
      },
      .page(.get, DraftingLink.basic("{basic}").path, DraftingScope.gate, "基本目录的一项") {
        visit, actor in
        .page(try await page(visit, actor, FormState(visit)))
      },
      .page(
        .post, DraftingLink.claim("{basic}").path, DraftingScope.writing, "认领",
        bodyLimit: 16 * 1024
      ) { visit, actor in
        try await answering(visit, actor) {
          let receipt = try await desk.claim(
            visit.parameter("basic"), by: actor, key: visit.command)
          return .see(DraftingLink.draft(receipt.id).path, notice: "已经认领，实施清单从这里编写。")
        }
      },
      .page(
        .post, DraftingLink.refuse("{basic}").path, DraftingScope.writing, "不予认领",
        bodyLimit: 16 * 1024
      ) { visit, actor in
        try await answering(visit, actor) {
          let code = visit.parameter("basic")
          _ = try await desk.refuse(
            code, Remark(visit.form["reasons"] ?? ""), by: actor, key: visit.command)
          return .see(DraftingLink.basic(code).path, notice: "已经登记为不予认领。")
        }
      },
    ]
  }

  private func answering(
    _ visit: Visit, _ actor: Actor, _ answer: () async throws -> Reply
  ) async throws -> Reply {
    do {
      return try await answer()
    } catch let error {
      guard let refusal = DraftingRefusal.shown(error) else { throw error }
      var page = try await page(visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  // MARK: The list

  private func list(_ visit: Visit) async throws -> Page {
    let entries = try await desk.basics()
    let progress = ClaimProgress(entries)
    let found = BasicSearch(visit).find(in: entries)
    let code = try visit.cursor()?.text(0) ?? ""
    let (rows, next) = Array(found.filter { $0.item.code > code }.prefix(try visit.limit() + 1))
      .page(try visit.limit()) { Cursor(.text($0.item.code)) }
    return Page(
      "基本目录", section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs([(visit.t("事项管理"), DraftingLink.home.path)], here: visit.t("基本目录"), visit))
        \(UI.head(
          visit.t("基本目录"),
          lead: visit.t("国家和省公布的目录：本级行使的都要认领，编写实施清单；不认领的写明理由。")))
        \(UI.figures([
          (visit.t("本级应认领"), "<b>\(progress.due)</b>"),
          (visit.t("已认领"), "<b>\(progress.claimed)</b>"),
          (visit.t("认领率"), "<b>\(progress.share.text)</b>"),
          (visit.t("不予认领"), "<b>\(progress.refused)</b>"),
        ]))
        \(UI.filters(DraftingLink.basics.path, search: visit.t("名称或者编码"), filters(visit), visit))
        \(rows.isEmpty ? UI.empty(visit.t("没有相符的条目")) : table(rows, visit))
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
          next: next.map { visit.address(changing: ["cursor": $0.text]) },
          summary: visit.t("共 \(found.count) 项"), visit))
        """)
  }

  private func filters(_ visit: Visit) -> [UI.Filter] {
    [
      UI.Filter(
        "status", visit.t("状态"),
        BasicEntry.Status.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }),
      UI.Filter(
        "type", visit.t("事项类型"),
        ItemType.allCases.map { UI.Option($0.rawValue, visit.t($0)) }),
    ]
  }

  private func table(_ rows: [BasicEntry], _ visit: Visit) -> HTML {
    UI.table(
      caption: visit.t("基本目录"), dense: true,
      columns: [
        UI.Column(visit.t("基本编码")), UI.Column(visit.t("事项名称")), UI.Column(visit.t("事项类型")),
        UI.Column(visit.t("设定依据")), UI.Column(visit.t("牵头部门")), UI.Column(visit.t("状态")),
      ],
      rows: rows.map { entry in
        UI.Row([
          """
          <a class="number" href="\(DraftingLink.basic(entry.item.code).path)">\
          \(entry.item.code)</a>
          """,
          "\(visit.pick(entry.item.name, entry.item.english))", "\(visit.t(entry.item.type))",
          "<span lang=\"zh-CN\">\(entry.item.basis)</span>",
          "<span lang=\"zh-CN\">\(entry.item.department)</span>",
          UI.badge(visit.t(entry.status.phrase), entry.status.tone),
        ])
      })
  }

  // MARK: One entry

  private func page(_ visit: Visit, _ actor: Actor, _ state: FormState) async throws -> Page {
    let (entry, past) = try await desk.basic(visit.parameter("basic"))
    let name = visit.pick(entry.item.name, entry.item.english)
    let view = BasicView(desk: desk, entry: entry, visit: visit)
    let history = PastView(past: past, visit: visit, phrase: \.phrase) { event in
      if case .refused(let reasons) = event { reasons } else { nil }
    }
    return Page(
      .verbatim(name), section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs(
          [
            (visit.t("事项管理"), DraftingLink.home.path),
            (visit.t("基本目录"), DraftingLink.basics.path),
          ], here: name, visit))
        \(UI.head(name, above: UI.badge(visit.t(entry.status.phrase), entry.status.tone)))
        \(UI.split(view.facts, aside: actor.holds(anyOf: DraftingScope.administrators)
          ? view.forms(state) : .empty))
        \(past.entries.isEmpty ? .empty : UI.section(visit.t("经过"), history.timeline))
        """)
  }
}

/// What of the basic catalogue is looked for.
struct BasicSearch {
  let text: String
  let status: BasicEntry.Status?
  let type: ItemType?

  init(_ visit: Visit) {
    text = visit.query("q")?.lowercased() ?? ""
    status = visit.query("status").flatMap(BasicEntry.Status.init)
    type = visit.query("type").flatMap(ItemType.init)
  }

  func find(in entries: [BasicEntry]) -> [BasicEntry] {
    entries.filter { entry in
      let item = entry.item
      let fits =
        text.isEmpty || item.code.contains(text) || item.name.contains(text)
        || item.english?.lowercased().contains(text) == true
      return fits && (status == nil || entry.status == status) && (type == nil || item.type == type)
    }
  }
}

/// One entry of the basic catalogue: what it says, and what can be done with it.
struct BasicView {
  let desk: DraftingDesk
  let entry: BasicEntry
  let visit: Visit

  var facts: HTML {
    let item = entry.item
    let items = entry.published.map { published -> HTML in
      "<a href=\"\(DraftingLink.item(published.code).path)\">\(visit.pick(published.name))</a>"
    }
    let draft = entry.standing?.draft.map { id -> HTML in
      "<a href=\"\(DraftingLink.draft(id).path)\">\(visit.t("查看草稿"))</a>"
    }
    return UI.facts([
      (visit.t("基本编码"), UI.number(item.code, visit)),
      (visit.t("事项类型"), "\(visit.t(item.type))"),
      (
        visit.t("行使层级"),
        "\(item.levels.map { visit.t($0) }.joined(separator: visit.pick("、", ", ")))"
      ),
      (visit.t("设定依据"), "<span lang=\"zh-CN\">\(item.basis)</span>"),
      (visit.t("牵头部门"), "<span lang=\"zh-CN\">\(item.department)</span>"),
      (visit.t("取消日期"), item.last.map { UI.day($0, visit) }),
      (
        visit.t("编码的来源"),
        "\(item.isDemo ? visit.t("演示数据，使用前核对") : visit.t("公开目录"))"
      ),
      (visit.t("本区的事项"), items.isEmpty ? nil : HTML.join(items, separator: "<br>")),
      (visit.t("草稿"), draft),
    ])
  }

  func forms(_ state: FormState) -> HTML {
    guard [.unclaimed, .refused].contains(entry.status) else { return UI.faults(state, visit) }
    let code = try? NewItem.code(of: entry.item, by: desk.settings)
    let claim = UI.card(
      visit.t("认领"),
      """
      <p>\(visit.t("认领后从基本目录预填一份草稿，实施编码为："))</p>
      \(with: code, { "<p>\(UI.number($0, visit))</p>" })
      <form method="post" action="\(DraftingLink.claim(entry.item.code).path)">\
      \(FormState(visit).hidden)<div class="actions">\(UI.button(visit.t("认领")))</div></form>
      """)
    let reasons = UI.Field(
      "reasons", visit.t("不予认领的理由"), .area(max: Remark.max), required: true,
      help: visit.t("例如：本区没有这类业务，由市级统一办理。"))
    let refuse = UI.card(
      visit.t("不予认领"),
      UI.form(
        DraftingLink.refuse(entry.item.code).path, state, visit,
        """
        \(UI.fields([reasons], state, visit))
        <div class="actions">\(UI.button(visit.t("不予认领"), .plain))</div>
        """))
    return claim + (entry.status == .unclaimed ? refuse : .empty)
  }
}

extension Claim.Event {
  var phrase: Phrase {
    switch self {
    case .claimed: "认领"
    case .refused: "不予认领"
    case .released: "草稿放弃，重新待认领"
    }
  }
}
