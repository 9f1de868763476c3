// SPDX-License-Identifier: Apache-2.0

extension Element {
  /// Reads a whole document into its root element.
  ///
  /// - Throws: `XMLFault` at the first place where the document is not well formed or beyond a limit.
  public init(
    xml bytes: some Sequence<UInt8>, limits: XMLLimits = .standard
  ) throws(XMLFault) {
    var scanner = XMLScanner(limits: limits)
    try scanner.feed(Array(bytes))
    try scanner.finish()
    var open: [Element] = []
    while let token = try scanner.next() {
      switch token {
      case .start(let tag): open.append(Element(tag))
      case .text(let text): open[open.count - 1].text += text
      case .end:
        let element = open.removeLast()
        if open.isEmpty {
          self = element
          // The scanner looks at what follows, and finds nothing more.
          while try scanner.next() != nil {}
          return
        }
        open[open.count - 1].children.append(element)
      }
    }
    throw XMLFault(problem: .empty, line: 1, column: 1)
  }

  private init(_ tag: XMLTag) {
    var attributes: [String: String] = [:]
    for attribute in tag.attributes {
      // An attribute of the language wins over an extension's of the same local name.
      let (prefix, name) = attribute.name.qualified
      let key = String(name)
      if prefix.isEmpty || attributes[key] == nil { attributes[key] = attribute.value }
    }
    self.init(
      name: tag.name, namespace: tag.namespace, attributes: attributes, line: tag.line,
      children: [], text: "")
  }
}
