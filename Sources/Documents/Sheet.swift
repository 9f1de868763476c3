// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// A document on A4: who issues it, its number, its text, the seal and the date.
///
/// The page and the PDF of a document are made of the same value, and the value is what is kept of a document that
/// was issued: its form as JSON stays readable, so a new field is optional.
public struct Sheet: Sendable, Hashable, Codable {
  /// The body that issues it, in red above the line; empty for a paper that no body issues.
  public var issuer: String
  /// What it is: 受理通知书.
  public var title: String
  /// Its number: 江行审受〔2026〕0001 号; empty without one.
  public var number: String
  /// Whom it speaks to, without the colon.
  public var addressee: String?
  /// Its text, from top to bottom.
  public var blocks: [Block]
  /// The day that it bears below the issuer's name; nil leaves both out.
  public var day: Day?
  /// The seal over the day.
  public var seal: Seal?
  /// The text of the QR code at its foot.
  public var code: String?
  /// What stands beside the code, or in its place: how the document is checked.
  public var check: String?
  /// What stands at the foot of the last page: copies, places, telephones.
  public var footer: String?

  /// A document.
  public init(
    issuer: String, title: String, number: String, addressee: String? = nil, blocks: [Block],
    day: Day? = nil, seal: Seal? = nil, code: String? = nil, check: String? = nil,
    footer: String? = nil
  ) {
    self.issuer = issuer
    self.title = title
    self.number = number
    self.addressee = addressee
    self.blocks = blocks
    self.day = day
    self.seal = seal
    self.code = code
    self.check = check
    self.footer = footer
  }
}

extension Sheet {
  /// A red seal with the issuer's name around a star.
  public enum Seal: Sendable, Hashable, Codable {
    /// The seal of the body itself.
    case official
    /// A special seal: the words that stand straight below the star, 行政审批受理专用章.
    case special(String)

    /// The words below the star, if there are any.
    public var words: String? {
      switch self {
      case .official: nil
      case .special(let words): words
      }
    }
  }

  /// A part of the text.
  public enum Block: Sendable, Hashable, Codable {
    /// A paragraph, its first line indented by two characters.
    case paragraph(RichText)
    /// A heading within the text.
    case heading(RichText)
    /// A table of names and values.
    case facts([Fact])
    /// A table with a head.
    case table(Table)
    /// Numbered entries.
    case list([RichText])
    /// A remark in smaller type.
    case note(RichText)
  }

  /// A name and its value.
  public struct Fact: Sendable, Hashable, Codable {
    /// The name, in the narrow column.
    public var name: RichText
    /// The value; a line of the text of its own for each line in it.
    public var value: RichText

    /// A name and its value.
    public init(_ name: RichText, _ value: RichText) {
      self.name = name
      self.value = value
    }
  }

  /// A table: its head is repeated on every page that it reaches.
  public struct Table: Sendable, Hashable, Codable {
    /// The titles of the columns.
    public var head: [RichText]
    /// The rows, each as wide as the head; what is missing is blank, what is too much is not shown.
    public var rows: [[RichText]]

    /// A table.
    public init(head: [RichText], rows: [[RichText]]) {
      self.head = head
      self.rows = rows
    }
  }
}
