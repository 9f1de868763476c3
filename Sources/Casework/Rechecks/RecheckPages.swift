// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// The re-check of cases decided in one hand: the supervisor's list, each case with its form, the figures of approvers.
struct RecheckPages: Sendable {
  let desk: RecheckDesk

  private static let readers = Gate.only(RecheckDesk.readers)

  var routes: [Route] {
    [
      .page(
        .get, CaseLink.rechecks.path, Self.readers, "质量复核",
        navigation: Navigation("rechecks", order: 26)
      ) { visit, _ in
        .page(try await list(visit))
      },
      .page(.get, CaseLink.recheckFigures.path, Self.readers, "一人办理和复核情况") { visit, _ in
        .page(try await figures(visit))
      },
      .page(.get, CaseLink.recheck("{id}").path, Self.readers, "复核办件") { visit, actor in
        let file = try await desk.open(visit.parameter("id"))
        return .page(page(file, visit, actor, FormState(visit, version: file.row.version)))
      },
      .page(
        .post, CaseLink.recheck("{id}").path, .only(Case.roles(for: .recheck)), "作出复核结论"
      ) { visit, actor in
        try await send(visit, actor) { try await find(visit, actor) }
      },
      .page(
        .post, CaseLink.recheckAnswer("{id}").path, .only(.agencyHead), "答复复核建议"
      ) { visit, actor in
        try await send(visit, actor) { try await answer(visit, actor) }
      },
    ]
  }

  // MARK: The lists

  private static let lists: [Recheck.Standing] = [.open, .proposed, .done]

