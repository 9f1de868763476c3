// SPDX-License-Identifier: Apache-2.0

import Catalogue
import HTTPTypes
import Identity
import Journal
import Site

/// From the guide's questions to a draft, and from the draft to the case.
package struct ApplyPages: Sendable {
  let desk: CaseDesk
  let accounts: Accounts
  let pickers: [FieldPicker]

  package init(desk: CaseDesk, accounts: Accounts, pickers: [FieldPicker]) {
    self.desk = desk
    self.accounts = accounts
    self.pickers = pickers
  }

  /// Who applies: for himself, or for others.
  package static let applicants = Gate.only(.applicant, .agent)

  package var routes: [Route] {
    [
      .page(.get, CaseLink.apply("{code}").path, Self.applicants, "在线申请") { visit, _ in
        let item = try desk.openItem(visit.parameter("code"))
        return .page(Self.questions(item, Self.prefilled(item, visit), visit))
      },
      .page(.post, CaseLink.apply("{code}").path, Self.applicants, "确定情形") { visit, actor in
        try await begin(visit, actor)
      },
    ] + DraftPages(desk: desk, accounts: accounts, pickers: pickers).routes
      + SigningPages(desk: desk).routes
  }

  /// Opens the draft; what is not answered is told at the questions.
  private func begin(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let item = try desk.openItem(visit.parameter("code"))
    guard let account = try await accounts.account(actor.id) else {
      throw SiteRefusal.signInFirst
    }
    do {
      let situation = try Self.situation(of: item, visit.form)
      let id = try await desk.beginDraft(
        of: item.code, situation: situation, licence: visit.form[ActPart.licence], for: account,
        key: visit.command)
      return .see(CaseLink.draft(id).path, notice: "情形已经确定，请填写申请书并上传材料。")
    } catch let refusal as any Refusal where refusal.isShownWithForm {
      var page = Self.questions(item, FormState(visit, failed: refusal), visit)
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  /// The answers that a form has sent, complete and valid.
  private static func situation(
    of item: ItemVersion, _ form: Form
  ) throws(SiteRefusal) -> [String: String] {
    var answers: [String: String] = [:]
    for question in item.questions {
      answers[question.key] = form[FilingField.situation(question.key)]
    }
    do throws(CatalogueRefusal) {
      return try Guide.situation(of: item, answers: answers)
    } catch {
      throw SiteRefusal(
        error.kind, error.code, error.phrase,
        faults: error.faults.map { Fault(FilingField.situation($0.field), $0.phrase) })
    }
  }

  /// The answers that the guide has put into the address.
  private static func prefilled(_ item: ItemVersion, _ visit: Visit) -> FormState {
    var values: [String: String] = [:]
    for question in item.questions {
      values[FilingField.situation(question.key)] = visit.query(question.key)
    }
    return FormState(visit, values: values)
  }

  private static func questions(
    _ item: ItemVersion, _ state: FormState, _ visit: Visit
  ) -> Page {
    let name = visit.pick(item.name)
    let fields = item.questions.map { question in
      UI.Field(
        FilingField.situation(question.key), visit.pick(question.ask),
        .choice(question.options.map { UI.Option($0.key, visit.pick($0.label)) }),
        required: question.when == .always, help: question.help.map { visit.pick($0) },
        when: condition(question.when))
    }
    let lead: Phrase =
      fields.isEmpty ? "本事项不需要选择情形，可以直接填写申请书。" : "回答下面的问题，系统据此列出恰好需要的材料。"
    return Page(
      "在线申请：\(name)", section: "items",
      body: """
        \(UI.crumbs(
          [(visit.t("办事指南"), CatalogueLink.items.path), (name, CatalogueLink.item(item.code).path)],
          here: visit.t("在线申请"), visit))
        \(UI.head(name, lead: visit.t(lead)))
        \(steps(at: .situation, visit))
        <div class="narrow">
        \(UI.form(CaseLink.apply(item.code).path, state, visit, """
          \(UI.fields(fields, state, visit))\(ActPart(visit: visit).kept(for: item))
          <div class="actions">\(UI.button(visit.t("下一步：填写申请书"), large: true))</div>
          """))
        </div>
        """)
  }

  /// The condition with the names that the questions have in this form.
  static func condition(_ condition: Condition) -> [String: [String]] {
    var named: [String: [String]] = [:]
    for (question, options) in condition.options ?? [:] {
      named[FilingField.situation(question)] = options
    }
    return named
  }

  /// Where somebody stands on the way to a receipt.
  enum Stage: Int { case situation, filling }

  static func steps(at stage: Stage, _ visit: Visit) -> HTML {
    let titles: [Phrase] = ["确定情形", "填写与上传", "提交，取得收件凭证"]
    return UI.steps(
      titles.enumerated().map { index, title in
        UI.Step(
          visit.t(title),
          index < stage.rawValue ? .done : index == stage.rawValue ? .now : .coming)
      })
  }
}
