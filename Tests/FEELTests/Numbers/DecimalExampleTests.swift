// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Decimals by example")
struct DecimalExampleTests {
  /// The number of a text that must be one.
  private func number(_ text: String) -> Decimal128 {
    guard let number = Decimal128(text) else {
      Issue.record("\(text) is no number")
      return .zero
    }
    return number
  }

  @Test(
    "Digits are printed as they were written or computed, never as an exponent",
    arguments: [
      ("1.10", "1.10"), ("-0.00", "0.00"), ("1E3", "1000"), ("1e-7", "0.0000001"), (".5", "0.5"),
      ("+7", "7"), ("5.", "5"), ("-.872", "-0.872"), ("0E+10", "0"), ("007", "7"),
      ("1E+99", "1" + String(repeating: "0", count: 99)), ("12E+99", "1.2E+100"),
      ("1E-6176", "1E-6176"), ("9.999E+6144", "9.999" + "E+6144"),
    ])
  func printing(written: String, printed: String) {
    #expect(number(written).description == printed)
  }

  @Test(
    "What is no number is not read",
    arguments: [
      "", ".", "-", "+", "1..2", "1.2.3", "e5", ".e5", "1e", "1e+", "--1", "1-", " 1", "1 ",
      "1_000",
      "0x10", "NaN", "Infinity", "INF", "1,5", "一", "１", "1E6145", "9e99999999999999999999",
    ])
  func notNumbers(text: String) {
    #expect(Decimal128(text) == nil)
  }

  @Test("What 34 digits cannot hold is rounded half even when read")
  func longTexts() {
    let nines = String(repeating: "9", count: 34)
    #expect(number(nines + "4").coefficient.description == nines)
    #expect(number(nines + "5") == number("1E+35"))
    #expect(number("1" + String(repeating: "0", count: 33) + "5") == number("1E+34"))
    #expect(
      number(
        "1" + String(repeating: "0", count: 33) + "5" + String(repeating: "0", count: 200) + "1")
        > number("1E+234"))
    #expect(number("1E-6177").isZero)
    #expect(number("6E-6177") == number("1E-6176"))
  }

  @Test("Overflow and what has no result are nothing")
  func nothing() {
    let greatest = number("9.999999999999999999999999999999999E+6144")
    #expect(greatest + greatest == nil)
    #expect(greatest * 10 == nil)
    #expect(greatest / number("0.1") == nil)
    #expect(1 / Decimal128.zero == nil)
    #expect(Decimal128.zero / .zero == nil)
    #expect((-1 as Decimal128).squareRoot == nil)
    #expect(Decimal128.zero.naturalLogarithm == nil)
    #expect((-1 as Decimal128).naturalLogarithm == nil)
    #expect((-2 as Decimal128).power(number("0.5")) == nil)
    #expect(Decimal128.zero.power(-1) == nil)
    #expect((20_000 as Decimal128).exponential == nil)
    #expect((10 as Decimal128).power(7000) == nil)
  }

  @Test("Underflow is zero")
  func underflow() {
    #expect(number("1E-6176") * number("0.1") == .zero)
    #expect((-20_000 as Decimal128).exponential == .zero)
    #expect((10 as Decimal128).power(-7000) == .zero)
  }

  @Test("Powers with few digits are exact")
  func exactPowers() {
    #expect((3 as Decimal128).power(20)?.description == "3486784401")
    #expect((-5 as Decimal128).power(2)?.description == "25")
    #expect((-5 as Decimal128).power(3)?.description == "-125")
    #expect((5 as Decimal128).power(-2)?.description == "0.04")
    #expect((10 as Decimal128).power(-5)?.description == "0.00001")
    #expect((10 as Decimal128).power(5)?.description == "100000")
    #expect(number("1.10").power(2)?.description == "1.2100")
    #expect((4 as Decimal128).power(number("0.5"))?.description == "2")
    #expect((32 as Decimal128).power(number("0.2"))?.description == "2")
    #expect((100 as Decimal128).power(number("-1.5"))?.description == "0.001")
    #expect(Decimal128.zero.power(.zero) == .one)
    #expect(Decimal128.zero.power(3) == .zero)
    #expect(Decimal128.one.power(number("123456789012345678901234567890.5")) == .one)
    #expect((-1 as Decimal128).power(number("1E+40")) == .one)
    #expect((-1 as Decimal128).power(number("1234567890123456789012345678901")) == -1)
    #expect(
      (5 as Decimal128).power(number("2.55"))
        == number("60.58617166606633673745724928244262"))
  }

  @Test("A scale outside −6111 to 6176 has no result")
  func scales() {
    let number = number("5.5")
    #expect(number.rounded(scale: -6112, .up) == nil)
    #expect(number.rounded(scale: 6177, .up) == nil)
    #expect(number.rounded(scale: 6176, .up)?.description == "5.5")
    #expect(number.rounded(scale: -6111, .down) == .zero)
    #expect(number.rounded(scale: 2, .halfEven)?.description == "5.50")
  }

  @Test("The seven ways of rounding part at ties and signs")
  func modes() {
    let expected: [Rounding: [String]] = [
      .halfEven: ["2", "-2", "4", "-4"], .halfUp: ["3", "-3", "4", "-4"],
      .halfDown: ["2", "-2", "3", "-3"], .up: ["3", "-3", "4", "-4"],
      .down: ["2", "-2", "3", "-3"], .floor: ["2", "-3", "3", "-4"],
      .ceiling: ["3", "-2", "4", "-3"],
    ]
    for (mode, results) in expected {
      let ours = ["2.5", "-2.5", "3.5", "-3.5"].map { number($0).rounded(scale: 0, mode)! }
      #expect(ours.map(\.description) == results, "\(mode)")
    }
  }

  @Test("Whole numbers convert exactly or not at all")
  func whole() {
    #expect(number("3.00").int == 3)
    #expect(number("-3E+2").int == -300)
    #expect(number("3.5").int == nil)
    #expect(number("9223372036854775808").int == nil)
    #expect(number("-9223372036854775808").int == .min)
    #expect(number("9223372036854775808").int128 == 9_223_372_036_854_775_808)
    #expect(Decimal128(Int.min).int == .min)
    #expect(Decimal128(Int128.max) == number("170141183460469231731687303715884100000"))
    #expect(number("1E+6111").isInteger && !number("1E-1").isInteger && number("0.0").isInteger)
  }

  @Test("A set holds a number once, however it is written")
  func hashing() {
    let texts = ["1", "1.0", "1.00", "0.1E1", "10E-1", "100", "1E2", "1.0E+2", "0", "0.000", "-0"]
    #expect(Set(texts.map(number)).count == 3)
  }
}
