// SPDX-License-Identifier: Apache-2.0

/// A part of a whole, exact until it is shown.
struct Share: Sendable, Hashable {
  let count: Int
  let total: Int

  init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// Hundredths of a percent, half rounded up; nil of nothing.
  var hundredths: Int? {
    total > 0 ? (count * 20_000 + total) / (2 * total) : nil
  }

  /// With two decimals, as the bureau's report has it: 81.78%.
  var text: String { hundredths.map { Decimals.text($0) + "%" } ?? "—" }
}

/// Numbers in hundredths, as they are shown.
enum Decimals {
  /// 8178 is `81.78`.
  static func text(_ hundredths: Int) -> String {
    let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    return "\(hundredths < 0 ? "-" : "")\(whole).\(part < 10 ? "0" : "")\(part)"
  }

  /// A number without decimals that say nothing: 3, 2.5.
  static func short(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    if hundredths % 100 == 0 { return "\(hundredths / 100)" }
    let text = text(hundredths)
    return text.hasSuffix("0") ? String(text.dropLast()) : text
  }
}
