// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Laws of decimals, over seeded random numbers")
struct DecimalLawTests {
  private static let rounds = 3000
  private static let tolerance = Decimal128(coefficient: 1, exponent: -30) ?? .zero

  @Test("Addition and multiplication commute, to the very digits")
  func commute() {
    var chance = SeededChance(1)
    for _ in 0..<Self.rounds {
      let (a, b) = (chance.decimal(), chance.decimal())
      #expect((a + b)?.description == (b + a)?.description, "\(a) and \(b)")
      #expect((a * b)?.description == (b * a)?.description, "\(a) and \(b)")
    }
  }

  @Test("Subtraction undoes addition while all digits fit")
  func subtractionUndoesAddition() {
    var chance = SeededChance(2)
    for _ in 0..<Self.rounds {
      let a = chance.decimal(digits: 16, exponents: -8...8)
      let b = chance.decimal(digits: 16, exponents: -8...8)
      let sum = (a + b)!
      #expect(sum - b == a, "\(a) and \(b)")
      #expect(a - b == -(b - a)!, "\(a) and \(b)")
    }
  }

  @Test("Division undoes multiplication while all digits fit")
  func divisionUndoesMultiplication() {
    var chance = SeededChance(3)
    for _ in 0..<Self.rounds {
      let a = chance.decimal(digits: 17)
      let b = chance.decimal(digits: 17)
      guard !b.isZero else { continue }
      let product = (a * b)!
      #expect(product / b == a, "\(a) and \(b)")
    }
  }

  @Test("Multiplication distributes over addition while all digits fit")
  func distributes() {
    var chance = SeededChance(4)
    for _ in 0..<Self.rounds {
      let a = chance.decimal(digits: 9, exponents: -3...3)
      let b = chance.decimal(digits: 9, exponents: -3...3)
      let c = chance.decimal(digits: 9, exponents: -3...3)
      let left = ((b + c).flatMap { a * $0 })!
      let (first, second) = ((a * b)!, (a * c)!)
      #expect(left == first + second, "\(a), \(b), \(c)")
    }
  }

  @Test("Zero and one change nothing, and zero has no sign")
  func neutral() {
    var chance = SeededChance(5)
    for _ in 0..<Self.rounds {
      let a = chance.decimal(digits: 30, exponents: -30...0)
      #expect((a + .zero)?.description == a.description)
      #expect((a * .one)?.description == a.description)
      #expect((a / .one)?.description == a.description)
      let nothing = (a - a)!
      #expect(nothing.isZero && !nothing.isNegative && nothing.exponent == a.exponent)
      #expect((-nothing).isNegative == false)
    }
  }

