// SPDX-License-Identifier: Apache-2.0

import FEEL

/// The value of an expression whose names are the keys of a context.
func feel(_ text: String, _ context: Context = Context()) throws -> Value {
  try Expression(text, names: Names(context)).evaluate(Scope(context))
}

/// The value of an expression, and the codes of the reasons on the way.
func reasons(_ text: String, _ context: Context = Context()) throws -> (Value, [String]) {
  var diagnostics = Diagnostics()
  let value = try Expression(text, names: Names(context))
    .evaluate(in: Scope(context), diagnostics: &diagnostics)
  return (value, diagnostics.reasons.map(\.fault.code))
}

/// Whether a value passes the tests of a cell.
func passes(_ value: String, _ tests: String, _ context: Context = Context()) throws -> Value {
  try Expression(tests, names: Names(context), dialect: .unaryTests)
    .evaluate(Scope(context), input: feel(value, context))
}

/// An expression and another that gives the same value, said without what is tested.
struct Claim: CustomStringConvertible, Sendable {
  let text: String
  let expected: String

  init(_ text: String, _ expected: String) {
    self.text = text
    self.expected = expected
  }

  var description: String { "\(text) is \(expected)" }

  /// Whether both are the same, by the equality of Swift, which knows every kind and null.
  func holds() throws -> Bool {
    try feel(text) == feel(expected)
  }
}
