// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import Site

/// The authorisations to receive and decide in one hand: read by all of the staff, given and taken back by the head.
struct AuthorisationPages: Sendable {
  let desk: AuthorisationDesk

  /// Everybody who handles cases or watches over them.
  private static let readers = Gate.only(Worklist.roles)
  private static let givers = Gate.only(Case.roles(for: .authorise))

  var routes: [Route] {
    [
      .page(
        .get, CaseLink.authorisations.path, Self.readers, "授权书",
        navigation: Navigation("authorisations", order: 25)
      ) { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, CaseLink.newAuthorisation.path, Self.givers, "新的授权") { visit, _ in
        .page(try await new(visit))
      },
      .page(.post, CaseLink.newAuthorisation.path, Self.givers, "授权") { visit, actor in
        try await give(visit, actor)
      },
      .page(.get, CaseLink.authorisation("{id}").path, Self.readers, "一份授权书") {
        visit, actor in
        let file = try await desk.open(visit.parameter("id"))
        return .page(page(file, visit, actor, FormState(visit, version: file.row.version)))
      },
      .page(
        .get, CaseLink.authorisationSheet("{id}", .page).path, Self.readers, "打印授权书"
      ) { visit, _ in
        let id = visit.parameter("id")
        return .sheet(
          try await desk.sheet(of: try await desk.open(id)),
          back: CaseLink.authorisation(id).path,
          pdf: CaseLink.authorisationSheet(id, .pdf).path, visit)
      },
      .page(
        .get, CaseLink.authorisationSheet("{id}", .pdf).path, Self.readers, "授权书（PDF）"
      ) { visit, _ in
        let file = try await desk.open(visit.parameter("id"))
        return try await .pdf(try await desk.sheet(of: file))
      },
    ]
      + AuthorisationStep.allCases.map { step in
        .page(
          .post, CaseLink.authorisationStep("{id}", step.rawValue).path, Self.givers, step.phrase
        ) { visit, actor in
          try await take(step, visit, actor)
        }
      }
  }

