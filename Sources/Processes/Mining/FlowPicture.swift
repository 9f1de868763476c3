// SPDX-License-Identifier: Apache-2.0

import XML

/// Which activity followed which, and how often, drawn as SVG: the most frequent ones, from the top.
///
/// The drawing is for the eye: what it says must also stand in a table beside it. It takes its colours from the page,
/// by the classes `fp-…`.
public struct FlowPicture: Sendable {
  /// An activity in the picture.
  public struct Activity: Sendable, Hashable {
    /// The name.
    public let name: String
    /// How many steps.
    public let count: Int
    /// How many cases begin with it.
    public let starts: Int
    /// How many cases end with it.
    public let ends: Int

    /// An activity by its figures.
    public init(name: String, count: Int, starts: Int, ends: Int) {
      self.name = name
      self.count = count
      self.starts = starts
      self.ends = ends
    }
  }

  /// One activity directly after another.
  public struct Pair: Sendable, Hashable {
    /// The activity before.
    public let from: String
    /// The activity after.
    public let to: String
    /// How often.
    public let count: Int
    /// Between the two, by the median, in words; nothing where it is not known.
    public let waiting: String?
    /// The waiting of all together, in any unit: the greater, the darker.
    public let cost: Int64

    /// A pair by its figures.
    public init(from: String, to: String, count: Int, waiting: String?, cost: Int64) {
      self.from = from
      self.to = to
      self.count = count
      self.waiting = waiting
      self.cost = cost
    }
  }

  private struct Line {
    let pair: Pair
    let corners: [Point]
    let label: Box?
  }

  private static let text = 12
  private static let small = 10
  private static let width = 150

  private let activities: [Activity]
  private let boxes: [Box]
  private let lines: [Line]
  private let size: Size
  private let own: [String: Int]
  private let greatest: (count: Int, cost: Int64)
  /// The circles where cases begin and end, which are the last two boxes.
  private let ends: ClosedRange<Int>

  /// A picture of the most frequent activities and of the pairs that matter among them.
  ///
  /// - Parameters:
  ///   - activities: The most frequent first.
  ///   - pairs: The most frequent first.
  ///   - limit: How many activities are drawn at most.
  public init(_ activities: [Activity], _ pairs: [Pair], limit: Int) {
    let shown = Array(activities.prefix(limit))
    let places = Dictionary(zip(shown.map(\.name), shown.indices)) { first, _ in first }
    let inner = pairs.filter { places[$0.from] != nil && places[$0.to] != nil }
    own = Dictionary(inner.filter { $0.from == $0.to }.map { ($0.from, $0.count) }) { first, _ in
      first
    }
    let between = Self.relevant(inner.filter { $0.from != $0.to }, limit: limit)
    let nodes =
      shown.map { LayoutGraph.Node(size: Self.size(of: $0)) }
      + [0, 1].map { _ in LayoutGraph.Node(size: Size(width: 24, height: 24)) }
    let (start, end) = (shown.count, shown.count + 1)
    let edges =
      Self.first(shown, \.starts).map { LayoutGraph.Edge(from: start, to: $0) }
      + between.map { pair in
        LayoutGraph.Edge(
          from: places[pair.from] ?? 0, to: places[pair.to] ?? 0,
          label: Size(width: Lettering.width(Self.label(pair), size: Self.small), height: 12))
      } + Self.first(shown, \.ends).map { LayoutGraph.Edge(from: $0, to: end) }
    let layout = Layout(
      LayoutGraph(nodes: nodes, edges: edges, isBalanced: true), .down)
    self.activities = shown
    boxes = layout.boxes
    size = layout.size
    ends = start...end
    greatest = (inner.map(\.count).max() ?? 1, between.map(\.cost).max() ?? 1)
    lines = edges.indices.map { index in
      let (from, to) = (edges[index].from, edges[index].to)
      let pair =
        between.first { places[$0.from] == from && places[$0.to] == to }
        ?? Pair(
          from: "", to: "", count: from == start ? shown[to].starts : shown[from].ends,
          waiting: nil, cost: 0)
      return Line(pair: pair, corners: layout.paths[index], label: layout.labels[index])
    }
  }

