// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Site

/// The segments as a drawing, each a link; how one stands is told by colour, by the pattern of its line, and in words.
struct RoadMap {
  let board: RoadBoard
  let visit: Visit
  /// Where a segment leads.
  let path: (Segment) -> String
  /// The segments that are marked, where the lines lead to boxes of a list on the same page; nil where they lead to pages.
  ///
  /// The list has all that the drawing has, for readers of the screen and for the keys.
  var chosen: Set<String>?

  private static let width = 960.0
  private static let margin = 36.0

  func html() -> HTML {
    guard let frame = Frame(board.network.segments, width: Self.width, margin: Self.margin) else {
      return .empty
    }
    // A drawing without stops for the keys is moved by them as a whole, where it is wider than its frame.
    let name = visit.t("道路图")
    let stop: HTML =
      chosen == nil ? .empty : " tabindex=\"0\" role=\"region\" aria-label=\"\(name)\""
    let names = board.network.roads.compactMap { label($0.name, $0.segments, frame) }
    return """
      <div class="rm-frame"\(stop)><svg class="rm" \
      viewBox="0 0 \(Int(Self.width)) \(Int(frame.height))" \
      \(role) focusable="false">\
      \(each: board.network.segments, { segment($0, frame) })\
      <g aria-hidden="true">\(names)</g></svg></div>
      \(Self.key(visit))
      """
  }

  private var role: HTML {
    chosen == nil
      ? "role=\"group\" aria-label=\"\(visit.t("道路图"))\"" : "aria-hidden=\"true\""
  }

  private func segment(_ segment: Segment, _ frame: Frame) -> HTML {
    let state = board.state(of: segment)
    let isChosen = chosen?.contains(segment.id) == true
    let label = visit.t("\(segment.id) \(segment.place(visit))：\(state.phrase)")
    let line = frame.path(segment.line)
    let reach: HTML = chosen == nil ? "aria-label=\"\(label)\"" : "tabindex=\"-1\" data-box"
    return """
      <a class="rm-seg rm-\(state.rawValue)\(if: isChosen, " rm-chosen")" href="\(path(segment))" \
      \(reach)><title>\(label)</title>\
      <path class="rm-hit" d="\(line)"/><path class="rm-line" d="\(line)"/></a>
      """
  }

  /// The name of a road along the middle one of its segments.
  private func label(_ name: Words, _ segments: [Segment], _ frame: Frame) -> HTML? {
    let segment = segments[segments.count / 2]
    guard let first = segment.line.first, let last = segment.line.last else { return nil }
    let (from, to) = (frame.point(first), frame.point(last))
    let (x, y) = ((from.x + to.x) / 2, (from.y + to.y) / 2)
    var angle = atan2(to.y - from.y, to.x - from.x) * 180 / .pi
    if angle > 90 { angle -= 180 }
    if angle <= -90 { angle += 180 }
    return """
      <text class="rm-name" transform="translate(\(Frame.text(x)) \(Frame.text(y))) \
      rotate(\(Frame.text(angle)))" dy="-9" text-anchor="middle">\(visit.pick(name))</text>
      """
  }

  /// What the lines mean.
  private static func key(_ visit: Visit) -> HTML {
    let items = SegmentState.allCases.map { state -> HTML in
      """
      <li><svg class="rm rm-\(state.rawValue)" viewBox="0 0 44 12" aria-hidden="true" \
      focusable="false"><path class="rm-line" d="M4 6H40"/></svg>\(visit.t(state.phrase))</li>
      """
    }
    return "<ul class=\"rm-key\">\(items)</ul>"
  }
}

/// Where places lie in the drawing.
private struct Frame {
  struct Point {
    let x: Double
    let y: Double
  }

  private let west: Double
  private let north: Double
  private let shrinking: Double
  private let scale: Double
  private let margin: Double
  let height: Double

  /// Nil where there is nothing to draw.
  init?(_ segments: [Segment], width: Double, margin: Double) {
    let places = segments.flatMap(\.line)
    guard let west = places.map(\.longitude).min(), let east = places.map(\.longitude).max(),
      let south = places.map(\.latitude).min(), let north = places.map(\.latitude).max()
    else { return nil }
    // A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
    shrinking = cos((south + north) / 2 * .pi / 180)
    let span = max((east - west) * shrinking, 1e-6)
    scale = (width - 2 * margin) / span
    self.west = west
    self.north = north
    self.margin = margin
    height = (north - south) * scale + 2 * margin
  }

  func point(_ place: Position) -> Point {
    Point(
      x: (place.longitude - west) * shrinking * scale + margin,
      y: (north - place.latitude) * scale + margin)
  }

  /// The line as the data of a path.
  func path(_ line: [Position]) -> String {
    line.enumerated().map { index, place in
      let point = point(place)
      return "\(index == 0 ? "M" : "L")\(Self.text(point.x)) \(Self.text(point.y))"
    }.joined()
  }

  /// With one decimal.
  static func text(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
