// SPDX-License-Identifier: Apache-2.0

import Deadlines

extension ItemRules {
  private static let licensingLaw = "行政许可法第三十条"
  private static let structure = "目录文件结构"

  /// What a guide must tell, and how its questions, fields and materials hang together.
  static let guideRules: [ItemRule] = [
    ItemRule(
      "L30", "公示的内容必须完整：依据、条件、流程、服务对象、主题和承办部门都不能空缺",
      "what is published is complete: basis, conditions, process, whom it serves, subjects, department",
      basis: licensingLaw
    ) { item in
      let parts: [(PlaceStep, Bool)] = [
        ("name", item.name.zh.isEmpty), ("basis", item.basis.isEmpty),
        ("conditions", item.conditions.isEmpty), ("served", item.served.isEmpty),
        ("subjects", item.subjects.isEmpty), ("department", item.department.zh.isEmpty),
      ]
      return parts.filter(\.1).map { ItemRule.Finding(place: [$0.0]) }
    },
    ItemRule(
      "L31", "不得设置“其他材料”一类的兜底材料，材料名称必须具体",
      "no catch-all such as “other materials”: a material has an exact name",
      basis: "行政许可法第三十条、优化营商环境条例第三十五条"
    ) { item in
      item.materials.enumerated().flatMap { index, material in
        require(
          !isCatchAll(material.name.zh), at: "materials", .index(index), "name",
          found: material.name.zh)
      }
    },
    ItemRule(
      "L42", "行政许可的法定时限以工作日计的不超过 20 日，法律法规另有规定的应写明该规定",
      "a statutory term of a licence is at most 20 working days, unless it cites another law than 行政许可法",
      basis: "行政许可法第四十二条"
    ) { item in
      let term = item.terms.statutory
      return require(
        item.type != .licensing || !term.basis.law.hasSuffix("行政许可法")
          || term.roughDays <= 20, at: "terms", "statutory", found: String(term.number))
    },
    ItemRule(
      "L34", "即办件当场办结，不能同时要求两名以上工作人员核查实质内容",
      "what is done at once cannot have its substance verified by two staff", basis: "行政许可法第三十四条第三款"
    ) { item in
      require(item.handling != .immediate || !item.substanceCheck, at: "substance_check")
    },
    ItemRule(
      "L7", "政府签发并能共享的材料（A 级）由本机关调取，不得要求申请人提供",
      "what government issues and shares (grade A) is fetched, not asked of the applicant",
      basis: "国务院关于在线政务服务的若干规定第七条"
    ) { item in
      item.materials.enumerated().flatMap { index, material in
        require(
          material.grade != .issued || material.source == .government, at: "materials",
          .index(index), "source", found: material.name.zh)
      }
    },
    ItemRule(
      "S1", "公众能看到的名称和问题须有英文",
      "names and questions that the public reads have English", basis: "优化营商环境条例"
    ) { item in
      englishFindings(item)
    },
    ItemRule(
      "S2", "同一列表中的键不得重复，键由小写字母、数字和下划线组成",
      "keys are unique in their list, of lower-case letters, digits and underscores",
      basis: structure, keyFindings),
    ItemRule(
      "S3", "when 只能引用前面的问题及其已有选项",
      "`when` names only questions asked earlier, and options that they have", basis: structure,
      conditionFindings),
    ItemRule(
      "S4", "问题至少有两个选项；只有选择类字段有选项，且至少两个",
      "a question has at least two options; only fields of type choice have options, at least two",
      basis: structure
    ) { item in
      optionFindings(item)
    },
    ItemRule(
      "S5", "材料写明可接受的文件格式，只限 pdf、ofd、jpg、jpeg、png",
      "a material lists the file types taken, out of pdf, ofd, jpg, jpeg, png", basis: structure
    ) { item in
      item.materials.enumerated().flatMap { index, material in
        require(
          !material.accept.isEmpty && material.accept.allSatisfy(fileTypes.contains),
          at: "materials", .index(index), "accept",
          found: material.accept.joined(separator: ", "))
      }
    },
    ItemRule(
      "S6", "失效日期不得早于生效日期", "it cannot expire before it takes effect", basis: structure
    ) { item in
      require(item.expires.map { $0 >= item.effective } ?? true, at: "expires")
    },
    ItemRule(
      "S8", "办理已有证照的（act）：证照编号是申请表中必填的文字，不立新的编号规则；延续写明有效期",
      "an act on a licence: the form requires its number as a text; no number pattern; a renewal has a validity",
      basis: structure, actFindings),
    ItemRule(
      "S7", "结果为证照的，须写明电子证照类型代码", "a result that is a licence names its e-licence type",
      basis: structure
    ) { item in
      require(item.result.kind != .licence || item.result.licenceType != nil, at: "result")
    },
    ItemRule(
      "S9", "只有可以一人受理和决定的事项（即办件、极简审批）才写复核比例",
      "a share to re-check is given only where one hand may receive and decide", basis: structure
    ) { item in
      require(
        item.recheckPercent == nil || item.ways.contains(where: \.isOneHand), at: "recheck_percent")
    },
  ]

