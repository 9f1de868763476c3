// SPDX-License-Identifier: Apache-2.0

import DMN
import Deadlines
import HTTPTypes
import Site

/// The rules of an item on pages: all of them, those that fired for certain answers, and as files that other
/// tools open.
struct RulePages: Sendable {
  let shelf: CatalogueShelf

  var routes: [Route] {
    [
      .page(.get, CatalogueLink.Pattern.rules, .anyone, "事项的规则") { visit, _ in
        .page(rules(visit, try item(visit)))
      },
      .page(.get, CatalogueLink.Pattern.model, .anyone, "规则的 DMN 文件") { visit, _ in
        let item = try item(visit)
        return .file(
          Array(RuleExport.model(of: item).xml().utf8), media: "application/xml",
          name: "\(item.code)-\(item.version).dmn")
      },
      .page(.get, CatalogueLink.Pattern.table, .anyone, "决策表的电子表格") { visit, _ in
        let item = try item(visit)
        let name = visit.parameter("table")
        guard let subject = TableSubject(rawValue: name), let table = item.table(subject) else {
          throw CatalogueRefusal.unknownTable(name)
        }
        return .file(
          Array(table.text.table.csv().utf8), media: "text/csv; charset=utf-8",
          name: "\(item.code)-\(name).csv")
      },
      .page(.get, CatalogueLink.Pattern.why, .anyone, "为什么需要这些材料") { visit, _ in
        .page(try why(visit))
      },
    ]
  }

  /// The version that is asked for, or the one of today.
  private func item(_ visit: Visit) throws -> ItemVersion {
    let code = visit.parameter("code")
    guard let number = try visit.query("version", as: Int.self) else {
      return try shelf.snapshot.applicable(code, on: visit.now.day)
    }
    guard let item = shelf.version(code, number) else {
      throw CatalogueRefusal.unknownItem(code: code)
    }
    return item
  }

  // MARK: - All rules

  private func rules(_ visit: Visit, _ item: ItemVersion) -> Page {
    let name = visit.pick(item.name)
    let part = RulePart(item, visit)
    let body: HTML = """
      \(crumbs(item, here: visit.t("规则"), visit))
      \(UI.head(
        visit.t("规则：\(name)"),
        lead: visit.t("材料、收费、办理方式和审查人数由下列规则得出。规则用国际标准 DMN 1.5 和 FEEL 写成，第 \(item.version) 版。"),
        actions: downloads(item, visit)))
      \(part.tables())
      \(UI.section(visit.t("材料和问题的条件"), id: "conditions", part.conditions()))
      """
    return Page("规则：\(name)", section: "items", wide: true, body: body)
  }

  private func downloads(_ item: ItemVersion, _ visit: Visit) -> HTML {
    let path = CatalogueLink.model(item.code, item.version).path
    return "\(UI.link(visit.t("下载 DMN 文件"), path))\(UI.printButton(visit))"
  }

  private func crumbs(_ item: ItemVersion, here: String, _ visit: Visit) -> HTML {
    UI.crumbs(
      [
        (visit.t("办事指南"), CatalogueLink.items.path),
        (visit.pick(item.name), CatalogueLink.item(item.code).path),
      ], here: here, visit)
  }

  // MARK: - Why

  private func why(_ visit: Visit) throws -> Page {
    let item = try item(visit)
    let answers = visit.answers(to: item)
    let needed = try Guide.materials(for: item, answers: answers)
    let ruling = Ruling(
      of: item, Facts(of: item, situation: try Guide.situation(of: item, answers: answers)))
    let name = visit.pick(item.name)
    let summary = Guide.summary(of: item, situation: answers)
    let part = RulePart(item, visit)
    let body: HTML = """
      \(crumbs(item, here: visit.t("为什么需要这些材料"), visit))
      \(UI.head(
        visit.t("为什么需要这些材料"),
        lead: visit.t("按您的回答，第 \(item.version) 版规则中下列各行适用。"), actions: UI.printButton(visit)))
      \(UI.facts(summary.map { (name: visit.pick($0.question), value: "\(visit.pick($0.answer))") }))
      \(UI.section(visit.t("材料"), id: "materials", part.materials(needed)))
      \(part.tables(firing: ruling.rows))
      <p>\(UI.link(visit.t("全部规则"), CatalogueLink.rules(item.code).path))</p>
      """
    return Page("为什么需要这些材料：\(name)", section: "items", wide: true, body: body)
  }
}

extension Visit {
  /// The answers to an item's questions in the query string; the shell's own values (language) stand in the
  /// same string and are passed over.
  func answers(to item: ItemVersion) -> [String: String] {
    let known = Set(item.questions.map(\.key))
    var answers: [String: String] = [:]
    for (name, value) in queryItems where known.contains(name) && !value.isEmpty {
      answers[name] = answers[name] ?? value
    }
    return answers
  }
}

extension DecisionTable.HitPolicy {
  /// Which rows count, in the reader's words.
  var phrase: Phrase {
    switch self {
    case .unique: "每种情况只有一行适用。"
    case .any: "可能有几行适用，结果相同。"
    case .first, .priority: "自上而下，第一行适用的算数。"
    case .ruleOrder, .outputOrder, .collect: "适用的每一行都算数。"
    case .sum: "适用的各行相加。"
    case .count: "结果是适用的行数。"
    case .min: "适用的各行中取最小。"
    case .max: "适用的各行中取最大。"
    }
  }
}