  /// How wide the picture is at its natural size, in pixels.
  public var naturalWidth: Int { size.width }

  /// Of each activity the way that is taken most to it and from it, and what else is frequent.
  private static func relevant(_ pairs: [Pair], limit: Int) -> [Pair] {
    var (left, reached): (Set<String>, Set<String>) = ([], [])
    var kept: [Pair] = []
    for pair in pairs {
      let isFirst = left.insert(pair.from).inserted
      let isReached = reached.insert(pair.to).inserted
      if isFirst || isReached || kept.count < limit * 3 / 2 { kept.append(pair) }
    }
    return kept
  }

  /// The places of those where most cases begin or end.
  private static func first(_ activities: [Activity], _ count: (Activity) -> Int) -> [Int] {
    let total = activities.reduce(0) { $0 + count($1) }
    return activities.indices.filter { count(activities[$0]) * 20 > total }
      .sorted { count(activities[$0]) > count(activities[$1]) }
  }

  private static func lines(of activity: Activity) -> [String] {
    Lettering.wrapped(activity.name, width: width - 16, size: text, lines: 3)
  }

  private static func size(of activity: Activity) -> Size {
    Size(width: width, height: lines(of: activity).count * 16 + 30)
  }

  private static func label(_ pair: Pair) -> String {
    [String(pair.count), pair.waiting].compactMap(\.self).joined(separator: " · ")
  }

  // MARK: Drawing

  /// The picture as an element of SVG.
  ///
  /// - Parameter classes: The classes of the element.
  public func svg(classes: String) -> String {
    var xml = XMLText(isPart: true)
    xml.open(
      "svg",
      [
        ("class", classes), ("viewBox", "0 0 \(size.width) \(size.height)"),
        ("width", String(size.width)), ("height", String(size.height)),
        ("xmlns", "http://www.w3.org/2000/svg"), ("fill", "none"), ("stroke", "currentColor"),
        ("aria-hidden", "true"), ("focusable", "false"),
      ])
    for line in lines.reversed() { draw(line, in: &xml) }
    for (index, activity) in activities.enumerated() { draw(activity, boxes[index], in: &xml) }
    for place in ends {
      let center = boxes[place].center
      let thick: [XMLText.Attribute] = place == ends.upperBound ? [("stroke-width", "4")] : []
      xml.circle(center.x, center.y, 10, thick, classes: "fp-end")
    }
    xml.close()
    return xml.text
  }

  private func draw(_ line: Line, in xml: inout XMLText) {
    guard line.corners.count > 1 else { return }
    // From a hair to seven pixels by how often, and in five shades by what the waiting costs.
    let weight = 1 + 6 * line.pair.count / max(1, greatest.count)
    let shade = Int(5 * line.pair.cost / max(1, greatest.cost))
    xml.open("g", [("class", "fp-flow fp-cost-\(shade)")])
    xml.path(line.corners.rounded(by: 8), [("stroke-width", String(weight))])
    xml.path(line.corners.arrow, [("fill", "currentColor"), ("stroke", "none")])
    if let label = line.label {
      xml.line(
        Self.label(line.pair), x: label.x, y: label.y + 10, size: Self.small, anchor: "start",
        "fp-label")
    }
    xml.close()
  }

  private func draw(_ activity: Activity, _ box: Box, in xml: inout XMLText) {
    let most = activities.map(\.count).max() ?? 1
    let shade = 5 * activity.count / max(1, most)
    xml.open("g", [("class", "fp-node fp-often-\(shade)")])
    xml.rect(box, radius: 7, classes: "fp-shape")
    var y = box.y + 18
    for line in Self.lines(of: activity) {
      xml.line(line, x: box.center.x, y: y, size: Self.text, "fp-name")
      y += 16
    }
    let again = own[activity.name].map { " ↻ \($0)" } ?? ""
    xml.line("\(activity.count)\(again)", x: box.center.x, y: y + 1, size: Self.small, "fp-count")
    xml.close()
  }
}
