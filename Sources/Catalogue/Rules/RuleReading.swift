// SPDX-License-Identifier: Apache-2.0

import DMN
import FEEL
import Yams

/// The spreadsheets that stand beside an item's file and hold tables of it, by their names.
package struct Spreadsheets: Sendable {
  private let find: @Sendable (String) -> String?

  /// - Parameter find: the text of a file of that name in the folder of the item; nil when there is none.
  package init(_ find: @escaping @Sendable (String) -> String?) { self.find = find }

  /// Those that are at hand.
  package init(_ sheets: [Spreadsheet]) {
    let texts = Dictionary(sheets.map { ($0.name, $0.text) }) { first, _ in first }
    self.init { texts[$0] }
  }

  /// No spreadsheets.
  package static let none = Spreadsheets { _ in nil }

  subscript(name: String) -> String? { find(name) }
}

/// A spreadsheet that an item's file names, kept with the version as it was.
package struct Spreadsheet: Hashable, Sendable {
  package let name: String
  /// CSV.
  package let text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

extension RuleTable.Text {
  /// Takes a table from its file; faults go to the log of the map.
  ///
  /// - Parameters:
  ///   - sheets: where a table that names a spreadsheet has it from.
  ///   - used: takes in the spreadsheet that was read.
  init(reading map: YAMLMap, sheets: Spreadsheets, used: (Spreadsheet) -> Void) {
    subject = map.choice("decides", of: TableSubject.self) ?? .eligibility
    name = map.words("name")
    guard let file = map.optionalText("csv") else {
      hitPolicy = map.hitPolicy("hit")
      inputs = map.each("inputs", required: true, Input.init(reading:))
      outputs = map.each("outputs", required: true, Output.init(reading:))
      rows = map.each("rows", required: true, Row.init(reading:))
      return
    }
    let labels = map.texts("labels_en", required: false)
    let notes = map.texts("notes_en", required: false)
    guard let table = map.sheet(file, in: sheets, used: used) else {
      (hitPolicy, inputs, outputs, rows) = (.unique, [], [], [])
      return
    }
    hitPolicy = table.hitPolicy
    inputs = table.inputs.enumerated().map { place, input in
      Input(
        label: Words(input.label ?? input.expression, en: labels.at(place)),
        expression: input.expression, values: input.allowedValues)
    }
    outputs = table.outputs.enumerated().map { place, output in
      Output(
        label: Words(
          output.label ?? output.name ?? "", en: labels.at(table.inputs.count + place)),
        name: output.name ?? "")
    }
    rows = table.rules.enumerated().map { place, rule in
      Row(
        tests: rule.tests, results: rule.results,
        note: rule.notes.first { !$0.isEmpty }.map { Words($0, en: notes.at(place)) })
    }
  }
}

extension RuleTable.Text.Input {
  fileprivate init(reading map: YAMLMap) {
    label = map.words("label")
    expression = map.text("expression")
    values = map.optionalText("values")
  }
}

extension RuleTable.Text.Output {
  fileprivate init(reading map: YAMLMap) {
    label = map.words("label")
    name = map.text("name")
  }
}

extension RuleTable.Text.Row {
  fileprivate init(reading map: YAMLMap) {
    tests = map.texts("if")
    results = map.texts("then")
    note = map.optionalWords("note")
  }
}

extension YAMLMap {
  /// A condition: a mapping of questions to options, or a rule in FEEL.
  package func condition(_ key: String) -> Condition {
    guard let node = value(key) else { return .always }
    if let text = node.scalar?.string { return rule(text, at: node.mark) ?? .always }
    return Condition(options: options(key))
  }

  private func rule(_ text: String, at mark: Mark?) -> Condition? {
    do throws(SyntaxError) {
      return Condition(rule: try Rule(text))
    } catch {
      log.add("F1", at: mark, "不是合法的 FEEL：\(error.chinese)", "not FEEL: \(error.english)")
      return nil
    }
  }

  fileprivate func hitPolicy(_ key: String) -> DecisionTable.HitPolicy {
    choice(key, of: DecisionTable.HitPolicy.self) ?? .unique
  }

  /// The table of a spreadsheet, or nil with the faults of the sheet in the log.
  fileprivate func sheet(
    _ file: String, in sheets: Spreadsheets, used: (Spreadsheet) -> Void
  ) -> DecisionTable? {
    let mark = value("csv")?.mark
    guard let text = sheets[file] else {
      log.add(
        "file", at: mark, "同一目录里没有 \(file)，或者不是 UTF-8 编码",
        "there is no \(file) in the folder, or it is not UTF-8")
      return nil
    }
    used(Spreadsheet(name: file, text: text))
    do throws(TableFaults) {
      return try DecisionTable(csv: text.utf8)
    } catch {
      for fault in error.faults {
        log.add("F1", at: mark, "\(file)：\(fault.chinese)", "\(file): \(fault.english)")
      }
      return nil
    }
  }
}

extension [String] {
  /// The element at a place, if there is one.
  fileprivate func at(_ place: Int) -> String? { indices.contains(place) ? self[place] : nil }
}
