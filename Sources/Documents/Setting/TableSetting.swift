// SPDX-License-Identifier: Apache-2.0

/// Sets a table: widths for its columns, its rows as strips of lines, and the rules between them.
struct TableSetting {
  /// A row: its cells, and the page of the papers that it leads to.
  struct Row {
    var cells: [RichText]
    var goal: Int?
  }

  /// How the cells of a column are set.
  private(set) var styles: [TextStyle]
  var headStyle = TextStyle.cellHead
  let setter: Typesetter
  /// The widths of the columns; together that of the table.
  private(set) var widths: [Double] = []

  private static let padding = (x: 5.0, y: 4.0)
  private static let thin = 0.5
  private static let thick = 1.0
  /// A column whose cells have at most so many characters is centred.
  private static let charactersCentred = 3
  /// A row of at most so many lines stays on one page.
  private static let linesTogether = 12

  // MARK: - Widths

  /// Gives every column the width of its content if there is room, and shares out what there is if not.
  mutating func measure(_ rows: [Row], head: [RichText] = [], width: Double) {
    let natural = styles.indices.map { column -> Double in
      let cells = rows.compactMap { column < $0.cells.count ? $0.cells[column] : nil }
      let texts = cells.map { setter.width(of: $0, styles[column]) }
      let title = column < head.count ? setter.width(of: head[column], headStyle) : 0
      return max(texts.max() ?? 0, title, 2 * styles[column].size) + 2 * Self.padding.x + 1
    }
    widths = Self.shared(width, natural)
    for column in styles.indices {
      // Serial numbers and counts stand in the middle of their column.
      let cells = rows.compactMap { column < $0.cells.count ? $0.cells[column].plain.count : nil }
      if cells.allSatisfy({ $0 <= Self.charactersCentred }) { styles[column].alignment = .centre }
    }
  }

  /// Columns of given shares of the width.
  mutating func measure(shares: [Double], width: Double) {
    let total = shares.reduce(0, +)
    widths = shares.map { $0 / total * width }
  }

  static func shared(_ width: Double, _ natural: [Double]) -> [Double] {
    let total = natural.reduce(0, +)
    guard total > width else {
      // The room that is left goes to the columns by their width, so that narrow ones stay narrow.
      return natural.map { $0 + (width - total) * $0 / total }
    }
    var widths = natural
    var open = Set(natural.indices)
    var room = width
    while let column = open.first(where: { natural[$0] <= room / Double(open.count) }) {
      open.remove(column)
      room -= natural[column]
    }
    // Halfway between equal shares and shares by content: a long text gets more, and yet no column starves.
    let sum = open.reduce(0) { $0 + natural[$1] }
    for column in open {
      widths[column] = room * (0.5 / Double(open.count) + 0.5 * natural[column] / sum)
    }
    return widths
  }

  // MARK: - Strips

  /// The table with its head, which every page repeats.
  func strips(_ rows: [Row], head: [RichText]) throws(DrawingFault) -> [Strip] {
    let open = [Strip(height: 0, marks: [rule(Self.thick)], isBound: true)]
    var top = open
    if !head.isEmpty {
      let styles = self.styles.map { _ in headStyle }
      top += try strips(of: Row(cells: head), styles: styles, isFirst: true).bound
      top.append(Strip(height: 0, marks: [rule(Self.thin)], isBound: true))
    }
    let frame = Strip.Frame(head: top, end: [rule(Self.thick)])
    var strips = top
    for (index, row) in rows.enumerated() {
      strips += try self.strips(of: row, styles: styles, isFirst: index == 0 && head.isEmpty)
    }
    strips.append(Strip(height: 0, marks: [rule(Self.thick)]))
    // The rule that closes the table belongs to its last row.
    if strips.count > 1 { strips[strips.count - 2].isBound = true }
    return strips.map { strip in
      var strip = strip
      strip.frame = frame
      return strip
    }
  }

  /// A row as one strip for each line of its tallest cell.
  private func strips(
    of row: Row, styles: [TextStyle], isFirst: Bool
  ) throws(DrawingFault) -> [Strip] {
    var texts: [SetText] = []
    for (column, style) in styles.enumerated() {
      let text = column < row.cells.count ? row.cells[column] : RichText("")
      texts.append(try setter.set(text, style, width: widths[column] - 2 * Self.padding.x))
    }
    let pitch = styles.map(\.pitch).max() ?? 0
    let count = max(1, texts.map(\.lines.count).max() ?? 0)
    return (0..<count).map { index in
      let above = index == 0 ? Self.padding.y : 0
      let below = index == count - 1 ? Self.padding.y : 0
      var strip = Strip(height: above + pitch + below)
      var x = 0.0
      for (column, text) in texts.enumerated() {
        strip.marks.append(side(x, column == 0 ? Self.thick : Self.thin, strip.height))
        if index < text.lines.count {
          strip.marks.append(
            text.mark(of: index, x: x + Self.padding.x, top: above, goal: row.goal))
        }
        x += widths[column]
      }
      strip.marks.append(side(x, Self.thick, strip.height))
      if index == 0, !isFirst { strip.marks.append(rule(Self.thin)) }
      strip.isBound = index < count - 1 && (count <= Self.linesTogether || index == 0)
      return strip
    }
  }

  private func rule(_ weight: Double) -> Mark {
    let width = widths.reduce(0, +)
    return .fill(
      Box(x: -weight / 2, y: -weight / 2, width: width + weight, height: weight), .black)
  }

  private func side(_ x: Double, _ weight: Double, _ height: Double) -> Mark {
    .fill(Box(x: x - weight / 2, y: 0, width: weight, height: height), .black)
  }
}
