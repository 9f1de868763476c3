// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where the parts of a seal stand, the same on the page and in the PDF: a ring, a star, the issuer's name along the ring,
/// and the words of a special seal straight below the star.
///
/// Lengths are hundredths of the seal's radius, from its centre to the right and down; angles are radians, clockwise.
public struct SealGeometry: Sendable, Hashable {
  /// A character in a square that is stretched to a width and height.
  public struct Letter: Sendable, Hashable {
    /// What is written.
    public let character: Character
    /// The middle of the square's lower edge.
    public let x: Double
    /// How far that is below the centre of the seal.
    public let y: Double
    /// How far the square is turned around that point.
    public let angle: Double
    /// The square's width.
    public let width: Double
    /// The square's height.
    public let height: Double
  }

  /// A corner of the star.
  public struct Corner: Sendable, Hashable {
    /// To the right of the centre.
    public let x: Double
    /// Below the centre.
    public let y: Double
  }

  /// The diameter of the seal of an agency below the province, in millimetres.
  public static let side = 42.0
  /// The width of the ring.
  public static let ring = 5.0

  /// Every character of the seal.
  public let letters: [Letter]

  /// The seal of a body.
  public init(_ seal: Sheet.Seal, issuer: String) {
    letters = Self.alongRing(issuer) + Self.below(seal.words ?? "")
  }

  /// The ten corners of the star, from its tip clockwise.
  public static let star: [Corner] = (0..<10).map { place in
    // The inner corners of a pentagram lie on a circle smaller by the square of the golden ratio.
    let radius = place % 2 == 0 ? 30.0 : 30.0 * 0.381966
    let angle = -Double.pi / 2 + Double(place) * .pi / 5
    return Corner(x: radius * cos(angle), y: radius * sin(angle))
  }

  /// From lower left over the top to lower right: at most a little more than two thirds of the ring.
  private static func alongRing(_ name: String) -> [Letter] {
    let (height, foot) = (27.5, 63.3)
    let step = min(250.0 / 180 * .pi / Double(max(1, name.count)), 0.55)
    let width = min(height, 0.9 * step * (foot + height / 2))
    let first = -step * Double(name.count - 1) / 2
    return name.enumerated().map { place, character in
      let angle = first + Double(place) * step
      return Letter(
        character: character, x: foot * sin(angle), y: -foot * cos(angle), angle: angle,
        width: width, height: height)
    }
  }

  private static func below(_ words: String) -> [Letter] {
    let width = min(19, 118 / Double(max(1, words.count)))
    let first = -width * Double(words.count - 1) / 2
    return words.enumerated().map { place, character in
      Letter(
        character: character, x: first + Double(place) * width, y: 66, angle: 0, width: width,
        height: 19)
    }
  }
}
