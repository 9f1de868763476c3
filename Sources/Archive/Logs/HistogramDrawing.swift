// SPDX-License-Identifier: Apache-2.0

import Processes
import Site

/// How many cases took how long, as bars; as wide as there is room, with a table for who cannot see them.
struct HistogramDrawing {
  private static let height = 150
  private static let foot = 20

  let histogram: Histogram
  let spread: Spread
  let visit: Visit

  func html() -> HTML {
    guard let most = histogram.bins.map(\.count).max(), most > 0 else { return .empty }
    let bars = histogram.bins.enumerated().map { index, bin -> HTML in
      let height = (bin.count * (Self.height - 24) + most - 1) / most
      let top = Self.height - height
      return """
        <rect class="hg-bar" x="\(place(index, of: 1))" y="\(top)" width="\(place(9, of: 10))" \
        height="\(height)"/>\
        <text class="hg-count" x="\(middle(index))" y="\(top - 4)" text-anchor="middle">\
        \(bin.count)</text>
        """
    }
    return """
      <svg class="hg" width="100%" height="\(Self.height + Self.foot)" aria-hidden="true" \
      focusable="false">\(bars)\
      <line class="hg-axis" x1="0" x2="100%" y1="\(Self.height)" y2="\(Self.height)"/>\
      \(edges)</svg>
      <details class="more"><summary>\(visit.t("用表格看"))</summary>\(table)</details>
      """
  }

  /// So many steps, or parts of one, in hundredths of the width.
  private func place(_ count: Int, of parts: Int) -> HTML {
    let hundredths = count * 10_000 / parts / max(1, histogram.bins.count)
    return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)%"
  }

  private func middle(_ index: Int) -> HTML { place(20 * index + 9, of: 20) }

  /// The durations at which steps begin, as many as there is room for.
  private var edges: HTML {
    let step = max(1, histogram.bins.count / 6)
    let texts = stride(from: 0, to: histogram.bins.count, by: step).map { index -> HTML in
      """
      <text class="hg-edge" x="\(place(index, of: 1))" y="\(Self.height + 15)">\
      \(visit.duration(histogram.bins[index].from))</text>
      """
    }
    return "\(texts)"
  }

  private var table: HTML {
    UI.table(
      caption: visit.t("用时的分布"),
      columns: [.init(visit.t("用时")), .init(visit.t("办件"), number: true)],
      rows: histogram.bins.map { bin in
        let from = Duration(bin.from).phrase
        let range: Phrase =
          bin.to.map { "\(from) 至 \(Duration($0).phrase)" } ?? "\(from) 以上"
        return .init(["\(visit.t(range))", "\(bin.count)"])
      })
  }
}