  /// The file types that a material may be handed in as.
  package static let fileTypes: Set<String> = ["pdf", "ofd", "jpg", "jpeg", "png"]

  private static func isCatchAll(_ name: String) -> Bool {
    name.isEmpty
      || ["其他材料", "其它材料", "其他有关", "其它有关", "其他相关", "其它相关", "规定的其他"]
        .contains { name.contains($0) }
  }

  private static func optionFindings(_ item: ItemVersion) -> [ItemRule.Finding] {
    var findings: [ItemRule.Finding] = []
    for (index, question) in item.questions.enumerated() {
      findings += require(
        question.options.count >= 2, at: "questions", .index(index), "options",
        found: question.key)
    }
    for (index, field) in item.form.enumerated() {
      let fits = field.type == .choice ? field.options.count >= 2 : field.options.isEmpty
      findings += require(fits, at: "form", .index(index), "options", found: field.key)
    }
    return findings
  }

  private static func actFindings(_ item: ItemVersion) -> [ItemRule.Finding] {
    guard let act = item.act else { return [] }
    let field = item.form.first { $0.key == act.field }
    let isAsked = field.map { $0.type == .text && $0.required && $0.when == .always } ?? false
    return require(isAsked, at: "act", "field", found: act.field)
      + require(item.result.numberPattern == nil, at: "result", "number_pattern")
      + require(act.kind != .renew || item.result.validity != nil, at: "result")
      + require(act.item != item.code, at: "act", "item", found: act.item)
  }

  private static func englishFindings(_ item: ItemVersion) -> [ItemRule.Finding] {
    var findings = require(item.name.en != nil, at: "name")
    findings += require(item.department.en != nil, at: "department")
    findings += require(item.safety.map { $0.en != nil } ?? true, at: "safety")
    for (index, question) in item.questions.enumerated() {
      let isComplete =
        question.ask.en != nil && question.options.allSatisfy { $0.label.en != nil }
      findings += require(isComplete, at: "questions", .index(index), found: question.key)
    }
    for (index, field) in item.form.enumerated() {
      findings += require(field.label.en != nil, at: "form", .index(index), found: field.key)
    }
    for (index, table) in item.tables.enumerated() {
      let words =
        [table.text.name] + table.text.inputs.map(\.label) + table.text.outputs.map(\.label)
        + table.text.rows.compactMap(\.note)
      findings += require(
        words.allSatisfy { $0.en != nil }, at: "tables", .index(index),
        found: table.subject.rawValue)
    }
    for (index, material) in item.materials.enumerated() {
      findings += require(
        material.name.en != nil, at: "materials", .index(index), found: material.key)
    }
    return findings
  }

  private static func keyFindings(_ item: ItemVersion) -> [ItemRule.Finding] {
    var findings = duplicates(item.questions.map(\.key), in: ["questions"])
    findings += duplicates(item.form.map(\.key), in: ["form"])
    findings += duplicates(item.materials.map(\.key), in: ["materials"])
    for (index, question) in item.questions.enumerated() {
      findings += duplicates(
        question.options.map(\.key), in: ["questions", .index(index), "options"])
    }
    for (index, field) in item.form.enumerated() {
      findings += duplicates(field.options.map(\.key), in: ["form", .index(index), "options"])
    }
    return findings
  }

  private static func duplicates(
    _ keys: [String], in place: [PlaceStep]
  ) -> [ItemRule.Finding] {
    var seen: Set<String> = []
    return keys.enumerated().compactMap { index, key in
      let plain = key.utf8.allSatisfy {
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5f
      }
      let isNew = seen.insert(key).inserted
      return isNew && plain && !key.isEmpty
        ? nil : ItemRule.Finding(place: place + [.index(index)], found: key)
    }
  }

  private static func conditionFindings(_ item: ItemVersion) -> [ItemRule.Finding] {
    var known: [String: Set<String>] = [:]
    var findings: [ItemRule.Finding] = []
    func check(_ condition: Condition, _ place: [PlaceStep]) {
      for (question, options) in (condition.options ?? [:]).sorted(by: { $0.key < $1.key }) {
        let unknown = options.filter { !(known[question]?.contains($0) ?? false) }
        if known[question] == nil || options.isEmpty || !unknown.isEmpty {
          findings.append(
            ItemRule.Finding(
              place: place + ["when", .key(question)],
              found: question + ": " + unknown.joined(separator: ", ")))
        }
      }
    }
    for (index, question) in item.questions.enumerated() {
      check(question.when, ["questions", .index(index)])
      known[question.key] = Set(question.options.map(\.key))
    }
    for (index, field) in item.form.enumerated() { check(field.when, ["form", .index(index)]) }
    for (index, material) in item.materials.enumerated() {
      check(material.when, ["materials", .index(index)])
    }
    check(item.commitment?.when ?? .always, ["commitment"])
    check(item.test?.when ?? .always, ["test"])
    return findings
  }
}

extension TermRule {
  /// The term in working days, roughly: what is needed to compare terms of different units.
  package var roughDays: Double {
    switch unit {
    case .workingDay: Double(number)
    case .calendarDay: Double(number) * 5 / 7
    case .month: Double(number) * 21
    case .year: Double(number) * 250
    }
  }
}
