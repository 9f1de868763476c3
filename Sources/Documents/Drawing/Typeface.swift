// SPDX-License-Identifier: Apache-2.0

/// The fonts that documents are set in, by the names of their families.
public struct Typeface: Sendable, Hashable {
  /// The family of titles and text (宋体): it must have a bold weight.
  public var serif: String
  /// The family of headings and small print (黑体).
  public var sans: String

  /// Fonts by the names of their families.
  public init(serif: String, sans: String) {
    self.serif = serif
    self.sans = sans
  }

  subscript(family: TextStyle.Family) -> String {
    switch family {
    case .serif: serif
    case .sans: sans
    }
  }

  /// The free fonts of the Debian package fonts-noto-cjk, in the forms of the mainland.
  public static let noto = Typeface(serif: "Noto Serif CJK SC", sans: "Noto Sans CJK SC")
}

/// How a text is set; lengths are points.
struct TextStyle: Sendable {
  /// One of the families of a typeface.
  enum Family {
    case serif, sans
  }

  /// Where the lines stand in their width.
  enum Alignment {
    case start, centre, end
  }

  /// A colour by its parts, 0 to 1.
  struct Colour: Hashable, Sendable {
    var red: Double
    var green: Double
    var blue: Double

    static let black = Colour(red: 0, green: 0, blue: 0)
    static let grey = Colour(red: 0.32, green: 0.32, blue: 0.32)
    /// The red of heads and seals.
    static let red = Colour(red: 0.81, green: 0.07, blue: 0.08)
  }

  var family = Family.serif
  var size: Double
  var isBold = false
  /// From one line to the next.
  var pitch: Double
  var alignment = Alignment.start
  /// Whether full lines are spread to the whole width.
  var isJustified = false
  /// Before the first line of a paragraph.
  var indent: Double = 0
  /// Between two characters.
  var spacing: Double = 0
  var colour = Colour.black
}

extension TextStyle {
  // GB/T 9704-2012 sets the text in size 三号 (16 pt), 22 lines on 225 mm, and the title in 二号 (22 pt).
  static let text = TextStyle(size: 16, pitch: 29, isJustified: true, indent: 32)
  static let flush = TextStyle(size: 16, pitch: 29, isJustified: true)
  static let title = TextStyle(
    size: 22, isBold: true, pitch: 35, alignment: .centre, spacing: 2)
  static let heading = TextStyle(family: .sans, size: 16, pitch: 29, indent: 32)
  static let head = TextStyle(
    size: 30, isBold: true, pitch: 42, alignment: .centre, spacing: 3, colour: .red)
  static let number = TextStyle(size: 14, pitch: 24, alignment: .centre)
  static let cell = TextStyle(size: 12, pitch: 19)
  static let cellHead = TextStyle(family: .sans, size: 12, pitch: 19, alignment: .centre)
  static let cellName = TextStyle(family: .sans, size: 12, pitch: 19)
  static let note = TextStyle(size: 12, pitch: 20, isJustified: true)
  static let small = TextStyle(family: .sans, size: 9, pitch: 14, colour: .grey)
  static let footer = TextStyle(size: 10.5, pitch: 17, isJustified: true)
  static let folio = TextStyle(size: 10, pitch: 14, alignment: .centre)
  /// The cover of a file.
  static let cover = TextStyle(
    size: 40, isBold: true, pitch: 60, alignment: .centre, spacing: 8)
  static let coverIssuer = TextStyle(size: 22, pitch: 34, alignment: .centre, spacing: 2)
  static let coverName = TextStyle(family: .sans, size: 14, pitch: 24)
  static let coverValue = TextStyle(size: 14, pitch: 24)
  /// The list of contents of a file.
  static let contents = TextStyle(size: 10, pitch: 16)
  static let contentsHead = TextStyle(
    family: .sans, size: 10, pitch: 16, alignment: .centre)
  static let contentsCentred = TextStyle(size: 10, pitch: 16, alignment: .centre)
  /// The number of a page within a file.
  static let fileFolio = TextStyle(family: .sans, size: 11, pitch: 14, alignment: .end)
  static let sign = TextStyle(size: 16, pitch: 29, alignment: .centre)
}
