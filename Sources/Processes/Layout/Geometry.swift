// SPDX-License-Identifier: Apache-2.0

/// A place in a drawing, in pixels from its left upper corner.
public struct Point: Sendable, Hashable {
  /// To the right.
  public var x: Int
  /// Downwards.
  public var y: Int

  /// A place by its two distances.
  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }

  /// The place with its distances exchanged.
  var turned: Point { Point(x: y, y: x) }
}

/// A rectangle in a drawing, in pixels.
public struct Box: Sendable, Hashable {
  /// The left edge.
  public var x: Int
  /// The upper edge.
  public var y: Int
  /// How wide it is.
  public var width: Int
  /// How high it is.
  public var height: Int

  /// A rectangle by its corner and size.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The right edge.
  public var right: Int { x + width }
  /// The lower edge.
  public var bottom: Int { y + height }
  /// The middle.
  public var center: Point { Point(x: x + width / 2, y: y + height / 2) }

  /// The rectangle with its directions exchanged.
  var turned: Box { Box(x: y, y: x, width: height, height: width) }

  /// Whether the insides of both have something in common.
  func overlaps(_ other: Box) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  /// Whether a line along one of the directions runs through the inside.
  func isCrossed(from start: Point, to end: Point) -> Bool {
    min(start.x, end.x) < right && max(start.x, end.x) > x && min(start.y, end.y) < bottom
      && max(start.y, end.y) > y
  }
}

/// How large something is, in pixels.
struct Size: Hashable {
  var width: Int
  var height: Int

  static let none = Size(width: 0, height: 0)

  var turned: Size { Size(width: height, height: width) }
}
