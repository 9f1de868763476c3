// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal
import Site

/// One section of a draft: fields where it is simple enough for them, its text always, and what is wrong with it.
struct SectionPage {
  let file: DraftFile
  let section: DraftSection
  let actor: Actor
  let visit: Visit
  /// Why what was sent was not kept.
  var refusal: (any Refusal)?

  /// The hidden field that says in which way the section was written.
  static let mode = "mode"
  static let byFields = "fields"
  static let byText = "text"
  /// Before the name of a spreadsheet.
  static let bySheet = "sheet:"

  private var path: String { DraftingLink.section(file.row.id, section.rawValue).path }

  private var isWritable: Bool {
    file.state.status.isWritable && actor.holds(anyOf: DraftingScope.administrators)
  }

  func page(_ failed: FormState?) -> Page {
    let title = visit.t(section.phrase)
    return Page(
      "\(section.phrase)：\(file.row.name)", section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs(
          [
            (visit.t("事项管理"), DraftingLink.home.path),
            (file.row.name, DraftingLink.draft(file.row.id).path),
          ], here: title, visit))
        \(UI.head(title, lead: file.row.name))
        \(others)\(faults)
        \(UI.split(writing(failed), aside: sections))
        """)
  }

  /// Links to all sections: the table of contents of the whole draft.
  private var sections: HTML {
    let links = DraftSection.allCases.map { other -> HTML in
      let count = file.check.faults(of: other).count
      return """
        <li><a href="\(DraftingLink.section(file.row.id, other.rawValue).path)"\
        \(attribute: "aria-current", other == section ? "page" : nil)>\(visit.t(other.phrase))\
        \(if: count > 0, " <span class=\"count\">\(count)</span>")</a></li>
        """
    }
    return "<nav aria-label=\"\(visit.t("各节"))\"><ul class=\"toc\">\(links)</ul></nav>"
  }

  /// What others have written since the form was opened.
  private var others: HTML {
    guard case .changedMeanwhile(let changes) = refusal as? DraftingRefusal, !changes.isEmpty
    else { return .empty }
    let list: HTML = """
      <ul>\(each: changes, {
        "<li>\(UI.moment($0.at, visit)) \($0.who)：\(visit.t($0.section.phrase))</li>"
      })</ul>
      """
    let now: HTML = """
      <details class="more"><summary>\(visit.t("这一节现在的内容"))</summary>\
      <pre class="yaml" lang="zh-CN">\(file.text[section])</pre></details>
      """
    return UI.notice(.warning, title: visit.t("他人的改动"), body: list + now)
  }

  private var faults: HTML {
    let faults = file.check.faults(of: section)
    guard !faults.isEmpty else { return .empty }
    let list: HTML = "<ul>\(each: faults, fault)</ul>"
    return UI.notice(.warning, title: visit.t("\(faults.count) 处没有通过检查"), body: list)
  }

  private func fault(_ fault: DraftCheck.Fault) -> HTML {
    """
    <li>\(with: fault.line, { "\(visit.t("第 \($0) 行")) " })\
    <span class="number">\(fault.rule)</span> \(visit.t(fault.phrase))</li>
    """
  }

  // MARK: Writing

  private func writing(_ failed: FormState?) -> HTML {
    guard isWritable else {
      return "<pre class=\"yaml\" lang=\"zh-CN\">\(file.text[section])</pre>"
    }
    let sent = failed?[Self.mode]
    let byText = text(sent == Self.byText ? failed : nil)
    guard let form = SectionForm(section, of: file.text) else { return byText + sheets(failed) }
    let other = """
      <details class="more"\(attribute: "open", sent == Self.byText)>\
      <summary>\(visit.t("改用文本编辑"))</summary>\(byText)</details>
      """ as HTML
    return fields(form, sent == Self.byFields ? failed : nil) + other
  }

  private func text(_ failed: FormState?) -> HTML {
    area(
      Self.byText, visit.t("这一节的文本（YAML）"), file.text[section], failed,
      help: visit.t("键的写法见目录的说明；# 开头的是注释。"))
  }

  /// The spreadsheets of the tables, each in a form of its own.
  private func sheets(_ failed: FormState?) -> HTML {
    guard section == .tables else { return .empty }
    return HTML.join(
      file.sheets.map { sheet in
        let mode = Self.bySheet + sheet.name
        return UI.section(
          sheet.name,
          area(
            mode, visit.t("电子表格（CSV）"), sheet.text, failed?[Self.mode] == mode ? failed : nil,
            help: visit.t("可以从电子表格软件另存为 CSV 后粘贴。")))
      })
  }

  private func area(
    _ mode: String, _ label: String, _ text: String, _ failed: FormState?, help: String
  ) -> HTML {
    let state =
      failed ?? FormState(visit, values: ["text": text], version: file.row.version)
    let field = UI.Field("text", label, .area(max: DraftPages.textMax), help: help)
    return UI.form(
      path, state, visit,
      """
      <input type="hidden" name="\(Self.mode)" value="\(mode)">
      <div class="template-text">\(UI.fields([field], state, visit))</div>
      <div class="actions">\(UI.button(visit.t("保存")))</div>
      """)
  }

  private func fields(_ form: SectionForm, _ failed: FormState?) -> HTML {
    let state = failed ?? FormState(visit, all: form.values, version: file.row.version)
    let fields = section.fields.map { field in
      if case .rows(let columns) = field.shape {
        return rows(of: field, columns, form, state)
      }
      return UI.field(control(field), state, visit)
    }
    return UI.form(
      path, state, visit,
      """
      <input type="hidden" name="\(Self.mode)" value="\(Self.byFields)">
      \(HTML.join(fields, separator: "\n"))
      <div class="actions">\(UI.button(visit.t("保存")))</div>
      """)
  }

  private func control(_ field: SectionField) -> UI.Field {
    func options(_ choices: [SectionField.Choice]) -> [UI.Option] {
      choices.map { UI.Option($0.word, visit.t($0.phrase)) }
    }
    let kind: UI.FieldKind =
      switch field.shape {
      case .text, .rows: .text(max: 500)
      case .area: .area(max: 2_000)
      case .lines: .area(max: 5_000)
      case .number: .number
      case .date: .date
      case .flag: .check
      case .choice(let choices): .list(options(choices))
      case .several(let choices): .several(options(choices))
      }
    let isFlag = if case .flag = field.shape { true } else { false }
    return UI.Field(
      field.name, visit.t(field.phrase), kind, required: field.isRequired && !isFlag,
      help: field.help.map { visit.t($0) })
  }

  private func rows(
    of field: SectionField, _ columns: [SectionField.Column], _ form: SectionForm,
    _ state: FormState
  ) -> HTML {
    let groups = (0..<form.rows(of: field)).map { index in
      let fields = columns.map { column in
        UI.Field(
          field.name(index, column), visit.t(column.phrase),
          column.isNumber ? .number : column.isLong ? .area(max: 2_000) : .text(max: 500))
      }
      return UI.group(
        visit.t("\(field.phrase) \(index + 1)"), UI.fields(fields, state, visit))
    }
    return """
      \(with: field.help, { "<p>\(visit.t($0))</p>" })\(HTML.join(groups))\
      <p class="faint">\(visit.t("清空一组就删除它；保存以后会再多出两组。"))</p>
      """
  }
}
