// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import ShangMi
import Site

/// The applicant's list of cases, the page of a case that all share, its files, and what the applicant does
/// with it.
package struct CasePages: Sendable {
  let desk: CaseDesk
  let additions: [CaseAddition]

  package init(desk: CaseDesk, additions: [CaseAddition] = []) {
    self.desk = desk
    self.additions = additions
  }

  package var routes: [Route] {
    [
      .page(
        .get, CaseLink.cases.path, ApplyPages.applicants, "我的办件",
        navigation: Navigation("cases", order: 15)
      ) { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, CaseLink.case("{id}").path, .signedIn, "办件") { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        let added = try await additions.html(file, actor, visit)
        return .page(
          CasePage(file: file, desk: desk, actor: actor, visit: visit, added: added).page())
      },
      .page(.get, CaseLink.clock("{id}").path, .signedIn, "办理时限") { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .page(ClockPage(file: file, desk: desk, visit: visit).page())
      },
      .page(.get, CaseLink.rules("{id}").path, .signedIn, "办件适用的规则") { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .page(RulesPage(file: file, visit: visit).page())
      },
      .page(
        .get, CaseLink.file(case: "{id}", digest: "{digest}").path, .signedIn, "下载材料"
      ) { visit, actor in
        try await download(visit, actor)
      },
      .page(
        .post, CaseLink.reveal("{id}").path, .signedIn, "显示完整信息", bodyLimit: 8 * 1024
      ) { visit, actor in
        try await reveal(visit, actor)
      },
    ] + WithdrawPages(desk: desk).routes + SupplementPages(desk: desk).routes
      + DeferredPages(desk: desk).routes
  }

  // MARK: The applicant's list

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let limit = try visit.limit()
    var filter = CaseFilter()
    filter.order = .newest(before: try visit.cursor().map(CaseFilter.ReceiptPlace.init))
    filter.limit = limit + 1
    let found = try await desk.list(filter, for: actor)
    let (rows, next) = found.page(limit) { row in
      let cursor = CaseFilter.ReceiptPlace(at: row.receivedAt, id: row.id).cursor
      return visit.address(changing: ["cursor": cursor.text])
    }
    let drafts = try await desk.draftTally(of: actor)
    let empty = UI.empty(
      visit.t("还没有办件"), visit.t("提交申请以后，办理进度、时限和结果都在这里。"),
      actions: UI.link(visit.t("查找事项"), CatalogueLink.items.path))
    let first = visit.query("cursor") == nil ? nil : CaseLink.cases.path
    return Page(
      "我的办件", section: "cases",
      body: """
        \(UI.head(
          visit.t("我的办件"),
          actions: UI.link(visit.t("办新的事"), CatalogueLink.items.path, .primary)))
        \(Self.tabs(at: .cases, drafts: drafts, visit))
        \(rows.isEmpty ? empty : table(rows, visit))
        \(UI.pagination(previous: first, next: next, visit))
        """)
  }

  /// The two halves of what somebody has in hand.
  enum Tab { case cases, drafts }

  static func tabs(at tab: Tab, drafts: Tally, _ visit: Visit) -> HTML {
    UI.tabs(
      [
        UI.Tab(visit.t("办件"), path: CaseLink.cases.path, current: tab == .cases),
        UI.Tab(
          visit.t("草稿"), path: CaseLink.drafts.path, current: tab == .drafts,
          count: drafts.text),
      ], label: visit.t("我的办件"))
  }

  private func table(_ rows: [CaseRow], _ visit: Visit) -> HTML {
    let columns = [
      UI.Column(visit.t("事项")), UI.Column(visit.t("进度")), UI.Column(visit.t("时限")),
      UI.Column(visit.t("收件时间")), UI.Column(visit.t("最近更新")),
    ]
    let today = visit.now.day
    let lines = rows.map { row -> UI.Row in
      let item = try? desk.item(row.item)
      let name = item.map { visit.pick($0.name) } ?? row.item.code
      return UI.Row(
        [
          """
          <a href="\(CaseLink.case(row.id).path)">\(name)</a>\
          <br><span class="number faint">\(row.number)</span>
          """,
          CasePage.badge(row.phase, granted: row.granted, item?.type, visit),
          due(row, today, visit),
          UI.moment(row.receivedAt, visit), UI.moment(row.updatedAt, visit),
        ], light: row.light(on: today, desk.calendar))
    }
    return UI.table(caption: visit.t("我的办件"), columns: columns, rows: lines)
  }

  /// When something happens next, and whose turn it is.
  private func due(_ row: CaseRow, _ today: Day, _ visit: Visit) -> HTML {
    guard let due = row.due, let left = row.remaining(on: today, desk.calendar) else {
      return [.supplementing, .awaiting].contains(row.standing)
        ? UI.badge(visit.t("等您补正"), .warn) : "—"
    }
    let text: Phrase =
      left < 0 ? "逾期 \(-left) 个工作日" : left == 0 ? "今天到期" : "剩 \(left) 个工作日"
    return """
      \(UI.light(row.light(on: today, desk.calendar), visit, text: visit.t(text))) \
      <small class="faint nowrap">\(UI.day(due, visit))</small>
      """
  }

  // MARK: Files and full data

  /// Gives a file of a case.
  private func download(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    guard let digest = Digest(visit.parameter("digest")) else {
      throw CaseworkRefusal.fileNotFound
    }
    let (file, bytes) = try await desk.file(digest, of: visit.parameter("id"), for: actor)
    return Self.download(file, bytes)
  }

  /// A picture may be looked at, anything that could hold a program is saved.
  package static func download(_ file: FiledFile, _ bytes: [UInt8]) -> Reply {
    let isPicture = file.kind == .jpg || file.kind == .png
    return .file(bytes, media: file.kind.media, name: file.name, inline: isPicture)
  }

  private func reveal(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    let file = try await desk.open(id, for: actor)
    let filing = try await desk.reveal(id, for: actor)
    let section = FilingSection(file: file, filing: filing, isFull: true, visit: visit)
    let path = CaseLink.case(id).path
    return .page(
      Page(
        "完整信息", section: actor.isStaff ? "desk" : "cases",
        body: """
          \(UI.crumbs([(file.row.number, path)], here: visit.t("完整信息"), visit))
          \(UI.head(visit.t("完整信息")))
          \(UI.notice(
            .warning,
            body: "<p>\(visit.t("本次查看已经记录。信息只能用于办理本件，离开页面后恢复脱敏显示。"))</p>"))
          \(UI.section(visit.t("申请内容"), section.answers()))
          \(if: file.isInside, OthersSection(file: file, visit: visit).html())
          <p>\(UI.link(visit.t("回到办件"), path))</p>
          """))
  }
}

extension CaseLink {
  /// Where anybody verifies a licence; the room of licences answers there.
  static func verification(_ number: String) -> String {
    "/verify/" + PercentCoding.encode(number)
  }

  /// The page of a licence with all that has become of it; the room of licences answers there.
  static func licence(_ number: String) -> String {
    "/licences/" + PercentCoding.encode(number)
  }
}
