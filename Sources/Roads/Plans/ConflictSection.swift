// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import Site

/// What a dig is in conflict with, the merged dig that is proposed, and how the sides have answered.
struct ConflictSection {
  let file: DigFile
  let visit: Visit

  func html() -> HTML {
    guard file.state.phase.isLive else { return answered(of: file.merge) }
    return """
      \(UI.section(visit.t("与其他挖掘的冲突"), id: "conflicts", conflicts))\
      \(file.merge?.state.status == .open ? .empty : proposal)\(answered(of: file.merge))
      """
  }

  private var conflicts: HTML {
    guard !file.conflicts.isEmpty else {
      return "<p class=\"muted\">\(visit.t("没有发现空间和时间上的冲突。"))</p>"
    }
    let rows = file.conflicts.compactMap { conflict -> UI.Row? in
      let number = conflict.other(than: file.row.number)
      guard let other = file.near.first(where: { $0.number == number }) else { return nil }
      return UI.Row([
        "<a class=\"number\" href=\"\(RoadsLink.dig(number).path)\">\(number)</a>",
        "\(RoadMarks.written(other.unit)) <span class=\"muted\">\(visit.t(other.line.phrase))</span>",
        "\(visit.t(Self.phrase(conflict.place)))",
        RoadMarks.window(other.window, visit),
        "\(visit.t(Self.phrase(conflict.time)))", RoadMarks.phase(other.phase, visit),
      ])
    }
    return UI.table(
      caption: visit.t("与其他挖掘的冲突"), dense: true,
      columns: [
        UI.Column(visit.t("挖掘编号")), UI.Column(visit.t("建设单位")), UI.Column(visit.t("空间")),
        UI.Column(visit.t("对方期限")), UI.Column(visit.t("时间")), UI.Column(visit.t("进展")),
      ], rows: rows)
  }

  static func phrase(_ place: Conflict.Place) -> Phrase {
    switch place {
    case .shared(let segments): "同一路段 \(segments.joined(separator: " "))"
    case .adjoining(let segments): "相邻路段 \(segments.joined(separator: " "))"
    }
  }

  static func phrase(_ time: Conflict.Time) -> Phrase {
    switch time {
    case .overlapping(let days): "重叠 \(days) 天"
    case .apart(let days): "间隔 \(days) 天"
    }
  }

  // MARK: The merged dig

  private var proposal: HTML {
    guard let plan = file.proposal else { return .empty }
    return UI.section(
      visit.t("建议合并开挖"), id: "proposal",
      """
      <p class="muted">\(visit.t("按各项计划自动计算。提出后由各方答复，全部同意的，各项计划改为共同的期限。"))</p>
      \(self.plan(plan, answers: nil))
      """)
  }

  private func answered(of merge: MergeFile?) -> HTML {
    guard let merge else { return .empty }
    return UI.section(
      visit.t("合并开挖方案"), id: "merge",
      """
      <p>\(Self.badge(merge.state.status, visit))</p>
      \(plan(merge.plan, answers: merge))
      """)
  }

  static func badge(_ status: Merge.Status, _ visit: Visit) -> HTML {
    let tone: UI.Tone =
      switch status {
      case .unproposed: .plain
      case .open: .warn
      case .agreed: .good
      case .declined: .bad
      }
    return UI.badge(visit.t(status.phrase), tone)
  }

  private func plan(_ plan: MergePlan, answers merge: MergeFile?) -> HTML {
    var columns = [
      UI.Column(visit.t("施工次序")), UI.Column(visit.t("挖掘编号")),
      UI.Column(visit.t("深度（米）"), number: true), UI.Column(visit.t("原定期限")),
    ]
    if merge != nil { columns.append(UI.Column(visit.t("答复"))) }
    let rows = plan.parts.enumerated().map { index, part in
      var cells: [HTML] = [
        "\(order(index, of: plan.parts.count))",
        "<a class=\"number\" href=\"\(RoadsLink.dig(part.dig).path)\">\(part.dig)</a>",
        "\(DigList.metres(part.depth))", RoadMarks.window(part.planned, visit),
      ]
      if let merge { cells.append(answer(merge, part.dig)) }
      return UI.Row(cells)
    }
    return """
      \(UI.figures([
        (visit.t("共同的期限"), RoadMarks.window(plan.window, visit)),
        (visit.t("少占道路"), "<b>\(plan.daysSaved)</b> \(visit.t("天"))"),
        (visit.t("少开挖"), "<b>\(plan.openingsSaved)</b> \(visit.t("次"))"),
      ]))
      \(UI.table(caption: visit.t("施工次序"), dense: true, columns: columns, rows: rows))
      """
  }

  private func order(_ index: Int, of count: Int) -> String {
    if index == 0 { return visit.t("1，先挖（最深）") }
    if index == count - 1 { return visit.t("\(index + 1)，后挖并恢复路面") }
    return String(index + 1)
  }

  private func answer(_ merge: MergeFile, _ dig: String) -> HTML {
    guard let answer = merge.state.answers[dig] else { return "\(visit.t("未答复"))" }
    let reasons: HTML? = answer.reasons.flatMap { merge.texts[$0] }.flatMap {
      file.isInside ? "<p>\(RoadMarks.written($0))</p>" : nil
    }
    let word = answer.accepted ? visit.t("同意") : visit.t("不同意")
    return """
      \(UI.badge(word, answer.accepted ? .good : .bad)) \
      <span class="muted">\(UI.moment(answer.at, visit))</span>\(reasons)
      """
  }
}
