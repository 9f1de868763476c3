// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// The draws as anybody may see them: what was committed to, and afterwards all that it takes to work them out again.
struct DrawPages: Sendable {
  let desk: RecheckDesk

  var routes: [Route] {
    [
      .page(.get, CaseLink.draws.path, .anyone, "复核抽取公示") { visit, _ in
        .page(try await list(visit))
      },
      .page(.get, CaseLink.draw("{month}").path, .anyone, "一个月的抽取") { visit, _ in
        .page(try await month(visit))
      },
    ]
  }

  private func list(_ visit: Visit) async throws -> Page {
    let before = try visit.cursor()?.text(0)
    let (draws, next) = try await desk.draws(before: before, limit: try visit.limit())
    let rows = draws.map { draw in
      UI.Row([
        "<a href=\"\(CaseLink.draw(draw.month).path)\">\(draw.month)</a>",
        "\(draw.percent)%", "<code>\(draw.digest)</code>", UI.moment(draw.committedAt, visit),
        draw.publishedAt.map { UI.moment($0, visit) } ?? UI.badge(visit.t("尚未公布"), .info),
      ])
    }
    let columns = [
      UI.Column(visit.t("月份")), UI.Column(visit.t("抽取比例")), UI.Column(visit.t("密钥的摘要（SM3）")),
      UI.Column(visit.t("事先公布")), UI.Column(visit.t("密钥公布")),
    ]
    return Page(
      "复核抽取公示", wide: true,
      body: """
        \(UI.crumbs([], here: visit.t("复核抽取公示"), visit))
        \(UI.head(visit.t("复核抽取公示"), lead: visit.t("一人受理和决定的办件怎样抽取复核，任何人都可以验证。")))
        \(rule(visit))
        \(rows.isEmpty
          ? UI.empty(visit.t("还没有抽取"))
          : UI.table(caption: visit.t("各月的抽取"), columns: columns, rows: rows))
        \(UI.pagination(
          previous: before == nil ? nil : CaseLink.draws.path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  /// The rule, in so many words that anybody can follow it.
  private func rule(_ visit: Visit) -> HTML {
    let lines: [Phrase] = [
      "每个月开始以前，系统生成 32 字节的密钥，只公布密钥的 SM3 摘要。",
      "办件办结时，以密钥对办件编号计算 HMAC-SM3，取前 8 个字节作为无符号整数（高位在前），乘以 100，除以 2 的 64 次方，舍去小数，得到 0 到 99 的得分。",
      "得分小于抽取比例（事项另有比例的按事项的比例）的办件抽中。",
      "下个月公布密钥和参加抽取的办件编号：摘要与事先公布的一致，就说明密钥没有换过；每件的得分都可以重新计算。",
    ]
    return UI.section(
      visit.t("抽取规则"), id: "rule", "<ol>\(each: lines, { "<li>\(visit.t($0))</li>" })</ol>")
  }

  private func month(_ visit: Visit) async throws -> Page {
    let month = visit.parameter("month")
    let after = try visit.cursor()?.text(0) ?? ""
    guard
      let found = try await desk.draw(of: month, after: after, limit: try visit.limit(default: 50))
    else { throw SiteRefusal.notFound }
    let draw = found.draw
    let secret = draw.secret.flatMap { [UInt8](hexadecimal: $0) }
    let rows = found.entries.map { entry in
      let percent = entry.percent ?? draw.percent
      let score = secret.map { Draw.score(of: entry.number, secret: $0) } ?? 0
      return UI.Row([
        "<span class=\"number\">\(entry.number)</span>", "\(score)", "\(percent)%",
        score < percent ? UI.badge(visit.t("抽中"), .info) : "\(visit.t("未抽中"))",
      ])
    }
    let columns = [
      UI.Column(visit.t("办件编号")), UI.Column(visit.t("得分"), number: true),
      UI.Column(visit.t("抽取比例"), number: true), UI.Column(visit.t("结果")),
    ]
    let pending: Phrase = "密钥在 \(DrawMonth(month)?.next.first ?? visit.now.day) 公布，此前任何人都不能预知抽取的结果。"
    return Page(
      "复核抽取 \(month)",
      body: """
        \(UI.crumbs([(visit.t("复核抽取公示"), CaseLink.draws.path)], here: month, visit))
        \(UI.head(visit.t("\(month) 的抽取")))
        \(UI.facts([
          (visit.t("抽取比例"), "\(draw.percent)%"),
          (visit.t("密钥的摘要（SM3）"), "<code>\(draw.digest)</code>"),
          (visit.t("事先公布"), UI.moment(draw.committedAt, visit)),
          (visit.t("密钥"), draw.secret.map { "<code>\($0)</code>" }),
          (visit.t("密钥公布"), draw.publishedAt.map { UI.moment($0, visit) }),
        ]))
        \(if: secret == nil, UI.notice(.info, body: "<p>\(visit.t(pending))</p>"))
        \(if: secret != nil && rows.isEmpty, UI.empty(visit.t("本月没有参加抽取的办件")))
        \(if: !rows.isEmpty, UI.table(
          caption: visit.t("参加抽取的办件"), dense: true, columns: columns, rows: rows))
        \(UI.pagination(
          previous: after.isEmpty ? nil : CaseLink.draw(month).path,
          next: found.next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }
}
