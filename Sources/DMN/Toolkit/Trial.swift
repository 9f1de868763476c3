// SPDX-License-Identifier: Apache-2.0

import FEEL

/// One case of the kit on a model.
struct Trial {
  let test: TestFile.Case
  let model: Result<Model, ModelFault>
  let limits: Limits
  let now: DateTime?

  /// A line for each expected result.
  func run() -> [TestReport.Line] {
    test.results.map { expected in
      let outcome = Result { () throws(TrialFault) in try ask(for: expected) }
      return TestReport.Line(
        testCase: test.id, result: expected.name,
        expectsValue: expected.expected != .value(.null),
        verdict: verdict(outcome, expected),
        reasons: (try? outcome.get())?.reasons.map(\.english) ?? [])
    }
  }

  private func verdict(
    _ outcome: Result<Outcome, TrialFault>, _ expected: TestFile.Result
  ) -> TestReport.Verdict {
    switch (outcome, expected.expected) {
    case (.failure(let fault), _): .errored(fault.english)
    case (_, .unreadable(let type, let text)):
      .errored("the expected value “\(text)” is no \(type)")
    case (.success(let outcome), .notANumber(let text)):
      .failed(expected: text, found: outcome.value.literal)
    case (.success(let outcome), .value(let value)):
      Agreement.holds(outcome.value, value)
        ? .passed
        : .failed(expected: value.literal, found: outcome.value.literal)
    }
  }

  private func ask(for result: TestFile.Result) throws(TrialFault) -> Outcome {
    let model: Model
    switch self.model {
    case .success(let found): model = found
    case .failure(let fault): throw TrialFault(english: fault.english)
    }
    let inputs = try inputs()
    let target = test.target == .decisions ? result.target : test.target
    switch target ?? self.target(of: result.name, in: model) {
    case .service(let name) where model.hasService(name):
      return serve(name, for: result, model, inputs)
    case .knowledge(let name) where model.hasFunction(name):
      return model.evaluate(
        function: name, arguments: inputs.context, limits: limits, now: now)
    case .decisions where model.hasDecision(result.name):
      return model.evaluate(decision: result.name, inputs: inputs, limits: limits, now: now)
    case .service(let name), .knowledge(let name):
      throw TrialFault(english: "the model has nothing to call by the name “\(name)”")
    case .decisions, nil:
      throw TrialFault(english: "the model has no decision “\(result.name)”")
    }
  }

  /// What a name means where the test does not say.
  private func target(of name: String, in model: Model) -> TestFile.Target? {
    if model.hasDecision(name) { return .decisions }
    if model.hasService(name) { return .service(name) }
    return model.hasFunction(name) ? .knowledge(name) : nil
  }

  /// The result of a service; of one with several outputs the one that is asked for.
  private func serve(
    _ name: String, for result: TestFile.Result, _ model: Model, _ inputs: Inputs
  ) -> Outcome {
    let outcome = model.evaluate(service: name, inputs: inputs, limits: limits, now: now)
    guard result.name != name, model.hasSeveralOutputs(service: name),
      case .context(let context) = outcome.value, let part = context[result.name]
    else { return outcome }
    return outcome.with(part)
  }

  private func inputs() throws(TrialFault) -> Inputs {
    var inputs = Inputs()
    for input in test.inputs {
      switch input.value {
      case .value(let value): inputs.set(value, for: input.name, namespace: input.namespace)
      case .notANumber(let text):
        throw TrialFault(english: "the input \(input.name) is \(text), which FEEL does not have")
      case .unreadable(let type, let text):
        throw TrialFault(english: "the input \(input.name), “\(text)”, is no \(type)")
      }
    }
    return inputs
  }
}

/// Why a case cannot be tried.
private struct TrialFault: Error {
  let english: String
}
