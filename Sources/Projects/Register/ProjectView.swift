// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Licences
import SQL
import Site

/// What the page of a project shows: what is known of it, its cases with their days drawn, the phases, and what a deep
/// pit needs.
struct ProjectView: MatterView {
  let file: MatterFile<Project>
  let desk: ProjectsDesk
  let visit: Visit
  /// The cases that the reader may see, by their ids.
  let cases: [String: CaseRow]

  static func body(
    _ file: MatterFile<Project>, _ desk: ProjectsDesk, _ actor: Actor, _ visit: Visit
  ) async throws -> HTML {
    let cases = try await desk.cases(of: file.state, for: actor)
    return ProjectView(file: file, desk: desk, visit: visit, cases: cases).html
  }

  private var html: HTML {
    """
    \(UI.section(visit.t("项目信息"), id: "details", details))\
    \(UI.section(visit.t("办件和证照"), id: "cases", casesPart))\
    \(phases)\(works)\(pit)
    """
  }

  private var details: HTML {
    guard let details = file.state.details else { return .empty }
    return UI.facts([
      (visit.t("投资项目统一代码"), UI.number(details.code, visit)),
      (visit.t("建设单位名称"), "\(details.developer) \(details.developerCode)"),
      (visit.t("建设地点"), "\(details.address)"),
      (visit.t("工程类型"), "\(visit.t(details.kind.phrase))"),
      (visit.t("总投资（万元）"), "\(Area(hundredths: details.investment).text)"),
      (visit.t("建筑面积（平方米）"), "\(details.area.text)"),
      (
        visit.t("基坑开挖深度（米）"),
        details.pitDepth.map { "\(Area(hundredths: $0).text)" }
      ),
    ])
  }

  // MARK: Cases

  /// The links whose cases the reader may see, in the order of receipt.
  private var shown: [(link: Project.Link, row: CaseRow)] {
    file.state.links.compactMap { link in cases[link.caseID].map { (link, $0) } }
      .sorted { ($0.row.receivedAt, $0.row.id) < ($1.row.receivedAt, $1.row.id) }
  }

  private var casesPart: HTML {
    guard !shown.isEmpty else {
      return "<p class=\"muted\">\(visit.t("还没有填写本项目代码的办件。"))</p>\(offers)"
    }
    return """
      <div class="stack">\(TimeBars(spans: shown.map(span), now: visit.now, visit: visit).drawing)
      \(UI.table(
        caption: visit.t("办件和证照"), dense: true,
        columns: [
          UI.Column(visit.t("办件")), UI.Column(visit.t("事项")), UI.Column(visit.t("收件")),
          UI.Column(visit.t("决定")), UI.Column(visit.t("状态")), UI.Column(visit.t("证照")),
        ], rows: shown.map(row)))
      \(offers)</div>
      """
  }

  /// What can be applied for in the project.
  private var offers: HTML {
    let links = desk.rules.offers.map { offer -> HTML in
      let path = ConstructionRules.path(ofBundle: offer.bundle)
      return "<li><a href=\"\(path)\">\(visit.pick(offer.name))</a></li>"
    }
    return """
      <div><p>\(visit.t("可以为本项目申请，申请时填写上面的项目代码："))</p><ul>\(links)</ul></div>
      """
  }

  private func name(_ link: Project.Link, _ row: CaseRow) -> String {
    desk.cases.shelf.version(row.item.code, row.item.version).map { visit.pick($0.name) }
      ?? link.item
  }

  private func row(_ link: Project.Link, _ row: CaseRow) -> UI.Row {
    let mark = CaseMark(row)
    return UI.Row([
      "<a href=\"\(CaseLink.case(row.id).path)\">\(row.number)</a>", "\(name(link, row))",
      UI.day(row.receivedAt.day, visit),
      row.decidedAt.map { UI.day($0.day, visit) } ?? "—",
      UI.badge(visit.t(mark.phrase), mark.tone), licence(link),
    ])
  }

