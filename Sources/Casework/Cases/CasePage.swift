// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Site

/// A case as everybody sees it who may: the applicant with what he can do next, staff with their steps.
struct CasePage {
  let file: CaseFile
  let desk: CaseDesk
  let actor: Actor
  let visit: Visit
  /// What other rooms say of the case.
  var added = HTML.empty
  /// The form of a step that was sent and refused: it is shown again, before all else.
  var refused: FormState?

  /// Whether it is the visitor's own case, so that his data is shown in full.
  private var isOwn: Bool { file.isOwn(of: actor) }

  func page() -> Page {
    let home: (title: String, path: String) =
      actor.isStaff
      ? (visit.t("工作台"), CaseLink.desk.path) : (visit.t("我的办件"), CaseLink.cases.path)
    return Page(
      .verbatim("\(visit.pick(file.item.name)) · \(file.row.number)"),
      section: actor.isStaff ? "desk" : "cases", wide: true,
      // A step that was refused stands at an address of its own.
      live: refused == nil,
      body: """
        \(UI.crumbs([home], here: file.row.number, visit))
        \(UI.head(visit.pick(file.item.name), above: above, actions: actions))
        \(if: refused != nil, panel)
        \(ProcessSection(file: file, isStaff: actor.isStaff, visit: visit).html())
        \(next)\(promises.reminder())\(waits)\(if: file.isInside, team.notices())
        \(ClockSection(file: file, calendar: desk.calendar, visit: visit).html())
        \(if: refused == nil, panel)
        \(UI.split(
          """
          \(notice)\(promises.html())\
          \(Opinions(file: file, isInside: file.isInside, visit: visit).html())\
          \(OneHandSection(file: file, actor: actor, visit: visit).html())\
          \(if: file.isInside, team.sections())\
          \(actor.isStaff ? added + application + timeline : timeline + application + added)
          """,
          aside: aside))
        """)
  }

  private var team: TeamSection { TeamSection(file: file, actor: actor, visit: visit) }

  /// The steps of the staff, or what the applicant can do.
  private var panel: HTML {
    StepPanel.render(file, visit, actor, refused ?? FormState(visit, version: file.version))
  }

  // MARK: Head

  /// The phase as a badge; the result once there is one.
  static func badge(
    _ phase: Case.Phase, granted: Bool?, _ type: ItemType?, _ visit: Visit
  ) -> HTML {
    let tone: UI.Tone =
      switch phase {
      case .received, .accepted: .info
      case .supplementing: .warn
      case .granted: .good
      case .refused, .notAccepted: .bad
      case .concluded: .seal
      case .notRequired, .withdrawn, .terminated, .unfiled: .plain
      }
    let result: Phrase? =
      phase == .concluded ? granted.map { (type ?? .licensing).decision(granted: $0) } : nil
    return """
      \(UI.badge(visit.t(phase.phrase(for: type)), tone))\
      \(with: result, { " " + UI.badge(visit.t($0), granted == true ? .good : .bad) })
      """
  }

  private var above: HTML {
    """
    \(Self.badge(file.state.phase, granted: file.state.isGranted, file.item.type, visit))\
    \(with: file.way, { UI.badge(visit.t(Phrase(key: $0.label)), .info) })\
    \(UI.number(file.row.number, visit))\
    \(if: !file.clock.running.isEmpty, UI.light(file.clock.light, visit))\
    \(if: file.isInside && file.state.isAtWindow,
      UI.badge(visit.t(CaseStanding.returned.phrase(for: file.item.type)), .warn))
    """
  }

  private var actions: HTML {
    let id = file.row.id
    return """
      \(if: mayNoteFalsehood, UI.link(visit.t("登记虚假申请"), CaseLink.falsehood(id).path))\
      \(if: mayWithdraw, UI.link(visit.t("撤回申请"), CaseLink.withdraw(id).path))\
      \(if: file.state.phase == .concluded, UI.stamp(visit.t("已办结")))
      """
  }

