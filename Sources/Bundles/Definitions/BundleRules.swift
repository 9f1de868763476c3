// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines

/// Whether a bundle fits together, and fits the items that it is made of.
///
/// Pure. What is found is told with what to do, in the words of whoever wrote the file.
package enum BundleRules {
  /// Something that does not fit.
  package struct Violation: Hashable, Sendable {
    /// B1 … B12.
    package let rule: String
    package let message: Words
  }

  /// Everything that does not fit, in the order of the rules.
  ///
  /// - Parameter items: the versions of the members' items, by code.
  package static func violations(
    of bundle: Bundle, items: [String: ItemVersion]
  ) -> [Violation] {
    names(bundle) + people(bundle, items) + order(bundle) + selection(bundle, items)
      + questions(bundle, items) + clashes(bundle, items) + gifts(bundle, items)
  }

  private static func violation(_ rule: String, _ zh: String, _ en: String) -> Violation {
    Violation(rule: rule, message: Words(zh, en: en))
  }

  // MARK: - B1, B2: names

  private static func names(_ bundle: Bundle) -> [Violation] {
    var found: [Violation] = []
    let isSlug = bundle.code.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
    }
    if bundle.code.isEmpty || !isSlug {
      found.append(
        violation(
          "B1", "code “\(bundle.code)” 只能用小写字母、数字和连字符",
          "code `\(bundle.code)` may have small letters, digits and hyphens only"))
    }
    for key in repeated(bundle.members.map(\.key)) + repeated(bundle.questions.map(\.key)) {
      found.append(violation("B2", "“\(key)” 出现了两次", "`\(key)` appears twice"))
    }
    for code in repeated(bundle.members.map(\.item)) {
      found.append(violation("B2", "事项 \(code) 出现了两次", "item \(code) appears twice"))
    }
    return found
  }

  private static func repeated(_ keys: [String]) -> [String] {
    Dictionary(grouping: keys, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
  }

  // MARK: - B3, B4: items and departments

  private static func people(
    _ bundle: Bundle, _ items: [String: ItemVersion]
  ) -> [Violation] {
    var found: [Violation] = []
    let named = Set(bundle.departments.map(\.name.zh))
    if !named.contains(bundle.lead.zh) {
      found.append(
        violation(
          "B4", "牵头部门“\(bundle.lead.zh)”不在 departments 中，请写明它的职责",
          "the lead \(bundle.lead.zh) is not among the departments; say what it is there for"))
    }
    for member in bundle.members {
      guard let item = items[member.item] else {
        found.append(
          violation(
            "B3", "“\(member.key)”的事项 \(member.item) 不在目录中",
            "`\(member.key)`: item \(member.item) is not in the catalogue"))
        continue
      }
      if !named.contains(item.department.zh) {
        found.append(
          violation(
            "B4", "“\(member.key)”由“\(item.department.zh)”办理，请在 departments 中写明它的职责",
            "`\(member.key)` is decided by \(item.department.zh), which is not among the departments"
          ))
      }
    }
    return found
  }

  // MARK: - B5: who waits for whom

  private static func order(_ bundle: Bundle) -> [Violation] {
    var found: [Violation] = []
    let keys = Set(bundle.members.map(\.key))
    for member in bundle.members {
      for key in member.after where !keys.contains(key) {
        found.append(
          violation(
            "B5", "“\(member.key)”等待“\(key)”，而本件没有这一项",
            "`\(member.key)` waits for `\(key)`, which is no member"))
      }
    }
    if let cycle = cycle(in: bundle) {
      let text = cycle.joined(separator: " → ")
      found.append(violation("B5", "互相等待：\(text)", "they wait for one another: \(text)"))
    }
    return found
  }

  /// Members that wait for one another, the first again at the end; nil where nobody does.
  private static func cycle(in bundle: Bundle) -> [String]? {
    let after = Dictionary(bundle.members.map { ($0.key, $0.after) }) { first, _ in first }
    var done: Set<String> = []
    func walk(_ key: String, _ path: [String]) -> [String]? {
      if let start = path.firstIndex(of: key) { return Array(path[start...]) + [key] }
      guard !done.contains(key) else { return nil }
      for next in after[key] ?? [] {
        if let found = walk(next, path + [key]) { return found }
      }
      done.insert(key)
      return nil
    }
    return bundle.members.lazy.compactMap { walk($0.key, []) }.first
  }

  // MARK: - B6: what selects a member is asked

  private static func selection(
    _ bundle: Bundle, _ items: [String: ItemVersion]
  ) -> [Violation] {
    let options = Dictionary(
      bundle.questions.map { ($0.key, Set($0.options.map(\.key))) }
    ) { first, _ in first }
    var found: [Violation] = []
    for member in bundle.members {
      for key in member.when.keys where options[key] == nil {
        found.append(
          violation(
            "B6", "“\(member.key)”的 when 读取“\(key)”，而 questions 没有这个问题",
            "`when` of `\(member.key)` reads `\(key)`, which is no question"))
      }
      for (key, wanted) in member.when.options ?? [:] {
        for option in wanted where options[key]?.contains(option) == false {
          found.append(
            violation(
              "B6", "“\(member.key)”的 when 用到“\(key)”的选项“\(option)”，而没有这个选项",
              "`when` of `\(member.key)` names option `\(option)` of `\(key)`, which is none"))
        }
      }
    }
    if !bundle.members.contains(where: { $0.when == .always && !$0.isOptional }),
      bundle.questions.isEmpty
    {
      found.append(
        violation("B6", "没有一个成员事项是必办的", "no member is needed by anybody"))
    }
    return found
  }

  // MARK: - B7, B8: the items' own questions

  private static func questions(
    _ bundle: Bundle, _ items: [String: ItemVersion]
  ) -> [Violation] {
    var found: [Violation] = []
    var asked = Dictionary(bundle.questions.map { ($0.key, ($0, "questions")) }) { first, _ in first
    }
    for member in bundle.members {
      guard let item = items[member.item] else { continue }
      found += fixed(member, item)
      for question in item.questions where member.situation[question.key] == nil {
        let key = member.question(question.key)
        guard let (known, of) = asked[key] else {
          asked[key] = (question, member.key)
          continue
        }
        // An answer to the first must be one to the second, too.
        if !Set(known.options.map(\.key)).isSubset(of: question.options.map(\.key)) {
          found.append(
            violation(
              "B8",
              "问题“\(key)”在“\(of)”和“\(member.key)”中的选项不同，请用 situation 定下答案，或者用 asks 改名",
              "`\(key)` has other options in `\(of)` than in `\(member.key)`; settle it by `situation`, or rename it by `asks`"
            ))
        }
      }
    }
    return found
  }

  private static func fixed(_ member: Member, _ item: ItemVersion) -> [Violation] {
    var found: [Violation] = []
    for (key, option) in member.situation.sorted(by: { $0.key < $1.key }) {
      let question = item.questions.first { $0.key == key }
      guard question?.options.contains(where: { $0.key == option }) != true else { continue }
      found.append(
        violation(
          "B7", "“\(member.key)”的 situation：事项没有问题“\(key)”的选项“\(option)”",
          "`situation` of `\(member.key)`: the item has no option `\(option)` of `\(key)`"))
    }
    let known = Set(item.questions.map(\.key))
    let fields = Set(item.form.map(\.key))
    let materials = Set(item.materials.map(\.key))
    let strangers =
      member.asks.keys.filter { !known.contains($0) }
      + member.fields.keys.filter { !fields.contains($0) }
      + member.materials.keys.filter { !materials.contains($0) }
    for key in strangers.sorted() {
      found.append(
        violation(
          "B7", "“\(member.key)”的事项没有“\(key)”", "the item of `\(member.key)` has no `\(key)`"))
    }
    return found
  }

  // MARK: - B9, B10: one field, one type; one material, one kind of file

  private static func clashes(
    _ bundle: Bundle, _ items: [String: ItemVersion]
  ) -> [Violation] {
    var found: [Violation] = []
    var fields: [String: (FormField, String)] = [:]
    var materials: [String: (Material, String)] = [:]
    for member in bundle.members {
      guard let item = items[member.item] else { continue }
      for field in item.form {
        let key = member.field(field.key)
        guard let (known, of) = fields[key] else {
          fields[key] = (field, member.key)
          continue
        }
        let isSame =
          known.type == field.type && known.options.map(\.key) == field.options.map(\.key)
        guard !isSame else { continue }
        found.append(
          violation(
            "B9",
            "字段“\(key)”在“\(of)”中是 \(known.type.word)，在“\(member.key)”中是 \(field.type.word)，类型或者选项不同；请用 fields 改名",
            "field `\(key)` is \(known.type.word) in `\(of)` and \(field.type.word) in `\(member.key)`, or has other options; rename it by `fields`"
          ))
      }
      for material in item.materials {
        let key = member.material(material.key)
        guard let (known, of) = materials[key] else {
          materials[key] = (material, member.key)
          continue
        }
        guard Set(known.accept).isDisjoint(with: material.accept) else { continue }
        found.append(
          violation(
            "B10", "材料“\(key)”在“\(of)”和“\(member.key)”中没有都接受的文件格式；请用 materials 改名",
            "material `\(key)`: no kind of file is taken by both `\(of)` and `\(member.key)`; rename it by `materials`"
          ))
      }
    }
    return found
  }

  // MARK: - B11, B12: what a grant yields

  private static func gifts(
    _ bundle: Bundle, _ items: [String: ItemVersion]
  ) -> [Violation] {
    var found: [Violation] = []
    for giver in bundle.members {
      if giver.gives.fields.values.contains(.number), let item = items[giver.item],
        item.result.numberPattern == nil
      {
        found.append(
          violation(
            "B12", "“\(giver.key)”的事项不产生证照编号，不能填写字段",
            "the item of `\(giver.key)` makes no licence whose number could fill in a field"))
      }
      for member in bundle.members where member.key != giver.key {
        guard let item = items[member.item] else { continue }
        let needsField = item.form.contains { giver.gives.fields[member.field($0.key)] != nil }
        if needsField, !waits(member.key, for: giver.key, in: bundle) {
          found.append(
            violation(
              "B11", "“\(member.key)”需要“\(giver.key)”产生的字段，请在 after 中写明等待它",
              "`\(member.key)` needs a field that `\(giver.key)` yields; let it wait by `after`"))
        }
        for material in item.materials
        where giver.gives.materials.contains(member.material(material.key)) && material.required
          && !material.isFetched
        {
          found.append(
            violation(
              "B11", "“\(member.key)”必须提交材料“\(material.key)”，不能由“\(giver.key)”产生",
              "`\(member.key)` wants `\(material.key)` handed in, so `\(giver.key)` cannot yield it"
            ))
        }
      }
    }
    return found
  }

  private static func waits(_ key: String, for other: String, in bundle: Bundle) -> Bool {
    var (seen, open): (Set<String>, [String]) = ([], bundle.member(key)?.after ?? [])
    while let next = open.popLast() {
      if next == other { return true }
      if seen.insert(next).inserted { open += bundle.member(next)?.after ?? [] }
    }
    return false
  }
}