  private func list(_ visit: Visit) async throws -> Page {
    let standing = visit.query("list").flatMap(Recheck.Standing.init(rawValue:)) ?? .open
    let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
    let found = try await desk.page(of: standing, after: place, limit: try visit.limit())
    let tabs = Self.lists.map { other in
      UI.Tab(
        visit.t(other.phrase),
        path: visit.address(changing: ["list": other.rawValue, "cursor": nil]),
        current: other == standing, count: found.tallies[other]?.text)
    }
    let rows = found.rows.map { row in
      UI.Row([
        """
        <a class="number" href="\(CaseLink.recheck(row.id).path)">\(row.number)</a>
        """,
        "\(row.department)", "\(found.names[row.approver] ?? row.approver)",
        """
        <a href="\(CaseLink.authorisation(row.authorisation).path)">\(row.authorisationNumber)</a>
        """,
        row.verdict.map { UI.badge(visit.t($0.phrase), $0.tone) } ?? "—",
        UI.moment(row.drawnAt, visit),
      ])
    }
    let columns = [
      UI.Column(visit.t("办件编号")), UI.Column(visit.t("科室")), UI.Column(visit.t("决定的人")),
      UI.Column(visit.t("授权书")), UI.Column(visit.t("复核结论")), UI.Column(visit.t("抽中时间")),
    ]
    let empty = UI.empty(
      visit.t("没有“\(standing.phrase)”的复核"), visit.t("一人受理和决定的办件在办结时按比例抽取，抽中的出现在这里。"))
    return Page(
      "质量复核", section: "rechecks", wide: true, live: true,
      body: """
        \(UI.head(
          visit.t("质量复核"), lead: visit.t("一人受理和决定的办件，办结时随机抽取复核；抽取规则事先公布摘要，事后公布密钥，任何人可以验证。"),
          actions: UI.link(visit.t("复核情况"), CaseLink.recheckFigures.path)
            + UI.link(visit.t("抽取公示"), CaseLink.draws.path)))
        \(UI.tabs(tabs, label: visit.t("质量复核")))
        \(rows.isEmpty ? empty : UI.table(
          caption: visit.t(standing.phrase), dense: true, columns: columns, rows: rows))
        \(UI.pagination(
          previous: place == nil ? nil : visit.address(changing: ["cursor": nil]),
          next: found.next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func figures(_ visit: Visit) async throws -> Page {
    let year = try visit.query("year", as: Int.self) ?? visit.now.day.year
    let (figures, names) = try await desk.figures(of: year)
    let rows = figures.map { figure in
      UI.Row(
        ["\(names[figure.approver] ?? figure.approver)"]
          + [
            figure.decided, figure.drawn, figure.right + figure.minor + figure.wrong,
            figure.right, figure.minor, figure.wrong,
          ].map { "\($0)" as HTML })
    }
    let numbers: [Phrase] = ["一人办理", "抽中", "已复核", "正确", "轻微瑕疵", "错误"]
    let columns =
      [UI.Column(visit.t("决定的人"))] + numbers.map { UI.Column(visit.t($0), number: true) }
    let path = CaseLink.recheckFigures.path
    return Page(
      "一人办理和复核情况", section: "rechecks",
      body: """
        \(UI.crumbs([(visit.t("质量复核"), CaseLink.rechecks.path)], here: "\(year)", visit))
        \(UI.head(visit.t("\(year) 年一人办理和复核情况"), actions: UI.printButton(visit)))
        \(rows.isEmpty
          ? UI.empty(visit.t("这一年没有一人受理和决定的办件"))
          : UI.table(caption: visit.t("一人办理和复核情况"), columns: columns, rows: rows))
        \(UI.pagination(
          previous: "\(path)?year=\(year - 1)",
          next: year < visit.now.day.year ? "\(path)?year=\(year + 1)" : nil, visit))
        """)
  }

  // MARK: One case

  private enum Field {
    static let verdict = "verdict"
    static let proposals = "proposals"
    static let opinion = "reasons"
    static let adopted = "adopted"
  }

  private func send(
    _ visit: Visit, _ actor: Actor, _ step: () async throws -> Phrase
  ) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      return .see(CaseLink.recheck(id).path, notice: try await step())
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      let file = try await desk.open(id)
      var page = page(
        file, visit, actor, FormState(visit, failed: refusal, version: file.row.version))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func find(_ visit: Visit, _ actor: Actor) async throws -> Phrase {
    guard let verdict = visit.form[Field.verdict].flatMap(Recheck.Verdict.init(rawValue:)) else {
      throw SiteRefusal.invalid([Fault(Field.verdict, "请选择复核结论。")])
    }
    let proposals = visit.form.all(Field.proposals).compactMap(Recheck.Proposal.init(rawValue:))
    try await desk.find(
      verdict, proposals, try StepOrder.reasons(Field.opinion, visit.form),
      in: visit.parameter("id"), by: actor, expecting: try visit.seenVersion(),
      key: visit.command)
    return "复核结论已经记录。"
  }

  private func answer(_ visit: Visit, _ actor: Actor) async throws -> Phrase {
    let isAdopted = try StepOrder.choice(Field.adopted, visit.form, "请选择采纳或者不采纳。")
    try await desk.answer(
      isAdopted: isAdopted, try StepOrder.reasons(Field.opinion, visit.form),
      in: visit.parameter("id"), by: actor, expecting: try visit.seenVersion(),
      key: visit.command)
    return "答复已经记录。"
  }

  private func page(
    _ file: RecheckDesk.File, _ visit: Visit, _ actor: Actor, _ state: FormState
  ) -> Page {
    let row = file.row
    let mayFind = row.standing == .open && actor.holds(anyOf: Case.roles(for: .recheck))
    let mayAnswer = row.standing == .proposed && actor.roles.contains(.agencyHead)
    return Page(
      "质量复核 · \(row.number)", section: "rechecks",
      body: """
        \(UI.crumbs([(visit.t("质量复核"), CaseLink.rechecks.path)], here: row.number, visit))
        \(UI.head(
          visit.t("质量复核"), above: UI.badge(visit.t(row.standing.phrase)) + UI.number(row.number, visit),
          actions: UI.link(visit.t("查看办件"), CaseLink.case(row.id).path, .primary)))
        \(UI.facts(facts(file, visit)))
        \(if: mayFind, UI.section(visit.t("复核结论"), id: "finding", finding(file, visit, state)))
        \(if: mayAnswer, UI.section(visit.t("答复建议"), id: "answer", answering(file, visit, state)))
        \(UI.section(visit.t("经过"), id: "history", UI.timeline(events(file, visit), visit)))
        """)
  }

  private func facts(_ file: RecheckDesk.File, _ visit: Visit) -> [(name: String, value: HTML?)] {
    let row = file.row
    let score: Phrase =
      row.score.map { "得分 \($0)，小于 \(row.percent)，抽中" } ?? "本月事先没有公布密钥摘要，全部抽取"
    return [
      (visit.t("决定的人"), "\(file.names[row.approver] ?? row.approver)"),
      (
        visit.t("授权书"),
        """
        <a href="\(CaseLink.authorisation(row.authorisation).path)">\(row.authorisationNumber)</a>
        """
      ),
      (visit.t("科室"), "\(row.department)"),
      (
        visit.t("抽取"),
        "<a href=\"\(CaseLink.draw(row.month).path)\">\(row.month)</a> · \(visit.t(score))"
      ),
    ]
  }

  private func finding(
    _ file: RecheckDesk.File, _ visit: Visit, _ state: FormState
  ) -> HTML {
    let verdicts = Recheck.Verdict.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }
    let proposals = Recheck.Proposal.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }
    let fields = [
      UI.Field(Field.verdict, visit.t("复核结论"), .either(verdicts), required: true),
      UI.Field(
        Field.proposals, visit.t("建议"), .several(proposals),
        help: visit.t("结论为“错误”时可以提出，由本机关负责人答复。"),
        when: [Field.verdict: [Recheck.Verdict.wrong.rawValue]]),
      UI.Field(
        Field.opinion, visit.t("复核意见"), .area(max: StepOrder.textMax), required: true,
        help: visit.t("写明核对了什么、问题在哪里。")),
    ]
    return UI.form(
      CaseLink.recheck(file.row.id).path, state, visit,
      """
      \(UI.fields(fields, state, visit))
      <div class="actions">\(UI.button(visit.t("提交复核结论")))</div>
      """)
  }

  private func answering(
    _ file: RecheckDesk.File, _ visit: Visit, _ state: FormState
  ) -> HTML {
    let fields = [
      UI.Field(
        Field.adopted, visit.t("答复"),
        .either([UI.Option("yes", visit.t("采纳")), UI.Option("no", visit.t("不采纳"))]),
        required: true, help: visit.t("采纳暂停授权的建议，授权书同时暂停。")),
      UI.Field(
        Field.opinion, visit.t("理由"), .area(max: StepOrder.textMax), required: true),
    ]
    return """
      <ul>\(each: file.state.proposals, { "<li>\(visit.t($0.phrase))</li>" })</ul>\
      \(UI.form(
        CaseLink.recheckAnswer(file.row.id).path, state, visit,
        """
        \(UI.fields(fields, state, visit))
        <div class="actions">\(UI.button(visit.t("答复")))</div>
        """))
      """
  }

  private func events(_ file: RecheckDesk.File, _ visit: Visit) -> [UI.Event] {
    file.history.reversed().map { entry in
      let title: Phrase
      var proposals: [Recheck.Proposal] = []
      switch entry.event {
      case .drawn: title = "办结时抽中"
      case .found(let verdict, let found, _):
        title = "复核结论：\(verdict.phrase)"
        proposals = found
      case .answered(let isAdopted, _): title = isAdopted ? "采纳建议" : "不采纳建议"
      }
      let text = file.text(entry.event)
      return UI.Event(
        visit.t(title), at: entry.moment.at, who: file.names[entry.moment.actor],
        body: """
          \(if: !text.isEmpty, "<p>\(text)</p>")\
          \(if: !proposals.isEmpty, "<ul>\(each: proposals, { "<li>\(visit.t($0.phrase))</li>" })</ul>")
          """)
    }
  }
}

extension Recheck.Standing {
  var phrase: Phrase {
    switch self {
    case .none: "未抽中"
    case .open: "待复核"
    case .proposed: "待答复"
    case .done: "已复核"
    }
  }
}
