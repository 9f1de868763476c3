// SPDX-License-Identifier: Apache-2.0

/// The elements that are open, and what the prefixes of their names stand for.
struct Names {
  private struct Scope {
    let depth: Int
    let prefix: Substring
    let namespace: String
  }

  private var open: [String] = []
  private var scopes: [Scope] = []

  /// How many elements are open.
  var depth: Int { open.count }

  /// The element that began last, by its name as it is written.
  var innermost: String? { open.last }

  /// Begins an element: its name, its namespace, and its attributes without declarations.
  mutating func open(
    _ tag: TagReader.Tag
  ) -> (name: String, namespace: String, attributes: [XMLTag.Attribute]) {
    open.append(tag.name)
    var attributes = tag.attributes
    if attributes.contains(where: { $0.name.hasPrefix("xmlns") }) {
      attributes = attributes.filter { !declare($0) }
    }
    let (prefix, name) = tag.name.qualified
    return (String(name), namespace(of: prefix), attributes)
  }

  /// Ends the element that began last.
  mutating func close() {
    open.removeLast()
    while let scope = scopes.last, scope.depth > open.count { scopes.removeLast() }
  }

  /// Whether the attribute declares a namespace.
  private mutating func declare(_ attribute: XMLTag.Attribute) -> Bool {
    let (prefix, name) = attribute.name.qualified
    guard attribute.name == "xmlns" || prefix == "xmlns" else { return false }
    scopes.append(
      Scope(
        depth: open.count, prefix: prefix.isEmpty ? "" : name, namespace: attribute.value))
    return true
  }

  private func namespace(of prefix: Substring) -> String {
    scopes.last { $0.prefix == prefix }?.namespace ?? ""
  }
}

extension String {
  /// A name in its two parts; the first is empty where there is no prefix.
  var qualified: (prefix: Substring, name: Substring) {
    guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return ("", self[...]) }
    return (self[..<colon], self[index(after: colon)...])
  }
}
