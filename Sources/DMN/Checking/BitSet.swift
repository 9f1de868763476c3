// SPDX-License-Identifier: Apache-2.0

/// A set of small numbers, all of one table below the same bound.
struct BitSet: Hashable, Sendable {
  private var words: [UInt64]

  /// No number, with room for those below a bound.
  init(bound: Int) {
    words = [UInt64](repeating: 0, count: (bound + 63) / 64)
  }

  /// The numbers of a range, with room for those below a bound.
  init(_ range: Range<Int>, bound: Int) {
    self.init(bound: bound)
    for number in range { insert(number) }
  }

  func contains(_ number: Int) -> Bool {
    words[number >> 6] & (1 << UInt64(number & 63)) != 0
  }

  mutating func insert(_ number: Int) {
    words[number >> 6] |= 1 << UInt64(number & 63)
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// How many numbers another set has as well.
  func count(in other: BitSet) -> Int {
    var count = 0
    for place in words.indices { count += (words[place] & other.words[place]).nonzeroBitCount }
    return count
  }

  /// The numbers, ascending.
  var elements: [Int] {
    words.enumerated().flatMap { place, word in
      var rest = word
      var numbers: [Int] = []
      while rest != 0 {
        numbers.append(place << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
      return numbers
    }
  }

  /// The smallest number.
  var first: Int? {
    words.firstIndex { $0 != 0 }.map { $0 << 6 + words[$0].trailingZeroBitCount }
  }

  mutating func formIntersection(_ other: BitSet) {
    for place in words.indices { words[place] &= other.words[place] }
  }

  mutating func formUnion(_ other: BitSet) {
    for place in words.indices { words[place] |= other.words[place] }
  }

  func intersection(_ other: BitSet) -> BitSet {
    var result = self
    result.formIntersection(other)
    return result
  }

  func union(_ other: BitSet) -> BitSet {
    var result = self
    result.formUnion(other)
    return result
  }

  func isDisjoint(with other: BitSet) -> Bool {
    zip(words, other.words).allSatisfy { $0 & $1 == 0 }
  }

  func isSubset(of other: BitSet) -> Bool {
    zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }
}
