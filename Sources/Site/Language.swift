// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Synchronization
import Yams

/// A language of the screens.
package enum Language: String, Sendable, CaseIterable, Codable {
  case zh
  case en

  /// The name in a query string that chooses a language.
  package static let parameter = "lang"

  /// The value of the `lang` attribute and of `Content-Language`.
  package var tag: String {
    switch self {
    case .zh: "zh-CN"
    case .en: "en"
    }
  }

  /// The language's name in itself.
  package var name: String {
    switch self {
    case .zh: "中文"
    case .en: "English"
    }
  }

  /// A civil day as a reader of this language writes it.
  package func text(of day: Day) -> String {
    switch self {
    case .zh: day.chinese
    case .en: "\(day.day) \(Self.months[day.month - 1]) \(day.year)"
    }
  }

  /// An instant in China Standard Time, to the minute.
  package func text(of instant: Instant) -> String {
    instant.text
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

/// The translations of all rooms, and a record of what has no translation.
package final class Texts: Sendable {
  private let english: [String: String]
  private let absent = Mutex<Set<String>>([])

  private init() { english = [:] }

  /// The source text alone, for what is Chinese whatever the reader's language is.
  static let source = Texts()

  /// Reads the rooms' `en.yaml` files, each a map from source text to translation.
  ///
  /// - Throws: A `TextsFault` naming the file's place in the list and what is wrong with it.
  package init(english files: [String]) throws {
    var merged: [String: String] = [:]
    for (index, file) in files.enumerated() {
      do {
        guard let pairs = try Self.pairs(of: file) else {
          throw TextsFault(
            file: index, reason: "is not a map from text to text, or has an empty one")
        }
        merged.merge(pairs) { _, new in new }
      } catch let fault as Misnumbered {
        throw TextsFault(
          file: index, reason: "names a value that there is not: \(fault.source)")
      } catch let fault as YamlError {
        throw TextsFault(file: index, reason: "\(fault)")
      }
    }
    english = merged
  }

  /// What has been read, by the file: one that is built in is read once, however many sites there are.
  private static let read = Mutex<[String: [String: String]]>([:])

  /// - Returns: nil where the file is something else than a map from text to text, or has an empty translation.
  private static func pairs(of file: String) throws -> [String: String]? {
    if let known = read.withLock({ $0[file] }) { return known }
    guard let loaded = try Yams.load(yaml: file, .basic) else { return [:] }
    guard let pairs = loaded as? [String: String], !pairs.values.contains("") else { return nil }
    if let wrong = pairs.filter({ !fits($0.value, source: $0.key) }).keys.min() {
      throw Misnumbered(source: wrong)
    }
    read.withLock { $0[file] = pairs }
    return pairs
  }

  /// A translation that names a value which its source text has not.
  private struct Misnumbered: Error { let source: String }

  /// Whether a translation names only values that its source text has, which numbers none.
  private static func fits(_ translation: String, source: String) -> Bool {
    guard source.utf8.contains(UInt8(ascii: "{")) || translation.utf8.contains(UInt8(ascii: "{"))
    else { return true }
    let values = places(in: source).filter(\.isEmpty).count
    let wanted = places(in: translation)
    let numbers = wanted.compactMap { Int($0.prefix { $0 != "|" }) }
    return places(in: source).allSatisfy { Int($0.prefix { $0 != "|" }) == nil }
      && numbers.allSatisfy((1...max(1, values)).contains) && (numbers.isEmpty || values > 0)
      && wanted.filter(\.isEmpty).count <= values
  }

  /// What stands between braces.
  private static func places(in text: String) -> [Substring] {
    text.split(separator: "{").dropFirst(text.first == "{" ? 0 : 1).compactMap { part in
      part.firstIndex(of: "}").map { part[..<$0] }
    }
  }

  /// The phrase in a language; without a translation the Chinese source text, which is recorded.
  package func render(_ phrase: Phrase, in language: Language) -> String {
    let values = phrase.arguments.map { text(of: $0, in: language) }
    guard language == .en, phrase.key != "{}" else {
      return Self.fill(phrase.key, with: values)
    }
    if let translation = english[phrase.key] { return Self.fill(translation, with: values) }
    // Bounded, because a key can come from data.
    absent.withLock { if $0.count < 5000 { _ = $0.insert(phrase.key) } }
    return Self.fill(phrase.key, with: values)
  }

  /// The source texts that were asked for in English and have no translation, sorted.
  package var missing: [String] {
    absent.withLock { $0.sorted() }
  }

  /// Whether a source text has a translation.
  package func translates(_ key: String) -> Bool {
    english[key] != nil
  }

  private func text(of argument: Phrase.Argument, in language: Language) -> String {
    switch argument {
    case .text(let text): text
    case .words(let zh, let en): language == .en ? en ?? zh : zh
    case .number(let number): String(number)
    case .phrase(let phrase): render(phrase, in: language)
    case .day(let day): language.text(of: day)
    case .instant(let instant): language.text(of: instant)
    }
  }

  /// Puts the values into their places.
  ///
  /// `{}` takes the next value, `{2}` the second one, and `{1|day|days}` writes the first word when the
  /// first value is 1 and the second word otherwise.
  static func fill(_ pattern: String, with values: [String]) -> String {
    guard !values.isEmpty, pattern.utf8.contains(UInt8(ascii: "{")) else { return pattern }
    var filled = ""
    var next = 0
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      filled += rest[..<open]
      let place = rest[rest.index(after: open)..<close]
      let parts = place.split(separator: "|", omittingEmptySubsequences: false)
      if place.isEmpty {
        if next < values.count { filled += values[next] }
        next += 1
      } else if let number = Int(parts[0]), values.indices.contains(number - 1) {
        let value = values[number - 1]
        filled += parts.count == 3 ? String(parts[value == "1" ? 1 : 2]) : value
      } else {
        filled += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}

/// What is wrong with a file of translations.
package struct TextsFault: Error, Equatable, CustomStringConvertible {
  /// The place of the file in the list of the rooms' files, from 0.
  package let file: Int
  package let reason: String

  package var description: String { "translation file \(file): \(reason)" }
}
