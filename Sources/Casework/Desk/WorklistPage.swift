// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import Site

/// The workbench: what waits, the most urgent first.
struct WorklistPage {
  let visit: Visit
  let desk: CaseDesk
  let list: Worklist
  let counts: WorklistCounts
  /// The section whose cases the actor sees; nil where he sees those of several.
  let department: String?
  let rows: [CaseRow]
  let next: Cursor?
  /// What the search for a number has to say.
  let message: Phrase?
  let colleagues: [Colleague]
  /// How many drafts wait to be looked through, for whoever does that.
  let preReviews: Tally?

  private var today: Day { desk.now.day }

  func page() -> Page {
    let body: HTML = """
      \(UI.head(visit.t("工作台"), actions: actions))
      \(figures())
      \(tabs())
      \(filters())
      \(with: message, { UI.notice(.warning, body: "<p>\(visit.t($0))</p>") })
      \(rows.isEmpty ? empty() : table())
      \(UI.pagination(
        previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
        next: next.map { visit.address(changing: ["cursor": $0.text]) }, summary: summary(), visit))
      """
    return Page("工作台", section: "desk", wide: true, live: true, body: body)
  }

  private var actions: HTML {
    guard let actor = visit.principal, actor.holds(anyOf: Case.handlers) else { return .empty }
    let drafts = actor.holds(anyOf: PreReview.reviewers)
    let count = Set(actor.mandates.map(\.principal)).count
    let text: Phrase = count == 0 ? "委托代理" : "委托代理（今天受托代 \(count) 人办理）"
    return """
      \(if: drafts, UI.link(
        visit.t("网上预审（\(preReviews?.text ?? "0")）"), CaseLink.preReviews.path))\
      \(UI.link(visit.t(text), CaseLink.delegations.path))
      """
  }

  // MARK: Numbers

  private func figures() -> HTML {
    func figure(_ tally: Tally) -> HTML { "<b>\(tally.text)</b> \(visit.t("件"))" }
    return UI.figures([
      (visit.t("已经逾期"), figure(counts.overdue)), (visit.t("今天到期"), figure(counts.dueToday)),
      (visit.t("即将到期"), figure(counts.dueSoon)), (visit.t("未结"), figure(counts.open)),
    ])
  }

  private func tabs() -> HTML {
    let tabs = Worklist.allCases.map { other in
      UI.Tab(
        visit.t(other.title),
        path: visit.address(changing: ["list": other.rawValue, "cursor": nil, "q": nil]),
        current: other == list, count: counts.lists[other]?.text)
    }
    return UI.tabs(tabs, label: visit.t("工作台"))
  }

  private func summary() -> String? {
    guard let count = counts.lists[list], !rows.isEmpty else { return nil }
    return visit.t("共 \(count.text) 件")
  }

  // MARK: Filters

  private func filters() -> HTML {
    """
    <form class="filters" method="get" action="\(CaseLink.desk.path)">\
    <input type="hidden" name="list" value="\(list.rawValue)">\
    <div class="field field-grow"><label class="field-label" for="by-q">\
    \(visit.t("完整的办件编号（直接打开）"))</label><input class="input input-wide number" id="by-q" \
    type="search" name="q" value="\(visit.query("q"))" maxlength="60" autocomplete="off" \
    spellcheck="false"></div>\
    \(select("department", visit.t("科室"), departments()))\
    \(select("item", visit.t("事项"), items()))\
    <label class="choice"><input type="checkbox" name="mine" value="1"\
    \(attribute: "checked", visit.query("mine") != nil)><span>\(visit.t("只看我经手的"))</span></label>\
    <button class="button" type="submit">\(visit.t("查询"))</button></form>
    """
  }

  /// A list to choose from; nothing when there is nothing to choose.
  private func select(
    _ name: String, _ label: String, _ options: [(value: String, label: String)]
  ) -> HTML {
    let chosen = visit.query(name)
    guard options.count > 1 || chosen != nil else { return .empty }
    let entries = options.map { option -> HTML in
      """
      <option value="\(option.value)"\(attribute: "selected", option.value == chosen)>\
      \(option.label)</option>
      """
    }
    return """
      <div class="field"><label class="field-label" for="by-\(name)">\(label)</label>\
      <select class="input" id="by-\(name)" name="\(name)">\
      <option value="">\(visit.t("全部"))</option>\(entries)</select></div>
      """
  }

  /// The items that can be filtered by: those of today, and of what is shown.
  private var known: [ItemVersion] {
    let codes = Set(rows.map(\.item.code) + [visit.query("item")].compactMap(\.self))
    let today = desk.shelf.snapshot.current(on: today).map(\.item)
    let more = codes.subtracting(today.map(\.code)).compactMap(item)
    return (today + more).filter { department == nil || $0.department.zh == department }
  }

