// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Site

/// The home page and the lists of items: by text, theme, department and stage of life.
struct ItemPages: Sendable {
  let shelf: CatalogueShelf
  let additions: [GuideAddition]

  var routes: [Route] {
    [
      .page(.get, CatalogueLink.Pattern.home, .anyone, "首页") { visit, _ in
        .page(home(visit))
      },
      .page(
        .get, CatalogueLink.Pattern.items, .anyone, "办事指南",
        navigation: Navigation("items", order: 10)
      ) { visit, _ in
        .page(try list(visit))
      },
      .page(.get, CatalogueLink.Pattern.suggest, .anyone, "搜索提示") { visit, _ in
        suggest(visit)
      },
      .page(.get, CatalogueLink.Pattern.item, .anyone, "事项的办事指南") { visit, _ in
        .page(try await ItemGuidePage.page(visit, shelf.snapshot, additions))
      },
    ]
  }

  // MARK: - Home

  private func home(_ visit: Visit) -> Page {
    let items = shelf.snapshot.current(on: visit.now.day)
    let contents = CatalogueContents(items)
    let body: HTML = """
      <div class="hero"><h1>\(visit.t("要办什么事？"))</h1>\
      <p class="lead">\(visit.t("先看清条件、材料和时限，再在家申请。每一步还剩多少法定时间、为什么，都能看到。"))</p>\
      \(UI.search(CatalogueLink.items.path, value: nil,
        placeholder: visit.t("输入事项名称、拼音或首字母，例如：食品经营"),
        suggest: CatalogueLink.Pattern.suggest, visit))\
      \(UI.seal(class: "hero-seal"))</div>
      \(UI.section(visit.t("企业的一生"), id: "enterprise", lifeline(contents, personal: false, visit)))
      \(if: contents.stages.contains { $0.stage.isPersonal },
        UI.section(visit.t("个人的一生"), id: "person", lifeline(contents, personal: true, visit)))
      \(UI.section(visit.t("按主题找"), id: "subjects", subjects(contents, visit)))
      \(UI.section(visit.t("按部门找"), id: "departments", departments(contents, visit)))
      \(figures(items, visit))
      """
    return Page("首页", section: "home", wide: true, body: body)
  }

  private func lifeline(_ contents: CatalogueContents, personal: Bool, _ visit: Visit) -> HTML {
    let stages = contents.stages.filter { $0.stage.isPersonal == personal }.map { entry in
      (
        title: visit.t(entry.stage),
        path: CatalogueLink.found(ItemSearch(stage: entry.stage)).path,
        note: visit.t("\(entry.count) 项") as String?
      )
    }
    return UI.lifeline(stages, label: personal ? visit.t("个人的一生") : visit.t("企业的一生"))
  }

  private func subjects(_ contents: CatalogueContents, _ visit: Visit) -> HTML {
    let tiles = contents.subjects.map { entry in
      UI.tile(
        visit.pick(entry.name), path: CatalogueLink.found(ItemSearch(subject: entry.name.zh)).path,
        count: entry.count)
    }
    return "<div class=\"grid-tight\">\(tiles)</div>"
  }

  private func departments(_ contents: CatalogueContents, _ visit: Visit) -> HTML {
    let tiles = contents.departments.map { entry in
      UI.tile(
        visit.pick(entry.name),
        path: CatalogueLink.found(ItemSearch(department: entry.name.zh)).path, count: entry.count)
    }
    return "<div class=\"grid-tight\">\(tiles)</div>"
  }

  private func figures(_ items: [PublishedVersion], _ visit: Visit) -> HTML {
    guard !items.isEmpty else { return .empty }
    let whole = items.count { $0.item.onlineDepth == .whole }
    let once = items.count { $0.item.visits <= 1 }
    let statutory = items.reduce(0) { $0 + $1.item.terms.statutory.roughDays }
    let promised = items.reduce(0) { $0 + $1.item.terms.promised.roughDays }
    let saved = statutory > 0 ? Int((100 * (1 - promised / statutory)).rounded()) : 0
    return UI.section(
      visit.t("本目录一览"), id: "figures",
      UI.figures([
        (visit.t("可以办理的事项"), "<b>\(items.count)</b>"),
        (visit.t("全程网办"), "<b>\(whole * 100 / items.count)</b>%"),
        (visit.t("最多跑一次"), "<b>\(once * 100 / items.count)</b>%"),
        (visit.t("承诺时限比法定时限缩短"), "<b>\(saved)</b>%"),
      ]))
  }

  // MARK: - Lists

  private static let pageSize = 20

