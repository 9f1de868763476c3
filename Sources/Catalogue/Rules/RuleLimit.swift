// SPDX-License-Identifier: Apache-2.0

import FEEL
import Site

extension Rule {
  /// Reads a condition that somebody has written about applications for certain items.
  ///
  /// - Parameters:
  ///   - field: where it was written, for what is wrong with it.
  ///   - items: each must have every question or field that the condition reads, so that it can hold.
  /// - Throws: what is wrong with it, in words.
  package static func reading(
    _ text: String, field: String, of items: [ItemVersion]
  ) throws(SiteRefusal) -> Rule {
    let rule: Rule
    do throws(SyntaxError) {
      rule = try Rule(text)
    } catch {
      let words = Words(error.chinese, en: error.english)
      throw .invalid([Fault(field, "这不是合法的 FEEL 条件：\(words)")])
    }
    guard !rule.keys.isEmpty else {
      throw .invalid([Fault(field, "条件没有读取任何问题或者填报项，请写明限制什么，例如 area_sqm <= 50。")])
    }
    let faults = items.compactMap { item -> Site.Fault? in
      let known = Set(item.questions.map(\.key) + item.form.map(\.key))
      let strangers = rule.keys.filter { !known.contains($0) }
      guard !strangers.isEmpty else { return nil }
      return Fault(
        field,
        "事项“\(item.name)”没有名为 \(strangers.joined(separator: ", ")) 的问题或者填报项，这个条件在该事项永远不成立。")
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    return rule
  }
}
