// SPDX-License-Identifier: Apache-2.0

/// A text of which some runs are bold; a line feed in it begins a new line.
///
/// As JSON it is a list of texts that are plain and bold by turns, the first one plain.
public struct RichText: Sendable, Hashable {
  /// A piece of one weight.
  public struct Run: Sendable, Hashable {
    /// The characters.
    public var text: String
    /// Whether they are bold.
    public var isBold: Bool

    /// A piece of one weight.
    public init(_ text: String, isBold: Bool = false) {
      self.text = text
      self.isBold = isBold
    }
  }

  /// The pieces, none of them empty, no two neighbours of the same weight.
  public private(set) var runs: [Run]

  /// A text of these pieces.
  public init(_ runs: [Run]) {
    self.runs = []
    for run in runs { append(run) }
  }

  /// A text of one weight.
  public init(_ text: String, isBold: Bool = false) {
    self.init([Run(text, isBold: isBold)])
  }

  /// Adds a piece at the end.
  public mutating func append(_ run: Run) {
    guard !run.text.isEmpty else { return }
    if let last = runs.indices.last, runs[last].isBold == run.isBold {
      runs[last].text += run.text
    } else {
      runs.append(run)
    }
  }

  /// The characters without their weight.
  public var plain: String { runs.map(\.text).joined() }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { runs.isEmpty }
}

extension RichText: ExpressibleByStringInterpolation {
  /// A plain text.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension RichText: Codable {
  /// Reads texts that are plain and bold by turns.
  public init(from decoder: any Decoder) throws {
    let texts = try decoder.singleValueContainer().decode([String].self)
    self.init(texts.enumerated().map { Run($1, isBold: $0 % 2 == 1) })
  }

  /// Writes texts that are plain and bold by turns.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode((runs.first?.isBold == true ? [""] : []) + runs.map(\.text))
  }
}
