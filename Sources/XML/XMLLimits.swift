// SPDX-License-Identifier: Apache-2.0

/// How large a document may be, so that one from outside cannot exhaust the server.
public struct XMLLimits: Sendable, Hashable {
  /// The most bytes, as they come.
  public let bytes: Int
  /// The most elements.
  public let elements: Int
  /// The deepest that elements may lie in each other.
  public let depth: Int
  /// The most bytes of one tag, or of one text up to the next tag, in UTF-8.
  public let piece: Int

  /// Limits of one's own.
  public init(bytes: Int, elements: Int, depth: Int, piece: Int = 4 << 20) {
    self.bytes = bytes
    self.elements = elements
    self.depth = depth
    self.piece = piece
  }

  /// For a document that is kept whole in memory: 16 MB, half a million elements, 200 deep, which is
  /// ten times the largest model of the public DMN suite.
  public static let standard = XMLLimits(bytes: 16 << 20, elements: 500_000, depth: 200)

  /// For a document that is read in a stream: only what is held at a time is limited.
  public static let stream = XMLLimits(bytes: .max, elements: .max, depth: 200, piece: 1 << 20)
}
