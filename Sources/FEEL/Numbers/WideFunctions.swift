// SPDX-License-Identifier: Apache-2.0

extension Wide {
  /// The value of a decimal, within 2^−245 of it.
  init(_ value: Decimal128) {
    let digits = Wide(value.coefficient, isNegative: value.isNegative)
    let power = Self.powerOfTen(value.exponent.magnitude)
    self = value.exponent < 0 ? digits / power : digits * power
  }

  private static func powerOfTen(_ exponent: UInt) -> Wide {
    var (result, square, rest) = (Wide(1), Wide(10), exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      square = square * square
      rest >>= 1
    }
    return result
  }

  /// The nearest decimal, or nothing on overflow.
  var decimal: Decimal128? {
    guard !isZero else { return .zero }
    // Scaled to 37 or 38 digits before the point; 0.30103 is the decimal logarithm of 2.
    let exponent = (bits - 1) * 30_103 / 100_000 - 36
    let power = Self.powerOfTen(exponent.magnitude)
    let digits = (exponent < 0 ? self * power : self / power).whole
    return Decimal128(
      rounding: digits.part, exponent: exponent, isNegative: isNegative, hasRest: digits.hasRest)
  }

  /// *e* to this number, which must be below 2^15 in magnitude, within 2^−235 of it.
  var exponential: Wide {
    let twos = (self / Self.logarithmOfTwo).whole.part
    let count = isNegative ? -Int(twos) : Int(twos)
    // The series converges fast below 2^−8; eight squarings undo the division.
    let rest = (self - Wide(count) * Self.logarithmOfTwo).shifted(-8)
    var (sum, term, place) = (Wide(1), Wide(1), 1 as UInt128)
    while true {
      term = (term * rest).divided(by: place)
      guard !term.isZero, term.bits > -256 else { break }
      sum = sum + term
      place += 1
    }
    for _ in 0..<8 { sum = sum * sum }
    return sum.shifted(count)
  }

  /// The natural logarithm of a positive decimal, within 2^−240 of it also where it is near zero.
  init(logarithmOf value: Decimal128) {
    let (digits, exponent) = (value.coefficient, value.exponent)
    if exponent <= 0, exponent >= -Decimal128.precision {
      let one = PowersOfTen[-exponent]
      // Near 1 the difference from 1 must be exact.
      if 10 * digits > 7 * one, 7 * digits < 10 * one {
        let difference = Wide(
          digits > one ? digits - one : one - digits, isNegative: digits < one)
        self = (difference / Wide(digits + one)).areaTangent.shifted(1)
        return
      }
    }
    let wide = Wide(value)
    // The mantissa between √½ and √2, where the series is shortest.
    let twos = wide.high >> 64 < 0xb504_f333_f9de_6484 ? wide.bits - 1 : wide.bits
    let mantissa = wide.shifted(-twos)
    let area = ((mantissa - Wide(1)) / (mantissa + Wide(1))).areaTangent
    self = Wide(twos) * Self.logarithmOfTwo + area.shifted(1)
  }

  /// The inverse hyperbolic tangent of a number that is small against 1.
  private var areaTangent: Wide {
    let square = self * self
    var (sum, power, place) = (self, self, 3 as UInt128)
    while true {
      power = power * square
      let term = power.divided(by: place)
      guard !term.isZero, term.bits > sum.bits - 258 else { return sum }
      sum = sum + term
      place += 2
    }
  }
}
