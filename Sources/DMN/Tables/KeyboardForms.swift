// SPDX-License-Identifier: Apache-2.0

extension String {
  /// The text with the full-width forms of ASCII, as a Chinese keyboard gives them, made plain.
  var withASCIIForms: String {
    var scalars = UnicodeScalarView()
    for scalar in unicodeScalars {
      let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
      scalars.append(isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(scalars)
  }

  /// The FEEL that was meant where a Chinese keyboard left “ ” ≤ ≥ ≠, or a full-width comma beside
  /// a quoted text.
  ///
  /// Only what can be no FEEL where it stands is changed: full-width brackets and signs may be
  /// parts of names.
  var withFEELSigns: String {
    guard unicodeScalars.contains(where: { KeyboardSigns.suspects.contains($0) }) else {
      return self
    }
    var signs = KeyboardSigns()
    for scalar in unicodeScalars { signs.take(scalar) }
    signs.settleComma(before: nil)
    return String(signs.text)
  }
}

/// Goes through a cell sign by sign.
private struct KeyboardSigns {
  static let suspects: Set<Unicode.Scalar> = ["“", "”", "≤", "≥", "≠", "，"]

  private(set) var text = String.UnicodeScalarView()
  /// What ends the quoted text that is open.
  private var closing: Set<Unicode.Scalar>?
  private var isEscaped = false
  /// Whether the last sign that is no space ended a quoted text.
  private var isAfterQuote = false
  /// Spaces and a comma before them, if it is not yet known what the comma is.
  private var pending = String.UnicodeScalarView()

  mutating func take(_ scalar: Unicode.Scalar) {
    if let closing {
      let isEnd = !isEscaped && closing.contains(scalar)
      isEscaped = !isEscaped && scalar == "\\"
      text.append(isEnd ? "\"" : scalar)
      if isEnd {
        self.closing = nil
        isAfterQuote = true
      }
      return
    }
    if !pending.isEmpty, scalar.properties.isWhitespace {
      pending.append(scalar)
      return
    }
    settleComma(before: scalar)
    switch scalar {
    case "\"": open(endedBy: ["\""])
    case "“", "”": open(endedBy: ["“", "”"])
    case "≤": text.append(contentsOf: "<=".unicodeScalars)
    case "≥": text.append(contentsOf: ">=".unicodeScalars)
    case "≠": text.append(contentsOf: "!=".unicodeScalars)
    case "，":
      pending.append(isAfterQuote ? "," : scalar)
    default: text.append(scalar)
    }
    if !scalar.properties.isWhitespace { isAfterQuote = false }
  }

  /// Decides about a comma by what follows it.
  mutating func settleComma(before scalar: Unicode.Scalar?) {
    guard let comma = pending.first else { return }
    let isBeforeQuote = scalar.map { ["\"", "“", "”"].contains($0) } ?? false
    text.append(isBeforeQuote ? "," : comma)
    text.append(contentsOf: pending.dropFirst())
    pending = String.UnicodeScalarView()
  }

  private mutating func open(endedBy closing: Set<Unicode.Scalar>) {
    self.closing = closing
    isEscaped = false
    text.append("\"")
  }
}