  // MARK: The list

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
    let found = try await desk.page(before: place, limit: try visit.limit())
    let today = visit.now.day
    let rows = found.rows.map { row in
      let light = AuthorisationLight(row, on: today)
      return UI.Row([
        "<a href=\"\(CaseLink.authorisation(row.id).path)\">\(row.terms.number)</a>",
        "\(found.names[row.terms.holder] ?? row.terms.holder)",
        "\(visit.t(row.terms.kind.phrase))", "\(row.terms.scope(desk.shelf, visit))",
        "\(UI.day(row.terms.from, visit))–\(UI.day(row.terms.until, visit))",
        UI.badge(visit.t(light.phrase), light.tone),
      ])
    }
    let columns = [
      UI.Column(visit.t("文号")), UI.Column(visit.t("被授权人")), UI.Column(visit.t("种类")),
      UI.Column(visit.t("事项")), UI.Column(visit.t("期限")), UI.Column(visit.t("状态")),
    ]
    let mayGive = actor.holds(anyOf: Case.roles(for: .authorise))
    let new = UI.link(visit.t("新的授权"), CaseLink.newAuthorisation.path, .primary)
    let empty = UI.empty(
      visit.t("还没有授权书"), visit.t("本机关负责人可以书面授权首席审批员或者窗口人员，对目录内事项一人受理和决定。"),
      actions: mayGive ? new : nil)
    return Page(
      "授权书", section: "authorisations", wide: true,
      body: """
        \(UI.head(
          visit.t("授权书"), lead: visit.t("谁可以在什么期限内、对哪些事项一人受理、决定和送达。"),
          actions: (mayGive && !rows.isEmpty ? new : .empty)
            + UI.link(visit.t("抽取公示"), CaseLink.draws.path)))
        \(rows.isEmpty ? empty : UI.table(
          caption: visit.t("授权书"), columns: columns, rows: rows))
        \(UI.pagination(
          previous: place == nil ? nil : CaseLink.authorisations.path,
          next: found.next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  // MARK: Giving

  private func give(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    do {
      let proposal = try AuthorisationForm.proposal(visit.form)
      let id = try await desk.give(proposal, by: actor, key: visit.command)
      return .see(CaseLink.authorisation(id).path, notice: "授权书已经作出。")
    } catch let error {
      guard let refusal = Self.shown(error) else { throw error }
      let section = visit.form[AuthorisationForm.Field.section] ?? ""
      var page = try await form(section, visit, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  /// A refusal that the form is shown again with, that one may not authorise oneself among them.
  private static func shown(_ error: any Error) -> (any Refusal)? {
    if case CaseworkRefusal.staff(.ownAuthorisation) = error { return error as? any Refusal }
    return FormRefusal.shown(error)
  }

  /// The form for a section, or the sections to choose from.
  private func new(_ visit: Visit) async throws -> Page {
    guard let section = visit.query(AuthorisationForm.Field.section) else {
      return AuthorisationForm.sections(desk.listed(for: .chief), visit)
    }
    return try await form(
      section, visit, FormState(visit, values: AuthorisationForm.first(on: visit.now.day)))
  }

  private func form(_ section: String, _ visit: Visit, _ state: FormState) async throws -> Page {
    let items = desk.listed(for: .chief).filter { $0.department.zh == section }
    guard let department = items.first?.department else { throw SiteRefusal.notFound }
    let holders = try await desk.candidates().filter {
      $0.department == nil || $0.department == section
    }
    return AuthorisationForm(
      section: department, items: items, holders: holders, visit: visit, state: state
    ).page()
  }

  // MARK: One authorisation

  private func take(
    _ step: AuthorisationStep, _ visit: Visit, _ actor: Actor
  ) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      let reasons = try StepOrder.reasons(step.field, visit.form)
      try await desk.take(
        step.command(reasons), with: id, reasons: reasons, by: actor,
        expecting: try visit.seenVersion(), key: visit.command)
      return .see(CaseLink.authorisation(id).path, notice: "已完成：\(step.phrase)。")
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      let file = try await desk.open(id)
      var page = page(
        file, visit, actor, FormState(visit, failed: refusal, version: file.row.version))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func page(
    _ file: AuthorisationDesk.File, _ visit: Visit, _ actor: Actor, _ state: FormState
  ) -> Page {
    let terms = file.row.terms
    let light = AuthorisationLight(file.row, on: visit.now.day)
    let steps = AuthorisationStep.allCases.filter { $0.standings.contains(file.row.standing) }
    let mayGive = actor.holds(anyOf: Case.roles(for: .authorise))
    let events = file.history.reversed().map { entry in
      UI.Event(
        visit.t(entry.event.phrase), at: entry.moment.at, who: file.names[entry.moment.actor],
        body: "<p>\(file.texts[entry.event.reasons])</p>")
    }
    return Page(
      .verbatim(terms.number), section: "authorisations",
      body: """
        \(UI.crumbs(
          [(visit.t("授权书"), CaseLink.authorisations.path)], here: terms.number, visit))
        \(UI.head(
          terms.number, lead: visit.t(terms.kind.phrase),
          above: UI.badge(visit.t(light.phrase), light.tone),
          actions: UI.link(
            visit.t("查看并打印"), CaseLink.authorisationSheet(file.row.id, .page).path)))
        \(UI.facts([
          (visit.t("被授权人"), "\(file.names[terms.holder] ?? terms.holder)"),
          (visit.t("事项"), "\(terms.scope(desk.shelf, visit))"),
          (visit.t("期限"), "\(UI.day(terms.from, visit))–\(UI.day(terms.until, visit))"),
          (visit.t("限制条件"), limit(terms, visit)),
        ]))
        \(if: mayGive && !steps.isEmpty, UI.section(
          visit.t("办理"), id: "steps", HTML.join(steps.map { form($0, file, visit, state) })))
        \(UI.section(visit.t("经过"), id: "history", UI.timeline(Array(events), visit)))
        """)
  }

  private func limit(_ terms: Authorisation.Terms, _ visit: Visit) -> HTML {
    guard let limit = terms.limit, let words = terms.limitWords(desk.shelf, visit) else {
      return "\(visit.t("没有限制条件"))"
    }
    return "\(words) <code>\(limit.text)</code>"
  }

  private func form(
    _ step: AuthorisationStep, _ file: AuthorisationDesk.File, _ visit: Visit, _ state: FormState
  ) -> HTML {
    let own = state.failed && state.values[step.field] != nil
    let state = own ? state : FormState(visit, version: file.row.version)
    let field = UI.Field(
      step.field, visit.t("理由"), .area(max: StepOrder.textMax), required: true)
    return """
      <details class="more"\(attribute: "open", own)><summary>\(visit.t(step.phrase))</summary>\
      \(UI.form(CaseLink.authorisationStep(file.row.id, step.rawValue).path, state, visit, """
        \(UI.field(field, state, visit))
        <div class="actions">\(UI.button(visit.t(step.phrase), step == .resume ? .plain : .danger))</div>
        """))</details>
      """
  }
}

/// What the head does with an authorisation that is there.
enum AuthorisationStep: String, CaseIterable, Sendable {
  case suspend, resume, revoke

  var phrase: Phrase {
    switch self {
    case .suspend: "暂停授权"
    case .resume: "恢复授权"
    case .revoke: "撤销授权"
    }
  }

  /// The field of the reasons; the forms share a page.
  var field: String { "\(rawValue).reasons" }

  var standings: Set<Authorisation.Standing> {
    switch self {
    case .suspend: [.given]
    case .resume: [.suspended]
    case .revoke: [.given, .suspended]
    }
  }

  func command(_ reasons: Reasons) -> Authorisation.Command {
    switch self {
    case .suspend: .suspend(reasons)
    case .resume: .resume(reasons)
    case .revoke: .revoke(reasons)
    }
  }
}
