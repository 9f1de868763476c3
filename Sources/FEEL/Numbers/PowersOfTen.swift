// SPDX-License-Identifier: Apache-2.0

/// The powers of ten that fit in 128 bits, and what they tell about the digits of a number.
enum PowersOfTen {
  /// The greatest exponent of ten whose power fits in 128 bits.
  static let last = 38

  private static let table: InlineArray<39, UInt128> = {
    var table = InlineArray<39, UInt128>(repeating: 1)
    for exponent in 1...last { table[exponent] = table[exponent - 1] * 10 }
    return table
  }()

  /// Ten to `exponent`, which is 0 to 38.
  static subscript(exponent: Int) -> UInt128 { table[exponent] }

  /// How many decimal digits `number` has; zero has none.
  static func digits(in number: UInt128) -> Int {
    let bits = UInt128.bitWidth - number.leadingZeroBitCount
    // 1233 / 4096 is just above the decimal logarithm of 2: near enough up to 128 bits.
    let least = (bits &* 1233) >> 12
    return number < table[least] ? least : least + 1
  }

  /// Takes zeros off the end of `number`, at most `limit` of them, and says how many.
  static func dropZeros(from number: inout UInt128, limit: Int) -> Int {
    guard number != 0 else { return 0 }
    var dropped = 0
    var step = 32
    while step > 0 {
      // A multiple of 10^step is one of 2^step, too: a cheap no for most numbers.
      if dropped + step <= limit, number.trailingZeroBitCount >= step {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: table[step])
        if remainder == 0 {
          number = quotient
          dropped += step
        }
      }
      step /= 2
    }
    return dropped
  }
}
