// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FEEL

@Suite("Decimals against Python's decimal module")
struct DecimalOracleTests {
  @Test(
    "24,000 cases of every operation agree",
    .enabled(if: PythonOracle.isPresent, "python3 is not installed"))
  func everyOperation() throws {
    let cases = try PythonOracle.cases(of: "decimals.py", 20_261_124, 24_000)
    try #require(cases.count == 24_000)
    var counts: [String: Int] = [:]
    for parts in cases {
      counts[parts[0], default: 0] += 1
      guard let difference = try difference(parts) else { continue }
      Issue.record("\(parts.joined(separator: " | ")): \(difference)")
    }
    print("decimals.py:", counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
  }

  /// What we say, where it is not what Python says.
  private func difference(_ parts: [String]) throws -> String? {
    let expected = try #require(parts.last)
    if parts[0] == "read" { return expected == written(Decimal128(parts[1])) ? nil : "other" }
    let first = try #require(Decimal128(parts[1]), "\(parts[1])")
    switch parts[0] {
    case "add", "subtract", "multiply", "divide", "modulo", "power", "compare":
      return try binary(parts[0], first, #require(Decimal128(parts[2])), expected)
    case "round":
      let mode = try #require(Rounding.allCases.first { "\($0)" == parts[3] })
      return unless(written(first.rounded(scale: try #require(Int(parts[2])), mode)), expected)
    case "sqrt": return unless(written(first.squareRoot), expected)
    case "exp": return unless(written(first.exponential), expected)
    case "log": return unless(written(first.naturalLogarithm), expected)
    case "integer": return unless(first.int.map(String.init) ?? "nil", expected)
    case "print":
      let text = first.description
      return text == expected && Decimal128(text) == first ? nil : text
    default: return "unknown operation"
    }
  }

  private func binary(
    _ operation: String, _ first: Decimal128, _ second: Decimal128, _ expected: String
  ) -> String? {
    switch operation {
    case "add": return unless(written(first + second), expected)
    case "subtract": return unless(written(first - second), expected)
    case "multiply": return unless(written(first * second), expected)
    case "divide": return unless(written(first / second), expected)
    case "modulo": return unlessEqual(first.modulo(second), expected)
    case "power": return unlessEqual(first.power(second), expected)
    default:
      let order = first < second ? "-1" : first == second ? "0" : "1"
      let agreesWithHash = first != second || first.hashValue == second.hashValue
      return order == expected && agreesWithHash ? nil : order
    }
  }

  private func unless(_ text: String, _ expected: String) -> String? {
    text == expected ? nil : text
  }

  private func unlessEqual(_ value: Decimal128?, _ expected: String) -> String? {
    value == (expected == "nil" ? nil : Decimal128(expected)) ? nil : written(value)
  }

  /// The very digits, as the script writes them.
  private func written(_ value: Decimal128?) -> String {
    value.map { "\($0.isNegative ? "-" : "")\($0.coefficient)E\($0.exponent)" } ?? "nil"
  }
}
