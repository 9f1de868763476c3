// SPDX-License-Identifier: Apache-2.0

import Catalogue
import HTTPTypes
import Journal
import Site

/// Two versions of an item beside one another.
struct ComparisonPages: Sendable {
  let desk: DraftingDesk

  var routes: [Route] {
    [
      .page(
        .get, DraftingLink.comparison("{code}").path, DraftingScope.gate, "比较两个版本"
      ) { visit, _ in
        .page(try page(visit))
      }
    ]
  }

  private func page(_ visit: Visit) throws -> Page {
    let (old, new) = try desk.pair(visit)
    let name = visit.pick(new.name)
    let view = ComparisonView(comparison: ItemComparison(old, new), visit: visit)
    return Page(
      "比较两个版本", section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs(
          [
            (visit.t("事项"), DraftingLink.items.path), (name, DraftingLink.item(new.code).path),
          ], here: visit.t("比较两个版本"), visit))
        \(UI.head(
          name, lead: visit.t("第 \(old.version) 版（\(old.effective) 起）与第 \(new.version) 版（\(new.effective) 起）")))
        \(choice(old, new, visit))
        \(view.html)
        """)
  }

  /// Lists to choose two other versions by.
  private func choice(_ old: ItemVersion, _ new: ItemVersion, _ visit: Visit) -> HTML {
    let options = desk.shelf.snapshot.history(new.code).map { version in
      UI.Option("\(version.item.version)", visit.t("第 \(version.item.version) 版"))
    }
    return UI.filters(
      DraftingLink.comparison(new.code).path, search: nil,
      [UI.Filter("from", visit.t("原来的"), options), UI.Filter("to", visit.t("新的"), options)],
      visit)
  }
}

extension DraftingDesk {
  /// The two versions that a request asks for; the last two of an item where it names none.
  func pair(_ visit: Visit) throws -> (old: ItemVersion, new: ItemVersion) {
    let versions = shelf.snapshot.history(visit.parameter("code")).map(\.item)
    guard let last = versions.last else { throw DraftingRefusal.itemNotFound }
    let to = try visit.query("to", as: Int.self) ?? last.version
    let former = versions.last { $0.version < to } ?? last
    let from = try visit.query("from", as: Int.self) ?? former.version
    guard let old = versions.first(where: { $0.version == from }) else {
      throw DraftingRefusal.versionNotFound(from)
    }
    guard let new = versions.first(where: { $0.version == to }) else {
      throw DraftingRefusal.versionNotFound(to)
    }
    return (old, new)
  }
}

/// What has changed, in words.
struct ComparisonView {
  let comparison: ItemComparison
  let visit: Visit

  var html: HTML {
    guard !comparison.isEmpty else {
      return UI.empty(visit.t("两个版本没有不同"))
    }
    let headlines = comparison.headlines.map { "<li><strong>\(visit.t($0))</strong></li>" as HTML }
    let summary: HTML = headlines.isEmpty ? .empty : "<ul class=\"stack\">\(headlines)</ul>"
    let sections = DraftSection.allCases.compactMap { section -> HTML? in
      let changes = comparison.changes.filter { $0.section == section }
      guard !changes.isEmpty else { return nil }
      return UI.section(visit.t(section.phrase), table(changes, visit.t(section.phrase)))
    }
    return "\(summary)\(sections)"
  }

  private func table(_ changes: [ItemComparison.Change], _ caption: String) -> HTML {
    UI.table(
      caption: caption,
      columns: [
        UI.Column(visit.t("哪一项")), UI.Column(visit.t("变化")), UI.Column(visit.t("原来的")),
        UI.Column(visit.t("新的")),
      ],
      rows: changes.map { change in
        let name: HTML = "\(visit.t(change.phrase))"
        switch change.kind {
        case .added(let value):
          return UI.Row([name, UI.badge(visit.t("新增"), .good), "—", "\(visit.t(value))"])
        case .removed(let value):
          return UI.Row([name, UI.badge(visit.t("去掉"), .bad), "\(visit.t(value))", "—"])
        case .changed(let old, let new):
          return UI.Row([
            name, UI.badge(visit.t("修改"), .info), "\(visit.t(old))", "\(visit.t(new))",
          ])
        }
      })
  }
}
