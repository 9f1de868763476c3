// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Identity
import Journal
import Site

/// A dig as everybody sees it: what, where, when; what it is in conflict with; what has happened; what can be done.
struct DigPage {
  let file: DigFile
  let actor: Actor?
  let desk: RoadsDesk
  let visit: Visit
  /// The form that was sent and refused, if one was.
  var refused: FormState?

  func page() -> Page {
    let forms = actor.map {
      DigForms(file: file, actor: $0, desk: desk, visit: visit, refused: refused).html()
    }
    let main: HTML = """
      \(notices)
      \(facts)
      \(ConflictSection(file: file, visit: visit).html())
      \(UI.section(visit.t("经过"), UI.timeline(DigTimeline(file: file, visit: visit).events, visit)))
      """
    let aside = forms ?? .empty
    return Page(
      "挖掘详情", section: "roads", wide: true, live: refused == nil,
      body: """
        \(UI.crumbs(
          [(visit.t("道路挖掘"), RoadsLink.map.path), (visit.t("挖掘计划"), RoadsLink.plan.path)],
          here: file.row.number, visit))
        \(UI.head(
          visit.t("\(file.works.unit)：\(file.works.line.phrase)"), above: above,
          actions: UI.printButton(visit)))
        \(RoadMarks.demo(file.network, visit))
        \(aside.isEmpty ? main : UI.split(main, aside: aside))
        """)
  }

  private var above: HTML {
    """
    \(RoadMarks.phase(file.state.phase, visit)) \
    \(UI.badge(visit.t(file.state.origin.phrase), file.state.origin == .emergency ? .seal : .plain)) \
    \(UI.number(file.row.number, visit))
    """
  }

  // MARK: What must be known first

  private var notices: HTML {
    """
    \(RoadMarks.moratorium(
      file.state.phase.isLive ? file.moratoria : [], isApproved: file.works.approval != nil, visit))\
    \(formalities)\(exceedances)\(toApply)
    """
  }

  /// The 24 hours of article 34.
  private var formalities: HTML {
    guard let due = file.state.formalitiesDue else { return .empty }
    let basis = LegalBasis.emergency.text
    if file.state.isFormalitiesMissed {
      let done = file.state.formalitiesDone
      let words =
        done.map { visit.t("应当在 \(due) 之前补办手续，实际在 \($0) 补办（\(basis)）。") }
        ?? visit.t("应当在 \(due) 之前补办手续，至今没有补办（\(basis)）。")
      return UI.notice(.error, title: visit.t("逾期补办"), body: "<p>\(words)</p>")
    }
    if let done = file.state.formalitiesDone {
      return UI.notice(
        .success, body: "<p>\(visit.t("已在 \(done) 补办手续，没有超过 24 小时（\(basis)）。"))</p>")
    }
    return UI.notice(
      .warning, title: visit.t("24 小时内补办手续"),
      body: """
        <p>\(visit.t("请在 \(due) 之前申请占用、挖掘城市道路，申请表中填写挖掘编号 \(file.row.number)（\(basis)）。"))</p>
        """)
  }

  private var exceedances: HTML {
    guard !file.state.exceedances.isEmpty else { return .empty }
    let lines = file.state.exceedances.map { exceedance -> HTML in
      let details = file.text(exceedance.details).map(RoadMarks.written)
      return "<li>\(visit.t(exceedance.kind.phrase)) \(details)</li>"
    }
    return UI.notice(
      .error, title: visit.t("超出批准的位置、面积或者期限"),
      body: "<ul>\(lines)</ul><p class=\"muted\">\(LegalBasis.asApproved.text)</p>")
  }

  /// How a planned dig gets its permit.
  private var toApply: HTML {
    guard file.state.phase == .planned, file.state.application == nil, file.isInside else {
      return .empty
    }
    let words = visit.t("开工前请申请占用、挖掘城市道路，申请表中填写挖掘编号 \(file.row.number)。")
    return UI.notice(
      .info,
      body: """
        <p>\(words)</p><p>\(UI.link(
          visit.t("去申请"), CaseLink.apply(desk.settings.item).path))</p>
        """)
  }

  // MARK: Facts

  private var facts: HTML {
    let places = file.segments.map { segment -> HTML in
      "<a href=\"\(RoadsLink.segment(segment.id).path)\">\(segment.id)</a> \(segment.place(visit))"
    }
    return UI.facts(
      [
        (visit.t("路段"), HTML.join(places, separator: "<br>")),
        (visit.t("期限"), file.state.window.map { RoadMarks.window($0, visit) }),
        (visit.t("深度（米）"), "\(DigList.metres(file.works.depth))"),
        (visit.t("面积（平方米）"), "\(file.state.area)"),
        (visit.t("工程内容"), file.text(file.works.purpose).map(RoadMarks.written)),
        (visit.t("政府批准文号"), file.works.approval.map(RoadMarks.written)),
        (visit.t("联系人"), file.contact.map { "\(RoadMarks.written($0.name)) \(phone($0))" }),
        (visit.t("破路时间"), file.row.brokenAt.map { UI.moment($0, visit) }),
        (visit.t("办件"), application), (visit.t("变更申请"), change),
      ] + costs)
  }

  /// In full for those who have to ring, the staff and the other sides.
  private func phone(_ contact: DigContact) -> String {
    file.isInside ? contact.phone : Masking.phone(contact.phone)
  }

  private var application: HTML? {
    guard file.isInside, let application = file.state.application else { return nil }
    return "<a href=\"\(CaseLink.case(application.id).path)\">\(application.number)</a>"
  }

  private var change: HTML? {
    guard let asked = file.state.asked, let permit = file.state.permit else { return nil }
    let parts = [
      asked.until.map { visit.t("期限延长至 \($0)（原为 \(permit.window.to)）") },
      asked.area.map { visit.t("面积改为 \($0) 平方米（原为 \(permit.area) 平方米）") },
      asked.segments.map { visit.t("路段改为 \($0.joined(separator: " "))") },
    ]
    return HTML.join(parts.compactMap { $0.map { "\($0)" } }, separator: "<br>")
  }

  private var costs: [(name: String, value: HTML?)] {
    guard let fees = file.fees else { return [] }
    return [
      (visit.t("预计占用费"), "\(RoadMarks.yuan(fees.occupation))"),
      (
        visit.t("预计挖掘修复费"),
        """
        \(RoadMarks.yuan(fees.repair)) <span class="muted">\(visit.t(
          "按开挖面积和批准天数估算，以缴费单为准（\(LegalBasis.fees.text)）"))</span>
        """
      ),
    ]
  }
}
