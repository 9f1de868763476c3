// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import Site

/// The bureau's ratings: the figures, what is to be done, all of them, and one with its steps.
struct RatingPages: Sendable {
  let desk: RatingsDesk

  var routes: [Route] {
    [
      .page(
        .get, RatingsLink.ratings.path, .only(RatingScope.readers), "好差评",
        navigation: Navigation("ratings", order: 65)
      ) { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, RatingsLink.rating("{id}").path, .signedIn, "评价详情") { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .page(page(file, actor, visit))
      },
    ]
      + RatingStep.allCases.map { step in
        .page(.post, RatingsLink.step("{id}", step).path, .only(step.roles), step.phrase) {
          visit, actor in
          try await take(step, visit, actor)
        }
      }
  }

  // MARK: The list

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let isOpen = visit.query("show") != "all"
    let period = try Period.asked(by: visit)
    let figures = try await desk.figures(period, for: actor)
    let (rows, next) = try await desk.page(
      open: isOpen, from: try visit.cursor(), limit: try visit.limit(default: 50), for: actor)
    let here = isOpen ? RatingsLink.ratings.path : "\(RatingsLink.ratings.path)?show=all"
    let tabs = UI.tabs(
      [
        UI.Tab(visit.t("待处理的差评"), path: RatingsLink.ratings.path, current: isOpen),
        UI.Tab(
          visit.t("全部评价"), path: "\(RatingsLink.ratings.path)?show=all", current: !isOpen),
      ], label: visit.t("评价"))
    let none = UI.empty(visit.t(isOpen ? "没有待处理的差评" : "还没有评价"))
    return Page(
      "好差评", section: "ratings", wide: true, live: true,
      body: """
        \(UI.head(visit.t("好差评"), lead: visit.t("一次服务一次评价；差评先回访核实，再整改答复、回访。")))
        \(Period.tabs(RatingsLink.ratings.path, chosen: period, visit))
        \(FiguresPart(figures: figures, unit: unit, visit: visit).html())
        \(tabs)\(rows.isEmpty ? none : table(rows, visit))
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : here,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func table(_ rows: [RatingRow], _ visit: Visit) -> HTML {
    let columns: [Phrase] = ["评价时间", "事项", "科室", "满意程度", "状态", "最后一日"]
    return UI.table(
      caption: visit.t("评价"), dense: true, columns: columns.map { UI.Column(visit.t($0)) },
      rows: rows.map { row in
        UI.Row(
          [
            "<a href=\"\(RatingsLink.rating(row.id).path)\">\(UI.moment(row.givenAt, visit))</a>",
            "\(visit.pick(row.name))", "\(unit(row.unit, visit))",
            UI.badge(visit.t(row.grade.phrase), row.grade.tone),
            UI.badge(visit.t(row.status.phrase), row.status.tone), due(row.due, visit),
          ], light: row.due.map { light($0, on: visit.now.day) })
      })
  }

  private func light(_ due: Day, on today: Day) -> Light {
    today > due ? .red : today == due ? .yellow : .green
  }

  private func due(_ due: Day?, _ visit: Visit) -> HTML {
    guard let due else { return "—" }
    return UI.light(light(due, on: visit.now.day), visit, text: visit.language.text(of: due))
  }

  /// The name of a section, which items know in English.
  private func unit(_ name: String, _ visit: Visit) -> String {
    let items = desk.cases.shelf.snapshot.current(on: visit.now.day)
    return visit.pick(
      name, items.first { $0.item.department.zh == name }?.item.department.en)
  }

  // MARK: One of them

  private func page(
    _ file: RatingFile, _ actor: Actor, _ visit: Visit, refused: FormState? = nil
  ) -> Page {
    let isGiver = file.reader == .giver
    let step = step(of: file, for: actor, visit)
    let form = step.map { step in
      RatingForm(
        settings: desk.settings, visit: visit,
        state: refused ?? FormState(visit, version: file.version)
      ).step(step, with: file.row.id, isGiver: isGiver)
    }
    let history = UI.section(visit.t("经过"), UI.timeline(events(of: file, visit), visit))
    let main: HTML = "\(facts(file, visit))\(history)"
    return Page(
      "评价详情", section: isGiver ? "cases" : "ratings", live: refused == nil,
      body: """
        \(UI.crumbs(
          isGiver ? [] : [(visit.t("好差评"), RatingsLink.ratings.path)], here: visit.t("评价"),
          visit))
        \(UI.head(
          visit.pick(file.giving.name),
          above: """
            \(UI.badge(visit.t(file.giving.grade.phrase), file.giving.grade.tone))\
            \(UI.badge(visit.t(file.state.status.phrase), file.state.status.tone))
            """))
        \(if: form == nil, refused.map { UI.faults($0, visit) } ?? .empty)
        \(form.map { UI.split(main, aside: $0) } ?? main)
        """)
  }

  /// The step that somebody can take now, asked of the rules themselves.
  private func step(of file: RatingFile, for actor: Actor, _ visit: Visit) -> RatingStep? {
    let words = Reasons("——")
    let context = desk.context(actor, visit.now.day)
    return RatingStep.allCases.first { step in
      let command: Rating.Command =
        switch step {
        case .verify: .verify(isTrue: true, isCalledBack: true, words)
        case .answer: .answer(.corrected, words)
        case .followUp: .followUp(isContent: true, words)
        }
      return actor.holds(anyOf: step.roles)
        && (try? file.state.decide(command, context)) != nil
    }
  }

  private func facts(_ file: RatingFile, _ visit: Visit) -> HTML {
    let giving = file.giving
    let reasons = giving.reasons.map { visit.t($0.phrase) }
      .joined(separator: visit.pick("、", ", "))
    var pairs: [(name: String, value: HTML?)] = [
      (visit.t("科室"), "\(unit(giving.unit, visit))"),
      (visit.t("评价的方面和问题"), reasons.isEmpty ? nil : "\(reasons)"),
      (visit.t("评价的内容"), file.text(giving.text).map { "\($0)" }),
      (visit.t("最后一日"), file.state.due.map { due($0, visit) }),
    ]
    // Whoever answers for the section learns what was said, not by whom.
    if file.tellsService {
      let number: HTML = "<span class=\"number\">\(giving.number)</span>"
      let isCase = giving.kind == .single
      let link: HTML = "<a href=\"\(CaseLink.case(giving.service).path)\">\(number)</a>"
      pairs.append((visit.t("办件"), isCase ? link : number))
    }
    if file.reader == .overseer {
      pairs.append((visit.t("评价人"), "\(giver(file, visit))"))
    }
    return UI.facts(pairs)
  }

  /// Whoever gave it, masked; his number is shown in full, and that is noted, on the page of the case.
  private func giver(_ file: RatingFile, _ visit: Visit) -> String {
    guard let giver = file.giver else { return visit.t("匿名评价") }
    let name = Masking.name(giver.name, ofPerson: giver.kind == .person)
    return "\(name) \(Masking.phone(giver.phone ?? ""))"
  }

  private func events(of file: RatingFile, _ visit: Visit) -> [UI.Event] {
    file.history.map { entry in
      UI.Event(
        visit.t(entry.event.phrase), at: entry.moment.at,
        body: file.text(entry.event.text).map { "<p>\($0)</p>" },
        entry.version == file.version ? .now : .past)
    }
  }

  // MARK: Steps

  private func take(_ step: RatingStep, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      let (command, text) = try RatingForm.command(step, visit.form, desk.settings)
      _ = try await desk.take(
        command, text: text, with: id, by: actor, expecting: try visit.seenVersion(),
        key: visit.command)
      return .see(RatingsLink.rating(id).path, notice: "已完成：\(step.phrase)。")
    } catch let refusal as any Refusal where refusal.isShownWithForm {
      let file = try await desk.open(id, for: actor)
      var page = page(
        file, actor, visit,
        refused: FormState(visit, failed: refusal, version: file.version))
      page.status = refusal.kind.status
      return .page(page)
    }
  }
}

extension Rating.Event {
  fileprivate var phrase: Phrase {
    switch self {
    case .given: "作出评价"
    case .verified(let isTrue, let isCalledBack, _, _):
      switch (isTrue, isCalledBack) {
      case (true, true): "回访核实：属实"
      case (true, false): "核实：属实"
      case (false, true): "回访核实：不属实，不计入评价"
      case (false, false): "核实：不属实，不计入评价"
      }
    case .answered(let measure, _, _): "科室答复：\(measure.phrase)"
    case .followedUp(let isContent, _): isContent ? "回访：对处理满意" : "回访：对处理仍不满意"
    case .late(let status): "逾期未办：\(status.phrase)"
    }
  }
}
