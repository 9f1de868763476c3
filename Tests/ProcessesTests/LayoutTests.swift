// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Processes

@Suite("Lines go along and across only, and through nothing")
struct LayoutTests {
  /// A graph by chance, the same for the same number.
  private func graph(_ seed: Int) -> LayoutGraph {
    var chance = Chance(seed: UInt64(seed))
    let count = chance.next(2...14)
    let lanes = chance.next(1...4)
    let nodes = (0..<count).map { _ -> LayoutGraph.Node in
      var node = LayoutGraph.Node(
        size: Size(width: chance.next(20...120), height: chance.next(20...60)),
        lane: chance.next(0...lanes - 1), hasSides: chance.next(0...2) == 0)
      if chance.next(0...3) == 0 {
        node.above = Size(width: chance.next(10...150), height: chance.next(10...30))
      }
      if chance.next(0...3) == 0 {
        node.below = Size(width: chance.next(10...150), height: chance.next(10...30))
      }
      return node
    }
    let edges = (0..<chance.next(1...count * 2)).map { _ in
      LayoutGraph.Edge(
        from: chance.next(0...count - 1), to: chance.next(0...count - 1),
        label: chance.next(0...2) == 0 ? Size(width: chance.next(10...60), height: 14) : .none)
    }
    return LayoutGraph(
      nodes: nodes, edges: edges, lanes: lanes, isBalanced: chance.next(0...1) == 0)
  }

  @Test("of a thousand graphs by chance, in both directions", arguments: 0..<10)
  func chance(round: Int) {
    for seed in round * 100..<(round + 1) * 100 {
      for direction in [Layout.Direction.right, .down] {
        let graph = graph(seed)
        let layout = Layout(graph, direction)
        let fault = fault(of: layout, graph, direction)
        #expect(fault == nil, "graph \(seed), \(direction)")
      }
    }
  }

  private func fault(
    of layout: Layout, _ graph: LayoutGraph, _ direction: Layout.Direction
  ) -> String? {
    let whole = Box(x: 0, y: 0, width: layout.size.width, height: layout.size.height)
    for (index, box) in layout.boxes.enumerated() {
      if !whole.contains(box) { return "thing \(index) lies outside" }
      if !layout.lanes[graph.nodes[index].lane].contains(box) {
        return "thing \(index) lies outside of its band"
      }
      for other in layout.boxes.indices.dropFirst(index + 1) where box.overlaps(layout.boxes[other])
      {
        return "things \(index) and \(other) overlap"
      }
    }
    for (index, lane) in layout.lanes.enumerated() {
      for other in layout.lanes.dropFirst(index + 1) where lane.overlaps(other) {
        return "bands overlap"
      }
    }
    for (index, path) in layout.paths.enumerated()
    where graph.edges[index].from != graph.edges[index].to {
      if let fault = self.fault(of: path, graph.edges[index], layout) {
        return "line \(index) \(fault)"
      }
      guard path.allSatisfy({ whole.contains(Box(x: $0.x, y: $0.y, width: 0, height: 0)) }) else {
        return "line \(index) lies outside"
      }
    }
    return nil
  }

  private func fault(of path: [Point], _ edge: LayoutGraph.Edge, _ layout: Layout) -> String? {
    guard let first = path.first, let last = path.last, path.count > 1 else { return "is missing" }
    if !layout.boxes[edge.from].hasOnEdge(first) { return "does not begin at its thing" }
    if !layout.boxes[edge.to].hasOnEdge(last) { return "does not end at its thing" }
    for (start, end) in zip(path, path.dropFirst()) {
      if start.x != end.x, start.y != end.y { return "is slanted" }
      if start == end { return "has a corner that is none" }
      for (index, box) in layout.boxes.enumerated() where box.isCrossed(from: start, to: end) {
        return "goes through thing \(index)"
      }
    }
    return nil
  }

  @Test("two lines run along each other only if they share an end", arguments: 0..<10)
  func apart(round: Int) {
    var together = 0
    var pairs = 0
    for seed in round * 100..<(round + 1) * 100 {
      let graph = graph(seed)
      let layout = Layout(graph)
      for left in graph.edges.indices {
        for right in graph.edges.indices.dropFirst(left + 1)
        where !graph.edges[left].isJoined(graph.edges[right]) {
          pairs += 1
          if layout.paths[left].runsAlong(layout.paths[right]) { together += 1 }
        }
      }
    }
    // In a space where each would have to give way to the other, they do for the length of a track.
    #expect(together * 100 < pairs, "\(together) of \(pairs)")
  }

  @Test("what follows lies behind, and the main line is straight")
  func order() {
    let size = Size(width: 40, height: 20)
    let graph = LayoutGraph(
      nodes: (0..<5).map { _ in LayoutGraph.Node(size: size) },
      edges: [
        LayoutGraph.Edge(from: 0, to: 1), LayoutGraph.Edge(from: 1, to: 2),
        LayoutGraph.Edge(from: 1, to: 3), LayoutGraph.Edge(from: 2, to: 4),
        LayoutGraph.Edge(from: 3, to: 4), LayoutGraph.Edge(from: 3, to: 0),
      ])
    let layout = Layout(graph)
    #expect(Set([0, 1, 2, 4].map { layout.boxes[$0].center.y }).count == 1)
    #expect(layout.boxes[3].y > layout.boxes[2].bottom)
    #expect(layout.boxes[2].x > layout.boxes[1].right)
    #expect(layout.boxes[4].x > layout.boxes[3].right)
    let down = Layout(graph, .down)
    #expect(Set([0, 1, 2, 4].map { down.boxes[$0].center.x }).count == 1)
    #expect(down.boxes[4].y > down.boxes[3].bottom)
  }

  @Test(
    "texts are broken where they may be",
    arguments: [
      ("一次性补正告知", 60, ["一次性补", "正告知"]), ("two words", 41, ["two", "words"]),
      ("unbreakable", 24, ["unb", "rea", "k…"]), ("受理，审查", 30, ["受", "理，", "审查"]),
      ("", 20, []),
    ])
  func lines(text: String, width: Int, lines: [String]) {
    #expect(Lettering.wrapped(text, width: width, size: 13, lines: 3) == lines)
  }
}

/// Numbers by chance (Steele and others, SplitMix64), the same for the same beginning.
struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next(_ range: ClosedRange<Int>) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    value ^= value >> 31
    return range.lowerBound + Int(value % UInt64(range.count))
  }
}

extension Box {
  fileprivate func contains(_ other: Box) -> Bool {
    x <= other.x && y <= other.y && right >= other.right && bottom >= other.bottom
  }

  fileprivate func hasOnEdge(_ point: Point) -> Bool {
    (point.x == x || point.x == right) && (y...bottom).contains(point.y)
      || (point.y == y || point.y == bottom) && (x...right).contains(point.x)
  }
}

extension [Point] {
  /// Whether a part of this line, longer than a point, is a part of another.
  fileprivate func runsAlong(_ other: [Point]) -> Bool {
    zip(self, dropFirst()).contains { a, b in
      zip(other, other.dropFirst()).contains { c, d in
        let isAcross = a.x == b.x && c.x == d.x && a.x == c.x
        let isAlong = a.y == b.y && c.y == d.y && a.y == c.y
        let left = isAcross ? [a.y, b.y].sorted() : [a.x, b.x].sorted()
        let right = isAcross ? [c.y, d.y].sorted() : [c.x, d.x].sorted()
        return (isAcross || isAlong) && Swift.max(left[0], right[0]) < Swift.min(left[1], right[1])
      }
    }
  }
}
