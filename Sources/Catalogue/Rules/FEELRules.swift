// SPDX-License-Identifier: Apache-2.0

import DMN
import FEEL

extension ItemRules {
  private static let standard = "DMN 1.5"

  /// What the conditions and tables of an item keep.
  static let feelRules: [ItemRule] = [
    ItemRule(
      "F1", "决策表的每一格都须是合法的 FEEL，条件和结果的格数与列数一致",
      "every cell of a table is FEEL, and a row has as many as there are columns", basis: standard
    ) { item in
      each(item) { table, place in
        // The lines of a model made in memory say nothing.
        table.model.faults.map { fault in
          ItemRule.Finding(
            place: place, saying: Words(fault.problem.chinese, en: fault.problem.english))
        }
      }
    },
    ItemRule(
      "F2", "规则只能读取情形问题和申请表字段的键；问题和字段的 when 只能读取前面的问题",
      "rules read keys of questions and fields; `when` of a question or field only earlier questions",
      basis: standard, keyFindings),
    ItemRule(
      "F3", "每类决策表至多一张，结果列的名称和命中策略须与用途相符",
      "one table for each subject at most, with the columns and a hit policy that fit it",
      basis: standard
    ) { item in
      let repeated = item.tables.enumerated().filter { place, table in
        item.tables.prefix(place).contains { $0.subject == table.subject }
      }
      return repeated.map {
        ItemRule.Finding(
          place: ["tables", .index($0.offset), "decides"], found: $0.element.subject.rawValue)
      } + each(item, shapeFindings)
    },
    ItemRule(
      "F4", "决策表的结果须存在且合法：材料有其键，办理方式为 immediate、promised、streamlined；告知承诺由申请人自愿选择，不由表决定",
      "results exist and are lawful: keys of materials, a way of handling; commitment is chosen by the applicant, never by a table",
      basis: "行政许可法第三十四条、第四十二条"
    ) { item in
      each(item) { table, place in resultFindings(table, place, item) }
    },
    ItemRule(
      "F5", "有收费决策表的事项必须收费", "a table of fees needs an item with a fee", basis: standard
    ) { item in
      require(item.fee.charged || item.table(.fee) == nil, at: "fee", "charged")
    },
    ItemRule(
      "F6", "决策表不得有重叠（唯一命中）、到不了的行；收费表不得有遗漏",
      "no overlaps where one row must fit, no row that is never reached, no gap in a table of fees",
      basis: standard
    ) { item in
      let model = RuleExport.model(of: item)
      return each(item) { table, place in soundnessFindings(table, place, in: model) }
    },
  ]

  private static func each(
    _ item: ItemVersion, _ check: (RuleTable, [PlaceStep]) -> [ItemRule.Finding]
  ) -> [ItemRule.Finding] {
    item.tables.enumerated().flatMap { index, table in
      check(table, ["tables", .index(index)])
    }
  }

  private static func keyFindings(_ item: ItemVersion) -> [ItemRule.Finding] {
    var findings: [ItemRule.Finding] = []
    func check(_ keys: [String], _ known: Set<String>, _ place: [PlaceStep]) {
      let strangers = keys.filter { !known.contains($0) }
      guard !strangers.isEmpty else { return }
      findings.append(
        ItemRule.Finding(place: place, found: strangers.joined(separator: ", ")))
    }
    var known: Set<String> = []
    for (index, question) in item.questions.enumerated() {
      check(question.when.rule?.keys ?? [], known, ["questions", .index(index), "when"])
      known.insert(question.key)
    }
    for (index, field) in item.form.enumerated() {
      check(field.when.rule?.keys ?? [], known, ["form", .index(index), "when"])
    }
    known.formUnion(item.form.map(\.key))
    for (index, material) in item.materials.enumerated() {
      check(material.when.rule?.keys ?? [], known, ["materials", .index(index), "when"])
    }
    for (index, table) in item.tables.enumerated() {
      check(table.keys, known, ["tables", .index(index)])
    }
    check(item.commitment?.when.rule?.keys ?? [], known, ["commitment", "when"])
    check(item.test?.when.rule?.keys ?? [], known, ["test", "when"])
    return findings
  }

  private static func shapeFindings(
    _ table: RuleTable, _ place: [PlaceStep]
  ) -> [ItemRule.Finding] {
    let names = table.text.outputs.map(\.name)
    let columns = table.subject.columns
    let strange = names.filter { name in !columns.contains { $0.name == name } }
    let missing = columns.filter { $0.isRequired && !names.contains($0.name) }.map(\.name)
    let isRepeated = Set(names).count != names.count
    var findings: [ItemRule.Finding] = []
    if !strange.isEmpty || !missing.isEmpty || isRepeated {
      let wanted = columns.map(\.name).joined(separator: ", ")
      findings.append(ItemRule.Finding(place: place + ["outputs"], found: "\(names) ≠ \(wanted)"))
    }
    if !table.subject.hitPolicies.contains(table.text.hitPolicy) {
      findings.append(
        ItemRule.Finding(place: place + ["hit"], found: table.text.hitPolicy.rawValue))
    }
    return findings
  }

  private static func resultFindings(
    _ table: RuleTable, _ place: [PlaceStep], _ item: ItemVersion
  ) -> [ItemRule.Finding] {
    table.text.rows.enumerated().flatMap { index, row in
      zip(table.text.outputs, row.results).compactMap { output, cell in
        isLawful(cell, for: output.name, in: item)
          ? nil : ItemRule.Finding(place: place + ["rows", .index(index)], found: cell)
      }
    }
  }

  /// Whether a result is one that the program can follow; what is worked out from the facts is judged when it
  /// is, and kept within the law there.
  private static func isLawful(_ cell: String, for column: String, in item: ItemVersion) -> Bool {
    let text = RuleTable.constant(cell)
    let number = (try? FEEL.Expression(cell))?.evaluate().integer
    return switch column {
    case "material": text.map { key in item.materials.contains { $0.key == key } } ?? false
    case "handling":
      text.flatMap(HandlingWay.init(rawValue:)).map { $0 != .commitment } ?? false
    // 行政许可法 article 42: a promise within the statutory term.
    case "days":
      number.map { $0 >= 0 && Double($0) <= item.terms.statutory.roughDays } ?? false
    // 行政许可法 article 34 ¶3: two at least where the substance is verified.
    case "reviewers": number.map { $0 >= (item.substanceCheck ? 2 : 1) && $0 <= 9 } ?? false
    default: true
    }
  }

  /// What the check of the table as a whole finds, each with an example.
  private static func soundnessFindings(
    _ table: RuleTable, _ place: [PlaceStep], in model: Definitions
  ) -> [ItemRule.Finding] {
    guard table.model.faults.isEmpty else { return [] }
    return table.text.table.check(in: model).findings.compactMap { finding in
      let counts =
        switch finding.problem {
        case .gap: table.subject.isComplete
        case .shadowed, .dead: true
        case .overlap, .conflict, .possibleConflict: finding.severity == .error
        // What cannot be judged before it is asked is no fault.
        default: false
        }
      guard counts else { return nil }
      return ItemRule.Finding(
        place: place, saying: Words(finding.chinese, en: finding.english))
    }
  }
}
