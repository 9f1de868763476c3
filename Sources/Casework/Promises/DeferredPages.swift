// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The applicant brings what his case was accepted without; one material at a time, or several at once.
struct DeferredPages: Sendable {
  let desk: CaseDesk

  /// The largest form with files, in bytes.
  private static let filesMax = 64 * 1024 * 1024

  var routes: [Route] {
    [
      .page(.get, CaseLink.deferred("{id}").path, ApplyPages.applicants, "补交容缺材料") {
        visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .page(page(file, visit, FormState(visit, version: file.version)))
      },
      .page(
        .post, CaseLink.deferred("{id}").path, ApplyPages.applicants, "提交补交的材料",
        bodyLimit: Self.filesMax
      ) { visit, actor in
        try await supply(visit, actor)
      },
    ]
  }

  /// What has not come, as the item describes it.
  private func owed(_ file: CaseFile) -> [(entry: DeferralTurn.Entry, material: Material)] {
    file.state.deferring.all(.owed).compactMap { entry in
      file.item.materials.first { $0.key == entry.material.key }.map { (entry, $0) }
    }
  }

  /// What is awaited can be brought; after its time, or where nothing is, the page says so.
  private func obstacle(_ file: CaseFile, on today: Day) -> CaseworkRefusal? {
    guard let due = file.state.deferralDue else { return .nothingDeferred }
    return today > due ? .deferralOver(due: due) : nil
  }

  private func supply(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    let file = try await desk.open(id, for: actor)
    do {
      if let obstacle = obstacle(file, on: visit.now.day) { throw obstacle }
      let (files, refused) = try await desk.takeFiles(
        of: visit.form, for: owed(file).map(\.material), by: actor)
      if let refused { throw refused }
      guard !files.isEmpty else {
        throw SiteRefusal.invalid(
          owed(file).prefix(1).map {
            Fault(FilingField.files($0.material.key), "请选择要补交的文件。")
          })
      }
      _ = try await desk.amend(
        id, as: .deferred, answers: [:], files: files, by: actor,
        expecting: try visit.seenVersion(), key: visit.command)
      return .see(CaseLink.case(id).path, notice: "补交的材料已经收到，等待工作人员核对。")
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      let fresh = try await desk.open(id, for: actor)
      var page = page(fresh, visit, FormState(visit, failed: refusal, version: fresh.version))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func page(_ file: CaseFile, _ visit: Visit, _ state: FormState) -> Page {
    let path = CaseLink.case(file.row.id).path
    let parts = owed(file).map { part($0.entry, $0.material, file, visit, state) }
    let form = UI.form(
      CaseLink.deferred(file.row.id).path, state, visit, files: true,
      """
      \(parts)
      <div class="actions">\(UI.button(visit.t("提交"), large: true))\
      \(UI.link(visit.t("回到办件"), path))</div>
      """)
    let closed = obstacle(file, on: visit.now.day).map {
      UI.notice(.info, body: "<p>\(visit.t($0.phrase))</p>")
    }
    return Page(
      "补交容缺材料", section: "cases",
      body: """
        \(UI.crumbs(
          [(visit.t("我的办件"), CaseLink.cases.path), (file.row.number, path)],
          here: visit.t("补交容缺材料"), visit))
        \(UI.head(
          visit.t("补交容缺材料"), lead: visit.t("本件是在缺少下列材料的情况下受理的，请在期限内补交；可以分次提交。")))
        <div class="narrow stack">\(closed ?? form)</div>
        """)
  }

  private func part(
    _ entry: DeferralTurn.Entry, _ material: Material, _ file: CaseFile, _ visit: Visit,
    _ state: FormState
  ) -> HTML {
    let problem = file.history.reversed().lazy.compactMap { recorded -> String? in
      guard case .deferring(.returned(let returned, let problem)) = recorded.event,
        returned.key == material.key
      else { return nil }
      return file.text(problem)
    }.first
    return UI.group(
      visit.pick(material.name),
      """
      \(with: entry.due, { "<p>\(visit.t("最迟 \($0) 补交。"))</p>" })\
      \(with: problem, { "<p><strong>\(visit.t("上次提交的不符合要求："))</strong>\($0)</p>" })\
      \(with: material.standard, { "<p class=\"muted\">\(visit.pick($0))</p>" })\
      \(UI.field(material.control(visit, required: false), state, visit))
      """)
  }
}
