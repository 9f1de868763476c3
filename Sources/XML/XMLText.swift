// SPDX-License-Identifier: Apache-2.0

/// A document of XML 1.0 in the making, an element a line.
///
/// What is written is well formed whatever the texts are: a character that XML cannot hold becomes
/// U+FFFD.
public struct XMLText: Sendable {
  /// An attribute; one without a value is left out.
  public typealias Attribute = (name: String, value: String?)

  /// The document as far as it is written.
  public private(set) var text: String
  /// The elements that are open, from the outermost.
  private var path: [String] = []
  /// Whether the innermost start tag waits for its end, which tells whether the element is empty.
  private var isTagOpen = false

  /// A document of which nothing but its declaration is written, or a part of one, which has none.
  public init(isPart: Bool = false) {
    text = isPart ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  }

  /// Begins an element.
  public mutating func open(_ name: String, _ attributes: [Attribute] = []) {
    start(name, attributes)
    path.append(name)
    isTagOpen = true
  }

  /// Ends the element that was begun last.
  public mutating func close() {
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
  public mutating func element(_ name: String, _ attributes: [Attribute] = [], text content: String)
  {
    start(name, attributes)
    text += ">" + Self.escaped(content, isAttribute: false) + "</\(name)>\n"
  }

  /// Takes what is written so far, so that a long document need not be held whole.
  public mutating func take() -> String {
    defer { text = "" }
    return text
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
