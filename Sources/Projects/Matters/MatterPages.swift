// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// What the page of a kind of matters shows beside its steps and its history.
protocol MatterView: SendableMetatype {
  associatedtype Subject: Matter
  static func body(
    _ file: MatterFile<Subject>, _ desk: ProjectsDesk, _ actor: Actor, _ visit: Visit
  ) async throws -> HTML
}

/// The pages of a kind of matters: the list, the form that begins one, one with its steps.
struct MatterPages<View: MatterView> {
  typealias Subject = View.Subject

  let desk: ProjectsDesk
  private var names: MatterNames { Subject.names }
  private var link: MatterLink { MatterLink(names.address) }

  private static var formMax: Int { 256 * 1024 }

  var routes: [Route] {
    let opening = Subject.Step.opening
    return [
      .page(
        .get, link.list, .only(MatterRoles.all), names.title, navigation: MatterTabs.entry(names)
      ) { [self] visit, actor in .page(try await list(visit, actor)) },
      .page(.get, link.begin, .only(opening.roles), opening.phrase) { [self] visit, actor in
        .page(form(visit, actor, FormState(visit, values: prefilled(visit))))
      },
      .page(
        .post, link.begin, .only(opening.roles), opening.phrase, bodyLimit: Self.formMax
      ) { [self] visit, actor in try await begin(visit, actor) },
      .page(.get, link.one("{id}"), .only(MatterRoles.all), names.title) {
        [self] visit, actor in
        let file = try await desk.open(Subject.self, visit.parameter("id"), for: actor)
        return .page(try await page(of: file, visit, actor))
      },
      .page(.get, link.step("{id}", "{step}"), .only(MatterRoles.all), names.title) {
        [self] visit, actor in
        let file = try await desk.open(Subject.self, visit.parameter("id"), for: actor)
        return .see(link.one(file.row.id))
      },
    ]
      + Subject.Step.allCases.filter { $0 != opening }.map { step in
        .page(
          .post, link.step("{id}", step.address), .only(step.roles), step.phrase,
          bodyLimit: Self.formMax
        ) { [self] visit, actor in try await take(step, visit, actor) }
      }
  }

