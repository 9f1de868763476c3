// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// The register of micro-reforms in the browser.
struct ReformPages: Sendable {
  let desk: DraftingDesk

  private static let proposing = Gate<Actor>.only(MicroReform.proposers)

  var routes: [Route] {
    [
      .page(.get, DraftingLink.reforms.path, DraftingScope.gate, "微改革登记簿") { visit, actor in
        .page(try await list(visit, actor, FormState(visit)))
      },
      .page(
        .post, DraftingLink.reforms.path, Self.proposing, "提出微改革", bodyLimit: 32 * 1024
      ) { visit, actor in
        do {
          let receipt = try await desk.propose(
            try ReformForm.proposal(visit.form), by: actor, key: visit.command)
          return .see(DraftingLink.reform(receipt.id).path, notice: "微改革已经登记。")
        } catch let error {
          guard let refusal = DraftingRefusal.shown(error) else { throw error }
          var page = try await list(visit, actor, FormState(visit, failed: refusal))
          page.status = refusal.kind.status
          return .page(page)
        }
      },
      .page(.get, DraftingLink.reform("{reform}").path, DraftingScope.gate, "一项微改革") {
        visit, actor in
        let file = try await desk.reform(visit.parameter("reform"))
        return .page(ReformView(file: file, actor: actor, visit: visit).page)
      },
    ]
      + ReformStep.allCases.map { step in
        .page(
          .post, DraftingLink.reformStep("{reform}", step.rawValue).path, DraftingScope.deciding,
          step.phrase, bodyLimit: 32 * 1024
        ) { visit, actor in
          try await take(step, visit, actor)
        }
      }
  }

