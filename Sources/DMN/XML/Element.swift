// SPDX-License-Identifier: Apache-2.0

/// An element of an XML document, with its line.
package struct Element: Sendable, Hashable {
  /// The name without its prefix.
  package let name: String
  /// The namespace of the name; empty where there is none.
  package let namespace: String
  /// The attributes by their names without prefix.
  package let attributes: [String: String]
  /// The line where its start tag ends, from 1.
  package let line: Int
  /// The elements directly inside, in order.
  package internal(set) var children: [Element] = []
  /// The characters directly inside, those of child elements left out.
  package internal(set) var text = ""

  /// The first child of the name.
  package func first(_ name: String) -> Element? {
    children.first { $0.name == name }
  }

  /// Every child of the name.
  package func all(_ name: String) -> [Element] {
    children.filter { $0.name == name }
  }

  /// The characters inside without white space at their ends.
  package var trimmedText: String { text.trimmed }

  /// What may stand in the element “text” inside, as DMN wraps expressions.
  package var wrappedText: String? { first("text")?.text }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
