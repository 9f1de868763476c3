// SPDX-License-Identifier: Apache-2.0

import Deadlines
import ShangMi
import Yams

/// A file of the catalogue that has been read: the version it holds, and where each part stands.
package struct ItemFile: Sendable {
  /// The file as the reader named it.
  package let name: String
  /// The text of the file as it was written, which `export` gives back.
  package let source: String
  /// The spreadsheets that the file names.
  package let sheets: [Spreadsheet]
  package let version: ItemVersion
  /// The digest of what the file and its spreadsheets say: comments, order of keys and layout of the file do
  /// not change it.
  package let digest: String

  /// Reads one item and checks it by every rule.
  ///
  /// - Parameters:
  ///   - source: the text of the file, YAML.
  ///   - name: how messages call the file.
  ///   - sheets: the spreadsheets beside it.
  /// - Throws: everything that is wrong with it, each with its line.
  package init(source: String, name: String, sheets: Spreadsheets = .none) throws(FileFaults) {
    let reading = Self.reading(source, name: name, sheets: sheets)
    guard let version = reading.version, reading.faults.isEmpty else {
      throw FileFaults(reading.faults)
    }
    self.name = name
    self.source = source
    self.version = version
    self.sheets = reading.sheets
    digest = reading.digest
  }

  /// What a file says as far as it can be read, and everything that is wrong with it: for whoever is still writing it.
  package struct Reading: Sendable {
    /// With a stand-in for what is missing or cannot be read; nil where the text is no YAML at all.
    package let version: ItemVersion?
    /// In the order of the lines.
    package let faults: [FileFault]
    fileprivate let sheets: [Spreadsheet]
    fileprivate let digest: String
  }

  /// Reads one item by every rule, and goes on after what is wrong.
  package static func reading(
    _ source: String, name: String, sheets: Spreadsheets = .none
  ) -> Reading {
    let log = FaultLog(file: name)
    guard let root = Self.compose(source, log) else {
      return Reading(version: nil, faults: log.sorted.faults, sheets: [], digest: "")
    }
    let map = YAMLMap(root, name: "事项", log: log)
    var used: [Spreadsheet] = []
    let version = ItemVersion(reading: map, sheets: sheets) { used.append($0) }
    map.finish()
    // Rules speak about a whole item; on one with holes in it they would only repeat the faults above.
    if log.faults.isEmpty {
      for violation in ItemRules.violations(of: version) {
        log.add(
          violation.rule, at: root.mark(of: violation.place), violation.message.zh,
          violation.message.en ?? violation.message.zh)
      }
    }
    return Reading(
      version: version, faults: log.sorted.faults, sheets: used,
      digest: SM3.digest(root.canonical + used.map(\.text).joined()).description)
  }

  /// The version in a file that was published: whatever rules have come since, it stays as it is.
  ///
  /// - Throws: what cannot be read of it.
  static func published(
    _ source: String, name: String, sheets: Spreadsheets
  ) throws(FileFaults) -> ItemVersion {
    let log = FaultLog(file: name)
    guard let root = compose(source, log) else { throw log.sorted }
    let version = ItemVersion(reading: YAMLMap(root, name: "事项", log: log), sheets: sheets) { _ in }
    guard log.faults.isEmpty else { throw log.sorted }
    return version
  }

  static func compose(_ source: String, _ log: FaultLog) -> Node? {
    do {
      // What a value means its reader decides; the resolver's rules would try seven regular expressions on each key.
      if let root = try Yams.compose(yaml: source, .basic) { return root }
      log.add("yaml", at: nil, "文件是空的", "the file is empty")
    } catch let error as YamlError {
      let (mark, problem) = place(of: error)
      log.add("yaml", at: mark, "不是合法的 YAML：\(problem)", "not valid YAML: \(problem)")
    } catch {
      log.add("yaml", at: nil, "不是合法的 YAML：\(error)", "not valid YAML: \(error)")
    }
    return nil
  }

  private static func place(of error: YamlError) -> (Mark?, String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      (context.mark, "the same key twice: \(duplicates.joined(separator: ", "))")
    default:
      (nil, "\(error)")
    }
  }
}

/// A step from a part of an item to a part of it: a key, or a place in a list.
package enum PlaceStep: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral
{
  case key(String)
  case index(Int)

  package init(stringLiteral value: String) { self = .key(value) }
  package init(integerLiteral value: Int) { self = .index(value) }
}

extension Node {
  /// Where a part of an item stands; where it is absent, the nearest part around it.
  func mark(of place: [PlaceStep]) -> Mark? {
    var node = self
    var mark: Mark?
    for step in place {
      switch step {
      case .key(let key):
        guard let pair = node.mapping?.first(where: { $0.key.string == key }) else { return mark }
        (node, mark) = (pair.value, pair.key.mark)
      case .index(let index):
        guard let sequence = node.sequence, sequence.indices.contains(index) else { return mark }
        (node, mark) = (sequence[index], sequence[index].mark)
      }
    }
    return mark
  }

  /// What the node says, without its layout: the same for the same content.
  var canonical: String {
    switch self {
    case .scalar(let scalar):
      return "\(scalar.string.utf8.count):\(scalar.string)"
    case .sequence(let sequence):
      return "[" + sequence.map(\.canonical).joined() + "]"
    case .mapping(let mapping):
      let pairs = mapping.map { (key: $0.key.canonical, value: $0.value.canonical) }
      return "{" + pairs.sorted { $0.key < $1.key }.map { $0.key + $0.value }.joined() + "}"
    case .alias(let alias):
      return "*\(alias.anchor.rawValue)"
    }
  }
}
