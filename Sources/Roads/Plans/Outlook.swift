// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL
import Site

/// What stands against digging some segments in some days, before anything is announced or applied for.
struct Outlook {
  let segments: [Segment]
  let window: Window
  /// The digs in conflict with it, and how each is.
  let near: [DigRow]
  let conflicts: [Conflict]
  let moratoria: [Moratorium]
  /// The merged dig that could be proposed.
  let plan: MergePlan?
  let isConnected: Bool

  /// What it is called before it has a number.
  static let unnumbered = ""
}

extension RoadsDesk {
  /// Looks at works that are wanted.
  ///
  /// - Parameters:
  ///   - depth: centimetres.
  ///   - number: the dig that they are, if they have been announced: it is in nobody's way.
  func outlook(
    on ids: Set<String>, _ window: Window, depth: Int, announcedAs number: String?,
    for actor: Actor
  ) async throws -> Outlook {
    let own = Occupation(dig: number ?? Outlook.unnumbered, segments: ids, window: window)
    return try await journal.database.read { reader in
      let network = try roads.network(in: reader)
      let (near, conflicts) = try near(own, for: actor, in: reader)
      let others = near.filter { $0.phase == .planned }
      return Outlook(
        segments: network.segments(ids), window: window, near: near, conflicts: conflicts,
        moratoria: network.moratoria(on: ids, in: window),
        plan: MergePlan(of: [(own, depth)] + others.map { ($0.occupation(on: now.day), $0.depth) }),
        isConnected: network.areConnected(ids))
    }
  }

  /// How the segments of an application are chosen: on the map, with what is in the way of the days that it names.
  func picker() -> FieldPicker {
    FieldPicker(.segments) { picked in
      guard let window = picked.window else { return }
      try await network().checkAge(
        RoadField.segments(in: picked.chosen), window, answered: picked.situation)
    } control: { picked, actor, visit in
      let window = picked.window
      let board = try await board(for: actor, wanted: window)
      guard !board.network.isEmpty else { return nil }
      let chosen = Set(RoadField.segments(in: picked.chosen))
        .filter { board.network.segment($0) != nil }
      var outlook: Outlook?
      if let window, !chosen.isEmpty {
        outlook = try await self.outlook(
          on: chosen, window, depth: RoadField.centimetres(picked.value(RoadField.depth)) ?? 0,
          announcedAs: picked.value(RoadField.dig)?.uppercased(), for: actor)
      }
      let picker = SegmentPicker(
        name: picked.control.name, label: picked.control.label, help: picked.control.help,
        isRequired: picked.control.required, board: board, chosen: chosen,
        fault: picked.state.fault(picked.control.name), visit: visit)
      // Nothing is sent for a box that is not ticked: the empty value says that the boxes were there.
      return """
        <input type="hidden" name="\(picked.control.name)" value="">\
        \(picker.html(OutlookPart(outlook: outlook, key: picked.key, board: board, visit: visit).html()))
        """
    }
  }
}

extension PickedField {
  /// The days that are applied for.
  fileprivate var window: Window? {
    RoadField.window(value(RoadField.from), value(RoadField.to))
  }
}

/// What is told of a choice of segments, right at the form.
struct OutlookPart {
  let outlook: Outlook?
  /// The key of the field.
  let key: String
  let board: RoadBoard
  let visit: Visit

  func html() -> HTML {
    """
    <div class="rm-found">\(outlook.map(told))\
    <p class="muted">\(visit.t("选好路段，填好开始和结束日期以后，在这里查看禁止挖掘期和其他单位的挖掘；填写的内容会一并保存。"))</p>\
    \(UI.button(visit.t("查看禁挖和冲突"), .plain, value: (FilingField.look, key)))</div>
    """
  }

  private func told(_ outlook: Outlook) -> HTML {
    let place = outlook.segments.map { "\($0.id) \($0.place(visit))" as HTML }
    return """
      <p>\(HTML.join(place, separator: "<br>"))<br>\(RoadMarks.window(outlook.window, visit))</p>\
      \(bars(outlook))\(if: !outlook.isConnected, UI.notice(
        .info, body: "<p>\(visit.t("所选路段互不相连。不是同一次开挖的，请分别申请。"))</p>"))\
      \(conflicts(outlook))
      """
  }

  private func bars(_ outlook: Outlook) -> HTML {
    guard !outlook.moratoria.isEmpty else { return .empty }
    let free = board.network.firstFree(for: outlook.segments.map(\.id), outlook.window)
    return RoadMarks.moratorium(
      outlook.moratoria, isApproved: false,
      more: visit.t(
        """
        这一期限的工程最早可以从 \(free) 开始。确需提前挖掘的，须经县级以上人民政府批准：情形选择“未满年限，确需挖掘”，\
        并提交批准文件。
        """), visit)
  }

  private func conflicts(_ outlook: Outlook) -> HTML {
    guard !outlook.conflicts.isEmpty else {
      return UI.notice(
        .success, body: "<p>\(visit.t("没有发现空间和时间上的冲突。"))</p>")
    }
    return UI.notice(
      .warning, title: visit.t("与 \(outlook.conflicts.count) 项挖掘有冲突"),
      body: """
        \(ConflictLines(
          conflicts: outlook.conflicts, near: outlook.near, own: nil, visit: visit).html())\
        \(if: outlook.moratoria.isEmpty, outlook.plan.map { proposal($0, outlook) } ?? .empty)
        """)
  }

  private func proposal(_ plan: MergePlan, _ outlook: Outlook) -> HTML {
    let pairs =
      outlook.segments.map { (name: RoadMarks.segmentKey, value: $0.id) }
      + [
        (name: DigField.from, value: outlook.window.from.description),
        (name: DigField.to, value: outlook.window.to.description),
      ]
    let path = "\(RoadsLink.newDig.path)?\(PercentCoding.query(pairs))"
    return """
      <p>\(ConflictLines.advice(plan, visit))</p>\
      <p>\(visit.t("可以直接提交申请，计划公布后在办件中提出合并方案；也可以先填报计划，各方商定期限以后再申请。"))</p>\
      <p>\(UI.link(visit.t("先填报计划，提出合并"), path))</p>
      """
  }
}

/// Each conflict in a line, and what could be done about them.
struct ConflictLines {
  let conflicts: [Conflict]
  let near: [DigRow]
  /// The dig whose conflicts they are; nil before it has a number.
  let own: String?
  let visit: Visit

  func html() -> HTML {
    let comma = visit.pick("，", ", ")
    let lines = conflicts.compactMap { conflict -> HTML? in
      let number = conflict.other(than: own ?? Outlook.unnumbered)
      guard let other = near.first(where: { $0.number == number }) else { return nil }
      let facts = [
        visit.t(other.line.phrase), visit.t("\(other.window.from) 至 \(other.window.to)"),
        visit.t(ConflictSection.phrase(conflict.place)),
        visit.t(ConflictSection.phrase(conflict.time)),
      ]
      return """
        <li>\(visit.t("与")) <a class="number" href="\(RoadsLink.dig(number).path)">\(number)</a> \
        \(visit.t("冲突：")) \(RoadMarks.written(other.unit)) \(facts.joined(separator: comma)) \
        \(RoadMarks.phase(other.phase, visit))</li>
        """
    }
    return "<ul>\(lines)</ul>"
  }

  static func advice(_ plan: MergePlan, _ visit: Visit) -> String {
    visit.t(
      """
      可以合并，建议 \(plan.window.from) 起共 \(plan.window.days) 天，少占道路 \(plan.daysSaved) 天，少开挖 \
      \(plan.openingsSaved) 次。
      """)
  }
}
