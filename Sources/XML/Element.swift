// SPDX-License-Identifier: Apache-2.0

/// An element of an XML document, with its line.
public struct Element: Sendable, Hashable {
  /// The name without its prefix.
  public let name: String
  /// The namespace of the name; empty where there is none.
  public let namespace: String
  /// The attributes by their names without prefix.
  public let attributes: [String: String]
  /// The line where its start tag begins, from 1.
  public let line: Int
  /// The elements directly inside, in order.
  public internal(set) var children: [Element] = []
  /// The characters directly inside, those of child elements left out.
  public internal(set) var text = ""

  /// The first child of the name.
  public func first(_ name: String) -> Element? {
    children.first { $0.name == name }
  }

  /// Every child of the name.
  public func all(_ name: String) -> [Element] {
    children.filter { $0.name == name }
  }
}
