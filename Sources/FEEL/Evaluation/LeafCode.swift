// SPDX-License-Identifier: Apache-2.0

// Parts without parts: constants, and names by where their values are.

/// A literal, or what was calculated while binding.
final class ConstantCode: Code {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }

  func run(_ evaluation: inout Evaluation) -> Value { value }
}

/// A part that has no value, and why.
final class FailingCode: Code {
  private let fault: Fault
  private let site: Site

  init(_ fault: Fault, at site: Site) {
    self.fault = fault
    self.site = site
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    evaluation.fail(fault, at: site)
  }
}

/// A variable of the scope.
final class GlobalCode: Code {
  private let slot: Int

  init(slot: Int) {
    self.slot = slot
  }

  func run(_ evaluation: inout Evaluation) -> Value { evaluation.globals[slot] }
}

/// A name that the expression itself introduces: an iterator's, parameter or key.
final class LocalCode: Code {
  let slot: Int

  init(slot: Int) {
    self.slot = slot
  }

  func run(_ evaluation: inout Evaluation) -> Value { evaluation[slot] }
}

/// A name within a filter: an entry of the element if it has one of this name, or else what the
/// name means outside (clause 10.3.2.5).
final class ElementEntryCode: Code {
  private let element: Int
  private let name: String
  private let otherwise: any Code

  init(of element: Int, name: String, otherwise: any Code) {
    self.element = element
    self.name = name
    self.otherwise = otherwise
  }

  func run(_ evaluation: inout Evaluation) -> Value {
    if case .context(let context) = evaluation[element], let value = context[name] {
      return value
    }
    return evaluation.run(otherwise)
  }
}
