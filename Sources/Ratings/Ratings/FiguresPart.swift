// SPDX-License-Identifier: Apache-2.0

import Site

/// The good rate and the number of each grade, of all and by section.
struct FiguresPart {
  let figures: RatingFigures
  let unit: (String, Visit) -> String
  let visit: Visit

  func html() -> HTML {
    guard !figures.units.isEmpty else {
      return "<p class=\"muted\">\(visit.t("这个期间还没有评价。"))</p>"
    }
    let all = figures.all
    let grades = Rating.Grade.allCases
    let columns =
      [UI.Column(visit.t("科室")), UI.Column(visit.t("好评率"), number: true)]
      + grades.map { UI.Column(visit.t($0.phrase), number: true) }
      + [UI.Column(visit.t("不属实"), number: true)]
    let units = figures.units.sorted { $0.key < $1.key }
    let rows = units.map { name, tally in
      UI.Row(
        ["\(unit(name, visit))", rate(of: tally)]
          + grades.map { "\(tally.grades[$0] ?? 0)" } + ["\(tally.untrue)"])
    }
    return """
      \(UI.figures([
        (visit.t("好评率"), "<b>\(rate(of: all))</b>"), (visit.t("有效评价"), "<b>\(all.valid)</b>"),
        (visit.t("差评"), "<b>\(all.bad)</b>"), (visit.t("不属实"), "\(all.untrue)"),
      ]))
      \(UI.table(caption: visit.t("各科室的评价"), dense: true, columns: columns, rows: rows))
      """
  }

  private func rate(of tally: RatingFigures.Tally) -> HTML {
    tally.goodRate.map { "\(RatingFigures.text($0)) %" } ?? "—"
  }
}
