// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Identity
import Journal
import Licences
import ShangMi
import Site

/// The page of one joint case: for the applicant all his items at a glance, for every department what the others found.
struct JointPage {
  let file: JointFile
  let actor: Actor
  let calendar: WorkCalendar
  let visit: Visit
  let state: FormState
  /// What other rooms say of it.
  let added: HTML

  private var joint: JointCase { file.state }

  func page() -> Page {
    let name = visit.pick(file.bundle.name)
    return Page(
      "联办件详情", section: file.isInside ? "desk" : "cases", wide: true, live: true,
      body: """
        \(UI.crumbs([(visit.t("联办件"), BundleLink.joints.path)], here: file.row.number, visit))
        \(UI.head(name, lead: visit.t(joint.phrase)))
        \(UI.faults(state, visit))\(awaited)
        \(UI.split(
          """
          \(UI.section(visit.t("子件"), id: "parts", parts))
          \(added)
          \(JointForms(file: file, actor: actor, calendar: calendar, visit: visit, state: state).html())
          \(if: file.isInside, UI.section(visit.t("共享的意见"), id: "opinions", opinions))
          \(UI.section(visit.t("一张表"), id: "filing", filing))
          \(saved)
          \(UI.section(visit.t("经过"), id: "history", history))
          """, aside: aside))
        """)
  }

  // MARK: - Parts

  private var parts: HTML {
    let picture = OrderPicture(
      boxes: file.parts.map { part in
        OrderPicture.Box(
          key: part.state.key, title: visit.pick(file.name(of: part.state.key)),
          note: visit.t(part.state.fate.phrase), after: part.state.after,
          tone: part.state.fate.tone)
      }, label: visit.t("各子件的次序和进度"))
    let columns: [Phrase] = ["子件", "部门", "状态", "时限", "结果"]
    let rows = file.parts.map { part -> UI.Row in
      let due = part.state.fate.isEnded ? nil : part.clock?.nearest
      return UI.Row(
        [
          name(of: part), "\(department(part))", fate(of: part),
          due.map { UI.day($0.due, visit) } ?? "—", result(of: part),
        ], light: part.state.fate.isEnded ? nil : part.clock?.light)
    }
    return """
      \(picture.html())\(UI.table(
        caption: visit.t("子件"), columns: columns.map { UI.Column(visit.t($0)) }, rows: rows))
      """
  }

  private func department(_ part: JointFile.PartFile) -> String {
    visit.pick(part.state.department, part.item?.department.en)
  }

  private func name(of part: JointFile.PartFile) -> HTML {
    let name = visit.pick(file.name(of: part.state.key))
    guard let id = part.state.caseID else { return "\(name)" }
    let link: HTML =
      maySee(part) ? "<a href=\"\(CaseLink.case(id).path)\">\(name)</a>" : "\(name)"
    let signed = part.signed.map { UI.badge(visit.t($0.way), .info) }
    return "\(link)<br><span class=\"number faint\">\(part.state.caseNumber)</span> \(signed)"
  }

  /// What the applicant still has to bring to parts that were accepted without it, before all else.
  private var awaited: HTML {
    guard !file.isInside else { return .empty }
    return HTML.join(
      file.parts.compactMap { part in
        guard let due = part.deferralDue, let id = part.state.caseID else { return nil }
        return UI.notice(
          .warning, title: visit.t("请补交容缺材料"),
          body: """
            <p>\(visit.t("\(file.name(of: part.state.key))：最迟 \(due) 补交。"))</p>\
            <p>\(UI.link(visit.t("补交容缺材料"), CaseLink.deferred(id).path, .primary))</p>
            """)
      })
  }

  /// Whether the page of the part's own case is open to the reader; the rule is that page's.
  private func maySee(_ part: JointFile.PartFile) -> Bool {
    let seesAll = actor.holds(anyOf: [
      .clerk, .helper, .supervisor, .auditor, .hallManager, .agencyHead,
    ])
    return !file.isInside || seesAll || actor.department == part.state.department
  }

  private func fate(of part: JointFile.PartFile) -> HTML {
    let badge = UI.badge(visit.t(part.state.fate.phrase), part.state.fate.tone)
    let waits = part.state.after.map { visit.pick(file.name(of: $0)) }
    guard part.state.fate == .waiting, !waits.isEmpty else {
      return "\(badge)\(with: part.held, { "<br><small>\($0)</small>" })"
    }
    let names = waits.joined(separator: visit.pick("、", ", "))
    return "\(badge)<br><small class=\"faint\">\(visit.t("等待：\(names)"))</small>"
  }

  private func result(of part: JointFile.PartFile) -> HTML {
    if let licence = part.licence {
      return "<a class=\"number\" href=\"\(LicenceLink.licence(licence).path)\">\(licence)</a>"
    }
    return part.state.isDelivered ? "\(visit.t("已送达"))" : "—"
  }

  // MARK: - Opinions, visits

