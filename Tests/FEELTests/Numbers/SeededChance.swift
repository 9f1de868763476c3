// SPDX-License-Identifier: Apache-2.0

import FEEL

/// A generator of the same numbers in every run (SplitMix64), and of values to try laws on.
struct SeededChance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number of up to `digits` digits, ordinary ones and special ones more often than chance would.
  mutating func decimal(digits: Int = 34, exponents: ClosedRange<Int> = -40...6) -> Decimal128 {
    var coefficient: UInt128 = 0
    switch Int.random(in: 0..<8, using: &self) {
    case 0: coefficient = choice([0, 1, 2, 5, 9, 10, 100])
    case 1: coefficient = UInt128.random(in: 0..<10_000, using: &self)
    default:
      for _ in 0..<Int.random(in: 1...digits, using: &self) {
        coefficient = coefficient * 10 + UInt128.random(in: 0...9, using: &self)
      }
    }
    let number = Decimal128(
      isNegative: Bool.random(using: &self), coefficient: coefficient,
      exponent: Int.random(in: exponents, using: &self))
    return number ?? decimal(digits: digits, exponents: exponents)
  }

  /// One of several values.
  mutating func choice<T>(_ values: [T]) -> T {
    values[Int.random(in: values.indices, using: &self)]
  }

  /// A text of the letters that temporal values and numbers are written with, and of some others.
  mutating func text(of letters: [Character], length: ClosedRange<Int>) -> String {
    String(
      (0..<Int.random(in: length, using: &self)).map { _ in choice(letters) })
  }

  /// A text with some letters changed, doubled, swapped or taken out.
  mutating func mutation(of text: String, with letters: [Character]) -> String {
    var result = Array(text)
    for _ in 0..<Int.random(in: 1...2, using: &self) {
      let place = Int.random(in: 0...result.count, using: &self)
      let letter = choice(letters)
      switch Int.random(in: 0..<4, using: &self) {
      case 0: result.insert(letter, at: place)
      case 1 where place < result.count: result.remove(at: place)
      case 2 where place < result.count: result.insert(result[place], at: place)
      default: if place < result.count { result[place] = letter }
      }
    }
    return String(result)
  }
}
