// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// What the reader can do with a joint case now: a form for each step that the rules leave open to him.
struct JointForms {
  let file: JointFile
  let actor: Actor
  let calendar: WorkCalendar
  let visit: Visit
  let state: FormState

  private var joint: JointCase { file.state }

  func html() -> HTML {
    HTML.join([
      supplement, acceptance, asking, filling, sharing, visits, extension15, delivery,
      withdrawal,
    ])
  }

  /// Whether the rules would let the reader take a step now.
  private func isOpen(_ command: JointCase.Command) -> Bool {
    let context = JointCase.Context(actor: actor, now: visit.now, calendar: calendar)
    return (try? joint.decide(command, context)) != nil
  }

  private func form(_ step: JointStep, _ body: HTML, files: Bool = false) -> HTML {
    UI.section(
      visit.t(step.phrase), id: step.address,
      UI.form(
        BundleLink.step(file.row.id, step).path, state, visit, files: files,
        "\(body)<div class=\"actions\">\(UI.button(visit.t(step.phrase)))</div>"))
  }

  private static let sample = Reasons("——")

  // MARK: - The applicant

  private var supplement: HTML {
    guard let digest = joint.filing, isOpen(.supplement(filing: digest)),
      let filing = file.filing, let form = file.form,
      let notice = joint.notice.flatMap({ file.notices[$0] })
    else { return told }
    let keys = Set(notice.entries.map(\.target))
    let controls = FilingControls(
      form: form, filing: filing, visit: visit,
      state: state.failed
        ? state
        : FormState(visit, values: FilingControls.values(of: filing, form), version: file.version)
    ) { BundleLink.jointFile(joint: file.row.id, digest: $0.digest.description).path }
    return self.form(
      .supplement, "\(list(notice, form))\(controls.fields(keys))\(controls.papers(keys))",
      files: true)
  }

  /// What the one notice says, for everybody else.
  private var told: HTML {
    guard let form = file.form, let notice = joint.notice.flatMap({ file.notices[$0] }) else {
      return .empty
    }
    return UI.section(visit.t("一次性告知的补正内容"), id: "told", list(notice, form))
  }

  private func list(_ notice: SupplementNotice, _ form: JointForm) -> HTML {
    let items = notice.entries.map { entry -> HTML in
      "<li><strong>\(name(of: entry.target, form))</strong>：\(entry.problem)</li>"
    }
    return "<ul>\(items)</ul>"
  }

  private func name(of target: String, _ form: JointForm) -> String {
    let field = form.fields.first { $0.field.key == target }?.field.label
    let paper = form.papers.first { $0.requirement.key == target }?.requirement.name
    return (paper ?? field).map { visit.pick($0) } ?? target
  }

  // MARK: - The window

  private var acceptance: HTML {
    let accept = isOpen(.accept)
    let notice = isOpen(.notice(Self.anyNotice))
    guard accept || notice, let form = file.form else { return .empty }
    let due = joint.noticeDue(calendar).map { day -> HTML in
      "<p class=\"muted\">\(visit.t("最迟 \(day) 告知是否受理或者需要补正的全部内容（行政许可法第三十二条）。"))</p>"
    }
    let asked = asks(form)
    return """
      \(if: accept, self.form(.accept, "\(due)<p>\(visit.t("材料齐全、符合法定形式的，一次受理全部子件。"))</p>"))
      \(if: notice, self.form(.notice, "\(due)\(asked)\(targets(form, filled: true))"))
      """
  }

  /// What departments have said that is missing.
  private func asks(_ form: JointForm) -> HTML {
    guard !joint.asks.isEmpty else { return .empty }
    let items = joint.asks.compactMap { ask -> HTML? in
      file.notices[ask.notice].map {
        "<li>\(visit.pick(file.name(of: ask.part)))\(list($0, form))</li>"
      }
    }
    return "<p>\(visit.t("各部门提出的补正意见："))</p><ul>\(items)</ul>"
  }

  private var asking: HTML {
    guard let part = ownParts.first(where: { isOpen(.ask(part: $0.key, Self.anyNotice)) }),
      let form = file.form
    else { return .empty }
    return self.form(.ask, "\(hidden(part.key))\(targets(form, filled: false, for: part.key))")
  }

  /// Everything that a notice may ask for, each with a line for what is wrong with it.
  private func targets(_ form: JointForm, filled: Bool, for part: String? = nil) -> HTML {
    let known = filled ? joint.asks.compactMap { file.notices[$0.notice] }.flatMap(\.entries) : []
    let targets =
      form.papers.filter { $0.isBrought && (part.map($0.wantedBy.contains) ?? true) }
      .map { ($0.requirement.key, visit.pick($0.requirement.name)) }
      + form.fields.filter { part.map($0.wantedBy.contains) ?? true }
      .map { ($0.field.key, visit.pick($0.field.label)) }
    let fields = targets.map { key, name -> UI.Field in
      UI.Field(Self.problem(key), name, .text(max: 500))
    }
    var values: [String: String] = [:]
    for entry in known { values[Self.problem(entry.target)] = entry.problem }
    let shown = state.failed ? state : FormState(visit, values: values, version: file.version)
    return """
      <p>\(visit.t("写明每一项有什么问题、应当怎样补正；没有问题的留空。"))</p>\
      \(UI.fields(fields, shown, visit))
      """
  }

  static func problem(_ key: String) -> String { "problem.\(key)" }

  private static let anyNotice = SupplementNotice(
    entries: [SupplementNotice.Entry(target: "any", problem: sample.text)])

