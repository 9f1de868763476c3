// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import Site

/// The board of what is checked after a grant and of what may still come, and a commitment with its steps.
struct PromisePages: Sendable {
  let desk: CaseDesk

  /// Who has the board before him.
  static let roles = Worklist.roles.union(Promise.inspectors)

  var routes: [Route] {
    [
      .page(
        .get, CaseLink.promises.path, .only(Self.roles), "核查与容缺",
        navigation: Navigation("promises", order: 30)
      ) { visit, actor in
        .page(try await board(visit, actor))
      },
      .page(.get, CaseLink.promise("{id}").path, .signedIn, "承诺的履行") { visit, actor in
        let file = try await desk.promise(visit.parameter("id"), for: actor)
        return .page(PromisePage(file: file, actor: actor, visit: visit).page())
      },
      .page(
        .get, CaseLink.promiseDocument("{id}", "{name}").path, .signedIn, "承诺核查文书"
      ) { visit, actor in
        let file = try await desk.promise(visit.parameter("id"), for: actor)
        let (name, form) = SheetForm.split(visit.parameter("name"))
        guard let document = file.state.documents.last(where: { $0.kind.rawValue == name })
        else { throw CaseworkRefusal.documentNotFound }
        let sheet = try await desk.sheet(of: document, in: file)
        let id = file.row.id
        return switch form {
        case .pdf: try await .pdf(sheet)
        case .page:
          .sheet(
            sheet, back: CaseLink.promise(id).path,
            pdf: CaseLink.promiseDocument(id, name, .pdf).path, visit)
        }
      },
    ]
      + PromiseStep.all.map { step in
        .page(
          .post, CaseLink.promiseStep("{id}", step.name).path, .only(step.roles), step.phrase,
          bodyLimit: Self.formMax
        ) { visit, actor in
          try await take(step, visit, actor)
        }
      }
  }

  private static let formMax = 32 * 1024

  private func take(_ step: PromiseStep, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    // Nobody learns from a refusal that there is something.
    let file = try await desk.promise(id, for: actor)
    do {
      let order = try step.order(
        { visit.form[$0] }, named: step.field, reasonsName: step.reasonsField)
      _ = try await desk.take(
        order.command, withPromise: file.row.id, by: actor, expecting: try visit.seenVersion(),
        text: order.text, key: visit.command)
      return .see(CaseLink.promise(id).path, notice: "已完成：\(step.phrase)。")
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      let fresh = try await desk.promise(id, for: actor)
      let state = FormState(
        visit, failed: PromisePage.named(refusal, for: step), version: fresh.version)
      var page = PromisePage(file: fresh, actor: actor, visit: visit, failed: (step, state)).page()
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  // MARK: The board

  private func board(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let list = visit.query("list").flatMap(PromiseStanding.init(rawValue:)) ?? .checking
    let (rows, next) = try await desk.promises(
      list, after: try visit.cursor(), limit: try visit.limit(default: 50), for: actor)
    let tallies = try await desk.promiseTallies(for: actor)
    let tabs = PromiseStanding.allCases.map { other in
      UI.Tab(
        visit.t(other.phrase),
        path: visit.address(changing: ["list": other.rawValue, "cursor": nil]),
        current: other == list, count: tallies[other]?.text)
    }
    let empty = UI.empty(
      visit.t("没有“\(list.phrase)”的事"), visit.t("以告知承诺准予的办件，作出决定后自动列入核查。"))
    return Page(
      "核查与容缺", section: "promises", wide: true, live: true,
      body: """
        \(UI.head(
          visit.t("核查与容缺"), lead: visit.t("承诺是否履行要有人查看；逾期只会提示，不会自动认定任何人失信。")))
        \(UI.tabs(tabs, label: visit.t("核查与容缺")))
        \(rows.isEmpty ? empty : table(rows, list, visit))
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func table(_ rows: [PromiseRow], _ list: PromiseStanding, _ visit: Visit) -> HTML {
    let today = visit.now.day
    let lines = rows.map { row -> UI.Row in
      let item = desk.shelf.version(row.item.code, row.item.version)
      let path = list.isOfPromises ? CaseLink.promise(row.id) : CaseLink.case(row.id)
      let isLate = row.isOverdue || row.due.map { $0 < today } ?? false
      let light: Light = row.due == nil ? .done : isLate ? .red : .green
      return UI.Row(
        [
          "<a class=\"number\" href=\"\(path.path)\">\(row.number)</a>",
          "\(with: row.due, { UI.day($0, visit) }) \(if: isLate, UI.badge(visit.t("逾期"), .bad))",
          "\(item.map { visit.pick($0.name) } ?? row.item.code)", "\(row.shownApplicant)",
          "\(visit.pick(row.department, item?.department.en))",
        ], light: light)
    }
    return UI.table(
      caption: visit.t(list.phrase), dense: true,
      columns: [
        UI.Column(visit.t("办件编号")), UI.Column(visit.t("期限")), UI.Column(visit.t("事项")),
        UI.Column(visit.t("申请人")), UI.Column(visit.t("科室")),
      ], rows: lines)
  }
}

extension PromiseRow {
  /// The applicant's name as staff read it in a list: a person's is masked, an entity's is public.
  var shownApplicant: String {
    Masking.name(applicantName, ofPerson: !Party.isEntity(applicantCode))
  }
}

extension PromiseStanding {
  /// The name of the list.
  package var phrase: Phrase {
    switch self {
    case .checking: "待核查"
    case .confirming: "待确认"
    case .correcting: "改正中"
    case .contested: "待认定"
    case .revoking: "待处理许可决定"
    case .awaited: "容缺待补"
    case .looking: "容缺待核对"
    case .closed: "已了结"
    }
  }
}
