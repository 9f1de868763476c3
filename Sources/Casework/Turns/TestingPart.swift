// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

extension TeamSection {
  /// Who tests, and what was found by each standard so far (行政许可法 article 55).
  var test: HTML {
    guard let rule = file.state.submission?.test else { return .empty }
    let testing = file.state.testing
    let names = testing.testers.map(file.name(ofColleague:))
    let rows = rule.standards.map { standard -> UI.Row in
      let result = testing.results.first { $0.standard == standard }
      return UI.Row([
        "\(visit.pick(standard))",
        result.map { UI.badge(visit.t($0.verdict), $0.passes ? .good : .bad) } ?? "—",
        "\(file.text(result?.finding))",
        "\(result.map { file.name(ofColleague: $0.by) } ?? "—")",
      ])
    }
    let columns: [Phrase] = ["技术标准、技术规范", "结果", "检验、检测、检疫的数据和情况", "记录人"]
    let standing: Phrase =
      testing.isConfirmed ? "结果已经由两名工作人员确认。" : names.isEmpty ? "还没有指派人员。" : "结果还没有确认。"
    return UI.section(
      visit.t("检验、检测、检疫"), id: "test",
      """
      <p class="muted">\(visit.t(standing)) \(visit.pick(
        names.joined(separator: "、"), names.joined(separator: ", ")))</p>\
      \(UI.table(
        caption: visit.t("检验、检测、检疫"), dense: true,
        columns: columns.map { UI.Column(visit.t($0)) }, rows: rows))
      """)
  }
}