  private func departments() -> [(value: String, label: String)] {
    let named = Dictionary(known.map { ($0.department.zh, $0.department) }) { first, _ in first }
    let chosen = [visit.query("department")].compactMap(\.self)
    return Set(named.keys).union(chosen).sorted().map { name in
      (name, visit.pick(name, named[name]?.en))
    }
  }

  private func items() -> [(value: String, label: String)] {
    let known = known.map { (value: $0.code, label: visit.pick($0.name)) }
    let chosen = [visit.query("item")].compactMap(\.self)
      .filter { code in !known.contains { $0.value == code } }
    return (known + chosen.map { ($0, $0) }).sorted { $0.label < $1.label }
  }

  private func item(_ code: String) -> ItemVersion? {
    desk.shelf.snapshot.history(code).last?.item
  }

  // MARK: The list

  private func table() -> HTML {
    UI.table(
      caption: visit.t(list.title), dense: true,
      columns: [
        UI.Column(visit.t("办件编号")), UI.Column(visit.t("时限")), UI.Column(visit.t("事项")),
        UI.Column(visit.t("申请人")), UI.Column(visit.t("状态")), UI.Column(visit.t("审查意见")),
        UI.Column(visit.t("收到")), UI.Column(visit.t("科室")), UI.Column(visit.t("经办人")),
      ], rows: rows.map(row))
  }

  private func row(_ row: CaseRow) -> UI.Row {
    let item = desk.shelf.version(row.item.code, row.item.version)
    let light = row.light(on: today, desk.calendar)
    return UI.Row(
      [
        number(row), due(row, light),
        "\(item.map { visit.pick($0.name) } ?? row.item.code)",
        "\(row.shownApplicant)", status(row, item?.type),
        reviews(row),
        UI.moment(row.receivedAt, visit),
        "\(visit.pick(row.department, item?.department.en))", holder(row),
      ], light: light)
  }

  /// The number with its last digits, the day and the serial, prominent: nobody reads the 31 before them.
  private func number(_ row: CaseRow) -> HTML {
    let tail = String(row.number.suffix(Self.tailLength))
    let head = String(row.number.dropLast(Self.tailLength))
    return """
      <a class="number" href="\(CaseLink.case(row.id).path)"><small class="faint">\(head)</small>\
      <strong class="nowrap">\(tail)</strong></a>
      """
  }

  /// The date, of eight digits, and the serial number, of four.
  private static let tailLength = 12

  private func due(_ row: CaseRow, _ light: Light) -> HTML {
    guard let due = row.due, let remaining = row.remaining(on: today, desk.calendar) else {
      let word: Phrase =
        switch row.standing {
        case .supplementing, .awaiting: "等待申请人补正"
        case .forwarded: "等待上级机关决定"
        default: "不计时"
        }
      return UI.light(.done, visit, text: visit.t(word))
    }
    let text: Phrase =
      switch remaining {
      case ..<0: "逾期 \(-remaining) 个工作日"
      case 0: "今天到期"
      default: "剩 \(remaining) 个工作日"
      }
    return """
      \(UI.light(light, visit, text: visit.t(text))) \
      <small class="faint nowrap">\(UI.day(due, visit))</small>
      """
  }

  /// Where it stands, and that somebody waits for it.
  private func status(_ row: CaseRow, _ type: ItemType?) -> HTML {
    let standing = UI.badge(visit.t(row.standing.phrase(for: type)), tone(row))
    guard row.reminders > 0 else { return standing }
    return "\(standing) \(UI.badge(visit.t("催办 \(row.reminders) 次"), .bad))"
  }

  /// Who has it in hand.
  private func holder(_ row: CaseRow) -> HTML {
    guard let holder = row.holder else { return "—" }
    return "\(colleagues.first { $0.id == holder }?.name ?? "—")"
  }

  private func reviews(_ row: CaseRow) -> HTML {
    switch row.phase {
    case .accepted, .granted, .refused, .concluded:
      "\(row.reviews)/\(row.reviews + row.reviewsMissing)"
    default: "—"
    }
  }

  private func tone(_ row: CaseRow) -> UI.Tone {
    switch row.phase {
    case .unfiled, .withdrawn, .terminated, .notRequired, .notAccepted: .plain
    case .received: .info
    case .supplementing: .plain
    case .accepted:
      switch row.standing {
      case .awaiting, .forwarded: .plain
      case .reviewing: .info
      default: .warn
      }
    case .granted, .concluded: row.granted == false ? .plain : .good
    case .refused: .warn
    }
  }

  private func empty() -> HTML {
    let filters = ["item", "department", "mine"].contains { visit.query($0) != nil }
    return UI.empty(
      visit.t("没有“\(list.title)”的办件"),
      filters ? visit.t("没有符合筛选条件的办件，可以放宽条件再看。") : visit.t("手头的工作都办完了。"))
  }
}
