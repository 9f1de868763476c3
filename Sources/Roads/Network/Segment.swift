// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation

/// What a road is covered with, in the words of the item's question about it.
package enum Pavement: String, Codable, CaseIterable, Sendable {
  case asphalt
  case concrete
  case sidewalk
}

/// A place on the map: degrees of longitude and latitude.
package struct Position: Codable, Sendable, Hashable {
  package let longitude: Double
  package let latitude: Double

  package init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  private static let metresPerDegree = 111_195.0

  /// How far away another place is, in metres; within a city, to a few in a thousand.
  package func metres(to other: Position) -> Double {
    let shrinking = cos((latitude + other.latitude) / 2 * .pi / 180)
    let east = (other.longitude - longitude) * shrinking * Self.metresPerDegree
    let north = (other.latitude - latitude) * Self.metresPerDegree
    return (east * east + north * north).squareRoot()
  }

  /// The same place to about a metre: by this, ends of segments meet.
  var corner: Corner {
    Corner(
      east: Int((longitude * 100_000).rounded()), north: Int((latitude * 100_000).rounded()))
  }

  struct Corner: Hashable {
    let east: Int
    let north: Int
  }
}

/// A stretch of a road from one crossing to the next (路段): what a dig is planned on.
package struct Segment: Sendable, Hashable {
  package let id: String
  package let road: Words
  package let from: Words
  package let to: Words
  /// Metres.
  package let length: Int
  package let lanes: Int
  package let pavement: Pavement
  /// When it was first handed over to traffic (交付使用).
  package let built: Day?
  /// When it was handed over after an extension or a rebuilding (扩建、改建), the last time.
  package let rebuilt: Day?
  /// When its last overhaul (大修) was completed.
  package let overhauled: Day?
  /// From one end to the other; two places at least.
  package let line: [Position]

  /// The length of the line as it is drawn, in metres.
  var drawnLength: Double {
    zip(line, line.dropFirst()).reduce(0) { $0 + $1.0.metres(to: $1.1) }
  }
}
