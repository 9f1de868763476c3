// SPDX-License-Identifier: Apache-2.0

/// A document of XML 1.0 in the making, an element a line.
///
/// What is written is well formed whatever the texts are: a character that XML cannot hold becomes
/// U+FFFD.
struct XMLText {
  /// An attribute; one without a value is left out.
  typealias Attribute = (name: String, value: String?)

  /// The document as far as it is written.
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  /// The elements that are open, from the outermost.
  private var path: [String] = []
  /// Whether the innermost start tag waits for its end, which tells whether the element is empty.
  private var isTagOpen = false

  /// Begins an element.
  mutating func open(_ name: String, _ attributes: [Attribute] = []) {
    start(name, attributes)
    path.append(name)
    isTagOpen = true
  }

  /// Ends the element that was begun last.
  mutating func close() {
    guard let name = path.popLast() else { return }
    if isTagOpen {
      text += "/>\n"
      isTagOpen = false
    } else {
      indent()
      text += "</\(name)>\n"
    }
  }

  /// An element with nothing inside but a text, exact to the space.
  mutating func element(_ name: String, _ attributes: [Attribute] = [], text content: String) {
    start(name, attributes)
    text += ">" + Self.escaped(content, isAttribute: false) + "</\(name)>\n"
  }

  private mutating func start(_ name: String, _ attributes: [Attribute]) {
    if isTagOpen { text += ">\n" }
    isTagOpen = false
    indent()
    text += "<" + name
    for (name, value) in attributes {
      guard let value else { continue }
      text += " \(name)=\"" + Self.escaped(value, isAttribute: true) + "\""
    }
  }

  private mutating func indent() {
    text += String(repeating: "  ", count: path.count)
  }

  private static func escaped(_ content: String, isAttribute: Bool) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": scalars.append(contentsOf: "&amp;".unicodeScalars)
      case "<": scalars.append(contentsOf: "&lt;".unicodeScalars)
      case ">": scalars.append(contentsOf: "&gt;".unicodeScalars)
      case "\"" where isAttribute: scalars.append(contentsOf: "&quot;".unicodeScalars)
      // A parser turns these into spaces or line feeds unless they are written by number.
      case "\r": scalars.append(contentsOf: "&#13;".unicodeScalars)
      case "\n" where isAttribute: scalars.append(contentsOf: "&#10;".unicodeScalars)
      case "\t" where isAttribute: scalars.append(contentsOf: "&#9;".unicodeScalars)
      case "\n", "\t": scalars.append(scalar)
      default:
        let isForeign = scalar.value < 0x20 || scalar == "\u{FFFE}" || scalar == "\u{FFFF}"
        scalars.append(isForeign ? "\u{FFFD}" : scalar)
      }
    }
    return String(scalars)
  }
}
