// SPDX-License-Identifier: Apache-2.0

/// Which of several lines beside each other in a space each line takes.
struct Tracks {
  /// A leg in a space, and at which of its sides other legs of the line meet it, and where.
  private struct Segment {
    let edge: Int
    let leg: Int
    let span: ClosedRange<Int>
    var before: Set<Int> = []
    var after: Set<Int> = []

    init(_ edge: Int, _ leg: Int, of route: Route) {
      self.edge = edge
      self.leg = leg
      span = route.spans[leg]
      let place = route.legs[leg].place
      for other in [leg - 1, leg + 1] where route.legs.indices.contains(other) {
        // The other leg begins or ends here; where it is not, tells its side.
        let isBefore = route.spans[other].lowerBound < place
        if isBefore {
          before.insert(route.legs[other].place)
        } else {
          after.insert(route.legs[other].place)
        }
      }
    }
  }

  /// For each line and leg, the track, from 0.
  private(set) var tracks: [[Int]]
  /// How many tracks each space has.
  private(set) var counts: [Route.Leg: Int] = [:]

  init(_ routes: [Route?], _ edges: [LayoutGraph.Edge]) {
    tracks = routes.map { Array(repeating: 0, count: $0?.legs.count ?? 0) }
    var spaces: [Route.Leg: [Segment]] = [:]
    for (edge, route) in routes.enumerated() {
      guard let route else { continue }
      for (index, leg) in route.legs.enumerated() where !leg.isMiddle {
        spaces[leg, default: []].append(Segment(edge, index, of: route))
      }
    }
    for (leg, segments) in spaces { counts[leg] = settle(segments, edges) }
  }

  /// Gives each segment of a space its track, and says how many there are.
  ///
  /// A line that comes from before turns off before one that leaves behind does at the same place, so that the two
  /// do not run along each other.
  private mutating func settle(_ segments: [Segment], _ edges: [LayoutGraph.Edge]) -> Int {
    func mustPrecede(_ left: Int, _ right: Int) -> Bool {
      left != right && !edges[segments[left].edge].isJoined(edges[segments[right].edge])
        && !segments[left].before.isDisjoint(with: segments[right].after)
    }
    var waiting = Array(segments.indices)
    var taken: [[Int]] = []
    while !waiting.isEmpty {
      // Where each of some must precede another, one of them must give way.
      let next =
        waiting.firstIndex { one in !waiting.contains { mustPrecede($0, one) } } ?? 0
      let one = waiting.remove(at: next)
      let least = taken.lastIndex { $0.contains { mustPrecede($0, one) } }.map { $0 + 1 } ?? 0
      let free = taken.indices.dropFirst(least).first { track in
        taken[track].allSatisfy { other in
          !segments[other].span.overlaps(segments[one].span)
            || edges[segments[other].edge].isJoined(edges[segments[one].edge])
        }
      }
      if let free { taken[free].append(one) } else { taken.append([one]) }
      tracks[segments[one].edge][segments[one].leg] = free ?? taken.count - 1
    }
    return taken.count
  }
}
