// SPDX-License-Identifier: Apache-2.0

import Site

/// Puts a text of FEEL into the reader's words: keys become the names of questions and fields, options what
/// they are called, operators words.
struct RuleWords {
  let item: ItemVersion
  let visit: Visit

  /// A condition: `business = "catering"` reads “主体业态 = 餐饮服务”.
  func expression(_ text: String) -> String { read(text, about: nil) }

  /// A test of a table's cell, which is about what its column looks at.
  func test(_ text: String, of expression: String) -> String {
    text == "-" || text.isEmpty ? visit.t("不限") : read(text, about: expression.trimmed)
  }

  /// A result of a table's cell.
  func result(_ text: String, of column: String) -> String {
    guard let constant = RuleTable.constant(text) else { return read(text, about: nil) }
    switch column {
    case "material":
      return item.materials.first { $0.key == constant }.map { visit.pick($0.name) } ?? constant
    case "handling":
      return HandlingWay(rawValue: constant).map { visit.t(Phrase(key: $0.label)) } ?? constant
    default: return constant
    }
  }

  /// The text part by part: strings, words, and what stands between them.
  private func read(_ text: String, about subject: String?) -> String {
    var rest = text[...]
    var subject = subject
    var words = ""
    while let first = rest.first {
      if first == "\"" {
        let inner = rest.dropFirst().prefix { $0 != "\"" }
        words += option(String(inner), of: subject)
        rest = rest.dropFirst(inner.count + 2)
      } else if first.isLetter {
        let name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        if let label = label(of: name) {
          subject = name
          words += label
        } else {
          words += operators[name].map { visit.t($0) } ?? name
        }
        rest = rest.dropFirst(name.count)
      } else {
        words.append(first)
        rest = rest.dropFirst()
      }
    }
    return words
  }

  private var operators: [String: Phrase] {
    [
      "and": "且", "or": "或", "not": "非", "in": "属于", "true": "是", "false": "否",
      "null": "未填",
    ]
  }

  /// What a question or field is called; nil for a word that is neither.
  private func label(of key: String) -> String? {
    (item.questions.first { $0.key == key }?.ask ?? item.form.first { $0.key == key }?.label)
      .map { visit.pick($0) }
  }

  private func option(_ option: String, of key: String?) -> String {
    let options =
      item.questions.first { $0.key == key }?.options
      ?? item.form.first { $0.key == key }?.options ?? []
    return options.first { $0.key == option }.map { visit.pick($0.label) } ?? option
  }
}
