// SPDX-License-Identifier: Apache-2.0

import Site

/// The scores of a month's units as bars; the table beside it says the same in figures.
struct ScoreChart {
  let scores: Scores
  let desk: OversightDesk
  let visit: Visit

  private static let row = 36
  private static let left = 200
  private static let width = 760
  private static let right = 70

  var drawing: HTML {
    let most = max(1, scores.units.map { $0.total.hundredths }.max() ?? 1)
    let bars = scores.units.enumerated().map { bar($0.element, at: $0.offset, of: most) }
    let height = scores.units.count * Self.row
    let span = Self.left + Self.width + Self.right
    return """
      <figure class="bars" tabindex="0"><svg viewBox="0 0 \(span) \(height)" role="img" \
      aria-label="\(visit.t("各单位得分"))">\(bars)</svg></figure>
      """
  }

  private func bar(_ score: Score, at index: Int, of most: Int) -> HTML {
    let top = index * Self.row
    let length = max(0, score.total.hundredths) * Self.width / most
    let red = score.counting(.red).count
    let light: HTML = red > 0 ? "bad" : score.counting(.yellow).count > 0 ? "warn" : "good"
    return """
      <text class="bar-name" x="\(Self.left - 12)" y="\(top + 23)" text-anchor="end">\
      \(desk.unit(score.name, visit))</text>\
      <rect class="bar-rest" x="\(Self.left)" y="\(top + 6)" width="\(Self.width)" height="24"/>\
      <rect class="bar-\(light)" x="\(Self.left)" y="\(top + 6)" width="\(length)" height="24"/>\
      <text class="bar-value" x="\(Self.left + Self.width + 10)" y="\(top + 23)">\
      \(score.total.text)</text>
      """
  }
}
