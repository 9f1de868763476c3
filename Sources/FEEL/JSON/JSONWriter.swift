// SPDX-License-Identifier: Apache-2.0

extension Value {
  /// The value as JSON (RFC 8259) on one line.
  ///
  /// Numbers are written with all their digits; dates, times, durations, ranges and functions, which JSON does not
  /// have, as the strings that FEEL makes of them.
  public var json: String {
    var output = ""
    writeJSON(into: &output)
    return output
  }

  private func writeJSON(into output: inout String) {
    switch self {
    case .null: output += "null"
    case .boolean(let value): output += value ? "true" : "false"
    case .number(let value): output += value.description
    case .string(let value): output.appendJSONString(value)
    case .list(let values):
      output += "["
      for (index, value) in values.enumerated() {
        if index > 0 { output += "," }
        value.writeJSON(into: &output)
      }
      output += "]"
    case .context(let context):
      output += "{"
      for (index, entry) in context.entries.enumerated() {
        if index > 0 { output += "," }
        output.appendJSONString(entry.key)
        output += ":"
        entry.value.writeJSON(into: &output)
      }
      output += "}"
    case .date, .time, .dateTime, .daysTime, .yearsMonths, .range, .function:
      output.appendJSONString(text)
    }
  }
}

extension String {
  fileprivate mutating func appendJSONString(_ value: String) {
    unicodeScalars.append("\"")
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": self += "\\\""
      case "\\": self += "\\\\"
      case "\n": self += "\\n"
      case "\r": self += "\\r"
      case "\t": self += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        self += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: unicodeScalars.append(scalar)
      }
    }
    unicodeScalars.append("\"")
  }
}
