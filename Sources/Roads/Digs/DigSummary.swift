// SPDX-License-Identifier: Apache-2.0

import Casework
import Journal
import SQL
import Site

/// One dig on the page of what it is applied for by: what bars it, what it is in conflict with, how the merged dig
/// stands.
struct DigSummary {
  let dig: DigFile
  let visit: Visit

  func html() -> HTML {
    let number = dig.row.number
    let place = dig.segments.map { "\($0.id) \($0.place(visit))" as HTML }
    return """
      <div class="stack">\(RoadMarks.moratorium(dig.moratoria, isApproved: dig.works.approval != nil, visit))\
      <p><a class="number" href="\(RoadsLink.dig(number).path)">\(number)</a> \
      \(RoadMarks.phase(dig.state.phase, visit))<br>\(HTML.join(place, separator: "<br>"))\
      \(dig.state.window.map { "<br>" + RoadMarks.window($0, visit) })</p>\(conflicts)\(merge)</div>
      """
  }

  private var conflicts: HTML {
    guard dig.state.phase.isLive else { return .empty }
    let open = dig.conflicts.filter { !isSettled($0) }
    guard !open.isEmpty else {
      guard dig.conflicts.isEmpty else { return .empty }
      return "<p class=\"muted\">\(visit.t("没有发现空间和时间上的冲突。"))</p>"
    }
    return UI.notice(
      .warning, title: visit.t("与 \(open.count) 项挖掘有冲突"),
      body: """
        \(ConflictLines(
          conflicts: open, near: dig.near, own: dig.row.number, visit: visit).html())\
        \(if: dig.merge == nil, proposal)
        """)
  }

  /// Whether the other side has agreed to dig together.
  private func isSettled(_ conflict: Conflict) -> Bool {
    dig.merge.map { merge in
      merge.state.status == .agreed && merge.plan.has(conflict.other(than: dig.row.number))
    } ?? false
  }

  private var proposal: HTML {
    let path = RoadsLink.dig(dig.row.number).path
    guard let plan = dig.proposal else {
      guard dig.state.phase == .announced else { return .empty }
      return "<p class=\"muted\">\(visit.t("列入计划公布以后，可以提出合并方案。"))</p>"
    }
    return """
      <p>\(ConflictLines.advice(plan, visit))</p>\
      <p>\(UI.link(visit.t("查看方案，提出合并"), "\(path)#proposal"))</p>
      """
  }

  private var merge: HTML {
    guard let merge = dig.merge else { return .empty }
    let window = RoadMarks.window(merge.plan.window, visit)
    return """
      <p><a href="\(RoadsLink.dig(dig.row.number).path)#merge">\(visit.t("合并开挖方案"))</a> \
      \(ConflictSection.badge(merge.state.status, visit)) \(window)</p>
      """
  }
}

extension RoadsDesk {
  /// The digs that cases are put down to, as somebody sees them who may see the cases.
  func digs(ofCases ids: [String], for actor: Actor) async throws -> [DigFile] {
    let rows = try await journal.database.read { reader in
      try ids.flatMap { try DigTable.find(ofCase: $0, for: actor, in: reader) }
    }
    var files: [DigFile] = []
    for row in rows { files.append(try await dig(row.number, for: actor)) }
    return files
  }

  /// What the page of several cases that belong together says of the digs that they are about.
  package func section(
    ofCases ids: [String], _ actor: Actor, _ visit: Visit
  ) async throws -> HTML {
    let digs = try await digs(ofCases: ids, for: actor)
    guard !digs.isEmpty else { return .empty }
    return UI.section(
      visit.t("道路挖掘"), id: "roads",
      HTML.join(digs.map { DigSummary(dig: $0, visit: visit).html() }))
  }
}
