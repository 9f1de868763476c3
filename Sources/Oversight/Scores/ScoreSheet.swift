// SPDX-License-Identifier: Apache-2.0

/// The scores of a month as a file for a spreadsheet: CSV by RFC 4180.
package struct ScoreSheet: Sendable {
  /// One line a unit or person, and the cards that its figures are made of.
  package let lines: [[String]]

  /// - Parameter names: of the people, by account.
  init(_ scores: Scores, _ names: [String: String] = [:]) {
    let head = ["月份", "类别", "名称", "黄牌", "红牌", "不计分的牌", "扣分", "提前办结", "加分", "得分", "计分的牌"]
    lines =
      [head]
      + (scores.units + scores.persons).map { score in
        let counting = score.cards.filter(\.counts)
        let (kind, name) =
          switch score.subject {
          case .unit(let unit): ("单位", unit)
          case .person(let account): ("人员", names[account] ?? account)
          }
        return [
          scores.month.description, kind, name, "\(score.counting(.yellow).count)",
          "\(score.counting(.red).count)", "\(score.cards.count - counting.count)",
          score.deduction.text, "\(score.early)", score.bonus.text, score.total.text,
          counting.map { "\($0.number) (-\($0.points.text))" }.joined(separator: "; "),
        ]
      }
  }

  /// The file; it begins with a mark of its encoding, without which spreadsheets take Chinese for something else.
  package var csv: String {
    "\u{FEFF}" + lines.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    // What begins like a formula would be run by a spreadsheet.
    let safe = text.first.map { "=+-@\t\r".contains($0) } ?? false ? "'\(text)" : text
    guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
    return "\"\(safe.replacing("\"", with: "\"\""))\""
  }
}
