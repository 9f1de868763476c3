// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Site

/// The questions of an item (情形导办) on a page, and the list of materials that the answers yield.
///
/// The form is sent by GET: the answers are in the address, so a list can be kept, shared and printed. A
/// script hides questions that the answers make moot; without one they are all shown, and moot answers
/// are ignored.
struct GuidePages: Sendable {
  let shelf: CatalogueShelf

  var routes: [Route] {
    [
      .page(.get, CatalogueLink.Pattern.situation, .anyone, "情形导办") { visit, _ in
        .page(try page(visit))
      }
    ]
  }

  private func page(_ visit: Visit) throws -> Page {
    let code = visit.parameter("code")
    let item = try shelf.snapshot.applicable(code, on: visit.now.day)
    let answers = visit.answers(to: item)
    let outcome = outcome(item, answers)
    let name = visit.pick(item.name)
    let body: HTML = """
      \(UI.crumbs(
        [(visit.t("办事指南"), CatalogueLink.items.path), (name, CatalogueLink.item(code).path)],
        here: visit.t("情形导办"), visit))
      \(UI.head(name, lead: visit.t("回答下面的问题，得到恰好适合您情形的材料清单。")))
      \(complaint(outcome, answers, visit))
      \(if: !item.questions.isEmpty, questions(item, answers, outcome, visit))
      \(list(item, outcome, visit))
      """
    return Page("情形导办：\(name)", section: "items", body: body)
  }

  /// The complete situation with its materials, or why there is none yet.
  private enum Outcome {
    case complete([String: String], [MaterialRequirement], fields: Int)
    case refused(CatalogueRefusal)
  }

  private func outcome(_ item: ItemVersion, _ answers: [String: String]) -> Outcome {
    do throws(CatalogueRefusal) {
      let situation = try Guide.situation(of: item, answers: answers)
      let fields = try Guide.fields(for: item, answers: situation)
      return .complete(
        situation, try Guide.materials(for: item, answers: situation), fields: fields.count)
    } catch {
      return .refused(error)
    }
  }

  /// What is wrong with the answers; nothing before the first one was given.
  private func complaint(_ outcome: Outcome, _ answers: [String: String], _ visit: Visit) -> HTML {
    guard case .refused(let refusal) = outcome, !answers.isEmpty else { return .empty }
    let open: [Question] = if case .unanswered(let questions) = refusal { questions } else { [] }
    let list: HTML = """
      <ul>\(each: open, { "<li><a href=\"#f-\($0.key)\">\(visit.pick($0.ask))</a></li>" })</ul>
      """
    return UI.notice(
      .warning, body: "<p>\(visit.t(refusal.phrase))</p>\(if: !open.isEmpty, list)")
  }

  private func questions(
    _ item: ItemVersion, _ answers: [String: String], _ outcome: Outcome, _ visit: Visit
  ) -> HTML {
    let state = FormState(visit, values: answers)
    let fields = item.questions.map { question in
      UI.Field(
        question.key, visit.pick(question.ask),
        .choice(question.options.map { UI.Option($0.key, visit.pick($0.label)) }),
        // Every question that is asked wants an answer; moot ones are not asked.
        required: true, help: question.help.map { visit.pick($0) },
        when: question.when.options ?? [:])
    }
    return """
      <form class="form" method="get" action="\(CatalogueLink.situation(item.code, [:]).path)" \
      novalidate>\(UI.fields(fields, state, visit))
      <div class="actions">\(UI.button(visit.t("查看材料清单")))</div></form>
      """
  }

  private func list(_ item: ItemVersion, _ outcome: Outcome, _ visit: Visit) -> HTML {
    guard case .complete(let situation, let materials, let fields) = outcome else { return .empty }
    let summary = Guide.summary(of: item, situation: situation)
    let own = materials.count { !$0.isFetched }
    let facts = Facts(of: item, situation: situation)
    let part = RulePart(item, visit)
    let entries = materials.map { requirement in
      (
        name: visit.pick(requirement.name),
        badges: MaterialPart.badges(requirement.material, visit),
        body: MaterialPart.body(
          requirement.material, note: part.reason(requirement).map { ("需要的原因", $0) }, visit)
      )
    }
    let answers: HTML = UI.facts(
      summary.map { (name: visit.pick($0.question), value: "\(visit.pick($0.answer))") })
    return part.eligibility(facts) + PromisePart(item, visit).choices(facts, materials)
      + UI.section(
        visit.t("您的材料清单"), id: "materials",
        """
        \(if: !summary.isEmpty, answers)
        <p>\(visit.t("共 \(materials.count) 种材料，其中 \(own) 种由您提交；申请书需要填写 \(fields) 项。"))</p>
        \(UI.materials(entries))
        \(if: !item.tables.isEmpty, part.ruling(Ruling(of: item, facts)))
        <p><a href="\(CatalogueLink.why(item.code, situation).path)">\(visit.t("为什么需要这些材料？"))</a></p>
        <div class="actions">\
        \(UI.link(
        visit.t("按此情形在线办理"), CatalogueLink.apply(item.code, situation).path, .primary, large: true))\
        \(UI.printButton(visit))</div>
        """)
  }
}
