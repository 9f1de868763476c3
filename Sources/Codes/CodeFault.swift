// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a code, precise enough to tell a person what to do.
public enum CodeFault: Error, Hashable, Sendable {
  /// The number of characters is wrong; `expected` names the right ones ("18", "12, 31 or 33").
  case length(expected: String, found: Int)
  /// The character at a 1-based place may not stand there; `allowed` names what may.
  case alphabet(position: Int, found: String, allowed: String)
  /// The check character disagrees with the characters before it.
  case check(expected: String, found: String)
  /// No division of GB/T 2260 ever had this code.
  case region(String)
  /// The division exists, but had no such code in this year.
  case regionYear(code: String, year: Int)
  /// The date does not exist.
  case date(String)
  /// The date lies after the day of the check.
  case future(String)
  /// The date lies too far back to be a birth of a living person.
  case past(String)
  /// The registering department is not one that the strict check accepts.
  case department(String)
  /// The level of exercise is not 1 to 7.
  case level(String)
  /// The item type is not one of GB/T 39046.
  case itemType(String)
  /// The parts are not those of the format, which `expected` shows.
  case structure(expected: String)
  /// A serial or version must start at one.
  case serial(String)
  /// A number pattern is not well formed.
  case pattern(String)

  /// A stable word for programs, in the output of the bulk check.
  public var reason: String {
    switch self {
    case .length: "length"
    case .alphabet: "alphabet"
    case .check: "check"
    case .region: "region"
    case .regionYear: "region-year"
    case .date: "date"
    case .future: "future"
    case .past: "past"
    case .department: "department"
    case .level: "level"
    case .itemType: "item-type"
    case .structure: "structure"
    case .serial: "serial"
    case .pattern: "pattern"
    }
  }

  /// What is wrong and what to do, in Chinese.
  public var chinese: String {
    switch self {
    case .length(let expected, let found):
      "长度应为 \(expected) 位，现为 \(found) 位，请核对是否漏填或多填。"
    case .alphabet(let position, let found, let allowed):
      "第 \(position) 位“\(found)”不允许，此处只能是 \(allowed)，请核对（注意大写与半角）。"
    case .check(let expected, let found):
      "校验位应为 \(expected)，现为 \(found)，前面至少有一位填错，请对照原件核对。"
    case .region(let code): "行政区划代码 \(code) 不存在，请核对。"
    case .regionYear(let code, let year): "行政区划代码 \(code) 在 \(year) 年未启用，请核对区划代码与年份。"
    case .date(let text): "日期 \(text) 不存在，请核对。"
    case .future(let text): "日期 \(text) 晚于今天，请核对。"
    case .past(let text): "日期 \(text) 过于久远，请核对。"
    case .department(let text):
      "登记管理部门与机构类别“\(text)”不在严格校验范围（应为两位数字），请核对；如确为字母类部门，请人工核验。"
    case .level(let text): "行使层级“\(text)”不存在，应为 1 至 7。"
    case .itemType(let text): "事项类型“\(text)”不存在，应为 01 至 10 或 20 以上。"
    case .structure(let expected): "格式不对，应为 \(expected)。"
    case .serial(let text): "序号“\(text)”不对，应从 1 开始。"
    case .pattern(let text): "编号规则不对：\(text)"
    }
  }

  /// What is wrong and what to do, in English.
  public var english: String {
    switch self {
    case .length(let expected, let found):
      "Must have \(expected) characters, has \(found); check for a missing or extra one."
    case .alphabet(let position, let found, let allowed):
      "Character \(position), “\(found)”, is not allowed; only \(allowed) may stand there. "
        + "Check for lower case and full-width characters."
    case .check(let expected, let found):
      "The check character should be \(expected), not \(found): another character is wrong; "
        + "compare with the document."
    case .region(let code): "No division has the code \(code); check it."
    case .regionYear(let code, let year):
      "The division code \(code) was not in force in \(year); check the code and the year."
    case .date(let text): "The date \(text) does not exist; check it."
    case .future(let text): "The date \(text) is in the future; check it."
    case .past(let text): "The date \(text) is too far in the past; check it."
    case .department(let text):
      "“\(text)” is not two digits, as the strict check wants of department and type; check it, "
        + "or verify by hand if it is a department with a letter."
    case .level(let text): "There is no level of exercise “\(text)”; it is 1 to 7."
    case .itemType(let text): "There is no item type “\(text)”; it is 01 to 10, or 20 and above."
    case .structure(let expected): "The format is wrong; it should be \(expected)."
    case .serial(let text): "The serial “\(text)” is wrong; serials start at 1."
    case .pattern(let text): "The number pattern is wrong: \(text)"
    }
  }
}
