// SPDX-License-Identifier: Apache-2.0

/// The uniform code of an investment project (投资项目统一代码, GB/T 40058-2021).
///
/// "2401-420103-04-01-123456": 4 year and month, 6 division, 2 department class, 2 project type,
/// 5 random and 1 check. Verified are form, month and division. The algorithm of the check is not
/// published freely, so the last digit is not verified.
public struct ProjectCode: Hashable, Sendable, CustomStringConvertible {
  /// The code with its hyphens.
  public let description: String

  /// Reads and checks a code with hyphens.
  public init(_ text: String) throws(CodeFault) {
    let bytes = try Bytes.ascii(text, count: 24)
    for place in 0..<24 {
      if [4, 11, 14, 17].contains(place) {
        guard bytes[place] == UInt8(ascii: "-") else {
          throw .structure(expected: "0000-000000-00-00-000000")
        }
      } else {
        try Bytes.requireDigits(bytes, place..<place + 1)
      }
    }
    let start = Bytes.number(bytes[0..<4]) ?? 0
    // Codes before the standard began with the year: 2013 to 2020 can be no month.
    guard (1...12).contains(start % 100) || (2013...2020).contains(start) else {
      throw .date(Bytes.text(bytes[0..<4]))
    }
    let division = Bytes.number(bytes[5..<11]) ?? 0
    guard division == 0 || Division.isKnown(division) else {
      throw .region(Bytes.text(bytes[5..<11]))
    }
    description = text
  }

  /// Makes a code; `serial` is the last six digits as the national platform gave them.
  public static func make(
    yearMonth: String, division: String, department: String, type: String, serial: String
  ) throws(CodeFault) -> ProjectCode {
    try ProjectCode([yearMonth, division, department, type, serial].joined(separator: "-"))
  }

  /// Year and month, yyMM; or the year of codes before the standard.
  public var yearMonth: String { part(0) }
  /// The division, 000000 for projects of the nation.
  public var division: String { part(1) }
  /// The department or industry class.
  public var department: String { part(2) }
  /// The project type.
  public var type: String { part(3) }
  /// Five random digits and the check.
  public var serial: String { part(4) }

  private func part(_ index: Int) -> String {
    String(description.split(separator: "-")[index])
  }
}
