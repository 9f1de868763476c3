// SPDX-License-Identifier: Apache-2.0

/// How large a document may be, so that one from outside cannot exhaust the server.
public struct XMLLimits: Sendable, Hashable {
  /// The most bytes.
  public let bytes: Int
  /// The most elements.
  public let elements: Int
  /// The deepest that elements may lie in each other.
  public let depth: Int

  /// Limits of one's own.
  public init(bytes: Int, elements: Int, depth: Int) {
    self.bytes = bytes
    self.elements = elements
    self.depth = depth
  }

  /// 16 MB, half a million elements, 200 deep: ten times the largest model of the public suite.
  public static let standard = XMLLimits(bytes: 16 << 20, elements: 500_000, depth: 200)
}
