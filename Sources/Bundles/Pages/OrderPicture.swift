// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

/// Who waits for whom, drawn: what may run at once stands in one column, what waits further right.
struct OrderPicture {
  struct Box {
    let key: String
    let title: String
    let note: String
    let after: [String]
    let tone: UI.Tone
  }

  let boxes: [Box]
  let label: String

  private static let (width, height, gap, lane) = (230, 54, 56, 68)

  /// Nothing where nobody waits for anybody.
  func html() -> HTML {
    let columns = columns
    guard columns.count > 1 else { return .empty }
    let places = places(columns)
    let span = (columns.count * (Self.width + Self.gap)) - Self.gap + 2
    let tall = (columns.map(\.count).max() ?? 0) * Self.lane
    let lines = boxes.flatMap { box in
      box.after.compactMap { key in
        places[key].flatMap { from in places[box.key].map { line(from, $0) } }
      }
    }
    return """
      <figure class="bars order" tabindex="0"><svg width="\(span)" viewBox="0 0 \(span) \(tall)" role="img" aria-label="\(label)">\
      \(lines)\(boxes.compactMap { box in places[box.key].map { draw(box, at: $0) } })</svg></figure>
      """
  }

  /// By the longest way of waiting that leads to each.
  private var columns: [[Box]] {
    let after = Dictionary(boxes.map { ($0.key, $0.after) }) { first, _ in first }
    func depth(_ key: String, _ left: Int) -> Int {
      guard left > 0 else { return 0 }
      return ((after[key] ?? []).map { depth($0, left - 1) + 1 }.max()) ?? 0
    }
    let grouped = Dictionary(grouping: boxes) { depth($0.key, boxes.count) }
    return grouped.keys.sorted().compactMap { grouped[$0] }
  }

  private func places(_ columns: [[Box]]) -> [String: (x: Int, y: Int)] {
    var places: [String: (x: Int, y: Int)] = [:]
    for (column, boxes) in columns.enumerated() {
      for (row, box) in boxes.enumerated() {
        places[box.key] = (column * (Self.width + Self.gap) + 1, row * Self.lane + 6)
      }
    }
    return places
  }

  private func line(_ from: (x: Int, y: Int), _ to: (x: Int, y: Int)) -> HTML {
    let (start, end) = (from.x + Self.width, to.x)
    let (high, low) = (from.y + Self.height / 2, to.y + Self.height / 2)
    let middle = (start + end) / 2
    return """
      <path class="order-line" d="M\(start) \(high)H\(middle)V\(low)H\(end - 6)"/>\
      <path class="order-tip" d="M\(end - 8) \(low - 5)L\(end) \(low)L\(end - 8) \(low + 5)Z"/>
      """
  }

  private func draw(_ box: Box, at place: (x: Int, y: Int)) -> HTML {
    """
    <g><title>\(box.title)</title>\
    <rect class="order-box order-\(box.tone.rawValue)" x="\(place.x)" y="\(place.y)" \
    width="\(Self.width)" height="\(Self.height)" rx="6"/>\
    <text x="\(place.x + 12)" y="\(place.y + 23)">\(Self.short(box.title))</text>\
    <text class="order-note" x="\(place.x + 12)" y="\(place.y + 43)">\(Self.short(box.note))</text></g>
    """
  }

  /// As much as the box has room for: a Chinese character takes two places.
  private static func short(_ text: String) -> String {
    var (room, short) = (24, "")
    for character in text {
      room -= character.isASCII ? 1 : 2
      guard room >= 0 else { return short + "…" }
      short.append(character)
    }
    return short
  }
}