  private func list(_ visit: Visit) throws -> Page {
    let search = try ItemSearch(visit, text: "q")
    let snapshot = shelf.snapshot
    let found = snapshot.find(search, on: visit.now.day)
    let start = min(max(try visit.query("from", as: Int.self) ?? 0, 0), found.count)
    let shown = found[start..<min(start + Self.pageSize, found.count)]
    let end = start + shown.count
    let contents = CatalogueContents(snapshot.current(on: visit.now.day))
    let title: Phrase = search.text.isEmpty ? "办事指南" : "“\(search.text)”的搜索结果"
    let previous =
      start == 0
      ? nil
      : visit.address(changing: ["from": start > Self.pageSize ? "\(start - Self.pageSize)" : nil])
    let body: HTML = """
      \(UI.crumbs([], here: visit.t("办事指南"), visit))
      \(UI.head(visit.t(title), lead: visit.t("名称、拼音、首字母、英文和事项编码都可以搜索。")))
      \(UI.filters(
        CatalogueLink.items.path, search: visit.t("搜索事项"), filters(contents, visit), visit))
      \(if: !shown.isEmpty, "<h2 class=\"hush\">\(visit.t("共 \(found.count) 项"))</h2>")
      \(results(Array(shown), visit))
      \(UI.pagination(
        previous: previous,
        next: end < found.count ? visit.address(changing: ["from": "\(end)"]) : nil,
        summary: visit.t("共 \(found.count) 项"), visit))
      """
    return Page(title, section: "items", body: body)
  }

  private func filters(_ contents: CatalogueContents, _ visit: Visit) -> [UI.Filter] {
    [
      UI.Filter(
        "subject", visit.t("主题"),
        contents.subjects.map { UI.Option($0.name.zh, visit.pick($0.name)) }),
      UI.Filter(
        "department", visit.t("承办部门"),
        contents.departments.map { UI.Option($0.name.zh, visit.pick($0.name)) }),
      UI.Filter(
        "stage", visit.t("人生与经营阶段"),
        contents.stages.map { UI.Option($0.stage.rawValue, visit.t($0.stage)) }),
    ]
  }

  private func results(_ items: [PublishedVersion], _ visit: Visit) -> HTML {
    guard !items.isEmpty else {
      return UI.empty(
        visit.t("没有找到相符的事项"), visit.t("请换一个说法，或者按主题、部门查找。"),
        actions: UI.link(visit.t("查看全部事项"), CatalogueLink.items.path))
    }
    return "<div class=\"stack\">\(each: items, { card($0.item, visit) })</div>"
  }

  private func card(_ item: ItemVersion, _ visit: Visit) -> HTML {
    UI.cardLink(
      visit.pick(item.name), path: CatalogueLink.item(item.code).path,
      """
      \(with: item.summary, { "<p>\(visit.pick($0))</p>" })\
      <p class="row">\(UI.badge(visit.t(item.type)))\
      \(UI.badge(visit.t("承诺 \(visit.term(item.terms.promised))"), .info))\
      \(if: item.onlineDepth == .whole, UI.badge(visit.t("全程网办"), .good))\
      <span class="faint">\(visit.pick(item.department))</span></p>
      """)
  }

  // MARK: - Suggestions

  private struct Suggestion: Encodable, Sendable {
    let title: String
    let path: String
    let note: String
  }

  private func suggest(_ visit: Visit) -> Reply {
    let text = visit.query("q") ?? ""
    guard !text.trimmed.isEmpty else { return .json([Suggestion]()) }
    let matches = shelf.snapshot.find(ItemSearch(text: text), on: visit.now.day)
    return .json(
      matches.prefix(8).map { found in
        Suggestion(
          title: visit.pick(found.item.name), path: CatalogueLink.item(found.item.code).path,
          note: visit.pick(found.item.department))
      })
  }
}

extension ItemSearch {
  /// What the query string asks for; `text` is the name of the value with the words.
  init(_ visit: Visit, text: String) throws(CatalogueRefusal) {
    self.init(
      text: visit.query(text) ?? "", subject: visit.query("subject"),
      department: visit.query("department"))
    if let value = visit.query("stage") {
      guard let stage = LifeStage(rawValue: value) else {
        throw .invalidParameter(name: "stage", value: value)
      }
      self.stage = stage
    }
  }
}

/// By what a catalogue can be browsed, with the number of items under each.
struct CatalogueContents: Sendable {
  private(set) var subjects: [(name: Words, count: Int)] = []
  private(set) var departments: [(name: Words, count: Int)] = []
  private(set) var stages: [(stage: LifeStage, count: Int)] = []

  init(_ items: [PublishedVersion]) {
    subjects = Self.counted(items.flatMap(\.item.subjects))
    departments = Self.counted(items.map(\.item.department))
    stages = LifeStage.allCases.compactMap { stage in
      let count = items.count { $0.item.lifeStage == stage }
      return count > 0 ? (stage, count) : nil
    }
  }

  /// Each name once, the most frequent first, of the same frequency in the order of their code points.
  private static func counted(_ names: [Words]) -> [(name: Words, count: Int)] {
    var counts: [String: (name: Words, count: Int)] = [:]
    for name in names { counts[name.zh, default: (name, 0)].count += 1 }
    return counts.values.sorted { left, right in
      left.count != right.count ? left.count > right.count : left.name.zh < right.name.zh
    }
  }
}
