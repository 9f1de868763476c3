// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site
import SQL

/// What the page of a case says of its project: which one it is, which phase, and what stands against a grant, before
/// anybody decides.
struct PhaseSection {
  let desk: ProjectsDesk
  let file: CaseFile
  let actor: Actor
  let visit: Visit

  func html() async throws -> HTML {
    guard let written = file.filing?.answers[ProjectPolicies.field], !written.isEmpty else {
      return .empty
    }
    guard let code = file.filing?.projectCode else {
      return section(
        UI.notice(
          .warning,
          body: "<p>\(visit.t("项目代码“\(written)”无法识别。受理时应当核验项目代码，请更正或者一次性告知补正。"))</p>"))
    }
    let id = file.row.id
    let context = desk.context(of: actor)
    let (project, isVisible) = try await desk.journal.database.read { reader in
      (
        try Journal.state(of: Stream<Project>(code), in: reader).state,
        try MatterTable<Project>.find(code, context, in: reader) != nil
      )
    }
    let link = project.link(id)
    return section(
      """
      \(facts(project, link, code, isVisible))\
      \(with: project.obstacle(to: id, desk.rules), hold)\
      \(with: scopeAdvice(project, link), { UI.notice(.info, body: "<p>\(visit.t($0))</p>") })
      """)
  }

  private func section(_ body: HTML) -> HTML {
    UI.section(visit.t("工程项目"), id: "project", body)
  }

  private func facts(
    _ project: Project, _ link: Project.Link?, _ code: String, _ isVisible: Bool
  ) -> HTML {
    let name: HTML =
      isVisible
      ? "<a href=\"\(MatterLink("projects").one(code))\">\(project.title) \(code)</a>"
      : registration(code)
    let phase = link?.phase.flatMap { desk.rules.phase($0) }
    return UI.facts([
      (visit.t("所属项目"), name),
      (visit.t("阶段"), phase.map { "\(visit.pick($0.name))" }),
      (visit.t("施工范围"), link?.scope.map { "\($0.scopeText)" }),
      (visit.t("由整体许可取代"), link?.supersededBy.map { "\($0)" }),
    ])
  }

  private func registration(_ code: String) -> HTML {
    guard actor.holds(anyOf: ProjectStep.register.roles) else {
      return "\(code) \(visit.t("（尚未登记）"))"
    }
    let path = MatterLink("projects").begin + "?\(ProjectStep.code)=\(code)"
    return "\(code) \(UI.link(visit.t("登记项目"), path))"
  }

  private func hold(_ obstacle: ProjectRefusal) -> HTML {
    let basis = obstacle.legalBasis.map { visit.t("依据：\($0.law) \($0.article)") }
    return UI.notice(
      .warning, title: visit.t("现在不能准予"),
      body: "<p>\(visit.t(obstacle.phrase))</p>\(with: basis, { "<p class=\"muted\">\($0)</p>" })")
  }

  /// Without a scope nobody can tell whether two permits overlap.
  private func scopeAdvice(_ project: Project, _ link: Project.Link?) -> Phrase? {
    guard let link, link.phase != nil, link.scope == nil, link.licence == nil else { return nil }
    return project.details == nil
      ? "登记项目并写明本阶段的施工范围，才能核对是否与其他阶段重叠。" : "请在项目页面登记本阶段的施工范围，以核对是否与其他阶段重叠。"
  }
}
