// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import HTTPTypes
import Journal
import Site

/// Where the item administrator words the documents: the forms, the versions of each, and the editor with its preview.
struct TemplatePages: Sendable {
  let desk: CaseDesk

  private static let gate = Gate<Actor>.only(.itemAdministrator)

  var routes: [Route] {
    [
      .page(
        .get, CaseLink.templates.path, Self.gate, "文书模板",
        navigation: Navigation("templates", order: 60)
      ) { visit, _ in
        .page(try await list(visit))
      },
      .page(.get, CaseLink.template("{form}").path, Self.gate, "编辑文书模板") { visit, _ in
        try await show(visit)
      },
      .page(
        .post, CaseLink.template("{form}").path, Self.gate, "预览或者发布文书模板",
        bodyLimit: 4 * Template.lengthMax
      ) { visit, actor in
        try await change(visit, actor)
      },
    ]
  }

  // MARK: The forms

  private func list(_ visit: Visit) async throws -> Page {
    var rows: [UI.Row] = []
    for form in desk.forms {
      let (versions, inForce) = try await desk.templates(of: form)
      let current = versions.first { $0.version == inForce }
      let coming = versions.filter { $0.startsOn > desk.now.day }.min { $0.startsOn < $1.startsOn }
      rows.append(
        .init([
          """
          <a href="\(CaseLink.template(form.name).path)">\
          \(visit.t(form.title))</a>
          """,
          "\(visit.t(Self.phrase(version: inForce)))",
          "\(with: current, { UI.day($0.startsOn, visit) })",
          "\(with: coming, { UI.day($0.startsOn, visit) })",
        ]))
    }
    return Page(
      "文书模板", section: "templates",
      body: """
        \(UI.head(
          visit.t("文书模板"),
          lead: visit.t("文书按作出当天使用的模板生成，生成后不再改变。新版本从生效日期起用于新的文书。")))
        \(UI.table(
          caption: visit.t("文书模板"),
          columns: [
            .init(visit.t("文书")), .init(visit.t("使用的版本")), .init(visit.t("启用日期")),
            .init(visit.t("下一版本启用")),
          ], rows: rows))
        """)
  }

  private static func phrase(version: Int) -> Phrase {
    version == 0 ? "系统自带" : "第 \(version) 版"
  }

  // MARK: One form

  private func show(_ visit: Visit) async throws -> Reply {
    let form = try desk.form(visit.parameter("form"))
    let (versions, inForce) = try await desk.templates(of: form)
    let asked = visit.query("version").flatMap(Int.init)
    let shown = asked ?? versions.first?.version ?? 0
    let text = try await desk.templateText(form, version: shown)
    let state = FormState(
      visit, values: ["text": text, "from": "\(desk.now.day)"],
      version: versions.first?.version ?? DocumentTemplates.builtIn)
    let editor = TemplateEditor(
      form: form, versions: versions, inForce: inForce, shown: shown, visit: visit)
    return .page(editor.page(state, preview: try? TemplateRules.preview(text, for: form)))
  }

  private func change(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let form = try desk.form(visit.parameter("form"))
    let text = (visit.form.all("text").first ?? "").replacing("\r\n", with: "\n")
    let (versions, inForce) = try await desk.templates(of: form)
    let editor = TemplateEditor(
      form: form, versions: versions, inForce: inForce, shown: versions.first?.version ?? 0,
      visit: visit)
    do {
      guard visit.form["action"] == "publish" else {
        let rendering = try TemplateRules.preview(text, for: form)
        return .page(
          editor.page(
            FormState(
              visit, values: ["text": text, "from": visit.form["from"] ?? ""],
              version: try visit.seenVersion()),
            preview: rendering))
      }
      guard let day = visit.form["from"].flatMap(Day.init) else {
        throw SiteRefusal.invalid([Fault("from", "应当是真实存在的日期，写作 2026-11-23。")])
      }
      let version = try await desk.publish(
        template: text, for: form, from: day, by: actor, expecting: try visit.seenVersion(),
        key: visit.command)
      return .see(
        CaseLink.template(form.name).path, notice: "第 \(version) 版已经发布，从 \(day) 起使用。")
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      // Whoever was told of another's version has seen it.
      let latest = versions.first?.version ?? DocumentTemplates.builtIn
      var page = editor.page(
        FormState(visit, failed: refusal, version: latest),
        preview: try? TemplateRules.preview(text, for: form))
      page.status = refusal.kind.status
      return .page(page)
    }
  }
}
