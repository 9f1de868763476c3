// SPDX-License-Identifier: Apache-2.0

/// The code of a service item (政务服务事项) in the practice of the national platform.
///
/// Basic code, 12 digits: 2 province (00 for the nation), 2 type (GB/T 39046 A.1), 2 department class,
/// 3 main item, 3 sub-item. Implementation code, 31: 18 social credit code of the implementing body,
/// 1 level of exercise, 12 basic. Handling code, 33: implementation code and a serial of two digits.
public struct ItemCode: Hashable, Sendable, CustomStringConvertible {
  /// Which of the three codes it is, by its length.
  public enum Form: Int, Sendable {
    case basic = 12
    case implementation = 31
    case handling = 33
  }

  /// All characters.
  public let description: String
  /// Which of the three codes it is.
  public let form: Form

  /// Reads and checks a code of 12, 31 or 33 characters.
  public init(_ text: String) throws(CodeFault) {
    guard let form = Form(rawValue: text.count) else {
      throw Bytes.lengthFault(text, "12, 31 or 33")
    }
    let bytes = try Bytes.ascii(text, count: form.rawValue)
    try Self.check(bytes, form: form)
    description = text
    self.form = form
  }

  /// Makes an implementation code, or a handling code when a serial from 1 to 99 is given.
  public static func make(
    body: SocialCreditCode, level: Int, basic: ItemCode, handling: Int? = nil
  ) throws(CodeFault) -> ItemCode {
    guard basic.form == .basic else { throw .length(expected: "12", found: basic.form.rawValue) }
    let serial = handling.map { Bytes.padded($0, to: 2) } ?? ""
    return try ItemCode(body.description + String(level) + basic.description + serial)
  }

  /// Makes a basic code from its parts.
  public static func make(
    province: String, type: String, department: String, main: Int, sub: Int = 0
  ) throws(CodeFault) -> ItemCode {
    try ItemCode(
      province + type + department + Bytes.padded(main, to: 3) + Bytes.padded(sub, to: 3))
  }

  /// The twelve digits of the basic code.
  public var basic: String {
    form == .basic ? description : String(description.dropFirst(19).prefix(12))
  }
  /// The 31 characters of the implementation code, unless this is a basic code.
  public var implementation: String? { form == .basic ? nil : String(description.prefix(31)) }
  /// The social credit code of the implementing body, unless this is a basic code.
  public var body: String? { form == .basic ? nil : String(description.prefix(18)) }
  /// The level of exercise, 1 nation to 7, unless this is a basic code.
  public var level: Int? {
    form == .basic ? nil : description.dropFirst(18).first?.wholeNumberValue
  }
  /// The serial of the handling item, two digits.
  public var handling: String? { form == .handling ? String(description.suffix(2)) : nil }
  /// The province's two digits, 00 for the nation.
  public var province: String { String(basic.prefix(2)) }
  /// The item type, 01 licence to 20 public service.
  public var type: String { String(basic.dropFirst(2).prefix(2)) }
  /// The department class.
  public var department: String { String(basic.dropFirst(4).prefix(2)) }
  /// The main item.
  public var main: String { String(basic.dropFirst(6).prefix(3)) }
  /// The sub-item, 000 when there is none.
  public var sub: String { String(basic.suffix(3)) }

  static func check(_ bytes: [UInt8], form: Form) throws(CodeFault) {
    let start = form == .basic ? 0 : 19
    try Bytes.requireDigits(bytes, (start == 0 ? 0 : 18)..<bytes.count)
    if start > 0 {
      try SocialCreditCode.check(bytes[0..<18])
      guard (UInt8(ascii: "1")...UInt8(ascii: "7")).contains(bytes[18]) else {
        throw .level(Bytes.text(bytes[18..<19]))
      }
    }
    let province = Bytes.number(bytes[start..<start + 2]) ?? 0
    guard province == 0 || Division.isProvince(province) else {
      throw .region(Bytes.text(bytes[start..<start + 2]))
    }
    let type = Bytes.number(bytes[start + 2..<start + 4]) ?? 0
    // 11 to 19 are reserved for further powers: no item has them yet.
    guard (1...10).contains(type) || type >= 20 else {
      throw .itemType(Bytes.text(bytes[start + 2..<start + 4]))
    }
    if form == .handling, bytes.suffix(2).elementsEqual("00".utf8) { throw .serial("00") }
  }
}
