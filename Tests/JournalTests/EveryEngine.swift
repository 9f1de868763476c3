// SPDX-License-Identifier: Apache-2.0

import TestEngines
import Testing

/// Runs each test of a suite once on every engine that this machine has.
struct EveryEngine: SuiteTrait, TestTrait, TestScoping {
  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    for engine in TestEngine.all {
      try await TestEngine.$current.withValue(engine) { try await function() }
    }
  }
}

extension Trait where Self == EveryEngine {
  static var everyEngine: Self { EveryEngine() }
}
