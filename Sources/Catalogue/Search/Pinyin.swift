// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How Chinese characters are read in pinyin, without tones: 食 → `shi`, 行 → `xing`, `hang`.
///
/// Foundation's transliteration costs some 15 µs a character, so the readings of all characters of the
/// catalogue are taken once, when the index is built.
struct Pinyin: Sendable {
  private let table: [Unicode.Scalar: [[UInt8]]]

  /// Takes the readings of all Chinese characters in the texts.
  init(of texts: some Sequence<String>) {
    var characters: Set<Unicode.Scalar> = []
    for text in texts { characters.formUnion(text.unicodeScalars.lazy.filter(\.isHan)) }
    let order = characters.sorted()
    // One character a line: in running text the transform joins what belongs to different names.
    let lines = order.map { String($0) }.joined(separator: "\n")
    let latin =
      lines.applyingTransform(.mandarinToLatin, reverse: false)?
      .applyingTransform(.stripDiacritics, reverse: false) ?? ""
    let readings = latin.lowercased().split(separator: "\n", omittingEmptySubsequences: false)
    var table: [Unicode.Scalar: [[UInt8]]] = [:]
    for (character, reading) in zip(order, readings) {
      let first = Array(reading.utf8)
      guard first.allSatisfy({ (0x61...0x7a).contains($0) }), !first.isEmpty else { continue }
      let others = Self.heteronyms[character, default: []].map { Array($0.utf8) }
      table[character] = [first] + others.filter { $0 != first }
    }
    self.table = table
  }

  /// The readings of one character, the commonest first; empty when it is not Chinese.
  func readings(of character: Unicode.Scalar) -> [[UInt8]] { table[character] ?? [] }

  /// Characters of names that are read in more than one way, which a transform without a dictionary of
  /// words cannot know.
  private static let heteronyms: [Unicode.Scalar: [String]] = [
    "行": ["xing", "hang"], "长": ["chang", "zhang"], "重": ["zhong", "chong"],
    "会": ["hui", "kuai"], "乐": ["le", "yue"], "率": ["lu", "shuai"], "校": ["xiao", "jiao"],
    "调": ["diao", "tiao"], "传": ["chuan", "zhuan"], "车": ["che", "ju"], "参": ["can", "shen"],
    "单": ["dan", "shan"], "种": ["zhong", "chong"], "厦": ["xia", "sha"], "省": ["sheng", "xing"],
    "给": ["gei", "ji"], "藏": ["cang", "zang"], "都": ["du", "dou"], "还": ["hai", "huan"],
    "角": ["jiao", "jue"], "血": ["xue", "xie"], "度": ["du", "duo"], "系": ["xi", "ji"],
    "畜": ["chu", "xu"], "差": ["cha", "chai"], "宿": ["su", "xiu"], "模": ["mo", "mu"],
    "属": ["shu", "zhu"], "查": ["cha", "zha"], "大": ["da", "dai"], "地": ["di", "de"],
    "弹": ["dan", "tan"], "卡": ["ka", "qia"], "拓": ["tuo", "ta"], "折": ["zhe", "she"],
    "便": ["bian", "pian"], "扎": ["zha", "za"], "降": ["jiang", "xiang"], "曾": ["zeng", "ceng"],
    "露": ["lu", "lou"], "薄": ["bo", "bao"], "核": ["he", "hu"], "朝": ["chao", "zhao"],
    "石": ["shi", "dan"], "合": ["he", "ge"], "提": ["ti", "di"], "炮": ["pao", "bao"],
    "屏": ["ping", "bing"], "尽": ["jin"], "著": ["zhu", "zhe"], "着": ["zhe", "zhuo"],
    "解": ["jie", "xie"], "说": ["shuo", "shui"], "什": ["shen", "shi"], "拆": ["chai", "ca"],
    "巷": ["xiang", "hang"], "囤": ["tun", "dun"], "奇": ["qi", "ji"], "盛": ["sheng", "cheng"],
  ]
}

extension Unicode.Scalar {
  /// Whether it is a Chinese character.
  var isHan: Bool {
    switch value {
    case 0x4e00...0x9fff, 0x3400...0x4dbf, 0x20000...0x323af, 0xf900...0xfaff: true
    default: false
    }
  }
}

