// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Processes
import Site

/// The process of a case at the head of its page: where it is, what is next, and the picture.
struct ProcessSection {
  let file: CaseFile
  let process: CaseProcess
  let visit: Visit

  init(file: CaseFile, isStaff: Bool, visit: Visit) {
    self.file = file
    self.visit = visit
    process = CaseProcess(of: file, isStaff: isStaff)
  }

  func html() -> HTML {
    let wide = ProcessDrawing(model, marks: marks(hasLanes: true))
    let upright = ProcessDrawing(model, marks: marks(hasLanes: false), isUpright: true)
    return """
      <section class="process" aria-label="\(visit.t("办理流程"))">
      \(standing)
      <div class="process-pictures">\
      \(HTML(trusted: wide.svg(classes: "pd pd-wide")))\
      \(HTML(trusted: upright.svg(classes: "pd pd-upright")))</div>
      <ol class="hush">\(process.steps.filter(\.kind.isActed).map(words))</ol>
      \(downloads)
      </section>
      """
  }

  /// The process as a file of BPMN.
  var bpmn: String { model.bpmn(exporter: "Banjie") }

  private var model: ProcessModel {
    process.model(
      id: "case", name: "\(visit.pick(file.item.name)) \(file.row.number)",
      pool: visit.t("行政审批局"), visit.t)
  }

  /// Where it is now, who holds it, until when, and what is next.
  private var standing: HTML {
    guard !process.current.isEmpty else { return .empty }
    let held = process.current.map { step -> HTML in
      let who = visit.t(step.part.phrase(in: department))
      let due = step.due.map { visit.t("最迟 \($0)") }
      return """
        <li><strong>\(visit.t(step.name))</strong> \
        <span class="muted">\(who)\(with: due, { " · \($0)" })</span></li>
        """
    }
    let next = process.next.map { visit.t("接下来：\($0.name)") }
    return """
      <div class="process-now"><span class="process-label">\(visit.t("现在"))</span>\
      <ul>\(held)</ul>\(with: next, { "<span class=\"process-next\">\($0)</span>" })</div>
      """
  }

  private var department: Phrase {
    "\(zh: file.item.department.zh, en: file.item.department.en)"
  }

  private func words(_ step: CaseProcess.Step) -> HTML {
    let who = visit.t(step.part.phrase(in: department))
    return """
      <li\(attribute: "aria-current", step.state == .now ? "step" : nil)>\
      \(visit.t(step.name))，\(who)\(with: step.standing, { "，" + HTML(text: visit.t($0)) })</li>
      """
  }

  private func marks(hasLanes: Bool) -> [String: ProcessDrawing.Mark] {
    let pairs = process.steps.map { step in
      let day =
        step.state == .done
        ? step.day?.description : (step.due ?? step.day).map { visit.t("至 \($0.description)") }
      let part = hasLanes || !step.kind.isActed ? nil : visit.t(step.part.short)
      let caption = [part, day].compactMap(\.self).joined(separator: " ")
      return (
        step.id, ProcessDrawing.Mark(step.state, caption: caption.isEmpty ? nil : caption)
      )
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private var downloads: HTML {
    """
    <p class="process-files"><a href="\(CaseLink.process(file.row.id).path)" download>\
    \(visit.t("流程图（BPMN）"))</a> \
    <a href="\(CaseLink.events(file.row.id).path)" download>\(visit.t("办理记录（XES）"))</a></p>
    """
  }
}
