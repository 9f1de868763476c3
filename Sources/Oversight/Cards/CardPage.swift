// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// A card as everybody sees it who may: what is held against whom, the facts of then and of now, what became of it,
/// and what he can do with it.
struct CardPage {
  let file: CardFile
  let desk: OversightDesk
  let actor: Actor
  let visit: Visit
  /// The form of a step that was sent and refused.
  var refused: FormState?

  private var charge: Card.Charge { file.issue.charge }
  private var today: Day { desk.now.day }

  func page() -> Page {
    Page(
      .verbatim(file.row.number), section: "oversight", wide: true, live: refused == nil,
      body: """
        \(UI.crumbs(
          [
            (visit.t("电子监察"), OversightLink.screen.path),
            (visit.t("监察牌"), OversightLink.cards.path),
          ], here: file.row.number, visit))
        \(UI.head(
          title, above: above,
          actions: UI.link(visit.t("查看办件"), CaseLink.case(file.row.caseID).path)))
        \(turn)
        \(UI.split(
          "\(particulars)\(then)\(now)\(history)", aside: """
            <div class="stack">\
            \(CardForms(file: file, actor: actor, visit: visit, refused: refused).html())</div>
            """))
        """)
  }

  private var title: String { file.rule.map { visit.pick($0.name) } ?? file.row.rule.code }

  private var above: HTML {
    """
    \(CardMarks(visit: visit).level(file.row.level))\(CardMarks(visit: visit).status(file.row))\
    \(UI.number(file.row.number, visit))
    """
  }

  /// Whose turn it is, and by when.
  private var turn: HTML {
    let text: Phrase
    switch file.state.status {
    case .open, .upheld:
      guard let by = file.state.answerBy else { return .empty }
      let isLate = today > by
      text =
        isLate
        ? "\(zh: charge.unit, en: unit)应在 \(by) 前答复，已经逾期。"
        : "请\(zh: charge.unit, en: unit)在 \(by) 前（含当日）作出说明或者提出申诉；逾期不答复的，黄牌升级为红牌，红牌转为督办。"
      return UI.notice(isLate ? .error : .warning, body: "<p>\(visit.t(text))</p>")
    case .appealed: text = "收牌单位已经申诉，等待未发出这张牌的监察人员裁决。"
    case .answered: text = "收牌单位已经说明，等待监察人员采纳并办结。"
    case .raised: text = "同一事由的红牌已经发出，这张牌不再计分，也不需要答复。"
    case .cancelled: text = "这张牌已经撤销，不再计分。"
    case .closed, .unissued: return .empty
    }
    return UI.notice(.info, body: "<p>\(visit.t(text))</p>")
  }

  private var unit: String {
    let section = desk.sections.first { $0.zh == charge.unit }
    return section?.en ?? charge.unit
  }

  // MARK: What it says

  private var particulars: HTML {
    let rule = file.row.rule
    let book = OversightLink.ruleBook("\(rule.version)").path
    let red = file.state.raisedTo.map { id -> HTML in
      "<a href=\"\(OversightLink.card(id).path)\">\(visit.t("查看红牌"))</a>"
    }
    return UI.section(
      visit.t("发牌事由"), id: "card",
      UI.facts([
        (visit.t("收牌单位"), "\(visit.pick(charge.unit, unit))"),
        (visit.t("责任人"), "\(file.name(file.state.person) ?? visit.t("尚未确定"))"),
        (visit.t("发牌的事由"), "\(visit.t(charge.cause.phrase))"),
        (visit.t("监察人员查明的情况"), file.text(charge.text).map(Self.prose)),
        (visit.t("依据"), "\(file.issue.basis.text)"),
        (visit.t("责任依据"), file.rule?.liability.map { "\($0.text)" }),
        (
          visit.t("规则"),
          "<a href=\"\(book)#\(rule.code)\">\(visit.t("\(rule.code)（第 \(rule.version) 版）"))</a>"
        ),
        (visit.t("办件"), UI.number(file.row.caseNumber, visit)),
        (visit.t("发出"), UI.moment(file.row.issuedAt, visit)),
        (visit.t("发出人"), "\(issuer)"),
        (visit.t("扣分"), points),
        (visit.t("升级"), red),
      ]))
  }

