// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import Site

/// The form by which somebody delegates a part of his own.
struct DelegationForm {
  let colleagues: [Colleague]
  /// What the delegation can be limited to.
  let items: [ItemVersion]
  let actor: Actor
  let visit: Visit

  private static let deputy = "deputy"
  private static let parts = "parts"
  private static let items = "items"
  private static let from = "from"
  private static let until = "until"
  private static let reasons = "reasons"

  func html(_ state: FormState) -> HTML {
    let own = Mandate.Part.allCases.filter { actor.holds(anyOf: $0.principals) }
    let others = colleagues.filter {
      $0.isActive && $0.id != actor.id && $0.actor.holds(anyOf: Case.handlers)
    }
    let fields = [
      UI.Field(
        Self.deputy, visit.t("受托人"),
        .list(
          others.map { colleague in
            UI.Option(
              colleague.id, colleague.name + (colleague.department.map { "（\($0)）" } ?? ""))
          }), required: true),
      UI.Field(
        Self.parts, visit.t("委托的职责"),
        .several(own.map { UI.Option($0.rawValue, visit.t($0.phrase)) }), required: true),
      UI.Field(Self.from, visit.t("自"), .date, required: true),
      UI.Field(Self.until, visit.t("至"), .date, required: true, help: visit.t("含当日。")),
      UI.Field(
        Self.reasons, visit.t("理由"), .text(max: 200), required: true,
        help: visit.t("例如：年休假、外出培训。")),
    ]
    let scope = UI.Field(
      Self.items, visit.t("事项"),
      .several(items.map { UI.Option($0.code, visit.pick($0.name)) }),
      help: visit.t("一项也不选，就是全部事项；最多选 \(Delegation.itemsMax) 项。"))
    let isLimited =
      items.contains { state.has(Self.items, $0.code) } || state.fault(Self.items) != nil
    return UI.section(
      visit.t("新的委托"), id: "new",
      UI.form(
        CaseLink.delegations.path, state, visit,
        """
        \(UI.fields(fields, state, visit))
        <details class="more"\(attribute: "open", isLimited)>\
        <summary>\(visit.t("只委托下列事项"))</summary>\(UI.field(scope, state, visit))</details>
        <div class="actions">\(UI.button(visit.t("委托")))</div>
        """))
  }

  /// What a form has sent.
  /// - Throws: what is missing or wrong, at its fields.
  static func terms(
    _ form: Form, by actor: Actor
  ) throws(SiteRefusal) -> (terms: Delegation.Terms, reasons: Reasons) {
    var faults: [Fault] = []
    func day(_ name: String) -> Day? {
      let day = form[name].flatMap { Day($0) }
      if day == nil { faults.append(Fault(name, "日期应当是真实存在的，例如 2026-03-01。")) }
      return day
    }
    let deputy = form[Self.deputy]
    if deputy == nil { faults.append(Fault(Self.deputy, "请选择受托人。")) }
    let (first, last) = (day(from), day(until))
    guard let deputy, let first, let last, faults.isEmpty else { throw .invalid(faults) }
    let items = form.all(Self.items)
    let terms = Delegation.Terms(
      principal: actor.id, deputy: deputy,
      parts: Set(form.all(parts).compactMap(Mandate.Part.init)),
      items: items.isEmpty ? nil : Set(items), from: first, until: last)
    return (terms, Reasons(form[reasons] ?? ""))
  }
}
