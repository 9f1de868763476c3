// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site
import Yams

/// A section of a file as the values of a form, and back.
///
/// What a form does not change stays in the file letter by letter.
struct SectionForm {
  let section: DraftSection
  /// The values of the fields by their names.
  let values: [String: [String]]
  private let root: Node
  /// How many rows each field of rows has.
  private let rows: [String: Int]

  /// - Returns: nil where the text cannot be shown by fields: it is no YAML, or says more than they can.
  init?(_ section: DraftSection, of text: DraftText) {
    guard !section.fields.isEmpty else { return nil }
    let composed = try? Yams.compose(yaml: text[section], .basic)
    // An empty section composes to nothing, a broken one does not compose.
    guard let root = composed ?? (text[section].isEmpty ? Node.empty : nil), root.mapping != nil
    else { return nil }
    var values: [String: [String]] = [:]
    var rows: [String: Int] = [:]
    for field in section.fields {
      let node = Self.node(at: field.path, in: root)
      guard Self.read(node, of: field, &values, &rows) else { return nil }
    }
    self.section = section
    self.root = root
    self.values = values
    self.rows = rows
  }

  /// How many rows the form of a field shows: those that there are, and two more.
  func rows(of field: SectionField) -> Int {
    min(SectionField.rowsMax, rows[field.name, default: 0] + 2)
  }

  // MARK: Reading

  private static func node(at path: [String], in root: Node) -> Node? {
    path.reduce(root as Node?) { $0?.mapping?[Node($1)] }
  }

  private static func read(
    _ node: Node?, of field: SectionField, _ values: inout [String: [String]],
    _ rows: inout [String: Int]
  ) -> Bool {
    guard let node, !isNull(node) else { return true }
    switch field.shape {
    case .text, .area, .number, .date, .flag, .choice:
      guard let text = node.scalar?.string else { return false }
      values[field.name] = [text]
    case .several, .lines:
      guard let texts = texts(of: node) else { return false }
      if case .lines = field.shape {
        values[field.name] = [texts.joined(separator: "\n")]
      } else {
        values[field.name] = texts
      }
    case .rows(let columns):
      guard let sequence = node.sequence, sequence.count <= SectionField.rowsMax else {
        return false
      }
      rows[field.name] = sequence.count
      for (index, element) in sequence.enumerated() {
        guard let mapping = element.mapping else { return false }
        for (key, value) in mapping {
          guard let column = columns.first(where: { $0.key == key.string }),
            let text = value.scalar?.string
          else { return false }
          values[field.name(index, column)] = [text]
        }
      }
    }
    return true
  }

  private static func texts(of node: Node) -> [String]? {
    if let text = node.scalar?.string { return [text] }
    guard let sequence = node.sequence else { return nil }
    let texts = sequence.compactMap { $0.scalar?.string }
    return texts.count == sequence.count ? texts : nil
  }

  private static func isNull(_ node: Node) -> Bool {
    guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else {
      return false
    }
    return ["", "~", "null"].contains(scalar.string)
  }

  // MARK: Writing

  /// Puts what a form has sent into the text.
  ///
  /// - Throws: `SiteRefusal` naming the fields whose values cannot stand in the file.
  func write(_ form: Form, into text: inout DraftText) throws {
    var faults: [Fault] = []
    var root = root
    var changed: Set<String> = []
    for field in section.fields {
      let old = Self.node(at: field.path, in: self.root)
      let new = Self.value(
        of: field, in: form, rows: rows(of: field), former: values[field.name] ?? [], &faults)
      guard new.map(Self.canonical) != old.map(Self.canonical) else { continue }
      root = Self.setting(new, at: field.path[...], in: root)
      changed.insert(field.path[0])
    }
    guard faults.isEmpty else { throw SiteRefusal.invalid(faults) }
    for key in changed.sorted() {
      let node = root.mapping?[Node(key)]
      text.set(key, try node.map { try Self.yaml(key, $0) })
    }
  }

  private static func canonical(_ node: Node) -> [String] {
    switch node {
    // Blanks around a text say nothing, neither here nor to the catalogue.
    case .scalar(let scalar): [scalar.string.trimmed]
    case .sequence(let sequence): ["["] + sequence.flatMap(canonical) + ["]"]
    case .mapping(let mapping):
      ["{"]
        + mapping.sorted { ($0.key.string ?? "") < ($1.key.string ?? "") }
        .flatMap { canonical($0.key) + canonical($0.value) } + ["}"]
    case .alias: ["*"]
    }
  }

