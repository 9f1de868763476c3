// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// The month's scores of units and people, each figure with the cards behind it; as a page and as a file.
struct ScorePages: Sendable {
  let desk: OversightDesk

  var routes: [Route] {
    [
      .page(.get, OversightLink.scores.path, .only(CardScope.readers), "月度得分") { visit, actor in
        let scores = try await desk.scores(try month(visit), for: actor)
        return .page(try await page(scores, visit))
      },
      .page(.get, OversightLink.scoreFile.path, .only(CardScope.readers), "下载月度得分") {
        visit, actor in
        let month = try month(visit)
        let sheet = try await desk.sheet(month, for: actor)
        return .file(
          Array(sheet.csv.utf8), media: "text/csv; charset=utf-8", name: "scores-\(month).csv")
      },
    ]
  }

  private func month(_ visit: Visit) throws(OversightRefusal) -> Month {
    guard let text = visit.query("month") else { return Month(visit.now.day) }
    guard let month = Month(text) else { throw .monthUnreadable(text) }
    return month
  }

  private func page(_ scores: Scores, _ visit: Visit) async throws -> Page {
    let names = try await desk.names(in: scores)
    let month = scores.month
    func address(_ month: Month) -> String {
      visit.address(changing: ["month": month.description])
    }
    let isPast = month.next <= Month(visit.now.day)
    let file = "\(OversightLink.scoreFile.path)?month=\(month)"
    let people: HTML =
      scores.persons.isEmpty
      ? "<p class=\"muted\">\(visit.t("本月没有确定责任人的牌。"))</p>"
      : table(scores.persons, month, names, visit.t("人员"), visit)
    return Page(
      "月度得分", section: "oversight", wide: true, live: !isPast,
      body: """
        \(UI.crumbs([(visit.t("电子监察"), OversightLink.screen.path)], here: visit.t("月度得分"), visit))
        \(UI.head(
          visit.t("\(month.year) 年 \(month.month) 月得分"),
          lead: visit.t("按现在的监察牌计算：撤销的和已升级的牌不计；申诉裁决以后，以前月份的得分随之变动。"),
          actions: """
            \(UI.link(visit.t("上个月"), address(month.previous), rel: "prev"))\
            \(if: isPast, UI.link(visit.t("下个月"), address(month.next), rel: "next"))\
            \(UI.link(visit.t("下载 CSV"), file))
            """))
        \(UI.section(visit.t("单位"), id: "units", """
          \(ScoreChart(scores: scores, desk: desk, visit: visit).drawing)
          \(table(scores.units, month, names, visit.t("单位"), visit))
          """))
        \(UI.section(visit.t("人员"), id: "persons", people))
        <p class="faint">\(visit.t("按第 \(scores.version) 版监察规则计分。"))</p>
        """)
  }

  private func table(
    _ scores: [Score], _ month: Month, _ names: [String: String], _ title: String, _ visit: Visit
  ) -> HTML {
    UI.table(
      caption: title,
      columns: [
        UI.Column(title), UI.Column(visit.t("黄牌"), number: true),
        UI.Column(visit.t("红牌"), number: true), UI.Column(visit.t("不计分的牌"), number: true),
        UI.Column(visit.t("扣分"), number: true), UI.Column(visit.t("提前办结加分"), number: true),
        UI.Column(visit.t("得分"), number: true), UI.Column(visit.t("计分的牌")),
      ],
      rows: scores.map { score in
        let name =
          switch score.subject {
          case .unit(let unit): desk.unit(unit, visit)
          case .person(let account): names[account] ?? account
          }
        let counting = score.cards.filter(\.counts)
        let links = counting.map { card -> HTML in
          """
          <a class="nowrap" href="\(OversightLink.card(card.id).path)">\(card.number)</a> \
          <span class="faint">−\(card.points.text)</span>
          """
        }
        return UI.Row([
          "\(name)", count(.yellow, score, month), count(.red, score, month),
          "\(score.cards.count - counting.count)", "\(score.deduction.text)",
          "\(score.bonus.text)\(if: score.early > 0, " <small class=\"faint\">\(visit.t("\(score.early) 件"))</small>")",
          "<strong>\(score.total.text)</strong>",
          links.isEmpty ? "—" : HTML.join(links, separator: "<br>"),
        ])
      })
  }

  /// How many cards of a level count, with the way to them.
  private func count(_ level: Card.Level, _ score: Score, _ month: Month) -> HTML {
    let count = score.counting(level).count
    guard count > 0, case .unit(let unit) = score.subject else { return "\(count)" }
    return "<a href=\"\(OversightLink.cards(in: month, unit: unit, level: level))\">\(count)</a>"
  }
}
