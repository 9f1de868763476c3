// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// A draft in the browser: its sections, its steps, its history, and its file.
struct DraftPages: Sendable {
  let desk: DraftingDesk

  /// The longest text of a section, in characters.
  static let textMax = 200_000

  var routes: [Route] {
    [
      .page(.get, DraftingLink.draft("{draft}").path, DraftingScope.gate, "一份草稿") {
        visit, actor in
        let file = try await desk.draft(visit.parameter("draft"))
        return .page(DraftView(file: file, desk: desk, actor: actor, visit: visit).page)
      },
      .page(.get, DraftingLink.file("{draft}").path, DraftingScope.gate, "下载草稿文件") { visit, _ in
        let file = try await desk.draft(visit.parameter("draft"))
        return .file(
          Array(file.text.text.utf8), media: "application/yaml; charset=utf-8",
          name: "item-\(file.row.item.suffix(12))-\(file.row.target).yaml")
      },
      .page(
        .get, DraftingLink.section("{draft}", "{section}").path, DraftingScope.gate, "草稿的一节"
      ) { visit, actor in
        let file = try await desk.draft(visit.parameter("draft"))
        let section = try Self.section(visit)
        return .page(
          SectionPage(file: file, section: section, actor: actor, visit: visit).page(nil))
      },
      .page(
        .post, DraftingLink.section("{draft}", "{section}").path, DraftingScope.writing,
        "保存草稿的一节", bodyLimit: 4 * Self.textMax
      ) { visit, actor in
        try await save(visit, actor)
      },
    ]
      + DraftStep.allCases.map { step in
        .page(
          .post, DraftingLink.step("{draft}", step.rawValue).path, .only(step.roles), step.phrase,
          bodyLimit: 16 * 1024
        ) { visit, actor in
          try await take(step, visit, actor)
        }
      }
  }

  private static func section(_ visit: Visit) throws(SiteRefusal) -> DraftSection {
    guard let section = DraftSection(rawValue: visit.parameter("section")) else {
      throw .notFound
    }
    return section
  }

  private func save(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("draft")
    let section = try Self.section(visit)
    let edit: DraftingDesk.Edit =
      switch visit.form[SectionPage.mode] {
      case SectionPage.byFields: .form(visit.form)
      case let sheet? where sheet.hasPrefix(SectionPage.bySheet):
        .sheet(
          name: String(sheet.dropFirst(SectionPage.bySheet.count)),
          visit.form.all("text").first ?? "")
      default: .text(visit.form.all("text").first ?? "")
      }
    do {
      _ = try await desk.save(
        edit, in: section, of: id, by: actor, expecting: try visit.seenVersion(),
        key: visit.command)
      return .see(DraftingLink.section(id, section.rawValue).path, notice: "已经保存。")
    } catch let error {
      guard let refusal = DraftingRefusal.shown(error) else { throw error }
      let file = try await desk.draft(id)
      // Whoever was told of what others have written has seen it.
      let state = FormState(visit, failed: refusal, version: file.row.version)
      var page = SectionPage(
        file: file, section: section, actor: actor, visit: visit, refusal: refusal
      ).page(state)
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func take(_ step: DraftStep, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("draft")
    do {
      let order = DraftOrder(
        step: step, reasons: Remark(visit.form["reasons"] ?? ""),
        effective: visit.form["effective"].flatMap { Day($0) })
      _ = try await desk.take(
        order, with: id, by: actor, expecting: try visit.seenVersion(), key: visit.command)
      return .see(DraftingLink.draft(id).path, notice: "已完成：\(step.phrase)。")
    } catch let error {
      guard let refusal = DraftingRefusal.shown(error) else { throw error }
      let file = try await desk.draft(id)
      let state = FormState(visit, failed: refusal, version: file.row.version)
      var page = DraftView(
        file: file, desk: desk, actor: actor, visit: visit, failed: (step, state)
      ).page
      page.status = refusal.kind.status
      return .page(page)
    }
  }
}
