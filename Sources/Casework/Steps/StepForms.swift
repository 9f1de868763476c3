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
    let body = standingIn(step) + body(of: step)
    if [.open, .asked].contains(step.place) { return UI.card(visit.t(step.step.phrase), body) }
    let isOpen = alone || isFailed(step)
    return """
      <details class="more"\(attribute: "open", isOpen)>\
      <summary>\(visit.t(step.step.phrase))</summary>\(body)</details>
      """
  }

  /// For whom the step is taken, where it is not one's own part.
  private func standingIn(_ step: CaseStep) -> HTML {
    guard let principal = principal(of: step) else { return .empty }
    let name = file.name(ofColleague: principal)
    return "<p class=\"muted\">\(visit.t("您受托代 \(name) 办理这一步，记录为您代他办理。"))</p>"
  }

  private func principal(of step: CaseStep) -> String? {
    guard Mandate.Part.signature.steps.contains(step.step) else {
      return file.state.mandate(for: step.step, actor)?.principal
    }
    let pending = file.state.countersigning.pending
    return pending.contains(actor.id)
      ? nil : file.state.principals(of: actor).first(where: pending.contains)
  }

  private func body(of step: CaseStep) -> HTML {
    switch step.body {
    case .own(let form): return form(self)
    case .inputs(let lead, let inputs):
      let fields = inputs.flatMap { $0.fields(named: step.field($0.name), of: file, visit) }
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
      file.authority.map { "依据授权书 \($0.number)，受理后可以由您一人审查、决定并送达。" }
      ?? (promised.number == 0
        ? "本事项承诺当场办结；受理后出具受理通知书，请随即交审查、决定。"
        : "受理后承诺 \(visit.length(promised.number, promised.unit))内作出决定，并出具受理通知书。")
    return """
      <p>\(visit.t("材料齐全、符合法定形式的，应当受理（行政许可法第三十二条第一款第五项）。"))\(visit.pick("", " "))\(visit.t(after))</p>\
      \(frame(.accept, button: visit.t("受理"), .primary, .empty))
      """
  }

  func notice() -> HTML {
    """
    <p>\(visit.t("只能告知一次：请把需要补正的全部内容一次列清（行政许可法第三十二条第一款第四项）。"))</p>\
    \(targets(of: .notice, button: visit.t("一次性告知补正")))
    """
  }

  /// Everything that the applicant can be asked for, to be ticked or described.
  func targets(of step: CaseStep, button: String) -> HTML {
    let form = NoticeForm(
      targets: NoticeTarget.all(of: file.filing, file.item), state: state(of: step), visit: visit)
    return frame(step, button: button, .plain, form.html())
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
      file.state.makesLicence
      ? "自决定之日起 10 个工作日内颁发、送达证件（第四十四条）" : nil
    return """
      \(opinions())\(objections())\(record())\(alone)\
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
      ] + confirmations)))
      """
  }

  /// What has to be confirmed with a decision.
  private var confirmations: [UI.Field] {
    let wanted = file.state.confirmations(file.context(for: actor, on: visit.now))
    let options = Confirmation.allCases.filter(wanted.contains)
      .map { UI.Option($0.rawValue, visit.t($0.phrase)) }
    guard !options.isEmpty else { return [] }
    return [UI.Field(StepField.confirmed, visit.t("确认"), .several(options), required: true)]
  }

  /// What somebody is told who may decide alone.
  private var alone: HTML {
    guard let authority = file.authority else { return .empty }
    let text: Phrase =
      file.state.receivers.contains(actor.id)
      ? "依据授权书 \(authority.number)，您可以一人受理和决定；不予许可应当由另一名审批人员决定。"
      : "依据授权书 \(authority.number)，审查和审批合二为一。"
    return "<p class=\"muted\">\(visit.t(text))</p>"
  }

  /// The record of the hearing, which the decision is made by (行政许可法 article 48 ¶2).
  private func record() -> HTML {
    guard let record = file.state.hearing.record.flatMap(file.evidence.record) else {
      return .empty
    }
    let lines = record.details.map { detail -> (name: String, value: HTML?) in
      (visit.t(detail.label), "\(visit.t(detail.value))")
    }
    return """
      <h3>\(visit.t("听证笔录"))</h3>\
      <p class="muted">\(visit.t("应当根据听证笔录作出决定（行政许可法第四十八条第二款）。"))</p>\(UI.facts(lines))
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
    }.suffix(reviews.count)
    let events = reviews.enumerated().map { index, review -> UI.Event in
      UI.Event(
        visit.t(review.passed ? "通过" : "不通过"),
        at: moments.dropFirst(index).first,
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