  private static func value(
    of field: SectionField, in form: Form, rows: Int, former: [String], _ faults: inout [Fault]
  ) -> Node? {
    let sent = form[field.name]?.replacing("\r\n", with: "\n")
    switch field.shape {
    case .text, .area: return sent.map(scalar)
    case .number:
      if let sent, Int(sent).map({ $0 >= 0 }) != true {
        faults.append(Fault(field.name, "应当是不小于 0 的整数。"))
      }
      return sent.map { Node($0, .implicit, .plain) }
    case .date:
      if let sent, Day(sent) == nil {
        faults.append(Fault(field.name, "应当是真实存在的日期，写作 2026-11-23。"))
      }
      return sent.map { Node($0, .implicit, .plain) }
    case .flag:
      // What is left out of a file counts as no, where it may be left out.
      if sent != "true", !field.isRequired, former.isEmpty { return nil }
      return Node(sent == "true" ? "true" : "false", .implicit, .plain)
    case .choice(let choices):
      if let sent, !choices.contains(where: { $0.word == sent }) {
        faults.append(Fault(field.name, "请从列出的选项中选择。"))
      }
      return sent.map(scalar)
    case .several(let choices):
      let chosen = form.all(field.name)
      // Those that were there stay in the order in which they were.
      let words =
        former.filter(chosen.contains)
        + choices.map(\.word).filter { chosen.contains($0) && !former.contains($0) }
      return words.isEmpty ? nil : list(words)
    case .lines:
      let lines = (sent ?? "").split(separator: "\n").map { String($0).trimmed }
        .filter { !$0.isEmpty }
      return lines.isEmpty ? nil : list(lines)
    case .rows(let columns):
      let nodes = (0..<rows).compactMap { row($0, of: field, columns, in: form, &faults) }
      return nodes.isEmpty ? nil : Node(nodes, .implicit, .block)
    }
  }

  private static func row(
    _ index: Int, of field: SectionField, _ columns: [SectionField.Column], in form: Form,
    _ faults: inout [Fault]
  ) -> Node? {
    var pairs: [(Node, Node)] = []
    for column in columns {
      let name = field.name(index, column)
      guard let sent = form[name]?.replacing("\r\n", with: "\n") else { continue }
      if column.isNumber, Double(sent).map({ $0 >= 0 }) != true {
        faults.append(Fault(name, "应当是不小于 0 的数。"))
      }
      pairs.append((Node(column.key), scalar(sent)))
    }
    return pairs.isEmpty ? nil : Node(pairs, .implicit, .block)
  }

  private static func list(_ texts: [String]) -> Node {
    Node(texts.map(scalar), .implicit, .block)
  }

  /// A text, quoted where it could be taken for anything else.
  private static func scalar(_ text: String) -> Node {
    let isPlain =
      text.first.map { $0.isLetter || $0.isNumber } == true
      && text.allSatisfy { $0.isLetter || $0.isNumber || "_-./（）、，。；：“”《》〔〕".contains($0) }
      && !["null", "true", "false", "yes", "no"].contains(text.lowercased())
    return Node(text, .implicit, isPlain ? .plain : text.contains("\n") ? .literal : .doubleQuoted)
  }

  private static func setting(_ new: Node?, at path: ArraySlice<String>, in node: Node) -> Node {
    guard let key = path.first else { return new ?? node }
    var mapping = node.mapping ?? Node.Mapping([])
    if path.count == 1 {
      mapping[Node(key)] = new
    } else {
      let inner = mapping[Node(key)] ?? Node.empty
      mapping[Node(key)] = setting(new, at: path.dropFirst(), in: inner)
    }
    return .mapping(mapping)
  }

  private static func yaml(_ key: String, _ node: Node) throws -> String {
    try Yams.serialize(
      node: Node([(Node(key), node)], .implicit, .block), width: -1, allowUnicode: true)
  }
}

extension Node {
  /// A mapping of nothing.
  fileprivate static var empty: Node { Node([(Node, Node)](), .implicit, .block) }
}
