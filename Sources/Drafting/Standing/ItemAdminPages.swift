// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The items of the bureau as those see them who administer them.
struct ItemAdminPages: Sendable {
  let desk: DraftingDesk

  /// What is done with an item: the last part of the address.
  enum Act {
    static let revise = "revision"
    static let handOver = "hand-over"
    static let delegate = "delegation"
  }

  var routes: [Route] {
    let acts: [Route] = [
      post(Act.revise, DraftingScope.writing, "起草新的版本") { visit, actor, code in
        let receipt = try await desk.revise(code, by: actor, key: visit.command)
        return .see(DraftingLink.draft(receipt.id).path, notice: "新的版本从这里编写。")
      },
      post(Act.handOver, DraftingScope.writing, "划转") { visit, actor, code in
        let english = visit.form["department_en"]
        let receipt = try await desk.handOver(
          code, to: Words(visit.form["department"] ?? "", en: english),
          Remark(visit.form["reasons"] ?? ""), by: actor, key: visit.command)
        return .see(DraftingLink.draft(receipt.id).path, notice: "划转的草稿已经建立，审核发布后生效。")
      },
      post(Act.delegate, DraftingScope.deciding, "下放街道") { visit, actor, code in
        let order = try DelegationForm.terms(of: code, visit.form)
        _ = try await desk.delegate(
          order, Remark(visit.form["reasons"] ?? ""), by: actor, key: visit.command)
        return .see(DraftingLink.item(code).path, notice: "下放已经登记，办事指南上可以看到。")
      },
    ]
    let steps = StandingStep.allCases.map { step in
      post(step.rawValue, DraftingScope.deciding, step.phrase) { visit, actor, code in
        let day = visit.form["from"].flatMap { Day($0) }
        if step == .withdraw, day == nil {
          throw SiteRefusal.invalid([Fault("from", "应当是真实存在的日期，写作 2026-11-23。")])
        }
        _ = try await desk.take(
          step, from: day, Remark(visit.form["reasons"] ?? ""), with: code, by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
        return .see(DraftingLink.item(code).path, notice: "已完成：\(step.phrase)。")
      }
    }
    return [
      .page(.get, DraftingLink.items.path, DraftingScope.gate, "管理的事项") { visit, _ in
        .page(try list(visit))
      },
      .page(.get, DraftingLink.item("{code}").path, DraftingScope.gate, "一个事项的管理") {
        visit, actor in
        .page(try await page(visit, actor, nil))
      },
    ] + acts + steps
  }

  private func post(
    _ act: String, _ gate: Gate<Actor>, _ summary: Phrase,
    _ answer: @escaping @Sendable (Visit, Actor, String) async throws -> Reply
  ) -> Route {
    .page(
      .post, DraftingLink.act("{code}", act).path, gate, summary, bodyLimit: 32 * 1024
    ) { visit, actor in
      do {
        return try await answer(visit, actor, visit.parameter("code"))
      } catch let error {
        if case DraftingRefusal.draftOpen(let id) = error {
          return .see(DraftingLink.draft(id).path, notice: "这个事项已有一份没有办结的草稿。")
        }
        guard let refusal = DraftingRefusal.shown(error) else { throw error }
        var page = try await page(visit, actor, (act, FormState(visit, failed: refusal)))
        page.status = refusal.kind.status
        return .page(page)
      }
    }
  }

  private func list(_ visit: Visit) throws -> Page {
    let text = visit.query("q")
    let department = visit.query("department")
    let search = ItemSearch(text: text ?? "", department: department)
    let found = desk.shelf.snapshot.find(search, on: desk.today)
    let start = Int(clamping: try visit.cursor()?.integer(0) ?? 0)
    let limit = try visit.limit()
    let rows = found.dropFirst(max(0, start)).prefix(limit)
    let end = max(0, start) + rows.count
    let next = end < found.count ? Cursor(.integer(Int64(end))) : nil
    let table = UI.table(
      caption: visit.t("事项"), dense: true,
      columns: [
        UI.Column(visit.t("事项名称")), UI.Column(visit.t("实施编码")), UI.Column(visit.t("承办科室")),
        UI.Column(visit.t("版本"), number: true), UI.Column(visit.t("生效日期")),
        UI.Column(visit.t("承诺时限")),
      ],
      rows: rows.map { row($0.item, visit) })
    let filter = UI.Filter(
      "department", visit.t("承办科室"),
      desk.departments.map { UI.Option($0.zh, visit.pick($0)) })
    return Page(
      "事项", section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs([(visit.t("事项管理"), DraftingLink.home.path)], here: visit.t("事项"), visit))
        \(UI.head(visit.t("事项")))
        \(UI.filters(DraftingLink.items.path, search: visit.t("事项名称"), [filter], visit))
        \(rows.isEmpty ? UI.empty(visit.t("没有相符的事项")) : table)
        \(UI.pagination(
          previous: start > 0 ? visit.address(changing: ["cursor": nil]) : nil,
          next: next.map { visit.address(changing: ["cursor": $0.text]) },
          summary: visit.t("共 \(found.count) 项"), visit))
        """)
  }

  private func row(_ item: ItemVersion, _ visit: Visit) -> UI.Row {
    UI.Row([
      "<a href=\"\(DraftingLink.item(item.code).path)\">\(visit.pick(item.name))</a>",
      "<span class=\"number\">\(item.code)</span>", "\(visit.pick(item.department))",
      "\(item.version)", UI.day(item.effective, visit), "\(visit.term(item.terms.promised))",
    ])
  }

  private func page(
    _ visit: Visit, _ actor: Actor, _ failed: (act: String, state: FormState)?
  ) async throws -> Page {
    let code = visit.parameter("code")
    let item = try await desk.item(code)
    let cases = try await desk.openCases(code)
    let view = ItemAdminView(
      desk: desk, item: item, openCases: cases, actor: actor, visit: visit, failed: failed)
    return view.page
  }
}