  @Test("Order is total, and agrees with the sign of the difference and with equality and hash")
  func order() {
    var chance = SeededChance(6)
    for _ in 0..<Self.rounds {
      let a = chance.decimal(exponents: -12...6)
      let b = Bool.random(using: &chance) ? chance.decimal(exponents: -12...6) : a.reduced
      let difference = (a - b)!
      #expect((a < b) == difference.isNegative, "\(a) and \(b)")
      #expect((a == b) == difference.isZero, "\(a) and \(b)")
      #expect([a < b, a == b, b < a].filter { $0 }.count == 1, "\(a) and \(b)")
      if a == b { #expect(a.hashValue == b.hashValue, "\(a) and \(b)") }
    }
  }

  @Test("A printed number reads as the same number, and as the same digits where it has a fraction")
  func roundTrip() {
    var chance = SeededChance(7)
    for round in 0..<Self.rounds {
      let wide = round % 4 == 0
      let a = chance.decimal(exponents: wide ? -6176...6111 : -34...3)
      let back = (Decimal128(a.description))!
      #expect(back == a)
      if a.exponent <= 0 { #expect(back.exponent == a.exponent, "\(a)") }
    }
  }

  @Test("The modulo lies between zero and the divisor, and what is left divides")
  func modulo() {
    var chance = SeededChance(8)
    for _ in 0..<Self.rounds {
      let a = chance.decimal(digits: 14, exponents: -6...4)
      let b = chance.decimal(digits: 7, exponents: -4...2)
      guard !b.isZero else {
        #expect(a.modulo(b) == nil)
        continue
      }
      let rest = (a.modulo(b))!
      #expect(rest.isZero || rest.isNegative == b.isNegative, "\(a) and \(b)")
      #expect(rest.magnitude < b.magnitude, "\(a) and \(b)")
      let multiple = (a - rest)!
      let quotient = (multiple / b)!
      #expect(quotient.isInteger, "\(a) and \(b)")
    }
  }

  @Test("Every way of rounding keeps its promise, and rounding twice is rounding once")
  func rounding() {
    var chance = SeededChance(9)
    for _ in 0..<Self.rounds {
      let a = chance.decimal(digits: 20, exponents: -20...0)
      let scale = Int.random(in: -2...20, using: &chance)
      let unit = (Decimal128(coefficient: 1, exponent: -scale))!
      for mode in Rounding.allCases {
        let result = (a.rounded(scale: scale, mode))!
        #expect(result.rounded(scale: scale, mode) == result, "\(a) \(scale) \(mode)")
        let moved = (result - a)!
        #expect(moved.magnitude < unit, "\(a) \(scale) \(mode)")
        switch mode {
        case .floor: #expect(result <= a, "\(a) \(scale)")
        case .ceiling: #expect(result >= a, "\(a) \(scale)")
        case .up: #expect(result.magnitude >= a.magnitude, "\(a) \(scale)")
        case .down: #expect(result.magnitude <= a.magnitude, "\(a) \(scale)")
        case .halfEven, .halfUp, .halfDown:
          #expect((moved.magnitude * 2)! <= unit, "\(a) \(scale) \(mode)")
        }
      }
    }
  }

  @Test("The root of a square is the number, and the square of a root is near")
  func roots() {
    var chance = SeededChance(10)
    for _ in 0..<Self.rounds {
      let a = chance.decimal(digits: 17)
      let square = (a * a)!
      #expect(square.squareRoot == a.magnitude, "\(a)")
      #expect(square == a.power(2), "\(a)")
    }
  }

  @Test("exp turns sums into products and log undoes exp, to 30 digits")
  func exponentials() {
    var chance = SeededChance(11)
    for _ in 0..<300 {
      let a = chance.decimal(digits: 6, exponents: -5 ... -4)
      let b = chance.decimal(digits: 6, exponents: -5 ... -4)
      let sum = ((a + b)?.exponential)!
      let first = (a.exponential)!
      let product = (b.exponential.flatMap { first * $0 })!
      #expect(nearly(sum, product), "\(a) and \(b)")
      // Against an absolute error, as the logarithm of what is near 1 is near 0.
      let back = (first.naturalLogarithm.flatMap { $0 - a })!
      #expect(back.magnitude < Self.tolerance, "\(a)")
    }
  }

  @Test("Powers add, multiply and undo each other, to 30 digits")
  func powers() {
    var chance = SeededChance(12)
    for _ in 0..<300 {
      let base = chance.decimal(digits: 5, exponents: -4 ... -1).magnitude
      guard !base.isZero else { continue }
      let x = chance.decimal(digits: 4, exponents: -3 ... -2)
      let y = chance.decimal(digits: 4, exponents: -3 ... -2)
      let first = (base.power(x))!
      let second = (base.power(y))!
      let both = ((x + y).flatMap { base.power($0) })!
      #expect(nearly(both, (first * second)!), "\(base), \(x), \(y)")
      #expect(base.power(1)?.description == base.description)
      #expect(Decimal128.one.power(x) == .one)
    }
  }

  @Test("No operation traps, from the smallest numbers to the greatest")
  func extremes() {
    var chance = SeededChance(13)
    var results = 0
    for _ in 0..<Self.rounds {
      let a = chance.decimal(exponents: -6176...6111)
      let b = chance.decimal(exponents: Bool.random(using: &chance) ? -6176...6111 : -34...3)
      let all = [
        a + b, a - b, a * b, a / b, a.modulo(b), b.modulo(a), a.power(b), b.power(a), a.squareRoot,
        a.exponential, a.naturalLogarithm, b.exponential, a.reduced,
        a.rounded(scale: .random(in: -7000...7000, using: &chance), .halfUp),
      ]
      for result in all.compactMap({ $0 }) {
        results += 1
        #expect(result.coefficient.description.utf8.count <= 34, "\(a) and \(b)")
        #expect((-6176...6111).contains(result.exponent), "\(a) and \(b)")
        #expect(Decimal128(result.description) == result, "\(a) and \(b)")
      }
    }
    #expect(results > 8 * Self.rounds)
  }

  private func nearly(_ first: Decimal128, _ second: Decimal128) -> Bool {
    let off = (first / second).flatMap { $0 - .one }?.magnitude
    return off.map { $0 < Self.tolerance } ?? false
  }
}
