// SPDX-License-Identifier: Apache-2.0

import Site

/// What doing it as one saves (四减), as a picture with its figures beside it: as the catalogue promises it, or of cases
/// that were concluded, on average.
struct ReductionsPart {
  let reductions: Reductions
  /// How many cases the figures are the sums of; nil where they are computed from the catalogue.
  var cases: Int?
  let visit: Visit

  private var lines: [(name: Phrase, measure: Reductions.Measure, unit: Phrase)] {
    [
      ("减环节", reductions.steps, "个环节"), ("减材料", reductions.materials, "件材料"),
      ("减时限", reductions.days, "个工作日"), ("减跑动", reductions.visits, "次到现场"),
    ]
  }

  func html() -> HTML {
    let columns: [Phrase] = ["四减", "逐项办理", "一件事办理", "减少"]
    let rows = lines.map { line -> UI.Row in
      let saved = line.measure.saved.map { "\($0)%" } ?? "—"
      return UI.Row([
        "\(visit.t(line.name))",
        "\(average(line.measure.before)) \(visit.t(line.unit))",
        "\(average(line.measure.after)) \(visit.t(line.unit))",
        "\(saved)",
      ])
    }
    return """
      \(picture)\(UI.table(
        caption: visit.t("逐项办理和一件事办理的比较"),
        columns: columns.enumerated().map { UI.Column(visit.t($0.element), number: $0.offset > 0) },
        rows: rows))
      """
  }

  /// With one decimal where it is a mean of several.
  private func average(_ sum: Int) -> String {
    guard let cases, cases > 1 else { return "\(sum)" }
    let tenths = (sum * 20 + cases) / (2 * cases)
    return "\(tenths / 10).\(tenths % 10)"
  }

  private var picture: HTML {
    let most = lines.map(\.measure.before).max() ?? 0
    guard most > 0 else { return .empty }
    let bars = lines.enumerated().map { row, line -> HTML in
      let y = row * 64
      let before = line.measure.before * 560 / most
      let after = line.measure.after * 560 / most
      return """
        <text x="0" y="\(y + 30)">\(visit.t(line.name))</text>\
        <rect class="bar-rest" x="120" y="\(y + 6)" width="\(max(before, 1))" height="20"/>\
        <text x="\(before + 128)" y="\(y + 22)">\(average(line.measure.before))</text>\
        <rect class="bar-good" x="120" y="\(y + 30)" width="\(max(after, 1))" height="20"/>\
        <text x="\(after + 128)" y="\(y + 46)">\(average(line.measure.after))</text>
        """
    }
    return """
      <figure class="bars" tabindex="0"><svg viewBox="0 0 740 \(lines.count * 64)" role="img" \
      aria-label="\(visit.t("逐项办理和一件事办理的比较"))">\(bars)</svg>\
      <figcaption class="small muted">\(visit.t(caption))</figcaption></figure>
      """
  }

  private var caption: Phrase {
    switch cases {
    case nil: "浅色：逐项办理；深色：一件事办理。按目录中的材料、环节、承诺时限和到现场次数计算。"
    case 1?: "浅色：按目录逐项办理；深色：本件实际。时限为收件至最后一项决定的工作日，跑动为到过窗口的天数。"
    case let cases?: "浅色：按目录逐项办理；深色：\(cases) 件办结件的平均实际。时限为收件至最后一项决定的工作日，跑动为到过窗口的天数。"
    }
  }
}
