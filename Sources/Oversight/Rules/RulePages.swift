// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The rules of supervision: those in force, and every version with the day from which it applies.
struct RulePages: Sendable {
  let desk: OversightDesk

  var routes: [Route] {
    [
      .page(.get, OversightLink.rules.path, .only(CardScope.readers), "监察规则") { visit, _ in
        .page(page(desk.books.inForce(on: visit.now.day), visit))
      },
      .page(.get, OversightLink.ruleBook("{version}").path, .only(CardScope.readers), "一版监察规则") {
        visit, _ in
        .page(page(try book(visit), visit))
      },
      .page(
        .get, OversightLink.ruleFile("{version}").path, .only(CardScope.readers), "下载监察规则文件"
      ) { visit, _ in
        let book = try book(visit)
        return .file(
          Array(book.source.utf8), media: "application/yaml; charset=utf-8",
          name: "oversight-rules-\(book.version).yaml", etag: book.digest)
      },
    ]
  }

  private func book(_ visit: Visit) throws -> RuleBook {
    guard let book = desk.books.version(try visit.parameter("version", as: Int.self)) else {
      throw OversightRefusal.rulesNotFound
    }
    return book
  }

  private func page(_ book: RuleBook, _ visit: Visit) -> Page {
    let isInForce = book == desk.books.inForce(on: visit.now.day)
    let state: Phrase =
      isInForce ? "现行" : book.effective > visit.now.day ? "尚未生效" : "已被取代"
    let groups: [(Phrase, [OversightRule])] = [
      ("期限和环节", book.rules.filter { if case .term = $0.subject { true } else { false } }),
      ("行为", book.rules.filter { if case .conduct = $0.subject { true } else { false } }),
      ("人工发现", book.rules.filter { $0.subject == .finding }),
    ]
    let tables = groups.filter { !$0.1.isEmpty }.map { title, rules in
      UI.section(visit.t(title), RuleTables(book: book, visit: visit).table(rules, visit.t(title)))
    }
    return Page(
      "监察规则", section: "oversight", wide: true,
      body: """
        \(UI.crumbs([(visit.t("电子监察"), OversightLink.screen.path)], here: visit.t("监察规则"), visit))
        \(UI.head(
          visit.t("监察规则 · 第 \(book.version) 版"),
          lead: visit.t("规则是数据：改文件、检查、发布新的一版，不改程序。发出的牌保留它适用的版本。"),
          above: """
            \(UI.badge(visit.t(state), isInForce ? .good : .plain))\
            <span>\(visit.t("自 \(book.effective) 起施行"))</span>
            """,
          actions: UI.link(
            visit.t("下载文件"), OversightLink.ruleFile("\(book.version)").path)))
        \(tables)
        \(UI.section(visit.t("月度得分"), RuleTables(book: book, visit: visit).scoring))
        \(UI.section(visit.t("全部版本"), id: "versions", versions(book, visit)))
        """)
  }

  private func versions(_ shown: RuleBook, _ visit: Visit) -> HTML {
    let inForce = desk.books.inForce(on: visit.now.day)
    let rows = desk.books.all.reversed().map { book in
      UI.Row(
        [
          "<a href=\"\(OversightLink.ruleBook("\(book.version)").path)\">\(visit.t("第 \(book.version) 版"))</a>",
          UI.day(book.effective, visit), "\(book.rules.count)",
          book == inForce ? UI.badge(visit.t("现行"), .good) : "",
          "<span class=\"number faint\">\(book.digest.prefix(16))</span>",
        ], isMarked: book == shown)
    }
    return UI.table(
      caption: visit.t("全部版本"),
      columns: [
        UI.Column(visit.t("版本")), UI.Column(visit.t("施行日期")),
        UI.Column(visit.t("规则数"), number: true), UI.Column(visit.t("状态")),
        UI.Column(visit.t("文件摘要（SM3）")),
      ], rows: Array(rows))
  }
}

/// Rules as tables.
private struct RuleTables {
  let book: RuleBook
  let visit: Visit

  func table(_ rules: [OversightRule], _ caption: String) -> HTML {
    UI.table(
      caption: caption, dense: true,
      columns: [
        UI.Column(visit.t("代码")), UI.Column(visit.t("名称")), UI.Column(visit.t("依据")),
        UI.Column(visit.t("适用条件")), UI.Column(visit.t("预警")), UI.Column(visit.t("黄牌")),
        UI.Column(visit.t("红牌")), UI.Column(visit.t("答复")),
      ],
      rows: rules.map { rule in
        UI.Row([
          "<span class=\"number\" id=\"\(rule.code)\">\(rule.code)</span>",
          "\(visit.pick(rule.name))\(with: rule.unit, { "<br><small class=\"faint\">→ \($0)</small>" })",
          """
          \(rule.basis.text)\
          \(with: rule.liability, { "<br><small class=\"faint\">\($0.text)</small>" })
          """,
          condition(of: rule), alert(of: rule), level(.yellow, of: rule), level(.red, of: rule),
          "\(visit.t("\(rule.answer) 个工作日"))",
        ])
      })
  }

  private func condition(of rule: OversightRule) -> HTML {
    let parts = [
      rule.when.map { "<code>\($0.text)</code>" as HTML },
      rule.within.map { "\(visit.t("期限（工作日）"))<br><code>\($0.text)</code>" as HTML },
    ].compactMap(\.self)
    return parts.isEmpty ? "—" : HTML.join(parts, separator: "<br>")
  }

  private func alert(of rule: OversightRule) -> HTML {
    guard let days = rule.alert else { return "—" }
    return "\(visit.t("提前 \(days) 个工作日"))"
  }

  /// From when on a card of a level is issued, and what it costs.
  private func level(_ level: Card.Level, of rule: OversightRule) -> HTML {
    let days = level == .yellow ? rule.yellow : rule.red
    var parts: [Phrase] = []
    if let days { parts.append("逾期 \(days) 个工作日") }
    if case .term = rule.subject {} else if rule.card == level { parts.append("发现即发") }
    if level == .red, let repeated = rule.repeated { parts.append("本月第 \(repeated) 次") }
    if level == .red, parts.isEmpty, rule.hasCards { parts.append("黄牌逾期未答复") }
    guard !parts.isEmpty else { return "—" }
    let texts = parts.map { "\(visit.t($0))" as HTML }
    return """
      \(HTML.join(texts, separator: "<br>"))<br>\
      <small class="faint">\(visit.t("扣 \(rule.points[level].text) 分"))</small>
      """
  }

  var scoring: HTML {
    let scoring = book.scoring
    let early = scoring.early.map { early in
      visit.t(
        "承诺时限剩余不少于 \(early.share)% 的，每件加 \(early.points.text) 分，每月最多 \(early.most.text) 分")
    }
    return UI.facts([
      (visit.t("基础分"), "\(scoring.base.text)"),
      (visit.t("最低分"), "\(scoring.least.text)"),
      (visit.t("提前办结加分"), "\(early ?? visit.t("没有设置"))"),
      (visit.t("窗口收件的责任单位"), "\(book.window)"),
      (visit.t("督办加扣"), "\(visit.t("红牌逾期未答复的，按各规则另扣"))"),
    ])
  }
}
