// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Site

/// The form of each step.
///
/// None needs a script, and their fields have different names, since they share a page.
struct StepForms {
  let file: CaseFile
  let visit: Visit
  let actor: Actor
  /// The state of the form that was sent and refused, if one was.
  let failed: FormState

  /// The form of a step.
  ///
  /// - Parameter alone: Whether it is the only one, and so stands open.
  func form(of step: CaseStep, alone: Bool) -> HTML {
    let body = body(of: step)
    if step.place == .open { return UI.card(visit.t(step.step.phrase), body) }
    let isOpen = alone || isFailed(step)
    return """
      <details class="more"\(attribute: "open", isOpen)>\
      <summary>\(visit.t(step.step.phrase))</summary>\(body)</details>
      """
  }

  private func body(of step: CaseStep) -> HTML {
    switch step.body {
    case .own(let form): return form(self)
    case .inputs(let lead, let inputs):
      let fields = inputs.map { $0.field(named: step.field($0.name), of: file, visit) }
      return """
        <p>\(visit.t(lead(file)))</p>\
        \(frame(
          step, button: visit.t(step.button ?? step.step.phrase),
          step.isDangerous ? .danger : .plain, self.fields(step, fields)))
        """
    }
  }

  // MARK: Receiving

  func accept() -> HTML {
    let promised = file.state.ruling?.promised ?? file.item.terms.promised
    let after: Phrase =
      promised.number == 0
      ? "本事项承诺当场办结；受理后出具受理通知书，请随即交审查、决定。"
      : "受理后承诺 \(visit.length(promised.number, promised.unit))内作出决定，并出具受理通知书。"
    return """
      <p>\(visit.t("材料齐全、符合法定形式的，应当受理（行政许可法第三十二条第一款第五项）。"))\(visit.pick("", " "))\(visit.t(after))</p>\
      \(frame(.accept, button: visit.t("受理"), .primary, .empty))
      """
  }

  func notice() -> HTML {
    let state = state(of: .notice)
    let targets = NoticeTarget.all(of: file)
    let rows = targets.map { target -> UI.Row in
      UI.Row([tick(target, state), given(target), problem(target, state)])
    }
    let table = UI.table(
      caption: visit.t("需要补正的全部内容"), dense: true,
      columns: [
        UI.Column(visit.t("材料或填写内容")), UI.Column(visit.t("现状")),
        UI.Column(visit.t("存在的问题和补正要求")),
      ], rows: rows)
    return """
      <p>\(visit.t("只能告知一次：请把需要补正的全部内容一次列清（行政许可法第三十二条第一款第四项）。"))</p>\
      \(frame(.notice, button: visit.t("一次性告知补正"), .plain, """
        <div id="f-\(StepField.told)" tabindex="-1">\(table)</div>\
        <datalist id="problems">\(each: Self.problems, { "<option value=\"\(visit.t($0))\">" })</datalist>
        """))
      """
  }

  /// What is most often wrong, offered while typing.
  private static let problems: [Phrase] = [
    "缺少这项材料，请补交。", "扫描件不清晰，请重新扫描后提交。", "没有签字或者盖章，请签章后提交。",
    "材料已过有效期，请提交有效的材料。", "与其他材料的内容不一致，请核对后更正。", "没有按要求填写，请补充完整。",
  ]

  private func tick(_ target: NoticeTarget, _ state: FormState) -> HTML {
    """
    <label class="choice"><input type="checkbox" name="\(StepField.told)" value="\(target.id)"\
    \(attribute: "checked", state.has(StepField.told, target.id))>\
    <span>\(visit.pick(target.name))</span></label>
    """
  }

  private func given(_ target: NoticeTarget) -> HTML {
    switch (target.kind, target.given) {
    case (.material, 0): UI.badge(visit.t("未提交"), .warn)
    case (.material, let count): UI.badge(visit.t("已提交 \(count) 份文件"), .plain)
    case (.field, 0), (.party, 0): UI.badge(visit.t("未填写"), .warn)
    case (.field, _), (.party, _): UI.badge(visit.t("已填写"), .plain)
    }
  }

  private func problem(_ target: NoticeTarget, _ state: FormState) -> HTML {
    let name = StepField.problem(target.id)
    let fault = state.fault(name)
    let label = visit.t("“\(visit.pick(target.name))”存在的问题和补正要求")
    return """
      <input class="input input-wide" id="f-\(name)" type="text" name="\(name)" list="problems" \
      value="\(state[name])" aria-label="\(label)" maxlength="\(StepOrder.textMax)"\
      \(attribute: "aria-invalid", fault == nil ? nil : "true")\
      \(attribute: "aria-describedby", fault == nil ? nil : "f-\(name)-fault")>\
      \(with: fault, {
        "<div class=\"field-fault\" id=\"f-\(name)-fault\"><span>\(visit.t($0))</span></div>"
      })
      """
  }

  func notRequired() -> HTML {
    """
    <p>\(visit.t("申请事项依法不需要取得行政许可的，应当即时告知申请人不受理（行政许可法第三十二条第一款第一项）。"))</p>\
    \(frame(.notRequired, button: visit.t("不受理"), .danger, fields(.notRequired, [
      UI.Field(
        StepField.notRequiredReasons, visit.t("不受理的理由"), .area(max: StepOrder.textMax),
        required: true, help: visit.t("申请人会看到这段文字。"))
    ])))
    """
  }

