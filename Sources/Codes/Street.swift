// SPDX-License-Identifier: Apache-2.0

/// A street (街道) of 江汉区, or a statistical area of the same level, nine digits.
public struct Street: Hashable, Sendable, CustomStringConvertible {
  /// Whether it is a street office or only an area of the statistics.
  public enum Kind: String, Sendable {
    case street, statistical
  }

  /// The nine digits; the form with twelve adds 000.
  public let code: String
  /// The name, "新华街道".
  public let name: String
  /// A street, or a statistical area.
  public let kind: Kind
  /// The first year in force, where known.
  public let from: Int?
  /// The last year in force, or nothing.
  public let to: Int?

  /// The nine digits.
  public var description: String { code }

  /// The 13 streets and two statistical areas, by code.
  public static let all: [Street] = Embedded.streetsCSV.split(separator: "\n").compactMap { line in
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 5, fields[0].count == 9, let kind = Kind(rawValue: fields[3]) else {
      return nil
    }
    return Street(
      code: fields[0], name: fields[4], kind: kind, from: Int(fields[1]), to: Int(fields[2]))
  }

  private init(code: String, name: String, kind: Kind, from: Int?, to: Int?) {
    self.code = code
    self.name = name
    self.kind = kind
    self.from = from
    self.to = to
  }

  /// The street of a code of nine digits, or of twelve that end in 000.
  public init(_ text: String) throws(CodeFault) {
    let count = text.utf8.count == 12 ? 12 : 9
    let bytes = try Bytes.ascii(text, count: count)
    try Bytes.requireDigits(bytes, 0..<count)
    let code = String(text.prefix(9))
    guard count == 9 || text.hasSuffix("000"),
      let street = Self.all.first(where: { $0.code == code })
    else { throw .region(text) }
    self = street
  }

  /// The streets in force in a year, statistical areas left out.
  public static func streets(in year: Int) -> [Street] {
    all.filter { $0.kind == .street && ($0.from ?? 0) <= year && year <= ($0.to ?? 9999) }
  }
}
