// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// What a visitor reads of commitment and deferral, on the guide, in a situation and in a draft.
package struct PromisePart {
  let item: ItemVersion
  let visit: Visit

  package init(_ item: ItemVersion, _ visit: Visit) {
    self.item = item
    self.visit = visit
  }

  /// A text that is signed, as it is read before.
  package func body(of text: PromiseText) -> HTML {
    let sections = text.sections.map { section -> HTML in
      "<h3>\(section.title)</h3>\(each: section.lines, { "<p>\($0)</p>" })"
    }
    return HTML.join(sections, separator: "\n")
  }

  /// The guide's section on commitment: what it saves, and the whole text.
  func commitment() -> HTML {
    guard let rule = item.commitment,
      let text = PromiseText.commitment(of: item, in: visit.language)
    else { return .empty }
    return """
      \(summary(of: rule))\
      <details class="more"><summary>\(visit.t("告知承诺书全文"))</summary>\(body(of: text))</details>
      """
  }

  /// What somebody saves by committing, and how it is verified.
  package func summary(of rule: CommitmentRule) -> HTML {
    let replaced = visit.list(item.replaced(by: rule).map { visit.pick($0.name) })
    let ways = visit.list(rule.check.ways.map { visit.t($0) })
    let within = visit.length(rule.check.within.number, rule.check.within.unit)
    let correction = visit.length(rule.correction.number, rule.correction.unit)
    return """
      <p>\(visit.t("您可以自愿选择告知承诺，也可以随时选择一般方式。"))</p>\
      \(UI.facts([
        (visit.t("适用情形"), visit.condition(rule.when, of: item).map { "\($0)" }),
        (visit.t("承诺代替的材料"), replaced.isEmpty ? nil : "\(replaced)"),
        (
          visit.t("实质审查"),
          rule.replacesReview ? "\(visit.t("受理以后不再审查实质内容，凭承诺书作出决定"))" : nil
        ),
        (
          visit.t("承诺时限"),
          rule.promised.map { "\(visit.term($0))" }
        ),
        (visit.t("事后核查"), "\(visit.t("作出决定之日起 \(within)内：\(ways)"))"),
        (visit.t("改正期限"), "\(correction)"),
        (
          visit.t("对本事项的特别规定"),
          rule.providedBy.map { "<span lang=\"zh-CN\">《\($0.law)》\($0.article)</span>" }
        ),
      ]))
      """
  }

  /// The guide's section on materials that may come later.
  func deferral() -> HTML {
    let deferred = item.deferrable
    guard let rule = item.deferral, !deferred.isEmpty else { return .empty }
    let rows = deferred.map { material in
      UI.Row([
        "\(visit.pick(material.name))",
        "\(with: material.deferral, { "\(visit.t("受理之日起 \($0.days) 个工作日内"))" })",
        "\(with: material.deferral, { "\(visit.t($0.risk))" })",
      ])
    }
    let delivery: Phrase =
      rule.deliversFirst ? "先办后补：作出决定、送达不等待暂缺的材料。" : "材料补齐以前不作出准予的决定，不颁发、送达证件。"
    return """
      <p>\(visit.t("主要材料齐全、只缺下列次要材料的，签署容缺受理承诺书后先予受理。"))\(visit.pick("", " "))\(visit.t(delivery))</p>\
      \(UI.table(
        caption: visit.t("可以容缺的材料"),
        columns: [
          UI.Column(visit.t("材料")), UI.Column(visit.t("补交期限")), UI.Column(visit.t("风险等级")),
        ], rows: rows))
      """
  }

  /// What a situation allows besides handing everything in.
  ///
  /// - Parameter materials: what the situation needs.
  func choices(_ facts: Facts, _ materials: [MaterialRequirement]) -> HTML {
    let commitment = item.commitment(for: facts).map { rule in
      UI.notice(
        .info, title: visit.t("本情形可以选择告知承诺"),
        body: """
          \(summary(of: rule))<p>\(visit.t("填写申请书时阅读全文、签署承诺书。"))</p>
          """)
    }
    let names = item.deferrable.filter { deferred in
      materials.contains { $0.key == deferred.key }
    }.map { visit.pick($0.name) }
    let deferral = UI.notice(
      .info, title: visit.t("有的材料可以容缺"),
      body: "<p>\(visit.t("主要材料齐全的，下列材料可以在受理以后补交：\(visit.list(names))。"))</p>")
    return "\(commitment ?? .empty)\(if: !names.isEmpty, deferral)"
  }
}
