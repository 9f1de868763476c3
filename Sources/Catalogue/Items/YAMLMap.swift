// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site
import Yams

/// A mapping of a file that people write, read strictly: what is missing, misspelt or of the wrong type goes to the
/// log with its place, and reading goes on with a stand-in so that all faults are found in one pass.
package final class YAMLMap {
  let log: FaultLog
  /// Where it stands in the file, for what is missing from it.
  let mark: Mark?
  private let name: String
  private var entries: [String: (key: Node, value: Node)] = [:]
  private var order: [String] = []
  private var asked: Set<String> = []

  /// - Parameter name: what the messages call this mapping, for instance `materials`.
  init(_ node: Node, name: String, log: FaultLog) {
    self.log = log
    self.name = name
    mark = node.mark
    guard let mapping = node.mapping else {
      log.add(
        "value", at: node.mark, "“\(name)” 应为键值对，而这里是\(Self.kind(node).zh)",
        "`\(name)` must be a mapping, found \(Self.kind(node).en)")
      return
    }
    for (key, value) in mapping {
      guard let text = key.string else {
        log.add("key", at: key.mark, "键必须是文字", "a key must be text")
        continue
      }
      entries[text] = (key, value)
      order.append(text)
    }
  }

  /// Reads a file that is one mapping.
  ///
  /// - Parameters:
  ///   - file: how messages call the file.
  ///   - title: how they call the mapping.
  ///   - read: takes what it wants from the mapping; keys that it does not ask for are faults.
  /// - Throws: everything that is wrong with it, each with its line.
  package static func document<T>(
    _ source: String, file: String, title: String, _ read: (YAMLMap) -> T
  ) throws(FileFaults) -> T {
    let log = FaultLog(file: file)
    guard let root = ItemFile.compose(source, log) else { throw log.sorted }
    let map = YAMLMap(root, name: title, log: log)
    let made = read(map)
    map.finish()
    guard log.faults.isEmpty else { throw log.sorted }
    return made
  }

  // MARK: - Looking

  /// The value of an optional key; an empty value counts as absent.
  func value(_ key: String) -> Node? {
    asked.insert(key)
    guard let found = entries[key]?.value else { return nil }
    return Self.isNull(found) ? nil : found
  }

  /// The value of a key that must be there.
  func required(_ key: String) -> Node? {
    if let found = value(key) { return found }
    let mark = entries[key]?.key.mark ?? mark
    log.add(
      "missing", at: mark, "“\(name)” 缺少必填的键 “\(key)”", "`\(name)` lacks the required key `\(key)`")
    return nil
  }

  /// Says which keys nobody has asked for; call it when all is read.
  package func finish() {
    for key in order where !asked.contains(key) {
      let near = asked.filter { Self.isNear($0, key) }.min()
      log.add(
        "key", at: entries[key]?.key.mark,
        "“\(name)” 没有名为 “\(key)” 的键" + (near.map { "，是否想写 “\($0)”" } ?? ""),
        "`\(name)` has no key `\(key)`" + (near.map { ", did you mean `\($0)`" } ?? ""))
    }
  }

  // MARK: - Text

  package func text(_ key: String) -> String {
    required(key).flatMap { text($0, key) } ?? ""
  }

  package func optionalText(_ key: String) -> String? {
    value(key).flatMap { text($0, key) }
  }

  /// A text with its translation under `key_en`.
  package func words(_ key: String) -> Words {
    let en = optionalText(key + "_en")
    return Words(text(key), en: en)
  }

  package func optionalWords(_ key: String) -> Words? {
    let en = optionalText(key + "_en")
    guard let zh = optionalText(key) else { return nil }
    return Words(zh, en: en)
  }

  /// A list of texts, with their translations under `key_en` in the same order.
  package func wordsList(_ key: String, required: Bool = true) -> [Words] {
    let zh = texts(key, required: required)
    let en = texts(key + "_en", required: false)
    if !en.isEmpty, en.count != zh.count {
      log.add(
        "value", at: value(key + "_en")?.mark,
        "“\(key)_en” 有 \(en.count) 项，而 “\(key)” 有 \(zh.count) 项",
        "`\(key)_en` has \(en.count) entries, `\(key)` has \(zh.count)")
    }
    return zh.enumerated().map {
      Words($0.element, en: $0.offset < en.count ? en[$0.offset] : nil)
    }
  }

  /// A list of texts; a single text counts as a list of one.
  package func texts(_ key: String, required isRequired: Bool = true) -> [String] {
    guard let node = isRequired ? required(key) : value(key) else { return [] }
    if node.scalar != nil { return text(node, key).map { [$0] } ?? [] }
    return list(node, key).compactMap { text($0, key) }
  }

  private func text(_ node: Node, _ key: String) -> String? {
    guard let scalar = node.scalar, !Self.isNull(node) else {
      wrong(node, key, "文字", "text")
      return nil
    }
    return scalar.string.trimmed
  }

  // MARK: - Other values

  package func integer(
    _ key: String, _ range: ClosedRange<Int>, default standard: Int? = nil
  ) -> Int {
    guard let node = standard == nil ? required(key) : value(key) else { return standard ?? 0 }
    guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
      wrong(
        node, key, "\(range.lowerBound) 至 \(range.upperBound) 的整数",
        "a whole number from \(range.lowerBound) to \(range.upperBound)")
      return standard ?? range.lowerBound
    }
    return number
  }

  package func optionalInteger(_ key: String, _ range: ClosedRange<Int>) -> Int? {
    value(key) == nil ? nil : integer(key, range)
  }

  package func decimal(_ key: String) -> Double {
    guard let node = required(key) else { return 0 }
    guard let number = node.scalar.flatMap({ Double($0.string) }), number >= 0, number < 10_000
    else {
      wrong(node, key, "不小于 0 的数", "a number, 0 or more")
      return 0
    }
    return number
  }

  package func boolean(_ key: String, default standard: Bool? = nil) -> Bool {
    guard let node = standard == nil ? required(key) : value(key) else { return standard ?? false }
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default:
      wrong(node, key, "true 或 false", "true or false")
      return standard ?? false
    }
  }

  package func day(_ key: String) -> Day {
    required(key).flatMap { day($0, key) } ?? Day(number: 0)
  }

  package func optionalDay(_ key: String) -> Day? {
    value(key).flatMap { day($0, key) }
  }

  private func day(_ node: Node, _ key: String) -> Day? {
    guard let text = node.scalar?.string, let day = Day(text) else {
      wrong(node, key, "存在的日期，写作 2026-11-23", "a date that exists, written 2026-11-23")
      return nil
    }
    return day
  }

  /// A word of an enumeration.
  package func term<T: StandardTerm>(_ key: String, default standard: T, required: Bool = true) -> T
  {
    guard let node = required ? self.required(key) : value(key) else { return standard }
    return term(node, key) ?? standard
  }

  /// A list of words of an enumeration.
  package func terms<T: StandardTerm>(
    _ key: String, _: T.Type, required isRequired: Bool = true
  ) -> [T] {
    guard let node = isRequired ? required(key) : value(key) else { return [] }
    return list(node, key).compactMap { term($0, key) }
  }

  private func term<T: StandardTerm>(_ node: Node, _ key: String) -> T? {
    if let text = node.scalar?.string, let term = T.named(text) { return term }
    let words = T.allCases.map(\.word)
    wrong(
      node, key, words.joined(separator: "、") + " 之一", "one of " + words.joined(separator: ", "))
    return nil
  }

  // MARK: - Nested

  /// The mapping under a key that must be there.
  package func map(_ key: String) -> YAMLMap? {
    required(key).map { YAMLMap($0, name: key, log: log) }
  }

  package func optionalMap(_ key: String) -> YAMLMap? {
    value(key).map { YAMLMap($0, name: key, log: log) }
  }

  /// What `read` makes of each mapping in the list under a key.
  package func each<T>(
    _ key: String, required isRequired: Bool = false, _ read: (YAMLMap) -> T
  ) -> [T] {
    guard let node = isRequired ? required(key) : value(key) else { return [] }
    return list(node, key).map { element in
      let map = YAMLMap(element, name: key, log: log)
      let result = read(map)
      map.finish()
      return result
    }
  }

  private func list(_ node: Node, _ key: String) -> [Node] {
    guard let sequence = node.sequence else {
      wrong(node, key, "列表", "a list")
      return []
    }
    return Array(sequence)
  }

  /// A mapping of names to single texts.
  package func pairs(_ key: String) -> [String: String] {
    guard let node = value(key) else { return [:] }
    let map = YAMLMap(node, name: key, log: log)
    var pairs: [String: String] = [:]
    for name in map.order { pairs[name] = map.text(name) }
    return pairs
  }

  /// A mapping of names to lists of texts.
  func options(_ key: String) -> [String: [String]] {
    guard let node = value(key) else { return [:] }
    let map = YAMLMap(node, name: key, log: log)
    var options: [String: [String]] = [:]
    for name in map.order { options[name] = map.texts(name) }
    return options
  }

  /// One of the values of an enumeration, as it is written in the program; nil with a fault for another.
  package func choice<E: RawRepresentable & CaseIterable>(_ key: String, of _: E.Type) -> E?
  where E.RawValue == String {
    guard let node = required(key) else { return nil }
    if let value = node.scalar.flatMap({ E(rawValue: $0.string) }) { return value }
    let words = E.allCases.map(\.rawValue)
    wrong(
      node, key, words.joined(separator: "、") + " 之一", "one of " + words.joined(separator: ", "))
    return nil
  }

  // MARK: - Faults

  /// Says what else is wrong with the value of a key, by which rule.
  package func fault(_ rule: String, at key: String, _ zh: String, _ en: String) {
    log.add(rule, at: entries[key]?.value.mark ?? mark, zh, en)
  }

  private func wrong(_ node: Node, _ key: String, _ zh: String, _ en: String) {
    let found = Self.kind(node)
    log.add(
      "value", at: node.mark, "“\(key)” 应为\(zh)，而这里是\(found.zh)",
      "`\(key)` must be \(en), found \(found.en)")
  }

  private static func kind(_ node: Node) -> (zh: String, en: String) {
    if isNull(node) { return ("空值", "nothing") }
    return switch node {
    case .scalar(let scalar): ("“\(scalar.string)”", "`\(scalar.string)`")
    case .mapping: ("键值对", "a mapping")
    case .sequence: ("列表", "a list")
    case .alias: ("别名", "an alias")
    }
  }

  private static func isNull(_ node: Node) -> Bool {
    guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else {
      return false
    }
    return ["", "~", "null"].contains(scalar.string)
  }

  /// Whether two keys differ by at most two letters, so that one may be meant for the other.
  private static func isNear(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard abs(a.count - b.count) <= 2, min(a.count, b.count) > 2 else { return false }
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count] <= 2
  }
}
