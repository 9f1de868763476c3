// SPDX-License-Identifier: Apache-2.0

/// What a bureau settles for itself, apart from the rules.
package struct OversightSettings: Sendable {
  /// The words before the level in a card's number, for instance `江汉监`.
  package var cardPrefix: String

  package init(cardPrefix: String = "江汉监") {
    self.cardPrefix = cardPrefix
  }

  /// The number of a card: 江汉监黄〔2026〕3号.
  func cardNumber(_ level: Card.Level, year: Int, serial: Int) -> String {
    "\(cardPrefix)\(level.numberWord)〔\(year)〕\(serial)号"
  }
}
