// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

/// The table in which somebody ticks or describes what is wrong with an application, item by item.
struct NoticeForm {
  let targets: [NoticeTarget]
  let state: FormState
  let visit: Visit

  func html() -> HTML {
    let rows = targets.map { target -> UI.Row in
      UI.Row([tick(target), given(target), problem(target)])
    }
    let table = UI.table(
      caption: visit.t("需要补正的全部内容"), dense: true,
      columns: [
        UI.Column(visit.t("材料或填写内容")), UI.Column(visit.t("现状")),
        UI.Column(visit.t("存在的问题和补正要求")),
      ], rows: rows)
    return """
      <div id="f-\(StepField.told)" tabindex="-1">\(table)</div>\
      <datalist id="problems">\(each: Self.problems, { "<option value=\"\(visit.t($0))\">" })</datalist>
      """
  }

  /// What is most often wrong, offered while typing.
  private static let problems: [Phrase] = [
    "缺少这项材料，请补交。", "扫描件不清晰，请重新扫描后提交。", "没有签字或者盖章，请签章后提交。",
    "材料已过有效期，请提交有效的材料。", "与其他材料的内容不一致，请核对后更正。", "没有按要求填写，请补充完整。",
  ]

  private func tick(_ target: NoticeTarget) -> HTML {
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

  private func problem(_ target: NoticeTarget) -> HTML {
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

  /// Everything that is ticked or described, in the order of the table.
  static func notice(
    _ form: Form, _ targets: [NoticeTarget]
  ) throws(SiteRefusal) -> SupplementNotice {
    let told = Set(form.all(StepField.told))
    var entries: [SupplementNotice.Entry] = []
    var faults: [Fault] = []
    for target in targets {
      let name = StepField.problem(target.id)
      let problem = (form[name] ?? "").withOneLineBreak
      guard told.contains(target.id) || !problem.isEmpty else { continue }
      if !Reasons(problem).isGiven {
        faults.append(Fault(name, "请写明“\(target.name)”有什么问题、应当怎样补正。"))
      } else if problem.count > StepOrder.textMax {
        faults.append(Fault(name, "最多 \(StepOrder.textMax) 个字，请精简。"))
      }
      entries.append(SupplementNotice.Entry(target: target.key, problem: problem))
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    return SupplementNotice(entries: entries)
  }
}
