// SPDX-License-Identifier: Apache-2.0

/// The text of an item's file, divided by its keys without being understood: so a section can be read and written by
/// itself, comments and all, even while another is wrong.
struct DraftText: Sendable, Hashable {
  /// A key at the margin with all that is below it, and the comments and blank lines above it.
  private struct Block: Sendable, Hashable {
    let key: String
    let preface: [Substring]
    let body: [Substring]

    var lines: [Substring] { preface + body }
  }

  private var blocks: [Block] = []
  /// Comments after the last key, or a text without any key.
  private var rest: [Substring] = []

  init(_ text: String) {
    var preface: [Substring] = []
    var open: (key: String, preface: [Substring], body: [Substring])?
    func close(_ blocks: inout [Block]) {
      guard let block = open else { return }
      blocks.append(Block(key: block.key, preface: block.preface, body: block.body))
    }
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    while lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      if let key = Self.key(of: line) {
        close(&blocks)
        open = (key, preface, [line])
        preface = []
      } else if line.first == "#" || line.allSatisfy(\.isWhitespace) {
        // It belongs to what comes next, unless more of the same block follows.
        preface.append(line)
      } else if open != nil {
        open?.body += preface + [line]
        preface = []
      } else {
        preface.append(line)
      }
    }
    close(&blocks)
    rest = preface
  }

  /// The key that a line begins with at the margin, quoted or not.
  private static func key(of line: Substring) -> String? {
    // Most lines are indented, and the expression would be tried on each.
    guard line.utf8.first != UInt8(ascii: " "),
      let match = line.prefixMatch(of: /["']?([A-Za-z_][A-Za-z0-9_]*)["']?\s*:(?=\s|$)/)
    else {
      return nil
    }
    return String(match.output.1)
  }

  /// A text in double quotes, as YAML reads it.
  static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: " ")
    return "\"\(escaped)\""
  }

  private static func joined(_ lines: [Substring]) -> String {
    lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  var text: String { Self.joined(blocks.flatMap(\.lines) + rest) }

  /// The section of each block: a key that no file has stands with the one before it.
  private var sections: [DraftSection] {
    var last = DraftSection.basics
    return blocks.map { block in
      last = DraftSection.of(key: block.key) ?? last
      return last
    }
  }

  private func blocks(of section: DraftSection) -> [Block] {
    zip(blocks, sections).filter { $0.1 == section }.map(\.0)
  }

  /// What a section says; empty where it is absent.
  subscript(section: DraftSection) -> String {
    Self.joined(blocks(of: section).flatMap(\.lines))
  }

  /// Puts another text in place of a section's.
  ///
  /// - Throws: where the text has a key of another section.
  mutating func replace(_ section: DraftSection, with text: String) throws(DraftingRefusal) {
    let new = DraftText(text)
    for block in new.blocks {
      guard let home = DraftSection.of(key: block.key), home != section else { continue }
      throw .keyElsewhere(key: block.key, section: home)
    }
    var added = new.blocks
    if !new.rest.isEmpty, let last = added.popLast() {
      added.append(Block(key: last.key, preface: last.preface, body: last.body + new.rest))
    } else if !new.rest.isEmpty {
      // A text without a key is kept under the section's own, for the check to tell what is wrong with it.
      added = [Block(key: section.rawValue, preface: [], body: new.rest)]
    }
    put(added, in: section)
  }

  /// Each key that there was stays where it was; a new one comes after the one before it in its section.
  private mutating func put(_ added: [Block], in section: DraftSection) {
    let homes = sections
    var end =
      homes.firstIndex(of: section)
      ?? homes.lastIndex { $0.order < section.order }.map { $0 + 1 } ?? 0
    var fresh = Dictionary(added.map { ($0.key, $0) }) { first, _ in first }
    var kept: [Block] = []
    for (index, (block, home)) in zip(blocks, homes).enumerated() {
      if home != section {
        kept.append(block)
      } else if let new = fresh.removeValue(forKey: block.key) {
        kept.append(new)
      } else if index < end {
        end -= 1
      }
    }
    for (index, block) in added.enumerated() where fresh[block.key] != nil {
      let former = index > 0 ? kept.firstIndex { $0.key == added[index - 1].key } : nil
      kept.insert(block, at: former.map { $0 + 1 } ?? min(end, kept.count))
    }
    blocks = kept
  }

  /// Puts another text in place of a key's, comments above it staying; nil takes the key away.
  mutating func set(_ key: String, _ text: String?) {
    let lines = text.map { DraftText($0).blocks.first?.body ?? [] }
    guard let index = blocks.firstIndex(where: { $0.key == key }) else {
      guard let lines, let section = DraftSection.of(key: key) else { return }
      let own = blocks(of: section)
      return put(own + [Block(key: key, preface: [], body: lines)], in: section)
    }
    if let lines {
      blocks[index] = Block(key: key, preface: blocks[index].preface, body: lines)
    } else {
      blocks.remove(at: index)
    }
  }

  /// Where a line of the whole text, from 1, stands: its section and the line in it.
  func place(ofLine line: Int) -> (section: DraftSection, line: Int)? {
    var start = 1
    var passed: [DraftSection: Int] = [:]
    for (block, section) in zip(blocks, sections) {
      let count = block.lines.count
      if line < start + count {
        return (section, line - start + 1 + passed[section, default: 0])
      }
      start += count
      passed[section, default: 0] += count
    }
    return blocks.isEmpty
      ? nil : (sections[blocks.count - 1], passed[sections[blocks.count - 1]] ?? 1)
  }
}