  private var opinions: HTML {
    let reviews = file.parts.flatMap { part in
      part.opinions.map { opinion -> HTML in
        let verdict = UI.badge(
          visit.t(opinion.passed ? "通过" : "不通过"), opinion.passed ? .good : .bad)
        return "<li>\(department(part)) \(verdict) \(opinion.text)</li>"
      }
    }
    let shared = file.history.compactMap { entry -> HTML? in
      switch entry.event {
      case .shared(let key, let text):
        return "<li>\(file.part(key).map(department)) \(file.texts[text])</li>"
      case .visited(let keys, let text):
        let names = keys.map { visit.pick(file.name(of: $0)) }
          .joined(separator: visit.pick("、", ", "))
        return "<li>\(visit.t("联合勘验"))（\(names)）：\(file.texts[text])</li>"
      default: return nil
      }
    }
    guard !reviews.isEmpty || !shared.isEmpty else {
      return "<p class=\"muted\">\(visit.t("还没有部门提出意见。"))</p>"
    }
    return "<ul>\(reviews)\(shared)</ul>"
  }

  // MARK: - What was handed in

  private var filing: HTML {
    guard let form = file.form, let filing = file.filing else {
      return "<p class=\"muted\">\(visit.t("填报内容已经依法删除。"))</p>"
    }
    let answers = form.fields.compactMap { entry -> (name: String, value: HTML?)? in
      guard let value = filing.values[entry.field.key], !value.isEmpty else { return nil }
      return (visit.pick(entry.field.label), "\(shown(value, entry.field))")
    }
    let files = form.papers.flatMap { paper in
      filing.files.filter { $0.material == paper.requirement.key }.map { file in
        UI.FileLink(
          file.name,
          path: BundleLink.jointFile(joint: self.file.row.id, digest: file.digest.description)
            .path, note: "\(visit.pick(paper.requirement.name)) · \(file.note)")
      }
    }
    return """
      \(UI.facts([(visit.t("申请人"), "\(filing.applicant.name)")] + answers))\
      \(if: !files.isEmpty, UI.files(files))
      """
  }

  /// Personal numbers are masked here for everybody; they are shown in full on a part's page, where that is noted.
  private func shown(_ value: String, _ field: FormField) -> String {
    switch field.type {
    case .residentID, .phone: Masking.code(value)
    case .choice: field.options.first { $0.key == value }.map { visit.pick($0.label) } ?? value
    default: value
    }
  }

  // MARK: - Beside and below

  private var aside: HTML {
    let composite = joint.composite.map { number -> HTML in
      UI.card(
        visit.t("综合许可证"),
        "<p><a class=\"number\" href=\"\(BundleLink.composite(number).path)\">\(number)</a></p>")
    }
    let more = file.bundle.members.filter { member in
      let there = Set(joint.parts.map(\.key))
      return (joint.part(member.key).map { $0.fate == .lapsed } ?? member.isOptional)
        && !member.after.filter(there.contains).contains(where: joint.cannotYield)
    }
    let mayAdd = !file.isInside && !joint.standing.isDecided && !more.isEmpty
    let links = more.map { member -> HTML in
      """
      <li><a href="\(BundleLink.add(file.row.id, part: member.key).path)">\
      \(visit.t("增办：\(file.name(of: member.key))"))</a></li>
      """
    }
    return """
      \(file.clock.deadlines.map {
        UI.clock($0, calendar: calendar, today: file.clock.asOf, visit)
      })\
      \(composite)\
      \(if: mayAdd, UI.card(visit.t("还想办的"), "<ul class=\"plain\">\(links)</ul>"))
      """
  }

  private var saved: HTML {
    guard let measured = joint.measured else { return .empty }
    return UI.section(
      visit.t("本次实际节省"), id: "saved",
      ReductionsPart(reductions: measured, cases: 1, visit: visit).html())
  }

  private var history: HTML {
    UI.timeline(
      file.history.compactMap { entry in
        phrase(of: entry.event).map { UI.Event(visit.t($0), at: entry.moment.at) }
      }, visit)
  }

  private func phrase(of event: JointCase.Event) -> Phrase? {
    func name(_ key: String) -> Words { file.name(of: key) }
    switch event {
    case .submitted(let submission): return "提交联办申请，编号 \(submission.number)"
    case .added(let plan, _): return "增办：\(name(plan.key))"
    case .dispatched(let key, _, let number): return "\(name(key))：开始办理，办件编号 \(number)"
    case .moved(let key, let fate): return "\(name(key))：\(fate.phrase)"
    case .held(let key, _): return "\(name(key))：\(PartFate.lapsed.phrase)"
    case .filled(let key, _): return "\(name(key))：登记办理结果"
    case .partDelivered(let key): return "\(name(key))：已送达"
    case .paused, .measured: return nil
    case .accepted: return "联合受理"
    case .asked(let key, _): return "\(name(key))：提出补正意见"
    case .noticed: return "一次性告知补正"
    case .supplemented: return "申请人补正"
    case .shared(let key, _): return "\(name(key))：共享意见"
    case .visitPlanned(let day, _, _): return "约定 \(day) 联合勘验"
    case .visited: return "完成联合勘验"
    case .extended(let reference, _): return "延长联合办理期限十五个工作日，批准文号 \(reference)"
    case .delivered: return "统一送达"
    case .withdrawn: return JointStep.withdraw.phrase
    case .composed(let number): return "签发综合许可证 \(number)"
    }
  }
}
