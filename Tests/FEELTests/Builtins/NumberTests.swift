// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Numeric functions (DMN 1.5, 10.3.4.5)")
struct NumberTests {
  @Test(
    "rounding, with a scale",
    arguments: [
      Claim("decimal(1 / 3, 2)", "0.33"), Claim("decimal(2.5, 0)", "2"),
      Claim("decimal(1 / 3, 2.5)", "0.33"),
      Claim("floor(1.5)", "1"), Claim("floor(-1.56, 1)", "-1.6"), Claim("ceiling(1.5)", "2"),
      Claim("ceiling(-1.56, 1)", "-1.5"), Claim("round up(5.5, 0)", "6"),
      Claim("round up(-1.121, 2)", "-1.13"),
      Claim("round down(-5.5, 0)", "-5"), Claim("round half up(-5.5, 0)", "-6"),
      Claim("round half up(1.125, 2)", "1.13"), Claim("round half down(5.5, 0)", "5"),
      Claim("round half down(1.126, 2)", "1.13"), Claim("round up(5.5)", "null"),
      Claim("round up(5.5, 1.1)", "null"), Claim("round up(5.5, 6177)", "null"),
      Claim("floor(n: 1.5)", "1"), Claim("decimal(scale: 1, n: 1.25)", "1.2"),
      Claim("floor(null)", "null"), Claim("floor(1.5, null)", "null"),
      Claim("round down(1555, -2)", "1500"),
    ])
  func rounding(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test(
    "the others",
    arguments: [
      Claim("abs(-10)", "10"), Claim("abs(@\"-PT5H\")", "@\"PT5H\""),
      Claim("abs(@\"-P1Y\")", "@\"P1Y\""),
      Claim("abs(\"1\")", "null"), Claim("modulo(12, 5)", "2"), Claim("modulo(-12, 5)", "3"),
      Claim("modulo(12, -5)", "-3"), Claim("modulo(-12, -5)", "-2"), Claim("modulo(5, 0)", "null"),
      Claim("modulo(10.1, -4.5)", "-3.4"), Claim("sqrt(16)", "4"), Claim("sqrt(-1)", "null"),
      Claim("decimal(log(10), 8)", "2.30258509"), Claim("log(0)", "null"), Claim("log(-1)", "null"),
      Claim("decimal(exp(5), 6)", "148.413159"), Claim("exp(0)", "1"), Claim("odd(5)", "true"),
      Claim("odd(-5)", "true"), Claim("odd(2)", "false"), Claim("even(-2)", "true"),
      Claim("even(5)", "false"),
      Claim("even(0)", "true"), Claim("odd(\"5\")", "null"),
    ])
  func others(claim: Claim) throws {
    #expect(try claim.holds())
  }
}