  private func licence(_ link: Project.Link) -> HTML {
    guard let number = link.licence else { return "—" }
    let note: Phrase? =
      link.supersededBy.map { number -> Phrase in "由 \(number) 取代" }
      ?? (link.isEnded ? "已失效" : nil)
    return """
      <a href="\(LicenceLink.licence(number).path)">\(number)</a>\
      \(with: note, { " " + UI.badge(visit.t($0), .warn) })
      """
  }

  private func span(_ link: Project.Link, _ row: CaseRow) -> TimeBars.Span {
    TimeBars.Span(
      name: name(link, row), from: row.receivedAt.day,
      until: (row.decidedAt ?? row.closedAt)?.day, tone: CaseMark(row).bar)
  }

  // MARK: Phases

  private var phases: HTML {
    let links = file.state.links.filter { $0.phase != nil || $0.isWhole }
    guard !links.isEmpty else { return .empty }
    let steps = desk.rules.phases.map { phase -> UI.Step in
      let link = links.last { $0.phase == phase.key }
      let permit =
        file.state.permit(of: phase.key)
        ?? link.flatMap { $0.supersededBy == nil ? nil : $0.licence }
      let state: UI.Step.State = permit != nil ? .done : link == nil ? .coming : .now
      return UI.Step(visit.pick(phase.name), note: permit ?? link?.scope?.scopeText, state)
    }
    let obstacles = links.filter { !$0.isLicensed }.compactMap { link -> HTML? in
      file.state.obstacle(to: link.caseID, desk.rules).map {
        UI.notice(.warning, title: link.number, body: "<p>\(visit.t($0.phrase))</p>")
      }
    }
    let whole = file.state.wholeLicence.map { number -> HTML in
      UI.notice(
        .success, body: "<p>\(visit.t("整体施工许可证 \(number) 已经核发，各阶段的许可证由它取代。"))</p>")
    }
    return UI.section(
      visit.t("分阶段施工许可"), id: "phases", "\(UI.steps(steps))\(whole)\(obstacles)")
  }

  // MARK: The works

  /// When the works of each permit have to begin, and how they stand.
  private var works: HTML {
    let rows = file.state.links.compactMap { link -> UI.Row? in
      guard let works = link.works, let number = link.licence, link.supersededBy == nil else {
        return nil
      }
      return UI.Row([
        "\(number)", UI.day(works.startBy, visit), works.startedOn.map { UI.day($0, visit) } ?? "—",
        works.stoppedOn.map { UI.day($0, visit) } ?? "—",
        UI.badge(visit.t(works.phrase), works.tone),
      ])
    }
    guard !rows.isEmpty else { return .empty }
    return UI.section(
      visit.t("开工和停工"), id: "works",
      """
      <div class="stack"><p class="muted">\(visit.t("领证后三个月内开工，可以申请延期两次，每次不超过三个月；既不开工又不申请延期的，许可证自行废止。"))
      \(visit.t("依据：\(LegalBasis.startOfWorks.law) \(LegalBasis.startOfWorks.article)"))</p>
      \(UI.table(
        caption: visit.t("开工和停工"), dense: true,
        columns: [
          UI.Column(visit.t("施工许可证")), UI.Column(visit.t("最迟开工")), UI.Column(visit.t("开工日期")),
          UI.Column(visit.t("中止施工日期")), UI.Column(visit.t("状态")),
        ], rows: rows))</div>
      """)
  }

  // MARK: The pit

