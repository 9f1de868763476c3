// SPDX-License-Identifier: Apache-2.0

/// How personal data is shown by default: enough to recognise, too little to use.
package enum Masking {
  /// 张*, 欧阳**: the first character of a person's name; the name of an entity is public.
  package static func name(_ name: String, ofPerson: Bool) -> String {
    guard ofPerson, name.count > 1 else { return name }
    return String(name.prefix(1)) + String(repeating: "*", count: name.count - 1)
  }

  /// 420103********0017: the region and the last four of an identity number.
  package static func code(_ code: String) -> String {
    guard code.count > 10 else { return String(repeating: "*", count: code.count) }
    return String(code.prefix(6)) + String(repeating: "*", count: code.count - 10)
      + String(code.suffix(4))
  }

  /// 138****0001: the first three and the last four of a number.
  package static func phone(_ phone: String) -> String {
    guard phone.count > 7 else { return String(repeating: "*", count: phone.count) }
    return String(phone.prefix(3)) + String(repeating: "*", count: phone.count - 7)
      + String(phone.suffix(4))
  }
}