  private var mayNoteFalsehood: Bool {
    actor.isStaff && desk.falsehoodObstacle(file.state, for: actor) == nil
  }

  private var mayWithdraw: Bool {
    (isOwn || file.isAtWindow(of: actor))
      && [.received, .supplementing, .accepted].contains(file.state.phase)
  }

  // MARK: What comes next

  private var next: HTML {
    let id = file.row.id
    if !isOwn, file.isAtWindow(of: actor), file.state.phase == .supplementing {
      return UI.notice(
        .info,
        body: """
          <p>\(visit.t("申请人到窗口补正的，由工作人员代为录入。"))</p>\
          <p>\(UI.link(visit.t("提交补正"), CaseLink.supplement(id).path))</p>
          """)
    }
    guard isOwn else { return .empty }
    switch file.state.phase {
    case .supplementing:
      return UI.notice(
        .warning, title: visit.t("请补正申请材料"),
        body: """
          <p>\(visit.t("告知书列明了需要补正的全部内容，请一次补齐。补正期间不计入办理时限。"))</p>\
          \(with: file.state.supplementDue(desk.calendar), {
            "<p>\(visit.t("请最迟 \($0) 补齐；逾期没有补齐的，可以终止办理。"))</p>"
          })\
          <p>\(UI.link(visit.t("提交补正"), CaseLink.supplement(id).path, .primary))</p>
          """)
    case .received:
      let due = file.state.acceptanceDue(desk.calendar)
      return info(due.map { "最迟 \($0) 告知您是否受理或者需要补正的内容；逾期不告知的，自收到材料之日起即为受理。" })
    case .accepted where file.state.waitsForApplicant:
      return UI.notice(
        .warning, title: visit.t("请补件"),
        body: """
          <p>\(with: file.state.furtherDue(desk.calendar), {
            "\(visit.t("通知书列明了需要补件的全部内容，请最迟 \($0) 一次补齐。补件期间不计入办理时限。"))"
          })</p>\
          <p>\(UI.link(visit.t("提交补件"), CaseLink.supplement(id).path, .primary))</p>
          """)
    case .accepted:
      return info(file.clock[.promised].map { "已经受理，承诺最迟 \($0.due) 作出决定。" })
    case .granted:
      return info(file.clock[.issue].map { "已经准予，最迟 \($0.due) 向您颁发、送达。" } ?? "已经准予，等待送达。")
    case .refused:
      return info("决定书已经作出，等待送达。您可以在“文书”中查看全文和救济途径。")
    case .concluded, .notRequired, .notAccepted, .withdrawn, .terminated, .unfiled:
      return .empty
    }
  }

  /// What the decision waits for, each with its article.
  private var waits: HTML {
    let waits = file.waits(on: visit.now)
    guard !waits.isEmpty else { return .empty }
    let lines = waits.map { "<li>\(visit.t(StepRefusal.phrase(of: $0)))</li>" as HTML }
    return UI.notice(.info, title: visit.t("决定前还要等待"), body: "<ul>\(lines)</ul>")
  }

  private func info(_ text: Phrase?) -> HTML {
    guard let text else { return .empty }
    return UI.notice(.info, body: "<p>\(visit.t(text))</p>")
  }

  // MARK: Parts

  /// The one notice of what is missing, in full.
  private var notice: HTML {
    let first = entries(
      of: file.notice, visit.t("补正告知"), id: "notice",
      visit.t("一次告知的全部内容（行政许可法第三十二条第一款第四项）"))
    let basis = file.state.terms.suspension.map { visit.pick($0.text, $0.english) }
    return first
      + entries(of: file.furtherNotice, visit.t("补件通知"), id: "further-notice", basis ?? "")
  }