  private var filling: HTML {
    guard let digest = joint.filing,
      let part = joint.parts.first(where: { isOpen(.fill(part: $0.key, filing: digest)) }),
      let member = file.bundle.member(part.key)
    else { return .empty }
    let waiting = file.parts.compactMap { other -> [FormField]? in
      guard other.state.after.contains(part.key),
        let wanted = file.bundle.member(other.state.key)
      else { return nil }
      return other.item?.form.filter {
        member.gives.fields[wanted.fields[$0.key] ?? $0.key] == .entered
      }
    }
    var seen: Set<String> = []
    let fields = waiting.flatMap(\.self).filter { seen.insert($0.key).inserted }
    return self.form(
      .fill,
      """
      \(hidden(part.key))<p>\(visit.t("登记“\(visit.pick(file.name(of: part.key)))”产生的内容，后面的事项随即开始办理。"))</p>\
      \(UI.fields(fields.map { $0.control(visit) }, state, visit))
      """)
  }

  // MARK: - Together

  private var ownParts: [JointPartState] {
    joint.parts.filter { $0.department == actor.department }
      + (actor.roles.contains(.clerk) ? joint.parts : [])
  }

  private func hidden(_ part: String) -> HTML {
    "<input type=\"hidden\" name=\"part\" value=\"\(part)\">"
  }

  private var sharing: HTML {
    guard !joint.standing.isDecided,
      let part = ownParts.first(where: { isOpen(.share(part: $0.key, Self.sample)) })
    else { return .empty }
    let field = UI.Field(
      "text", visit.t("给其他部门看的意见"), .area(max: 2000), required: true,
      help: visit.t("只有参与的部门能看到。"))
    return form(.share, "\(hidden(part.key))\(UI.field(field, state, visit))")
  }

  private var visits: HTML {
    let open = joint.parts.filter { !$0.fate.isEnded }.map(\.key)
    guard let first = open.first else { return .empty }
    let today = visit.now.day
    let plan = isOpen(.planVisit(day: today, parts: [first], Self.sample))
    let note =
      isOpen(.noteVisit(parts: [first], Self.sample))
      && file.history.contains { if case .visitPlanned = $0.event { true } else { false } }
    let parts = UI.Field(
      "parts", visit.t("涉及的子件"),
      .several(open.map { UI.Option($0, visit.pick(file.name(of: $0))) }), required: true)
    let text = UI.Field("text", visit.t("说明"), .area(max: 2000), required: true)
    let day = UI.Field("day", visit.t("日期"), .date, required: true)
    return """
      \(if: plan, form(.planVisit, UI.fields([day, parts, text], state, visit)))
      \(if: note, form(.noteVisit, UI.fields([parts, text], state, visit)))
      """
  }

  private var extension15: HTML {
    guard isOpen(.extend(reference: "—", Self.sample)) else { return .empty }
    let fields = [
      UI.Field(
        "reference", visit.t("本级人民政府负责人批准的文号"), .text(max: 100), required: true),
      UI.Field(
        "text", visit.t("延长的理由"), .area(max: 2000), required: true,
        help: visit.t("将告知申请人（行政许可法第四十二条第二款）。")),
    ]
    return form(.extend, UI.fields(fields, state, visit))
  }

  private var withdrawal: HTML {
    guard isOpen(.withdraw(Self.sample)) else { return .empty }
    let decided = joint.parts.contains { $0.fate.needsDelivery }
    let fields = [
      UI.Field(
        "text", visit.t("撤回的理由"), .area(max: JointCase.withdrawalMax),
        help: visit.t("可以不写；写明理由有助于改进服务。")),
      UI.Field("confirm", visit.t("我确认撤回没有办结的全部子件"), .check, required: true),
    ]
    let isRefused = state.faults.contains { $0.field == "confirm" }
    let state = isRefused ? state : FormState(visit, version: file.version)
    let form = UI.form(
      BundleLink.step(file.row.id, .withdraw).path, state, visit,
      """
      <p class="muted">\(visit.t("撤回后不能恢复；需要时可以重新申请。只撤回其中一项的，到该子件的页面办理。"))\
      \(if: decided, "\(visit.t("已经决定的子件不受影响。"))")</p>\(UI.fields(fields, state, visit))\
      <div class="actions">\(UI.button(visit.t(JointStep.withdraw.phrase), .danger))</div>
      """)
    return """
      <section id="\(JointStep.withdraw.address)"><details class="more"\(if: isRefused, " open")>\
      <summary>\(visit.t(JointStep.withdraw.phrase))</summary>\(form)</details></section>
      """
  }

  private var delivery: HTML {
    guard isOpen(.deliver(.electronic)) else { return .empty }
    let field = UI.Field(
      "method", visit.t("送达方式"),
      .either([
        UI.Option(DeliveryMethod.electronic.rawValue, visit.t("电子送达")),
        UI.Option(DeliveryMethod.window.rawValue, visit.t("窗口领取")),
        UI.Option(DeliveryMethod.express.rawValue, visit.t("邮政寄递")),
      ]), required: true)
    return form(.deliver, UI.field(field, state, visit))
  }
}

extension JointPage {
  /// What a form says that is missing, in joint names, in the order of the form.
  static func notice(_ form: Form, _ file: JointFile) throws -> SupplementNotice {
    guard let joint = file.form else { throw BundleRefusal.jointNotFound }
    let keys = joint.papers.map(\.requirement.key) + joint.fields.map(\.field.key)
    let entries = keys.compactMap { key -> SupplementNotice.Entry? in
      let problem = form[JointForms.problem(key)] ?? ""
      return problem.isEmpty ? nil : SupplementNotice.Entry(target: key, problem: problem)
    }
    guard !entries.isEmpty else { throw BundleRefusal.nothingAsked }
    return SupplementNotice(entries: entries)
  }
}
