// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// Where the clerk picks the item: by a few letters of its pinyin, and Enter.
struct WindowSearch {
  let items: [ItemVersion]
  let held: [(id: String, terms: Authorisation.Terms)]
  /// What was searched for; nil before.
  let text: String?
  let visit: Visit

  func page() -> Page {
    Page(
      "窗口", section: "window",
      body: """
        \(UI.head(
          visit.t("窗口"), lead: visit.t("输入事项名称、拼音或者首字母，按回车：只有一项时直接打开。")))
        \(UI.search(
          CaseLink.window.path, value: text,
          placeholder: visit.t("事项，例如 lnryd"), suggest: CaseLink.windowSuggestions.path,
          focus: text == nil || items.isEmpty, visit))
        \(UI.section(visit.t(heading), id: "items", list))
        """)
  }

  private var heading: Phrase { text == nil ? "可以当场办结的事项" : "找到的事项" }

  private var list: HTML {
    guard !items.isEmpty else {
      let words: Phrase =
        text == nil ? "没有生效的授权书允许您当场办结；可以搜索任何事项，为申请人收件。" : "没有找到相符的事项，请换一个说法。"
      return "<p class=\"faint\">\(visit.t(words))</p>"
    }
    let entries = items.enumerated().map { index, item -> HTML in
      // What was searched for is opened by one more Enter.
      let focus = text != nil && index == 0
      let badge =
        held.first(for: item) == nil
        ? UI.badge(visit.t("收件")) : UI.badge(visit.t("当场办结"), .good)
      return """
        <li><a href="\(CaseLink.atOnce(item.code).path)"\(if: focus, " autofocus")>\
        \(visit.pick(item.name))</a> \(badge) \
        <span class="faint">\(visit.pick(item.department))</span></li>
        """
    }
    return "<ol class=\"stack\">\(entries)</ol>"
  }
}

/// One screen with all that an application at the window takes.
struct WindowPage {
  let item: ItemVersion
  /// Under which it can be done at once, if the answers allow it; nil where it can only be received.
  let authorisation: Authorisation.Terms?
  /// The scans that an earlier try of the form has brought.
  let kept: [FiledFile]
  let visit: Visit
  let state: FormState

  func page() -> Page {
    let name = visit.pick(item.name)
    return Page(
      "窗口办理：\(name)", section: "window", wide: true,
      body: """
        \(UI.crumbs([(visit.t("窗口"), CaseLink.window.path)], here: name, visit))
        \(UI.head(name, above: badges, actions: UI.link(
          visit.t("办事指南"), CatalogueLink.item(item.code).path)))
        \(UI.split(
          UI.form(CaseLink.atOnce(item.code).path, state, visit, files: true, """
            \(applicant)\(situation)\(answers)\(materials)\(ending)
            """),
          aside: aside))
        """)
  }

  private var badges: HTML {
    authorisation == nil
      ? UI.badge(visit.t("收件")) : UI.badge(visit.t("当场办结"), .good)
  }

  // MARK: Who applies

  private var applicant: HTML {
    var own = PartyField.Line.allCases.map {
      PartyField(.applicant, $0).control(visit, required: true)
    }
    own[0].focus = true
    let others = PartyField.Line.allCases.map {
      PartyField(.agent, $0).control(visit, required: false)
    }
    let isOpen = others.contains { !state[$0.name].isEmpty || state.fault($0.name) != nil }
    let agent: HTML = """
      <details class="more"\(attribute: "open", isOpen)>\
      <summary>\(visit.t("由代办人到场"))</summary>\(UI.fields(others, state, visit))</details>
      """
    return UI.group(
      visit.t("申请人"), "\(beside(own))\(if: item.agents, agent)")
  }

  // MARK: What is asked

  private var situation: HTML {
    guard !item.questions.isEmpty else { return .empty }
    let fields = item.questions.map { question in
      UI.Field(
        FilingField.situation(question.key), visit.pick(question.ask),
        .either(question.options.map { UI.Option($0.key, visit.pick($0.label)) }),
        required: question.when == .always, help: question.help.map { visit.pick($0) },
        when: ApplyPages.condition(question.when))
    }
    return UI.group(visit.t("情形"), beside(fields))
  }

  /// Fields beside each other where there is room, so that one screen holds them.
  private func beside(_ fields: [UI.Field]) -> HTML {
    "<div class=\"grid\">\(UI.fields(fields, state, visit))</div>"
  }

  /// What must be typed; what repeats the applicant is folded, and stays out of the way of the keys.
  private var answers: HTML {
    let own = item.form.filter { $0.sameAs == nil || isWrong($0) }
    let repeated = item.form.filter { $0.sameAs != nil && !isWrong($0) }
    let folded: HTML = """
      <details class="more"><summary>\(visit.t("与申请人相同的内容，不同时才填写"))</summary>\
      \(UI.fields(repeated.map(control), state, visit))</details>
      """
    return UI.group(
      visit.t("填写内容"),
      "\(beside(own.map(control)))\(if: !repeated.isEmpty, folded)")
  }

