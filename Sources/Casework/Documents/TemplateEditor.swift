// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Documents
import FEEL
import Site

/// The page on which a template is worded: the text, how it looks, its versions, and what it may read.
struct TemplateEditor {
  let form: DocumentForm
  let versions: [TemplateVersion]
  /// The version in force; 0 is the program's own.
  let inForce: Int
  /// The version whose text was taken up.
  let shown: Int
  let visit: Visit

  private var title: String { visit.t(form.title) }
  private var path: String { CaseLink.template(form.name).path }

  func page(_ state: FormState, preview: Template.Rendering?) -> Page {
    Page(
      "文书模板：\(form.title)", section: "templates", wide: true,
      body: """
        \(UI.crumbs([(visit.t("文书模板"), CaseLink.templates.path)], here: title, visit))
        \(UI.head(title, lead: visit.t("已经作出的文书不会改变；新版本从生效日期起用于新的文书。")))
        \(UI.form(path, state, visit, fields(state)))
        \(with: preview, { shown(by: $0) })
        \(UI.section(visit.t("版本"), id: "versions", history))
        \(UI.section(visit.t("写法"), id: "language", language))
        """)
  }

  private func fields(_ state: FormState) -> HTML {
    let fields = [
      UI.Field(
        "text", visit.t("模板"), .area(max: Template.lengthMax), required: true,
        help: visit.t("开头几行是名称、称谓、印章、页脚，空一行以后是正文。")),
      UI.Field(
        "from", visit.t("生效日期"), .date, required: true,
        help: visit.t("从这一天起作出的文书使用这个版本。")),
    ]
    return """
      <div class="template-text">\(UI.fields(fields, state, visit))</div>
      <div class="actions">\
      \(UI.button(visit.t("预览"), .plain, value: ("action", "preview")))\
      \(UI.button(visit.t("发布"), value: ("action", "publish")))</div>
      """
  }

  private func shown(by rendering: Template.Rendering) -> HTML {
    let remarks = rendering.remarks.map { "<li>\(visit.t($0.phrase))</li>" as HTML }
    let list: HTML = "<ul>\(remarks)</ul>"
    return UI.section(
      visit.t("预览（虚构的示例）"), id: "preview",
      """
      \(if: !remarks.isEmpty, UI.notice(.warning, title: visit.t("请留意"), body: list))\
      \(rendering.sheet.paper)
      """)
  }

  private var history: HTML {
    let own = UI.Row(
      [
        link(0), "", "", "",
      ], isMarked: inForce == 0)
    let rows = versions.map { version in
      UI.Row(
        [
          link(version.version), UI.day(version.startsOn, visit),
          UI.moment(version.publishedAt, visit), "\(version.author)",
        ], isMarked: version.version == inForce)
    }
    return UI.table(
      caption: visit.t("版本"),
      columns: [
        .init(visit.t("版本")), .init(visit.t("启用日期")), .init(visit.t("发布时间")),
        .init(visit.t("发布人")),
      ], rows: rows + [own])
  }

  private func link(_ version: Int) -> HTML {
    let name: Phrase = version == 0 ? "系统自带" : "第 \(version) 版"
    return """
      <a href="\(path)?version=\(version)"\(attribute: "aria-current", version == shown ? "true" : nil)>\
      \(visit.t(name))</a>\
      \(if: version == inForce, " " + UI.badge(visit.t("使用中"), .good))
      """
  }

  private var language: HTML {
    let names = form.names.map { name in
      (
        name: "{{ \(name.word) }}",
        value: "\(visit.t(name.meaning)) <span class=\"muted\">\(name.type.description)</span>"
          as HTML?
      )
    }
    return """
      <pre class="number">\(Self.example)</pre>
      <p>\(visit.t("双花括号里是 FEEL 表达式，可以使用下列名称。"))</p>
      \(UI.facts(names))
      """
  }

  /// What the language has, in the language itself.
  private static let example = """
    title: {{ 文书名称 }}        to: {{ 申请人 }}        seal: 行政审批专用章

    段落，**粗体**，{{ 事项 }}
    ## 标题
    - 编号条目
    > 小字注释
    | 名称 | 内容 |
    | 序号 | 材料 |
    |---|---|
    {{#each 材料}}
    | {{ index }} | {{ 名称 }} |
    {{/each}}
    {{#if 行政许可}}……{{else}}……{{/if}}
    """
}