  private var pit: HTML {
    guard let depth = file.state.details?.pitDepth, depth > 0 else { return .empty }
    let pit = desk.rules.pit
    let expert: Phrase =
      depth >= pit.depth
      ? "开挖深度达到 \(pit.depth / 100) 米，专项施工方案应当经专家论证（\(pit.basis.law)\(pit.basis.article)）。"
      : "开挖深度不到 \(pit.depth / 100) 米；周边环境复杂的，专项施工方案也应当经专家论证。"
    func list(_ names: [Words]) -> HTML {
      "<ul>\(names.map { "<li>\(visit.pick($0))</li>" as HTML })</ul>"
    }
    return UI.section(
      visit.t("我要挖深基坑"), id: "pit",
      """
      <div class="stack">
      \(UI.notice(depth >= pit.depth ? .warning : .info, body: "<p>\(visit.t(expert))</p>"))
      <div><h3>\(visit.t("必须办理"))</h3>\(list(pit.mandatory))</div>
      <div><h3>\(visit.t("按情形办理"))</h3>\(list(pit.optional))</div>
      <p>\(UI.link(visit.t("一表申请"), ConstructionRules.path(ofBundle: pit.bundle)))</p>
      </div>
      """)
  }
}

/// How a case stands, in the few words of a list of a project.
struct CaseMark {
  let phrase: Phrase
  let tone: UI.Tone
  /// The class of its bar.
  let bar: HTML

  init(_ row: CaseRow) {
    switch (row.granted, row.closedAt) {
    case (true, _): (phrase, tone, bar) = ("准予", .good, "good")
    case (false, _): (phrase, tone, bar) = ("不予许可", .bad, "bad")
    case (nil, .some): (phrase, tone, bar) = ("已结束", .plain, "warn")
    case (nil, nil): (phrase, tone, bar) = ("办理中", .info, "warn")
    }
  }
}

/// Spans of days as bars one below the other; the table below says the same in figures.
struct TimeBars {
  struct Span {
    let name: String
    let from: Day
    /// Nil while it lasts.
    let until: Day?
    let tone: HTML
  }

  let spans: [Span]
  let now: Instant
  let visit: Visit

  private static let row = 32
  private static let left = 300
  private static let width = 620
  private static let right = 70

  var drawing: HTML {
    guard let first = spans.map(\.from).min() else { return .empty }
    let last = spans.map { $0.until ?? now.day }.max() ?? first
    let days = max(1, last - first + 1)
    let bars = spans.enumerated().map { bar($0.element, at: $0.offset, first, days) }
    let height = spans.count * Self.row
    let span = Self.left + Self.width + Self.right
    return """
      <figure class="bars" tabindex="0"><svg viewBox="0 0 \(span) \(height)" role="img" \
      aria-label="\(visit.t("各办件的起止"))">\(bars)</svg></figure>
      """
  }

  private func bar(_ span: Span, at index: Int, _ first: Day, _ days: Int) -> HTML {
    let top = index * Self.row
    let start = (span.from - first) * Self.width / days
    let length = max(4, ((span.until ?? now.day) - span.from + 1) * Self.width / days)
    let count = (span.until ?? now.day) - span.from + 1
    // Latin letters take half the room.
    let letters = span.name.utf8.count == span.name.count ? 36 : 18
    return """
      <text class="bar-name" x="\(Self.left - 12)" y="\(top + 21)" text-anchor="end">\
      \(String(span.name.prefix(letters)))</text>\
      <rect class="bar-rest" x="\(Self.left)" y="\(top + 6)" width="\(Self.width)" height="20"/>\
      <rect class="bar-\(span.tone)" x="\(Self.left + start)" y="\(top + 6)" width="\(length)" \
      height="20"/>\
      <text class="bar-value" x="\(Self.left + Self.width + 10)" y="\(top + 21)">\
      \(visit.t("\(count) 天"))</text>
      """
  }
}

extension ProjectsDesk {
  /// The cases of a project that somebody may see, by their ids.
  func cases(of project: Project, for actor: Actor) async throws -> [String: CaseRow] {
    let ids = project.links.map(\.caseID)
    return try await journal.database.read { reader in
      var rows: [String: CaseRow] = [:]
      for id in ids { rows[id] = try CaseTable.find(id, for: actor, in: reader) }
      return rows
    }
  }
}
