// SPDX-License-Identifier: Apache-2.0

import Site

/// The rules of an item as a reader sees them: tables in his words, with the rows that fired.
package struct RulePart {
  private let item: ItemVersion
  private let visit: Visit
  private let words: RuleWords

  package init(_ item: ItemVersion, _ visit: Visit) {
    self.item = item
    self.visit = visit
    words = RuleWords(item: item, visit: visit)
  }

  /// Every table of the item, each with the spreadsheet that it can be downloaded as.
  ///
  /// - Parameter rows: the rows that fired, by the subject of their table; nil where nothing was asked.
  package func tables(firing rows: [String: [Int]]? = nil) -> HTML {
    HTML.join(
      item.tables.map { table in
        let path = CatalogueLink.table(item.code, item.version, table.subject).path
        return UI.section(
          visit.pick(table.text.name), id: "table-\(table.subject.rawValue)",
          """
          \(self.table(table.text, rows.map { $0[table.subject.rawValue] ?? [] }))
          <p class="small"><a href="\(path)">\(visit.t("下载电子表格"))\
          <span class="hush">：\(visit.pick(table.text.name))</span></a></p>
          """)
      })
  }

  /// A table: the number of the row, what must be so, what follows, and why.
  private func table(_ table: RuleTable.Text, _ fired: [Int]?) -> HTML {
    let hasNotes = table.rows.contains { $0.note != nil }
    let columns =
      [UI.Column(visit.t("行"))]
      + (table.inputs.map(\.label) + table.outputs.map(\.label)).map {
        UI.Column(visit.pick($0))
      } + (hasNotes ? [UI.Column(visit.t("说明"))] : [])
    let rows = table.rows.enumerated().map { index, row in
      UI.Row(
        [number(index, fired)]
          + zip(table.inputs, row.tests).map { input, test in
            "\(words.test(test, of: input.expression))"
          }
          + zip(table.outputs, row.results).map { output, result in
            "<strong>\(words.result(result, of: output.name))</strong>"
          } + (hasNotes ? ["\(with: row.note, { "\(visit.pick($0))" })"] : []),
        isMarked: fired?.contains(index) == true)
    }
    let silent: Phrase? = fired?.isEmpty == true ? "没有一行适用于所填的情况。" : nil
    return """
      <p class="muted">\(visit.t(table.hitPolicy.phrase))</p>\
      \(with: silent, { "<p>\(visit.t($0))</p>" })\
      \(UI.table(caption: visit.pick(table.name), dense: true, columns: columns, rows: rows))
      """
  }

  private func number(_ index: Int, _ fired: [Int]?) -> HTML {
    """
    \(index + 1)\(if: fired?.contains(index) == true, " " + UI.badge(visit.t("命中"), .good))
    """
  }

  /// What the tables have settled of an application: what it costs, how it is handled, who reviews.
  package func ruling(_ ruling: Ruling) -> HTML {
    let fee: HTML =
      ruling.feeFen.map { $0 == 0 ? "\(visit.t("不收费"))" : "\(Self.yuan($0))" }
      ?? "\(visit.t("由窗口按收费标准核定"))"
    return UI.facts([
      (visit.t("收费"), fee),
      (visit.t("办理方式"), "\(visit.t(Phrase(key: ruling.way.label)))"),
      (visit.t("承诺时限"), "\(visit.term(ruling.promised))"),
      (visit.t("审查人数"), "\(ruling.reviewers)"),
      (
        visit.t("审查科室"),
        ruling.section == item.department.zh
          ? "\(visit.pick(item.department))" : "<span lang=\"zh-CN\">\(ruling.section)</span>"
      ),
    ])
  }

  /// An amount in yuan with two decimals: ¥1,234.50.
  private static func yuan(_ fen: Int) -> String {
    var whole = String(fen / 100)
    var place = whole.count - 3
    while place > 0 {
      whole.insert(",", at: whole.index(whole.startIndex, offsetBy: place))
      place -= 3
    }
    let rest = fen % 100
    return "¥\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// What the table of eligibility says; nothing where one can simply apply.
  package func eligibility(_ facts: Facts) -> HTML {
    guard let verdict = Eligibility(of: item, facts), !verdict.isEligible else { return .empty }
    return UI.notice(
      .warning, title: visit.t("按所填情况，本事项可能不适用"),
      body: """
        \(with: verdict.note, { "<p>\(visit.pick($0))</p>" })\
        <p class="muted">\(visit.t("这是规则给出的提示，是否受理由工作人员依法决定（行政许可法第三十二条）。"))</p>
        """)
  }

  /// Every material of the item, needed or not, with the reason.
  ///
  /// - Parameter needed: what the situation needs.
  package func materials(_ needed: [MaterialRequirement]) -> HTML {
    let rows = item.materials.map { material in
      let requirement = needed.first { $0.key == material.key }
      return UI.Row([
        "\(visit.pick(material.name))",
        requirement == nil
          ? UI.badge(visit.t("不需要")) : UI.badge(visit.t("需要"), .info),
        requirement.map { "\(reason($0) ?? visit.t("每件申请都需要"))" } ?? "\(absence(material))",
      ])
    }
    return UI.table(
      caption: visit.t("每种材料为什么需要或者不需要"),
      columns: [
        UI.Column(visit.t("材料")), UI.Column(visit.t("结论")), UI.Column(visit.t("原因")),
      ], rows: rows)
  }

  /// Why a material is needed: the rows of the table that ask for it, the answers or the rule that made it
  /// necessary; nil when every application needs it.
  package func reason(_ requirement: MaterialRequirement) -> String? {
    var parts: [String] = []
    if let table = item.table(.materials)?.text, !requirement.rows.isEmpty {
      let rows = visit.list(requirement.rows.map { "\($0 + 1)" })
      parts.append(visit.t("《\(visit.pick(table.name))》第 \(rows) 行"))
    }
    if let rule = requirement.rule {
      parts.append(words.expression(rule))
    } else {
      parts += requirement.reasons.map { visit.pick($0.question) + " " + visit.pick($0.answer) }
    }
    return parts.isEmpty ? nil : parts.joined(separator: visit.pick("；", "; "))
  }

  /// Why a material is not needed: its condition, which does not hold, or the table without a row for it.
  private func absence(_ material: Material) -> String {
    if let condition = visit.condition(material.when, of: item) {
      return visit.t("只在这种情形需要：\(condition)")
    }
    let table = item.table(.materials).map { visit.pick($0.text.name) } ?? ""
    return visit.t("《\(table)》没有一行要求")
  }

  /// What is asked, wanted or needed only under a condition: in the reader's words, and in FEEL.
  package func conditions() -> HTML {
    let entries: [(name: Words, kind: Phrase, when: Condition)] =
      item.questions.map { ($0.ask, "问题", $0.when) } + item.form.map { ($0.label, "字段", $0.when) }
      + item.materials.map { ($0.name, "材料", $0.when) }
    let rows = entries.compactMap { entry -> UI.Row? in
      guard let words = visit.condition(entry.when, of: item), let feel = entry.when.feel else {
        return nil
      }
      return UI.Row([
        "\(visit.pick(entry.name))", "\(visit.t(entry.kind))", "\(words)", "<code>\(feel)</code>",
      ])
    }
    guard !rows.isEmpty else { return "<p>\(visit.t("没有条件：每件申请都一样。"))</p>" }
    return UI.table(
      caption: visit.t("材料和问题的条件"), dense: true,
      columns: [
        UI.Column(visit.t("名称")), UI.Column(visit.t("类型")), UI.Column(visit.t("在什么情况下")),
        UI.Column("FEEL"),
      ], rows: rows)
  }
}