  private var issuer: String {
    charge.issuer == Actor.system.id
      ? visit.t("系统按规则自动发出") : file.name(charge.issuer) ?? charge.issuer
  }

  private var points: HTML {
    let month = Month(file.row.issuedAt.day)
    let why: Phrase = file.row.counts ? "计入 \(month.description) 的得分" : "不计分"
    return "\(file.row.points.text) <span class=\"faint\">\(visit.t(why))</span>"
  }

  static func prose(_ text: String) -> HTML {
    let paragraphs = text.split(separator: "\n").map { "<p>\(String($0))</p>" as HTML }
    return "<div class=\"prose\">\(paragraphs)</div>"
  }

  // MARK: The facts

  /// The facts as they were frozen when the card was issued.
  private var then: HTML {
    guard let evidence = file.evidence else {
      return UI.section(
        visit.t("发牌时的事实"), id: "then", "<p>\(visit.t("（已经依法删除）"))</p>")
    }
    guard let term = evidence.term else { return .empty }
    let lines = evidence.trace.map { "<li>\(visit.pick($0.zh, $0.en))</li>" as HTML }
    let trace: HTML = """
      <details class="more"><summary>\(visit.t("逐日说明"))</summary><ol class="trace-lines">\
      \(lines)</ol></details>
      """
    return UI.section(
      visit.t("发牌时的事实"), id: "then",
      """
      <p class="muted">\(visit.t("发牌时冻结，以后时限变动不改变这里的记录。"))</p>
      \(UI.facts([
        (visit.t("观察日"), UI.day(evidence.day, visit)),
        (visit.t("起算日"), UI.day(term.start, visit)),
        (visit.t("最后一日"), UI.day(term.due, visit)),
        (visit.t("完成"), term.finished.map { UI.day($0, visit) } ?? "\(visit.t("未完成"))"),
        (visit.t("逾期时间"), "\(visit.t("\(term.over) 个工作日"))"),
        (visit.t("期限依据"), "\(term.basis.text)"),
        (visit.t("工作日历版本"), "<span class=\"number\">\(evidence.calendar)</span>"),
      ]))
      \(if: !lines.isEmpty, trace)
      """)
  }

  /// The same thing by the clock of today: whoever decides on the card sees whether it would still be issued.
  private var now: HTML {
    guard let standing = file.standing else { return .empty }
    let isMoved = standing.due != file.issue.charge.due
    let note: Phrase =
      standing.level == nil
      ? "按现在的时限，这一期限没有逾期：最后一日是 \(standing.due)。监察人员可以据此撤销。"
      : "期限已经变动，现在的最后一日是 \(standing.due)。"
    let clock = standing.watch.deadline.map {
      UI.clock($0, calendar: desk.calendar, today: today, visit)
    }
    guard isMoved || clock != nil else { return .empty }
    return UI.section(
      visit.t("现在的时限"), id: "now",
      """
      \(if: isMoved, UI.notice(.warning, body: "<p>\(visit.t(note))</p>"))\(clock)
      """)
  }

  // MARK: What became of it

  private var history: HTML {
    let events = file.history.map { entry -> UI.Event in
      let who =
        entry.moment.actor == Actor.system.id ? nil : file.name(entry.moment.actor)
      return UI.Event(
        visit.t(title(of: entry.event)), at: entry.moment.at, who: who,
        body: file.text(entry.event.text).map(Self.prose),
        entry.version == file.version ? .now : entry.event.isByRule ? .law : .past)
    }
    return UI.section(visit.t("经过"), id: "history", UI.timeline(events, visit))
  }

  private func title(of event: Card.Event) -> Phrase {
    switch event {
    case .issued: return "发出\(file.row.level.phrase)"
    case .attributed(let person): return "确定责任人：\(file.name(person) ?? person)"
    case .answered: return "收牌单位作出说明"
    case .appealed: return "收牌单位申诉"
    case .appealTurnedDown(_, let by): return "申诉未采纳，维持；请在 \(by) 前作出说明"
    case .cancelled: return "撤销"
    case .closed: return "采纳说明，办结"
    case .raised: return "升级为红牌"
    case .pressed: return "逾期未答复，转为督办"
    }
  }
}

extension Card.Event {
  /// Whether it came about by itself.
  fileprivate var isByRule: Bool {
    switch self {
    case .raised, .pressed: true
    default: false
    }
  }
}