/// The readings of many names in one block of memory, and the matching of typed letters against them.
///
/// Letters match from any character on, each character by its full reading, by its initial, or, the last
/// one, by the beginning of its reading: 食品经营许可 is found by `shipin`, `spjyxk`, `jingyingx`, `shipinjy`.
struct PinyinNames: Sendable {
  /// One name: whose it is and where its characters lie.
  private struct Name {
    let owner: Int32
    let start: Int32
    let end: Int32
  }

  private var names: [Name] = []
  /// For every character its one or two readings; both the same when there is only one.
  private var first: [UInt16] = []
  private var second: [UInt16] = []
  private var syllables: [[UInt8]] = []
  private var numbers: [[UInt8]: UInt16] = [:]

  /// Adds a name; characters that are neither Chinese nor letters or digits are passed over.
  mutating func add(_ name: String, of owner: Int, _ pinyin: Pinyin) {
    let start = first.count
    for scalar in name.lowercased().unicodeScalars {
      var readings = pinyin.readings(of: scalar)
      if readings.isEmpty, scalar.isASCII, scalar.properties.isAlphabetic || scalar.isDigit {
        readings = [[UInt8(scalar.value)]]
      }
      guard let one = readings.first else { continue }
      first.append(number(of: one))
      second.append(number(of: readings.count > 1 ? readings[1] : one))
    }
    names.append(Name(owner: Int32(owner), start: Int32(start), end: Int32(first.count)))
  }

  private mutating func number(of syllable: [UInt8]) -> UInt16 {
    if let number = numbers[syllable] { return number }
    let number = UInt16(syllables.count)
    syllables.append(syllable)
    numbers[syllable] = number
    return number
  }

  /// Calls `found` with the owner of each name that the letters match, how many characters they cover,
  /// how many the name has, and whether they match from its beginning.
  func match(
    _ letters: [UInt8],
    _ found: (_ owner: Int, _ covered: Int, _ length: Int, _ fromStart: Bool) -> Void
  ) {
    guard letters.count >= 2, letters.count <= 48 else { return }
    // Most characters fall out here: a syllable starts a match only if its first letter fits.
    let canStart = syllables.map { $0[0] == letters[0] }
    for name in names {
      for start in Int(name.start)..<Int(name.end)
      where canStart[Int(first[start])] || canStart[Int(second[start])] {
        var budget = 200
        guard let end = walk(letters, 0, start, Int(name.end), &budget) else { continue }
        found(
          Int(name.owner), end - start, Int(name.end - name.start), start == Int(name.start))
        break
      }
    }
  }

  /// The character after the last one that the letters from `at` cover, or nil when they do not fit.
  private func walk(
    _ letters: [UInt8], _ at: Int, _ character: Int, _ end: Int, _ budget: inout Int
  ) -> Int? {
    if at == letters.count { return character }
    guard character < end, budget > 0 else { return nil }
    budget -= 1
    let (one, two) = (first[character], second[character])
    if let end = step(letters, at, character, end, syllables[Int(one)], &budget) { return end }
    guard two != one else { return nil }
    return step(letters, at, character, end, syllables[Int(two)], &budget)
  }

  private func step(
    _ letters: [UInt8], _ at: Int, _ character: Int, _ end: Int, _ syllable: [UInt8],
    _ budget: inout Int
  ) -> Int? {
    let common = commonPrefix(letters, at, syllable)
    guard common > 0 else { return nil }
    if common == syllable.count || at + common == letters.count,
      let end = walk(letters, at + common, character + 1, end, &budget)
    {
      return end
    }
    // Not by its full reading: by its initial, of one letter, or of two as in zh, ch, sh.
    guard syllable.count > 1 else { return nil }
    if common >= 2, syllable[1] == UInt8(ascii: "h"),
      let end = walk(letters, at + 2, character + 1, end, &budget)
    {
      return end
    }
    return walk(letters, at + 1, character + 1, end, &budget)
  }

  private func commonPrefix(_ letters: [UInt8], _ at: Int, _ syllable: [UInt8]) -> Int {
    var count = 0
    while count < syllable.count, at + count < letters.count,
      letters[at + count] == syllable[count]
    {
      count += 1
    }
    return count
  }
}

extension Unicode.Scalar {
  /// Whether it is an ASCII digit.
  var isDigit: Bool { (0x30...0x39).contains(value) }
}
