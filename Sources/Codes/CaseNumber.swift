// SPDX-License-Identifier: Apache-2.0

/// The number of a case (办件编号): by default 31 implementation code, yyyyMMdd, 4 serial, 43 in all.
public struct CaseNumber: Hashable, Sendable, CustomStringConvertible {
  /// The whole number.
  public let description: String
  /// The rule it was read by.
  public let pattern: NumberPattern
  /// The fields of the rule by name.
  public let fields: [String: String]

  /// Reads and checks a number by a rule.
  public init(_ text: String, pattern: NumberPattern = .caseNumber) throws(CodeFault) {
    fields = try pattern.parse(text)
    description = text
    self.pattern = pattern
  }

  /// Makes the number of a case of an item: `serial` counts from 1 within the item and the day.
  public static func make(
    item: ItemCode, date: CivilDate, serial: Int, pattern: NumberPattern = .caseNumber
  ) throws(CodeFault) -> CaseNumber {
    guard let implementation = item.implementation else {
      throw .length(expected: "31", found: item.form.rawValue)
    }
    guard serial > 0 else { throw .serial(String(serial)) }
    let text = try pattern.make([
      "item": implementation, "date": date.compact, "year": String(date.compact.prefix(4)),
      "serial": String(serial),
    ])
    return try CaseNumber(text, pattern: pattern)
  }

  /// The implementation code, where the rule has one.
  public var item: ItemCode? { fields["item"].flatMap { try? ItemCode($0) } }
  /// The day of the case, where the rule has one.
  public var date: CivilDate? { fields["date"].flatMap { CivilDate(compact: Array($0.utf8)) } }
  /// The serial of the day, where the rule has one.
  public var serial: Int? { fields["serial"].flatMap { Int($0) } }
}