  // MARK: The list

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let (rows, next) = try await desk.list(
      Subject.self, before: try visit.cursor(), limit: try visit.limit(), for: actor)
    let table = UI.table(
      caption: visit.t(names.title), dense: actor.isStaff,
      columns: [
        UI.Column(visit.t("名称")), UI.Column(visit.t("摘要")), UI.Column(visit.t("开始")),
        UI.Column(visit.t("状态")),
      ],
      rows: rows.map { row in
        UI.Row([
          "<a href=\"\(link.one(row.id))\">\(row.title)</a>", "\(row.note)",
          UI.moment(row.openedAt, visit), badge(Subject.Standing(rawValue: row.standing), visit),
        ])
      })
    let opening = Subject.Step.opening
    let actions =
      actor.holds(anyOf: opening.roles)
      ? UI.link(visit.t(opening.phrase), link.begin) : .empty
    return Page(
      names.title, section: MatterTabs.section, wide: true, live: true,
      body: """
        \(UI.head(visit.t(names.title), lead: visit.t(names.lead), actions: actions))
        \(MatterTabs.html(at: link.list, desk.context(of: actor), visit))
        \(rows.isEmpty ? UI.empty(visit.t(names.none)) : table)
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : link.list,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func badge(_ standing: Subject.Standing?, _ visit: Visit) -> HTML {
    standing.map { UI.badge(visit.t($0.phrase), $0.tone) } ?? .empty
  }

  // MARK: Beginning

  /// What a link to the form brings along, for instance the code of the project.
  private func prefilled(_ visit: Visit) -> [String: String] {
    var values: [String: String] = [:]
    for question in Subject.Step.opening.questions {
      values[Subject.Step.opening.field(question.name)] = visit.query(question.name)
    }
    return values
  }

  private func begin(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let opening = Subject.Step.opening
    do {
      let receipt = try await desk.begin(
        Subject.self, Answers(visit.form, of: opening), by: actor, key: visit.command)
      return .see(link.one(receipt.id), notice: "已完成：\(opening.phrase)。")
    } catch let error {
      guard let refusal = ProjectRefusal.shown(error) else { throw error }
      var page = form(visit, actor, FormState(visit, failed: refusal.onForm(of: opening)))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func form(_ visit: Visit, _ actor: Actor, _ state: FormState) -> Page {
    let opening = Subject.Step.opening
    return Page(
      opening.phrase, section: MatterTabs.section,
      body: """
        \(UI.crumbs([(visit.t(names.title), link.list)], here: visit.t(opening.phrase), visit))
        \(UI.head(visit.t(opening.phrase), lead: visit.t(names.lead)))
        <div class="narrow stack">
        \(UI.form(link.begin, state, visit, """
          \(fields(of: opening, Subject(), actor, state, visit))
          <div class="actions">\(UI.button(visit.t(opening.phrase)))\
          \(UI.link(visit.t("返回"), link.list))</div>
          """))
        </div>
        """)
  }

  private func fields(
    of step: Subject.Step, _ subject: Subject, _ actor: Actor, _ state: FormState, _ visit: Visit
  ) -> HTML {
    let context = desk.context(of: actor)
    return UI.fields(
      step.questions.map { $0.field(named: step.field($0.name), subject, context, visit) }, state,
      visit)
  }

  // MARK: One of them

  private func page(
    of file: MatterFile<Subject>, _ visit: Visit, _ actor: Actor,
    failed: (step: Subject.Step, state: FormState)? = nil
  ) async throws -> Page {
    let body = try await View.body(file, desk, actor, visit)
    let history = UI.section(
      visit.t("经过"), id: "history", UI.timeline(events(of: file, visit), visit))
    let forms = try await forms(of: file, visit, actor, failed)
    let main = body + history
    return Page(
      .verbatim(file.row.title), section: MatterTabs.section, wide: true, live: failed == nil,
      body: """
        \(UI.crumbs([(visit.t(names.title), link.list)], here: file.row.title, visit))
        \(UI.head(file.row.title, above: """
          \(badge(file.state.standing, visit))<span class="number">\(file.row.note)</span>
          """))
        \(forms.isEmpty ? main : UI.split(main, aside: forms))
        """)
  }

  private func events(of file: MatterFile<Subject>, _ visit: Visit) -> [UI.Event] {
    file.history.map { entry in
      let texts = entry.event.texts.compactMap { file.text($0) }
      let lines = texts.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
      let prose = HTML.join(lines.map { "<p class=\"prose\" lang=\"zh\">\($0)</p>" })
      return UI.Event(
        visit.t(entry.event.phrase), at: entry.moment.at, body: texts.isEmpty ? nil : prose,
        entry.version == file.version ? .now : .past)
    }
  }

  private func forms(
    of file: MatterFile<Subject>, _ visit: Visit, _ actor: Actor,
    _ failed: (step: Subject.Step, state: FormState)?
  ) async throws -> HTML {
    let context = desk.context(of: actor)
    let open = Subject.Step.allCases.filter { step in
      step != Subject.Step.opening && actor.holds(anyOf: step.roles)
        && (try? file.state.allow(step, context)) != nil
    }
    let homeless = failed.flatMap { open.contains($0.step) ? nil : UI.faults($0.state, visit) }
    var cards: [HTML] = []
    for step in open {
      let known = try await step.known(of: file, desk, actor)
      var values = Dictionary(uniqueKeysWithValues: known.map { (step.field($0), $1) })
      for question in step.questions {
        guard let only = question.onlyChoice(file.state, context) else { continue }
        values[step.field(question.name)] = only
      }
      let state =
        failed.flatMap { $0.step == step ? $0.state : nil }
        ?? FormState(visit, values: values, version: file.version)
      let name = visit.t(step.phrase)
      let form = UI.form(
        link.step(file.row.id, step.address), state, visit,
        """
        \(fields(of: step, file.state, actor, state, visit))
        <div class="actions">\(UI.button(name))</div>
        """)
      cards.append(
        """
        <details class="card" id="step-\(step.rawValue)"\(if: open.count == 1 || failed?.step == step, " open")>\
        <summary>\(name)</summary>\(form)</details>
        """)
    }
    return "\(homeless)\(cards)"
  }

  private func take(
    _ step: Subject.Step, _ visit: Visit, _ actor: Actor
  ) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      _ = try await desk.take(
        step, Answers(visit.form, of: step), with: id, by: actor,
        expecting: try visit.seenVersion(), key: visit.command)
      return .see(link.one(id), notice: "已完成：\(step.phrase)。")
    } catch let error {
      guard let refusal = ProjectRefusal.shown(error) else { throw error }
      let file = try await desk.open(Subject.self, id, for: actor)
      let state = FormState(visit, failed: refusal.onForm(of: step), version: file.version)
      var page = try await page(of: file, visit, actor, failed: (step, state))
      page.status = refusal.kind.status
      return .page(page)
    }
  }
}

/// The views of the room: one entry of the navigation, and a tab for each kind of matters and for the board.
enum MatterTabs {
  static let section = Project.names.address

  static func entry(_ names: MatterNames) -> Navigation? {
    names.address == section ? Navigation(section, order: 52, label: "工程建设") : nil
  }

  static func html(at path: String, _ context: MatterContext, _ visit: Visit) -> HTML {
    let kinds = [Project.names, CommittedStart.names, Lift.names]
    var tabs = kinds.map { (title: $0.title, path: MatterLink($0.address).list) }
    if Reader.seesAll(context) {
      tabs.append((title: BoardPages.title, path: BoardPages.path))
    }
    return UI.tabs(
      tabs.map { UI.Tab(visit.t($0.title), path: $0.path, current: $0.path == path) },
      label: visit.t("工程建设"))
  }
}

/// Every path of a kind of matters: for routes, with the parameter in braces, and for links.
package struct MatterLink: Sendable {
  private let address: String

  package init(_ address: String) { self.address = address }

  package var list: String { "/\(address)" }
  package var begin: String { "/\(address)/new" }
  package func one(_ id: String) -> String { "/\(address)/\(id)" }
  package func step(_ id: String, _ step: String) -> String { "/\(address)/\(id)/\(step)" }
}

extension MatterStep {
  /// Its word in addresses: `callReview` is `call-review`.
  package var address: String {
    rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }
}

/// A refusal whose faults bear the names of a form's fields, and whose phrase the article.
private struct FormRefusal: Refusal {
  let refusal: any Refusal
  let faults: [Fault]

  var kind: RefusalKind { refusal.kind }
  var code: String { refusal.code }
  var legalBasis: LegalBasis? { refusal.legalBasis }
  var phrase: Phrase {
    refusal.legalBasis.map { "\(refusal.phrase)（依据：\($0.text)）" } ?? refusal.phrase
  }
}

extension Refusal {
  /// The same with the names that the fields of a step have on the page.
  fileprivate func onForm(of step: some MatterStep) -> any Refusal {
    FormRefusal(refusal: self, faults: faults.map { Fault(step.field($0.field), $0.phrase) })
  }
}