  private func take(_ step: ReformStep, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("reform")
    let file = try await desk.reform(id)
    do {
      let order = try ReformForm.order(step, visit.form, figures: file.state.measures.count)
      _ = try await desk.take(
        order, withReform: id, by: actor, expecting: try visit.seenVersion(), key: visit.command)
      return .see(DraftingLink.reform(id).path, notice: "已完成：\(step.phrase)。")
    } catch let error {
      guard let refusal = DraftingRefusal.shown(error) else { throw error }
      let file = try await desk.reform(id)
      let state = FormState(visit, failed: refusal, version: file.row.version)
      var page = ReformView(file: file, actor: actor, visit: visit, failed: (step, state)).page
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func list(_ visit: Visit, _ actor: Actor, _ state: FormState) async throws -> Page {
    let status = visit.query("status").flatMap(MicroReform.Status.init)
    let (rows, next) = try await desk.reforms(
      status, after: try visit.cursor(), limit: try visit.limit())
    let table = UI.table(
      caption: visit.t("微改革"),
      columns: [
        UI.Column(visit.t("名称")), UI.Column(visit.t("牵头单位")), UI.Column(visit.t("类型")),
        UI.Column(visit.t("状态")), UI.Column(visit.t("提出日期")),
      ],
      rows: rows.map { row in
        UI.Row([
          "<a href=\"\(DraftingLink.reform(row.id).path)\">\(row.name)</a>", "\(row.unit)",
          "\(visit.t(row.kind.phrase))", UI.badge(visit.t(row.status.phrase), row.status.tone),
          UI.moment(row.proposedAt, visit),
        ])
      })
    let filter = UI.Filter(
      "status", visit.t("状态"),
      MicroReform.Status.allCases.filter { $0 != .unproposed }
        .map { UI.Option($0.rawValue, visit.t($0.phrase)) })
    return Page(
      "微改革登记簿", section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs([(visit.t("事项管理"), DraftingLink.home.path)], here: visit.t("微改革"), visit))
        \(UI.head(
          visit.t("微改革登记簿"), lead: visit.t("从一个环节改起：提出、试点、测出效果，再转为常态。")))
        \(UI.filters(DraftingLink.reforms.path, search: nil, [filter], visit))
        \(rows.isEmpty ? UI.empty(visit.t("没有微改革")) : table)
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        \(if: actor.holds(anyOf: MicroReform.proposers), UI.section(
          visit.t("提出微改革"), id: "new", UI.form(DraftingLink.reforms.path, state, visit, """
            \(ReformForm.fields(state, visit))
            <div class="actions">\(UI.button(visit.t("提出微改革")))</div>
            """)))
        """)
  }
}

/// The fields by which a micro-reform is proposed and goes on.
enum ReformForm {
  /// How many figures the form asks for.
  private static let figures = 3

  static func fields(_ state: FormState, _ visit: Visit) -> HTML {
    let kinds = MicroReform.Kind.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }
    let fields = [
      UI.Field("name", visit.t("名称"), .text(max: 100), required: true),
      UI.Field("unit", visit.t("牵头单位"), .text(max: 60), required: true),
      UI.Field("kind", visit.t("类型"), .choice(kinds), required: true),
      UI.Field("before", visit.t("改革前"), .area(max: Remark.max), required: true),
      UI.Field("after", visit.t("改革后"), .area(max: Remark.max), required: true),
    ]
    let groups = (0..<figures).map { index in
      UI.group(
        visit.t("指标 \(index + 1)"),
        UI.fields(
          [
            UI.Field(
              "measure.\(index).name", visit.t("指标"), .text(max: 40),
              help: visit.t("例如：申请材料、等候时间。")),
            UI.Field("measure.\(index).unit", visit.t("计量单位"), .text(max: 10)),
            UI.Field("measure.\(index).before", visit.t("改革前的数"), .number),
            UI.Field("measure.\(index).aim", visit.t("改革后的目标"), .number),
          ], state, visit))
    }
    return "\(UI.fields(fields, state, visit))\(groups)"
  }

  /// - Throws: `SiteRefusal` naming the fields that are missing or no numbers.
  static func proposal(_ form: Form) throws -> ReformProposal {
    var faults: [Fault] = []
    func number(_ name: String) -> Double {
      if let value = form[name].flatMap(Double.init), value.isFinite, abs(value) < 1e9 {
        return value
      }
      faults.append(Fault(name, "应当是一个数。"))
      return 0
    }
    let kind = form["kind"].flatMap(MicroReform.Kind.init)
    if kind == nil { faults.append(Fault("kind", "请选择类型。")) }
    let measures = (0..<figures).compactMap { index -> MicroReform.Measure? in
      let base = "measure.\(index)."
      guard let name = form[base + "name"] else { return nil }
      return MicroReform.Measure(
        name: name, unit: form[base + "unit"] ?? "", before: number(base + "before"),
        aim: number(base + "aim"))
    }
    guard let kind, faults.isEmpty else { throw SiteRefusal.invalid(faults) }
    return ReformProposal(
      name: form["name"] ?? "", unit: form["unit"] ?? "", kind: kind,
      before: Remark(form["before"] ?? ""), after: Remark(form["after"] ?? ""),
      measures: measures)
  }

  static func order(
    _ step: ReformStep, _ form: Form, figures: Int
  ) throws(SiteRefusal) -> ReformOrder {
    switch step {
    case .pilot:
      guard let day = form["from"].flatMap({ Day($0) }) else {
        throw .invalid([Fault("from", "应当是真实存在的日期，写作 2026-11-23。")])
      }
      return ReformOrder(step: step, from: day)
    case .standardise:
      var measured: [Double?] = []
      for index in 0..<figures {
        let name = "measured.\(index)"
        let value = form[name].flatMap(Double.init)
        if form[name] != nil, value?.isFinite != true {
          throw .invalid([Fault(name, "应当是一个数。")])
        }
        measured.append(value)
      }
      return ReformOrder(step: step, text: Remark(form["effect"] ?? ""), measured: measured)
    case .drop: return ReformOrder(step: step, text: Remark(form["reasons"] ?? ""))
    }
  }
}

/// A micro-reform with its figures, its steps and its history.
struct ReformView {
  let file: ReformFile
  let actor: Actor
  let visit: Visit
  /// Which step was refused, if one was.
  var failed: (step: ReformStep, state: FormState)?

  var page: Page {
    let row = file.row
    let steps = ReformStep.allCases.filter {
      actor.holds(anyOf: DraftingScope.reviewers) && $0.open.contains(row.status)
    }
    let homeless = failed.flatMap { failed in
      steps.contains(failed.step) ? nil : UI.faults(failed.state, visit)
    }
    let past = PastView(past: file.past, visit: visit, phrase: \.phrase) { event in
      if case .dropped(let reasons) = event { reasons } else { nil }
    }
    return Page(
      .verbatim(row.name), section: DraftingPages.section, wide: true,
      body: """
        \(UI.crumbs(
          [
            (visit.t("事项管理"), DraftingLink.home.path),
            (visit.t("微改革"), DraftingLink.reforms.path),
          ], here: row.name, visit))
        \(UI.head(
          row.name, lead: "\(row.unit) · \(visit.t(row.kind.phrase))",
          above: UI.badge(visit.t(row.status.phrase), row.status.tone)))
        \(homeless)
        \(UI.split("""
          \(facts)\(figures)\(UI.section(visit.t("经过"), past.timeline))
          """, aside: HTML.join(steps.map(form))))
        """)
  }

  private var facts: HTML {
    UI.facts([
      (visit.t("改革前"), "\(file.before)"), (visit.t("改革后"), "\(file.after)"),
      (visit.t("试点的效果"), file.effect.map { "\($0)" }),
      (visit.t("试点开始"), file.state.pilotFrom.map { UI.day($0, visit) }),
      (visit.t("转为常态"), file.state.standardOn.map { UI.day($0, visit) }),
    ])
  }

  private var figures: HTML {
    guard !file.state.measures.isEmpty else { return .empty }
    let rows = file.state.measures.map { measure in
      let reached = measure.measured ?? measure.aim
      let change = measure.before == 0 ? nil : 100 * (reached - measure.before) / measure.before
      return UI.Row([
        "\(measure.name)", number(measure.before, measure), number(measure.aim, measure),
        measure.measured.map { number($0, measure) } ?? "—",
        change.map { "\($0 > 0 ? "+" : "")\(Decimals.short($0))%" } ?? "—",
      ])
    }
    return UI.section(
      visit.t("前后的数"), id: "figures",
      UI.table(
        caption: visit.t("前后的数"),
        columns: [
          UI.Column(visit.t("指标")), UI.Column(visit.t("改革前"), number: true),
          UI.Column(visit.t("目标"), number: true), UI.Column(visit.t("测得"), number: true),
          UI.Column(visit.t("变化"), number: true),
        ], rows: rows))
  }

  private func number(_ value: Double, _ measure: MicroReform.Measure) -> HTML {
    "\(Decimals.short(value)) \(measure.unit)"
  }

  private func form(of step: ReformStep) -> HTML {
    let fresh = FormState(
      visit, values: ["from": "\(visit.now.day)"], version: file.row.version)
    let state = failed?.step == step ? failed?.state ?? fresh : fresh
    let name = visit.t(step.phrase)
    let fields: [UI.Field] =
      switch step {
      case .pilot: [UI.Field("from", visit.t("自"), .date, required: true)]
      case .standardise:
        file.state.measures.enumerated().map { index, measure in
          UI.Field(
            "measured.\(index)", visit.t("测得的\(measure.name)（\(measure.unit)）"), .number)
        } + [
          UI.Field("effect", visit.t("试点的效果"), .area(max: Remark.max), required: true)
        ]
      case .drop: [UI.Field("reasons", visit.t("理由"), .area(max: Remark.max), required: true)]
      }
    return UI.card(
      name,
      UI.form(
        DraftingLink.reformStep(file.row.id, step.rawValue).path, state, visit,
        """
        \(UI.fields(fields, state, visit))
        <div class="actions">\(UI.button(name, step == .drop ? .danger : .primary))</div>
        """))
  }
}
