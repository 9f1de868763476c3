// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import Site

/// The card by hand: for what a supervisor has found in a case himself.
struct IssuePages: Sendable {
  let desk: OversightDesk

  var routes: [Route] {
    [
      .page(.get, OversightLink.issue(case: "{id}").path, .only(Card.supervisors), "人工发牌") {
        visit, actor in
        let file = try await desk.cases.open(visit.parameter("id"), for: actor)
        return .page(try await page(file, visit, FormState(visit)))
      },
      .page(
        .post, OversightLink.issue(case: "{id}").path, .only(Card.supervisors), "发出监察牌",
        bodyLimit: CardPages.formMax
      ) { visit, actor in
        try await issue(visit, actor)
      },
    ]
  }

  private func issue(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      let form = visit.form
      let facts = try CardStep.text(form, Self.facts)
      let receipt = try await desk.issue(
        byRule: try form.required("rule", "请选择规则。"),
        level: form["level"].flatMap(Card.Level.init(rawValue:)), unit: form["unit"],
        person: form["person"], facts: facts, in: id, by: actor, key: visit.command)
      return .see(OversightLink.card(receipt.id).path, notice: "监察牌已经发出。")
    } catch let error {
      guard let refusal = OversightRefusal.shown(error) else { throw error }
      let file = try await desk.cases.open(id, for: actor)
      var page = try await page(file, visit, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  /// The name of the field for what was found, which ``OversightRefusal`` tells of.
  private static let facts = OversightRefusal.Step.issue.rawValue

  private func page(_ file: CaseFile, _ visit: Visit, _ state: FormState) async throws -> Page {
    let path = CaseLink.case(file.row.id).path
    let people = try await desk.staff(of: file.row.department)
    return Page(
      "人工发牌", section: "oversight",
      body: """
        \(UI.crumbs(
          [(visit.t("工作台"), CaseLink.desk.path), (file.row.number, path)],
          here: visit.t("人工发牌"), visit))
        \(UI.head(
          visit.t("人工发牌"), lead: visit.pick(file.item.name),
          above: UI.number(file.row.number, visit)))
        <div class="narrow stack">
        \(UI.form(OversightLink.issue(case: file.row.id).path, state, visit, """
          \(UI.fields(fields(file, people, visit), state, visit))
          <div class="actions">\(UI.button(visit.t("发牌"), .danger))\
          \(UI.link(visit.t("不发牌"), path))</div>
          """))
        </div>
        """)
  }

  private func fields(_ file: CaseFile, _ people: [Account], _ visit: Visit) -> [UI.Field] {
    let book = desk.books.inForce(on: desk.now.day)
    let rules = book.rules.filter { $0.subject.isByHand }.map { rule in
      UI.Option(
        rule.code, "\(rule.code) \(visit.pick(rule.name))",
        help: "\(visit.t(rule.card.phrase)) · \(rule.basis.text)")
    }
    let department = file.row.department
    let units = (desk.sections.map(\.zh) + [book.window]).filter { $0 != department }
    return [
      UI.Field("rule", visit.t("规则"), .choice(rules), required: true),
      UI.Field(
        Self.facts, visit.t("查明的情况"), .area(max: CardStep.textMax), required: true,
        help: visit.t("写明时间、经过和证据所在，不要写申请人的身份信息。")),
      UI.Field(
        "level", visit.t("级别"),
        .either(Card.Level.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }),
        help: visit.t("不选的，按规则的级别发出。")),
      UI.Field(
        "unit", visit.t("收牌单位"),
        .list(
          [UI.Option(department, visit.pick(department, file.item.department.en))]
            + Set(units).sorted().map { UI.Option($0, $0) }),
        help: visit.t("不选的，发给办理本件的科室。")),
      UI.Field(
        "person", visit.t("责任人"), .list(people.map { UI.Option($0.id, $0.name) }),
        help: visit.t("尚未查明的可以不选。")),
    ]
  }
}

extension OversightRule.Subject {
  /// Whether a card by such a rule can be issued by hand: what terms tell, the program sees better.
  var isByHand: Bool {
    switch self {
    case .term: false
    case .conduct, .finding: true
    }
  }
}
