// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Identity
import Journal
import Site

/// Announcing a dig and changing what was announced; the page of a dig with its steps.
struct DigPages: Sendable {
  let desk: RoadsDesk

  /// Bytes.
  static let formMax = 64 * 1024
  private static let announcers = Gate.only(RoadsRoom.announcers)

  var routes: [Route] {
    [
      .page(.get, RoadsLink.newDig.path, Self.announcers, "填报挖掘计划") { visit, actor in
        .page(try await form(visit, actor, nil))
      },
      .page(
        .post, RoadsLink.digs.path, Self.announcers, "提交挖掘计划", bodyLimit: Self.formMax
      ) { visit, actor in
        try await announce(visit, actor)
      },
      .page(.get, RoadsLink.dig("{number}").path, .anyone, "挖掘详情") { visit, _ in
        .page(
          DigPage(file: try await file(visit), actor: visit.principal, desk: desk, visit: visit)
            .page())
      },
      .page(.get, RoadsLink.reviseDig("{number}").path, Self.announcers, "修改计划") {
        visit, actor in
        .page(try await revision(visit, actor, nil))
      },
      .page(
        .post, RoadsLink.reviseDig("{number}").path, Self.announcers, "保存修改的计划",
        bodyLimit: Self.formMax
      ) { visit, actor in
        try await revise(visit, actor)
      },
      .page(.get, RoadsLink.step("{number}", "{step}").path, .signedIn, "回到挖掘详情") {
        visit, _ in
        .see(RoadsLink.dig(visit.parameter("number")).path)
      },
    ]
      + DigStep.allCases.map { step in
        .page(
          .post, RoadsLink.step("{number}", step.step.rawValue).path, .signedIn, step.step.phrase,
          bodyLimit: Self.formMax
        ) { visit, actor in
          try await take(step, visit, actor)
        }
      }
  }

  private func file(_ visit: Visit) async throws -> DigFile {
    try await desk.dig(visit.parameter("number"), for: visit.principal)
  }

  // MARK: Announcing

  private func form(_ visit: Visit, _ actor: Actor, _ failed: FormState?) async throws -> Page {
    let board = try await desk.board(for: actor)
    guard !board.network.isEmpty else { return MapPages.nothing(visit) }
    let chosen = visit.query(all: RoadMarks.segmentKey)
      .filter { board.network.segment($0) != nil }
    let days = [DigField.from, DigField.to].reduce(into: [:]) { $0[$1] = visit.query($1) }
    let state =
      failed ?? FormState(visit, values: Self.own(actor).merging(days) { own, _ in own })
    let title = visit.t("填报挖掘计划")
    return Page(
      "填报挖掘计划", section: "roads", wide: true,
      body: """
        \(UI.crumbs([(visit.t("道路挖掘"), RoadsLink.map.path)], here: title, visit))
        \(UI.head(title, lead: visit.t("计划公布后，其他单位都能看到，时间相近的工程可以合并开挖。取得许可前不得开工。")))
        \(RoadMarks.demo(board.network, visit))
        \(DigForm(kind: .plan, board: board, state: state, visit: visit, chosen: chosen).html(
          action: RoadsLink.digs.path, button: "提交挖掘计划", cancel: RoadsLink.plan.path))
        """)
  }

  /// What is known of whoever fills the form in.
  private static func own(_ actor: Actor) -> [String: String] {
    guard !actor.isStaff, let name = actor.name else { return [:] }
    return [DigField.unit: name]
  }

  private func announce(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    do {
      let order = try DigOrder(segments: visit.form.all(DigField.segments)) { visit.form[$0] }
      let receipt = try await desk.announce(order, by: actor, key: visit.command)
      return .see(
        RoadsLink.dig(receipt.number).path,
        notice: "已填报，挖掘编号 \(receipt.number)。公布后列入计划；申请许可时请填写这个编号。")
    } catch let error {
      guard let refusal = RoadsRefusal.shown(error) else { throw error }
      var page = try await form(visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  // MARK: Changing

  private func revision(
    _ visit: Visit, _ actor: Actor, _ failed: FormState?
  ) async throws -> Page {
    let file = try await file(visit)
    guard file.isInside else { throw RoadsRefusal.digNotFound }
    let state =
      failed ?? FormState(visit, values: Self.values(of: file), version: file.version)
    let title = visit.t("修改计划")
    return Page(
      "修改计划", section: "roads", wide: true,
      body: """
        \(UI.crumbs(
          [
            (visit.t("道路挖掘"), RoadsLink.map.path),
            (file.row.number, RoadsLink.dig(file.row.number).path),
          ], here: title, visit))
        \(UI.head(title, above: UI.number(file.row.number, visit)))
        \(DigForm(
          kind: .plan, board: try await desk.board(for: actor), state: state, visit: visit,
          chosen: file.works.segments
        ).html(
          action: RoadsLink.reviseDig(file.row.number).path, button: "保存",
          cancel: RoadsLink.dig(file.row.number).path))
        """)
  }

  private static func values(of file: DigFile) -> [String: String] {
    var values = [
      DigField.unit: file.works.unit, DigField.line: file.works.line.rawValue,
      DigField.purpose: file.text(file.works.purpose) ?? "",
      DigField.from: file.works.window.from.description,
      DigField.to: file.works.window.to.description,
      DigField.depth: DigList.metres(file.works.depth), DigField.area: String(file.works.area),
      DigField.contactName: file.contact?.name ?? "",
      DigField.contactPhone: file.contact?.phone ?? "",
    ]
    values[DigField.approval] = file.works.approval
    return values
  }

  private func revise(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let number = visit.parameter("number")
    do {
      let order = try DigOrder(segments: visit.form.all(DigField.segments)) { visit.form[$0] }
      _ = try await desk.revise(
        number, to: order, by: actor, expecting: try visit.seenVersion(), key: visit.command)
      return .see(RoadsLink.dig(number).path, notice: "计划已经修改。")
    } catch let error {
      guard let refusal = RoadsRefusal.shown(error) else { throw error }
      var page = try await revision(visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  // MARK: Steps

  private func take(_ step: DigStep, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let number = visit.parameter("number")
    do {
      _ = try await desk.carryOut(
        try step.order(segments: visit.form.all(DigField.segments)) { visit.form[$0] },
        with: number, by: actor, expecting: try visit.seenVersion(), key: visit.command)
      return .see(RoadsLink.dig(number).path, notice: "已完成：\(step.step.phrase)。")
    } catch let error {
      guard let refusal = RoadsRefusal.shown(error) else { throw error }
      let file = try await file(visit)
      var page = DigPage(
        file: file, actor: actor, desk: desk, visit: visit,
        refused: FormState(visit, failed: refusal, version: file.version)
      ).page()
      page.status = refusal.kind.status
      return .page(page)
    }
  }
}