  private func isWrong(_ field: FormField) -> Bool {
    state.fault(FilingField.answer(field.key)) != nil
  }

  private func control(_ field: FormField) -> UI.Field {
    var control = field.control(
      visit, help: field.sameAs == nil ? note(field.when, field.help) : visit.t("留空则与申请人相同。"))
    control.when = ApplyPages.condition(field.when)
    control.required = field.required && field.sameAs == nil
    return control
  }

  /// The hint, and in which situations a thing is wanted at all: without a script everything is shown.
  private func note(_ when: Condition, _ help: Words?) -> String? {
    let parts = [
      visit.condition(when, of: item).map { visit.t("适用情形：\($0)") }, help.map { visit.pick($0) },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: visit.pick("；", "; "))
  }

  // MARK: What is brought

  private var materials: HTML {
    let uploads = item.materials.filter { !$0.isFetched }
    guard !uploads.isEmpty else { return .empty }
    return UI.group(
      visit.t("材料"),
      """
      <p class="muted">\(visit.t("看过原件的打勾（可信等级 B），需要留存的上传扫描件；本情形不需要的不用管。"))</p>\
      \(uploads.map(material))
      """)
  }

  private func material(_ material: Material) -> HTML {
    let when = ApplyPages.condition(material.when)
    let files = kept.filter { $0.material == material.key }
    let hidden = files.map { file -> HTML in
      """
      <input type="hidden" name="\(FilingField.kept(material.key))" \
      value="\(file.digest.description)">
      """
    }
    let seen = UI.Field(
      WindowForm.seen(material.key), visit.t("已核验原件：\(visit.pick(material.name))"), .check,
      help: note(material.when, material.standard), when: when)
    let scan = UI.Field(
      FilingField.files(material.key), visit.t("扫描件：\(visit.pick(material.name))"),
      .file(accept: material.accept, maxMB: material.maxMegabytes, several: true), when: when)
    return """
      \(UI.field(seen, state, visit))\
      \(if: !files.isEmpty, UI.files(files.map { UI.FileLink($0.name, path: nil, note: $0.note) }))\
      \(hidden)\(UI.field(scan, state, visit))
      """
  }

  // MARK: The button

  private var ending: HTML {
    let truth = UI.Field(
      FilingField.truth, visit.t("申请人已当面确认所填内容和所交材料真实（行政许可法第三十一条第一款）"), .check,
      required: true)
    let received = UI.button(
      visit.t("只收件，按普通程序办理"), authorisation == nil ? .primary : .plain,
      value: (FilingField.action, WindowOrder.Goal.received.rawValue), large: true)
    guard authorisation != nil else {
      return """
        \(UI.field(truth, state, visit))<div class="actions">\(received)</div>
        """
    }
    return """
      \(reasons)\(UI.field(truth, state, visit))\
      <div class="actions">\(UI.button(
        visit.t("受理、准予、送达"),
        value: (FilingField.action, WindowOrder.Goal.delivered.rawValue), large: true))\
      \(received)</div>
      """
  }

  private var reasons: HTML {
    let usual = CaseDesk.usualReasons(for: item)
    var shown = state
    if state[WindowForm.reasons].isEmpty {
      shown = FormState(visit, values: [WindowForm.reasons: usual])
    }
    let field = UI.Field(
      WindowForm.reasons, visit.t("准予的理由"), .area(max: StepOrder.textMax),
      help: visit.t("写入决定书，申请人会看到这段文字。"))
    return """
      <details class="more"><summary>\(visit.t("准予的理由（已经写好，可以修改）"))</summary>\
      \(UI.field(field, shown, visit))</details>
      """
  }

  // MARK: Beside it

  private var aside: HTML {
    let words: Phrase =
      authorisation.map { "依据授权书 \($0.number)，可以当场受理、决定并送达：一次生成收件凭证、受理通知书、决定书、证照和送达回证。" }
      ?? "没有生效的授权书允许您当场办结本事项，收件后按普通程序办理。"
    let keys: [Phrase] = ["Tab 到下一项，方向键选择，空格打勾。", "在单行输入框里按回车，等于按第一个按钮。"]
    return """
      \(UI.card(visit.t("怎样办理"), """
        <p>\(visit.t(words))</p>\
        <p>\(visit.t("有一项规则不允许，就什么都不办，并说明是哪一项；可以改正，也可以只收件。"))</p>
        """))\
      \(UI.card(visit.t("键盘"), "<ul>\(each: keys, { "<li>\(visit.t($0))</li>" })</ul>"))\
      \(with: item.fee.standard, { UI.card(visit.t("收费"), "<p>\(visit.pick($0))</p>") })
      """
  }
}
