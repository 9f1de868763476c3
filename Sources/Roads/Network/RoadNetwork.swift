// SPDX-License-Identifier: Apache-2.0

import Catalogue

/// The roads of the district as segments, in the order of their file.
package struct RoadNetwork: Sendable {
  package let name: Words
  /// Whether it is made up, for demonstrations.
  package let isDemo: Bool
  package let note: String?
  package let segments: [Segment]
  private let places: [String: Int]
  /// The segments that meet each segment at one of its ends.
  private let neighbours: [String: Set<String>]

  package static let empty = RoadNetwork(
    name: Words(""), isDemo: false, note: nil, segments: [])

  /// - Complexity: the number of segments; at each crossing the square of those that meet there.
  package init(name: Words, isDemo: Bool, note: String?, segments: [Segment]) {
    self.name = name
    self.isDemo = isDemo
    self.note = note
    self.segments = segments
    places = Dictionary(
      segments.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var meeting: [Position.Corner: Set<String>] = [:]
    for segment in segments {
      for end in [segment.line.first, segment.line.last].compactMap(\.self) {
        meeting[end.corner, default: []].insert(segment.id)
      }
    }
    var neighbours: [String: Set<String>] = [:]
    for crossing in meeting.values {
      for id in crossing { neighbours[id, default: []].formUnion(crossing) }
    }
    self.neighbours = neighbours.reduce(into: [:]) { $0[$1.key] = $1.value.subtracting([$1.key]) }
  }

  package var isEmpty: Bool { segments.isEmpty }

  package func segment(_ id: String) -> Segment? { places[id].map { segments[$0] } }

  /// Some segments in the order of the file; those that it does not know are left out.
  package func segments(_ ids: some Sequence<String>) -> [Segment] {
    Set(ids).compactMap { places[$0] }.sorted().map { segments[$0] }
  }

  /// The segments that adjoin one, itself not among them.
  package func neighbours(of id: String) -> Set<String> { neighbours[id] ?? [] }

  /// Some segments and all that adjoin any of them.
  package func surroundings(of ids: some Sequence<String>) -> Set<String> {
    ids.reduce(into: []) { around, id in
      around.insert(id)
      around.formUnion(neighbours(of: id))
    }
  }

  /// Whether one can walk from each of some segments to each other over them alone.
  package func areConnected(_ ids: Set<String>) -> Bool {
    guard let first = ids.first else { return true }
    var reached: Set<String> = [first]
    var next = [first]
    while let id = next.popLast() {
      let new = neighbours(of: id).intersection(ids).subtracting(reached)
      reached.formUnion(new)
      next += new
    }
    return reached == ids
  }

  /// The roads in the order of the file, each with its segments.
  package var roads: [(name: Words, segments: [Segment])] {
    var roads: [(name: Words, segments: [Segment])] = []
    for segment in segments {
      if let place = roads.firstIndex(where: { $0.name == segment.road }) {
        roads[place].segments.append(segment)
      } else {
        roads.append((segment.road, [segment]))
      }
    }
    return roads
  }
}
