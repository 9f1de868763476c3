// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What somebody has typed, taken apart: runs of Chinese characters, and words of letters or digits.
struct SearchQuery: Sendable {
  var han: [[Unicode.Scalar]] = []
  var words: [String] = []

  /// The longest text that is looked at, in characters.
  private static let lengthMax = 64

  /// - Parameter text: as typed; full-width letters count as plain ones, capitals as small ones.
  init(_ text: String) {
    let folded = Self.fold(String(text.prefix(Self.lengthMax)))
    var run: [Unicode.Scalar] = []
    var word = ""
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.isDigit)
    }
    for scalar in folded.unicodeScalars {
      if scalar.isHan {
        run.append(scalar)
      } else if !run.isEmpty {
        han.append(run)
        run = []
      }
      if isWord(scalar) {
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty, scalar != "'" {
        words.append(word)
        word = ""
      }
    }
    if !run.isEmpty { han.append(run) }
    if !word.isEmpty { words.append(word) }
  }

  var isEmpty: Bool { han.isEmpty && words.isEmpty }

  /// The text in one form: compatibility forms resolved, lower case.
  static func fold(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    return (isPlain ? text : text.precomposedStringWithCompatibilityMapping).lowercased()
  }

  /// The same in simplified characters.
  static func simplified(_ text: String) -> String {
    text.applyingTransform(StringTransform("Hant-Hans"), reverse: false) ?? text
  }

  /// The English words of a text, as the index keeps them.
  static func english(_ text: String) -> [String] {
    fold(text).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map { stem(String($0)) }
  }

  /// A word without its plural, and with one spelling of licence.
  static func stem(_ word: String) -> String {
    var word = word
    if word.hasSuffix("ies"), word.utf8.count > 4 {
      word = word.dropLast(3) + "y"
    } else if word.hasSuffix("s"), !word.hasSuffix("ss"), word.utf8.count > 3 {
      word.removeLast()
    }
    return word.hasPrefix("licens") ? "licenc" + word.dropFirst(6) : word
  }
}
