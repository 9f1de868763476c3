// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import DMN
import Deadlines

/// An entry of the basic catalogue (基本目录), which the State and the province set: what is exercised, on what ground, at
/// which levels.
package struct BasicItem: Codable, Hashable, Sendable {
  /// The basic code of 12 digits.
  package let code: String
  package let name: String
  package let english: String?
  package let type: ItemType
  /// The levels that exercise it (行使层级).
  package let levels: [ExerciseLevel]
  /// The law and the article that set it up.
  package let basis: String
  /// The department that leads (牵头部门).
  package let department: String
  /// Whether the code is the demonstration's own.
  package let isDemo: Bool
  /// The last day on which it is in the catalogue; nil until further notice.
  package let last: Day?

  package init(
    code: String, name: String, english: String?, type: ItemType, levels: [ExerciseLevel],
    basis: String, department: String, isDemo: Bool, last: Day?
  ) {
    self.code = code
    self.name = name
    self.english = english
    self.type = type
    self.levels = levels
    self.basis = basis
    self.department = department
    self.isDemo = isDemo
    self.last = last
  }

  /// Whether the catalogue has it on a day.
  func isInForce(on day: Day) -> Bool { last.map { day <= $0 } ?? true }

  /// The law that it rests on, without the article.
  var law: String { String(basis[..<articleStart]) }
  /// The article, empty where none is named.
  var article: String { String(basis[articleStart...]) }

  private var articleStart: String.Index {
    basis.firstMatch(of: /第[一二三四五六七八九十百零〇]+[条章]/)?.range.lowerBound ?? basis.endIndex
  }
}

/// What is wrong in a file of the basic catalogue, a line each.
package struct BasicFaults: Error, Sendable, CustomStringConvertible {
  package let file: String
  /// The line of the file, from 1, and what is wrong there.
  package let faults: [(line: Int, text: String)]

  package var description: String {
    faults.map { "\(file):\($0.line): \($0.text)" }.joined(separator: "\n")
  }
}

/// Reads a basic catalogue: CSV with a head of `code,name,name_en,type,levels,basis,department,source,until`.
///
/// `levels` are codes of GB/T 39046 A.2 with blanks between them; `source` is `law` or `demo`.
package enum BasicReading {
  private static let columns = [
    "code", "name", "name_en", "type", "levels", "basis", "department", "source", "until",
  ]
  private static let bytesMax = 16 * 1024 * 1024

  /// - Throws: ``BasicFaults`` with all that is wrong.
  package static func items(
    _ bytes: some Sequence<UInt8>, file: String
  ) throws(BasicFaults) -> [BasicItem] {
    let rows: [[String]]
    do throws(TableFault) {
      rows = try CSV.rows(bytes, limit: bytesMax)
    } catch {
      throw BasicFaults(file: file, faults: [(error.row, error.chinese)])
    }
    // A line that begins with # says something about the file.
    let lines = rows.enumerated().filter { _, row in
      row.contains { !$0.isEmpty } && row.first?.hasPrefix("#") != true
    }
    guard lines.first?.element == columns else {
      throw BasicFaults(
        file: file, faults: [(1, "第一行应为列名：\(columns.joined(separator: ","))")])
    }
    var faults: [(line: Int, text: String)] = []
    var seen: Set<String> = []
    let items = lines.dropFirst().compactMap { index, row -> BasicItem? in
      do throws(LineFault) {
        let item = try item(row)
        guard seen.insert(item.code).inserted else { throw LineFault("编码 \(item.code) 重复") }
        return item
      } catch {
        faults.append((index + 1, error.text))
        return nil
      }
    }
    guard faults.isEmpty else { throw BasicFaults(file: file, faults: faults) }
    return items
  }

  private struct LineFault: Error {
    let text: String

    init(_ text: String) { self.text = text }
  }

  private static func item(_ row: [String]) throws(LineFault) -> BasicItem {
    guard row.count == columns.count else {
      throw LineFault("应有 \(columns.count) 列，而这里有 \(row.count) 列")
    }
    let code: ItemCode
    do throws(CodeFault) {
      code = try ItemCode(row[0])
    } catch {
      throw LineFault(error.chinese)
    }
    guard code.form == .basic else { throw LineFault("基本编码应为 12 位，而这里是 \(row[0])") }
    guard !row[1].isEmpty, !row[5].isEmpty, !row[6].isEmpty else {
      throw LineFault("事项名称、设定依据和牵头部门不能空缺")
    }
    guard let type = ItemType(rawValue: row[3]), row[3] == code.type else {
      throw LineFault("事项类型 \(row[3]) 应与编码第 3、4 位 \(code.type) 一致")
    }
    let levels = row[4].split(separator: " ").map { ExerciseLevel(rawValue: String($0)) }
    guard !levels.isEmpty, !levels.contains(nil) else {
      throw LineFault("行使层级应为 1 至 7，用空格分开，而这里是 \(row[4])")
    }
    guard ["law", "demo"].contains(row[7]) else {
      throw LineFault("来源应为 law 或 demo，而这里是 \(row[7])")
    }
    let last = row[8].isEmpty ? nil : Day(row[8])
    guard row[8].isEmpty || last != nil else {
      throw LineFault("取消日期应写作 2026-11-23，而这里是 \(row[8])")
    }
    return BasicItem(
      code: row[0], name: row[1], english: row[2].isEmpty ? nil : row[2], type: type,
      levels: levels.compactMap(\.self), basis: row[5], department: row[6],
      isDemo: row[7] == "demo", last: last)
  }
}
