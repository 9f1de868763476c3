// SPDX-License-Identifier: Apache-2.0

// A power whose true value has few digits must be found exactly: only there can it lie in the
// middle between two numbers, which no approximation tells from its neighbourhood.

extension Decimal128 {
  /// The power, when its true value has at most 38 digits; the sign is for the caller to say.
  func exactPower(_ exponent: Decimal128, isNegative: Bool) -> Decimal128? {
    guard let fraction = Fraction(exponent) else { return nil }
    guard let root = Scaled(self).root(fraction.denominator) else { return nil }
    guard let base = exponent.isNegative ? root.reciprocal : root else { return nil }
    guard let power = base.power(fraction.numerator) else { return nil }
    // A whole power has the exponent that repeated multiplication gives, where 34 digits allow it.
    var zeros = 0
    if fraction.denominator == 1, !exponent.isNegative {
      let preferred = self.exponent.multipliedReportingOverflow(by: fraction.numerator)
      let spare = max(0, Self.precision - PowersOfTen.digits(in: power.digits))
      let wanted = preferred.overflow ? spare : power.exponent - preferred.partialValue
      zeros = min(max(0, wanted), spare)
    }
    return Decimal128(
      rounding: power.digits * PowersOfTen[zeros], exponent: power.exponent - zeros,
      isNegative: isNegative)
  }

  /// A positive number with no zero at the end of its digits.
  private struct Scaled {
    var digits: UInt128
    var exponent: Int

    init(digits: UInt128, exponent: Int) {
      self.digits = digits
      self.exponent = exponent
    }

    init(_ value: Decimal128) {
      digits = value.coefficient
      exponent = value.exponent + PowersOfTen.dropZeros(from: &digits, limit: precision)
    }

    /// One divided by the number, when that has few digits: when only 2 or only 5 divides it.
    var reciprocal: Scaled? {
      for (factor, other) in [(2, 5), (5, 2)] as [(UInt128, UInt128)] {
        var (rest, count) = (digits, 0)
        while rest % factor == 0 { (rest, count) = (rest / factor, count + 1) }
        guard rest == 1 else { continue }
        return Scaled(digits: other, exponent: 0).power(count).map {
          Scaled(digits: $0.digits, exponent: -exponent - count)
        }
      }
      return nil
    }

    /// The number to a power of at least zero, when its digits fit.
    func power(_ count: Int) -> Scaled? {
      let product = exponent.multipliedReportingOverflow(by: count)
      guard !product.overflow else { return nil }
      guard digits > 1 else { return Scaled(digits: 1, exponent: product.partialValue) }
      // Two to the power of 128 does not fit.
      guard count < 128 else { return nil }
      var power: UInt128 = 1
      for _ in 0..<count {
        let next = power.multipliedReportingOverflow(by: digits)
        guard !next.overflow else { return nil }
        power = next.partialValue
      }
      return Scaled(digits: power, exponent: product.partialValue)
    }

    /// The number of which this is the power `degree`, when there is one of few digits.
    func root(_ degree: Int) -> Scaled? {
      guard degree > 1 else { return self }
      guard exponent % degree == 0 else { return nil }
      guard digits > 1 else { return Scaled(digits: 1, exponent: exponent / degree) }
      var low: UInt128 = 1
      var high: UInt128 = 1 << (UInt128(128 - digits.leadingZeroBitCount) / UInt128(degree) + 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        let power = Scaled(digits: middle, exponent: 0).power(degree)
        guard let power, power.digits <= digits else {
          high = middle
          continue
        }
        guard power.digits < digits else {
          return Scaled(digits: middle, exponent: exponent / degree)
        }
        low = middle
      }
      return nil
    }
  }

  /// The magnitude of a decimal as a fraction in lowest terms, when both parts are small.
  private struct Fraction {
    let numerator: Int
    let denominator: Int

    init?(_ value: Decimal128) {
      let scaled = Scaled(value)
      guard scaled.exponent < 0 else {
        guard let whole = value.magnitude.int else { return nil }
        (numerator, denominator) = (whole, 1)
        return
      }
      // Only a power of ten has a root of a higher degree than 113, up to some 6000.
      guard scaled.exponent >= -12, let digits = Int(exactly: scaled.digits),
        let one = Int(exactly: PowersOfTen[-scaled.exponent])
      else { return nil }
      var (greater, smaller) = (digits, one)
      while smaller != 0 { (greater, smaller) = (smaller, greater % smaller) }
      (numerator, denominator) = (digits / greater, one / greater)
    }
  }
}