  func refuse() -> HTML {
    let known = file.state.isSupplementNoticed
    return """
      <p>\(visit.t("申请事项依法不属于本机关职权范围的，应当即时作出不予受理的决定，并告知申请人向有关机关申请（行政许可法第三十二条第一款第二项）。"))</p>\
      \(frame(.refuse, button: visit.t("不予受理"), .danger, fields(.refuse, [
        UI.Field(
          StepField.refusalReasons, visit.t("不予受理的理由"), .area(max: StepOrder.textMax),
          required: true, help: visit.t("申请人会看到这段文字。")),
        UI.Field(
          StepField.competentBody, visit.t("有权受理的机关"), .text(max: 120), required: !known,
          help: visit.t("写明机关名称和联系方式，会写入不予受理决定书。")),
      ])))
      """
  }

  // MARK: Deciding

  func review() -> HTML {
    let needed = file.state.reviewsNeeded
    let basis: Phrase =
      needed > 1
      ? "需要核实实质内容，由 \(needed) 名工作人员分别审查（行政许可法第三十四条第三款）。"
      : "审查申请材料是否符合法定条件（行政许可法第三十四条第一款）。"
    return """
      <p>\(visit.t(basis))</p>\(opinions())\
      \(frame(.review, button: visit.t("提交审查意见"), .primary, fields(.review, [
        UI.Field(
          StepField.passed, visit.t("审查结论"),
          .either([UI.Option("yes", visit.t("通过")), UI.Option("no", visit.t("不通过"))]),
          required: true),
        UI.Field(
          StepField.opinion, visit.t("审查意见"), .area(max: StepOrder.textMax), required: true,
          help: visit.t("写明核对了什么、依据哪一项条件得出结论。")),
      ])))
      """
  }

  func decide() -> HTML {
    let isLicence = file.item.type.isLicence
    // What the approver has prepared while materials were still to come.
    let prepared = [StepField.decisionReasons: file.text(file.state.deferring.prepared)]
    let issue: Phrase? =
      file.state.submission?.licence == true
      ? "自决定之日起 10 个工作日内颁发、送达证件（第四十四条）" : nil
    return """
      \(opinions())\
      \(frame(.decide, button: visit.t("作出决定"), .primary, fields(.decide, values: prepared, [
        UI.Field(
          StepField.granted, visit.t("决定"),
          .choice([
            UI.Option("yes", visit.t(isLicence ? "准予行政许可" : "准予办理"), help: issue.map { visit.t($0) }),
            UI.Option(
              "no", visit.t(isLicence ? "不予行政许可" : "不予办理"),
              help: visit.t("应当说明理由，并告知复议、诉讼的权利（第三十八条第二款）")),
          ]), required: true),
        UI.Field(
          StepField.decisionReasons, visit.t("理由"), .area(max: StepOrder.textMax), required: true,
          help: visit.t("写入决定书，申请人会看到这段文字。")),
        UI.Field(
          StepField.falsehood, visit.t("申请人隐瞒有关情况或者提供虚假材料（给予警告，依法登记；第七十八条）"),
          .check, when: [StepField.granted: ["no"]]),
      ])))
      """
  }

  /// The opinions given so far.
  func opinions() -> HTML {
    let reviews = file.state.reviews
    if reviews.isEmpty, file.state.reviewsNeeded == 0 {
      return "<p class=\"faint\">\(visit.t("申请人已经签署告知承诺书，不需要审查意见。"))</p>"
    }
    guard !reviews.isEmpty else {
      return "<p class=\"faint\">\(visit.t("还没有审查意见。"))</p>"
    }
    let moments = file.history.compactMap { entry -> Instant? in
      if case .reviewed = entry.event { entry.moment.at } else { nil }
    }
    let events = reviews.enumerated().map { index, review -> UI.Event in
      UI.Event(
        visit.t(review.passed ? "通过" : "不通过"),
        at: moments.indices.contains(index) ? moments[index] : nil,
        who: visit.t(review.reviewer == actor.id ? "您的意见" : "第 \(index + 1) 名审查人员"),
        body: "<p>\(file.text(review.opinion))</p>")
    }
    let count = visit.t("审查意见 \(reviews.count)/\(file.state.reviewsNeeded)")
    return "<h3>\(count)</h3>\(UI.timeline(events, visit))"
  }

  func deliver() -> HTML {
    """
    <p>\(visit.t("送达后本件办结，出具送达回证（行政许可法第四十四条）。"))</p>\
    \(frame(.deliver, button: visit.t("确认送达"), .primary, fields(.deliver, [
      UI.Field(
        StepField.method, visit.t("送达方式"),
        .either(DeliveryMethod.allCases.map { UI.Option($0.rawValue, visit.t($0.title)) }),
        required: true)
    ])))
    """
  }

  // MARK: The frame

  func isFailed(_ step: CaseStep) -> Bool {
    failed.failed && failed[StepField.step] == step.name
  }

  /// What a step's form shows: what was sent, if it was this one that failed.
  func state(of step: CaseStep, values: [String: String] = [:]) -> FormState {
    guard isFailed(step) else {
      return FormState(visit, values: values, version: file.version)
    }
    var state = failed
    state.version = file.version
    return state
  }

  private func fields(
    _ step: CaseStep, values: [String: String] = [:], _ fields: [UI.Field]
  ) -> HTML {
    UI.fields(fields, state(of: step, values: values), visit)
  }

  func frame(
    _ step: CaseStep, button: String, _ kind: UI.ButtonKind, files: Bool = false, _ body: HTML
  ) -> HTML {
    let action = CaseLink.step(file.row.id, step.name).path
    return UI.form(
      action, state(of: step), visit, files: files,
      """
      <input type="hidden" name="\(StepField.step)" value="\(step.name)">\(body)\
      <div class="actions">\(UI.button(button, kind))</div>
      """)
  }
}

extension DeliveryMethod {
  /// What it is called.
  var title: Phrase {
    switch self {
    case .electronic: "网上送达"
    case .window: "窗口领取"
    case .express: "邮寄送达"
    }
  }
}
