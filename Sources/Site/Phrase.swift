// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// A text of the screens: the Chinese source text with places for values.
///
/// `"还剩 \(n) 个工作日"` has the key `还剩 {} 个工作日`, which is what `en.yaml` translates. A phrase knows no
/// language; `Visit.t` or `Texts.render` turns it into one.
package struct Phrase: ExpressibleByStringInterpolation, Sendable, Hashable {
  /// A value in a phrase; dates and phrases follow the language of the reader.
  package enum Argument: Sendable, Hashable {
    case text(String)
    /// Data that carries its own English; without any it reads as in Chinese.
    case words(zh: String, en: String?)
    case number(Int)
    case phrase(Phrase)
    case day(Day)
    case instant(Instant)
  }

  /// The Chinese source text, each value written as `{}`.
  package let key: String
  /// The values in the order of the source text.
  package let arguments: [Argument]

  package init(key: String, arguments: [Argument] = []) {
    self.key = key
    self.arguments = arguments
  }

  package init(stringLiteral value: String) {
    key = value
    arguments = []
  }

  package init(stringInterpolation: StringInterpolation) {
    key = stringInterpolation.key
    arguments = stringInterpolation.arguments
  }

  /// The source text with its values, for a document that is Chinese whoever reads it.
  package var chinese: String { Texts.source.render(self, in: .zh) }

  /// Text that is the same in every language: a name, a number, what a person has typed.
  package static func verbatim(_ text: String) -> Phrase {
    Phrase(key: "{}", arguments: [.text(text)])
  }

  /// What the compiler calls for a literal with values in it.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var key = ""
    fileprivate var arguments: [Argument] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      key.reserveCapacity(literalCapacity + 2 * interpolationCount)
      arguments.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) {
      key += literal
    }

    package mutating func appendInterpolation(_ text: String) { place(.text(text)) }
    package mutating func appendInterpolation(zh: String, en: String?) {
      place(.words(zh: zh, en: en))
    }
    package mutating func appendInterpolation(_ number: Int) { place(.number(number)) }
    package mutating func appendInterpolation(_ phrase: Phrase) { place(.phrase(phrase)) }
    package mutating func appendInterpolation(_ day: Day) { place(.day(day)) }
    package mutating func appendInterpolation(_ instant: Instant) { place(.instant(instant)) }

    private mutating func place(_ argument: Argument) {
      key += "{}"
      arguments.append(argument)
    }
  }
}