  private func entries(
    of notice: SupplementNotice?, _ title: String, id: String, _ lead: String
  ) -> HTML {
    guard let notice else { return .empty }
    let entries = notice.entries.map { entry -> HTML in
      """
      <li><strong>\(visit.pick(file.item.name(of: entry.target)))</strong>\
      <p>\(entry.problem)</p></li>
      """
    }
    return UI.section(
      title, id: id, "<p class=\"muted\">\(lead)</p><ol class=\"stack\">\(entries)</ol>")
  }

  private var promises: PromiseSection {
    PromiseSection(file: file, isOwn: isOwn, visit: visit)
  }

  private var timeline: HTML { CaseTimeline(file: file, visit: visit).html() }

  /// What was filed, and with which files.
  private var application: HTML {
    let filing = FilingSection(
      file: file, filing: file.filing, isFull: isOwn, visit: visit)
    return """
      \(UI.section(visit.t("申请内容"), id: "filing", """
        \(filing.answers())\(if: !isOwn && file.filing != nil, reveal)
        """))\
      \(UI.section(visit.t("材料"), id: "files", filing.files()))\
      \(if: file.state.ruling != nil, UI.section(
        visit.t("规则得出的结论"), id: "ruling", RulingSection(file: file, visit: visit).html()))
      """
  }

  private var aside: HTML {
    """
    \(ActPart(visit: visit).card(file, desk.calendar))\(licence)\(documents)\(contents)
    """
  }

  private var contents: HTML {
    var entries: [(title: String, id: String)] = [(visit.t("办理时限"), "clock")]
    if actor.isStaff { entries.append((visit.t("办理"), "steps")) }
    if file.notice != nil { entries.append((visit.t("补正告知"), "notice")) }
    if file.state.isGranted != nil { entries.append((visit.t("决定"), "decision")) }
    entries += [
      (visit.t("经过"), "history"), (visit.t("申请内容"), "filing"), (visit.t("材料"), "files"),
    ]
    return UI.contents(entries, visit)
  }

  private var reveal: HTML {
    UI.buttonForm(
      visit.t("显示完整信息"), action: CaseLink.reveal(file.row.id).path, FormState(visit))
  }

  private var documents: HTML {
    let files = file.documents.map { document in
      UI.FileLink(
        visit.t(document.kind.title(for: file.item.type)),
        path: CaseLink.document(case: file.row.id, name: document.name).path,
        note: "\(document.number) · \(document.issuedAt.day)",
        extra: """
          <a href="\(CaseLink.document(
            case: file.row.id, name: document.name, .pdf).path)">PDF\
          <span class="hush"> \(document.number)</span></a>
          """)
    }
    guard !files.isEmpty else { return .empty }
    let dossier = UI.link(visit.t("全部材料和文书（PDF 案卷）"), CaseLink.dossier(file.row.id).path)
    return UI.card(visit.t("文书"), "\(UI.files(files))<p>\(dossier)</p>")
  }

  private var licence: HTML {
    guard let number = file.state.licence else { return .empty }
    return UI.card(
      visit.pick(file.item.result.name),
      """
      <p>\(UI.number(number, visit))</p>\
      <p>\(UI.link(visit.t("核验证照"), CaseLink.verification(number)))</p>
      """)
  }
}

extension CaseFile {
  /// Whether somebody on the staff may write down at the window what the applicant does, who has no account.
  func isAtWindow(of actor: Actor) -> Bool {
    state.submission?.isAssisted == true && actor.holds(anyOf: CaseDesk.windowRoles)
  }

  /// How it goes, where that is another way than within the promised term.
  var way: HandlingWay? { state.ruling.map(\.way).flatMap { $0 == .promised ? nil : $0 } }

  /// Whether somebody applied or filed himself, and so sees what is his in full.
  package func isOwn(of actor: Actor) -> Bool { row.isOwn(of: actor) }
}

extension ItemVersion {
  /// The name of a material, a field or a line about a party by its key; the key where it is none.
  func name(of target: String) -> Words {
    materials.first { $0.key == target }?.name ?? form.first { $0.key == target }?.label
      ?? PartyField(target)?.label ?? Words(target)
  }
}
