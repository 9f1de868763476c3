// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import Site

/// The form by which the head authorises somebody, for items of one section.
struct AuthorisationForm {
  let section: Words
  /// The section's listed items.
  let items: [ItemVersion]
  /// Who could be authorised for them.
  let holders: [Colleague]
  let visit: Visit
  let state: FormState

  enum Field {
    static let kind = "kind"
    static let holder = "holder"
    static let section = "section"
    static let scope = "scope"
    static let items = "items"
    static let from = "from"
    static let until = "until"
    static let limit = "limit"
    static let reasons = "reasons"
  }

  private enum Scope: String { case all, some }

  /// A year from a day, which is what most bureaus give.
  static func first(on today: Day) -> [String: String] {
    let until = Day(year: today.year + 1, month: today.month, day: today.day) ?? today
    return [Field.from: "\(today)", Field.until: "\(until.adding(days: -1))"]
  }

  /// What a form has sent.
  static func proposal(_ form: Form) throws(SiteRefusal) -> AuthorisationDesk.Proposal {
    var faults: [Fault] = []
    let kind = form[Field.kind].flatMap(Authorisation.Kind.init(rawValue:))
    if kind == nil { faults.append(Fault(Field.kind, "请选择授权的种类。")) }
    if form[Field.holder] == nil { faults.append(Fault(Field.holder, "请选择被授权人。")) }
    let scope = form[Field.scope].flatMap(Scope.init(rawValue:))
    if scope == nil { faults.append(Fault(Field.scope, "请选择全部事项或者其中一部分。")) }
    let items = scope == .some ? form.all(Field.items) : []
    if scope == .some, items.isEmpty { faults.append(Fault(Field.items, "请选择事项。")) }
    let days = [Field.from, Field.until].map { form[$0].flatMap { Day($0) } }
    for (name, day) in zip([Field.from, Field.until], days) where day == nil {
      faults.append(Fault(name, "日期应当是真实存在的，例如 2026-03-01。"))
    }
    guard faults.isEmpty, let kind, let from = days[0], let until = days[1] else {
      throw .invalid(faults)
    }
    return AuthorisationDesk.Proposal(
      kind: kind, holder: form[Field.holder] ?? "", items: items,
      section: scope == .all ? form[Field.section] : nil, from: from, until: until,
      limit: form[Field.limit] ?? "", reasons: try StepOrder.reasons(Field.reasons, form))
  }

  /// The sections that have listed items, to choose from.
  static func sections(_ items: [ItemVersion], _ visit: Visit) -> Page {
    let sections = Dictionary(grouping: items, by: \.department).sorted { $0.key.zh < $1.key.zh }
    let tiles = sections.map { section, items in
      UI.tile(
        visit.pick(section),
        path: visit.address(changing: [Field.section: section.zh]), count: items.count)
    }
    let empty = UI.empty(visit.t("没有可以一人受理和决定的事项"), visit.t("事项目录中写明极简审批或者即办的事项，才能授权。"))
    return page(
      """
      \(UI.section(visit.t("选择科室"), """
        <p class="muted">\(visit.t("数字是可以一人受理和决定的目录内事项。"))</p>\
        <div class="grid-tight">\(tiles)</div>
        """))\(if: items.isEmpty, empty)
      """, visit)
  }

  private static func page(_ body: HTML, _ visit: Visit) -> Page {
    Page(
      "新的授权", section: "authorisations",
      body: """
        \(UI.crumbs(
          [(visit.t("授权书"), CaseLink.authorisations.path)], here: visit.t("新的授权"), visit))
        \(UI.head(
          visit.t("新的授权"),
          lead: visit.t("授权书使被授权人可以一人受理、决定和送达。不予许可仍然由他人决定；需要核查实质内容的，仍然要两名工作人员的意见（行政许可法第三十四条第三款）。")))
        \(body)
        """)
  }

  func page() -> Page {
    Self.page(
      UI.section(
        visit.pick(section), id: "form",
        """
        <div class="narrow">\(UI.form(CaseLink.newAuthorisation.path, state, visit, """
          <input type="hidden" name="\(Field.section)" value="\(section.zh)">\
          \(UI.fields(whom + what + limits, state, visit))
          <div class="actions">\(UI.button(visit.t("授权"), large: true))\
          \(UI.link(visit.t("选择其他科室"), CaseLink.newAuthorisation.path))</div>
          """))</div>
        """), visit)
  }

  private var whom: [UI.Field] {
    let kinds = Authorisation.Kind.allCases.map {
      UI.Option($0.rawValue, visit.t($0.phrase), help: visit.t($0.help))
    }
    let holders = holders.map { holder in
      UI.Option(holder.id, "\(holder.label) · \(visit.t(office(of: holder)))")
    }
    return [
      UI.Field(Field.kind, visit.t("种类"), .choice(kinds), required: true),
      UI.Field(Field.holder, visit.t("被授权人"), .list(holders), required: true),
    ]
  }

  private func office(of holder: Colleague) -> Phrase {
    holder.roles.contains(.chiefApprover) ? "首席审批员" : "窗口"
  }

  private var what: [UI.Field] {
    let scopes = [
      UI.Option(
        Scope.all.rawValue, visit.t("全部目录内事项"), help: visit.t("以后新列入目录的事项也包括在内。")),
      UI.Option(Scope.some.rawValue, visit.t("下面选择的事项")),
    ]
    let listed = items.map {
      UI.Option($0.code, visit.pick($0.name), help: ways(of: $0))
    }
    return [
      UI.Field(Field.scope, visit.t("事项"), .choice(scopes), required: true),
      UI.Field(
        Field.items, visit.t("目录内事项"), .several(listed), when: [Field.scope: [Scope.some.rawValue]]),
    ]
  }

  /// Which ways make an item a listed one, and that not every application for it goes so.
  private func ways(of item: ItemVersion) -> String {
    let ways = item.ways.filter(\.isOneHand).map { visit.t(Phrase(key: $0.label)) }.sorted()
    let isSome = !item.ways.isSubset(of: [.streamlined, .immediate])
    let words = ways.joined(separator: visit.pick("、", ", "))
    return isSome ? visit.t("\(words)（部分情形）") : words
  }

  private var limits: [UI.Field] {
    [
      UI.Field(Field.from, visit.t("开始日期"), .date, required: true),
      UI.Field(Field.until, visit.t("结束日期"), .date, required: true),
      UI.Field(
        Field.limit, visit.t("限制条件"), .text(max: 500),
        help: visit.t("用 FEEL 写申请内容必须满足的条件，例如 area_sqm <= 50；可以不填。")),
      UI.Field(
        Field.reasons, visit.t("授权的理由"), .area(max: StepOrder.textMax), required: true),
    ]
  }
}

extension Colleague {
  /// The name, and the section where there is one that the name does not say already.
  fileprivate var label: String {
    guard let department, !name.contains(department) else { return name }
    return "\(name)（\(department)）"
  }
}

extension Authorisation.Kind {
  /// What it makes possible, for who gives it.
  var help: Phrase {
    switch self {
    case .chief: "极简审批事项和即办件，审查和审批合二为一。"
    case .window: "只用于即办件，在窗口当场受理、决定和送达。"
    }
  }
}
