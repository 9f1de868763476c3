// SPDX-License-Identifier: Apache-2.0

/// What a document of XML says next.
public enum XMLToken: Sendable, Hashable {
  /// An element begins.
  case start(XMLTag)
  /// Characters inside of an element, references resolved; one text may come in several.
  case text(String)
  /// The element that began last, and has not ended, ends; also an empty one.
  case end
}

/// The start tag of an element.
public struct XMLTag: Sendable, Hashable {
  /// An attribute as it is written; declarations of namespaces are not among them.
  public struct Attribute: Sendable, Hashable {
    /// The name, with its prefix if it has one.
    public let name: String
    /// The value, references resolved.
    public let value: String
  }

  /// The name without its prefix.
  public let name: String
  /// The namespace of the name; empty where there is none.
  public let namespace: String
  /// The attributes in the order in which they are written.
  public let attributes: [Attribute]
  /// The line where the tag begins, from 1.
  public let line: Int
  /// The place in the line where the tag begins, in characters, from 1.
  public let column: Int

  /// The value of an attribute by its name as it is written.
  public subscript(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }
}
