// SPDX-License-Identifier: Apache-2.0

import XML

extension XMLText {
  /// A rectangle.
  mutating func rect(
    _ box: Box, radius: Int? = nil, _ attributes: [Attribute] = [], classes: String
  ) {
    open(
      "rect",
      [
        ("class", classes), ("x", String(box.x)), ("y", String(box.y)),
        ("width", String(box.width)), ("height", String(box.height)),
        ("rx", radius.map(String.init)),
      ] + attributes)
    close()
  }

  /// A circle by its middle and radius.
  mutating func circle(
    _ x: Int, _ y: Int, _ radius: Int, _ attributes: [Attribute], classes: String
  ) {
    open(
      "circle",
      [
        ("class", classes), ("cx", String(x)), ("cy", String(y)), ("r", String(radius)),
      ] + attributes)
    close()
  }

  /// Strokes and curves in SVG's own words.
  mutating func path(_ data: String, _ attributes: [Attribute], classes: String? = nil) {
    open("path", [("class", classes), ("d", data)] + attributes)
    close()
  }

  /// A line of text by its foot.
  mutating func line(
    _ text: String, x: Int, y: Int, size: Int, anchor: String = "middle", _ classes: String
  ) {
    element(
      "text",
      [
        ("class", classes), ("x", String(x)), ("y", String(y)),
        ("font-size", String(size)), ("text-anchor", anchor == "start" ? nil : anchor),
        ("fill", "currentColor"), ("stroke", "none"),
      ], text: text)
  }
}

extension [Point] {
  /// The line as a path, its corners rounded.
  func rounded(by radius: Int) -> String {
    guard let first, let last, count > 1 else { return "" }
    var path = "M\(first.x) \(first.y)"
    for index in 1..<count - 1 {
      let (before, corner, after) = (self[index - 1], self[index], self[index + 1])
      let reach = Swift.min(radius, corner.distance(to: before) / 2, corner.distance(to: after) / 2)
      let (start, end) = (corner.moved(reach, to: before), corner.moved(reach, to: after))
      path += "L\(start.x) \(start.y)Q\(corner.x) \(corner.y) \(end.x) \(end.y)"
    }
    return path + "L\(last.x) \(last.y)"
  }

  /// The point of an arrow at its end.
  var arrow: String {
    guard let end = last, let before = dropLast().last else { return "" }
    let (x, y) = (end.x - before.x, end.y - before.y)
    let (ahead, aside) = (Point(x: x.signum(), y: y.signum()), Point(x: y.signum(), y: x.signum()))
    let (length, half) = (9, 5)
    let foot = Point(x: end.x - ahead.x * length, y: end.y - ahead.y * length)
    return "M\(end.x) \(end.y)L\(foot.x + aside.x * half) \(foot.y + aside.y * half)"
      + "L\(foot.x - aside.x * half) \(foot.y - aside.y * half)Z"
  }
}

extension Point {
  fileprivate func distance(to other: Point) -> Int { abs(x - other.x) + abs(y - other.y) }

  /// The place so far in the direction of another on the same line.
  fileprivate func moved(_ distance: Int, to other: Point) -> Point {
    Point(
      x: x + (other.x - x).signum() * distance, y: y + (other.y - y).signum() * distance)
  }
}
