// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Runs what takes long on a thread of its own, so that no thread of Swift's waits for it.
package nonisolated(nonsending) func aside<T: Sendable>(
  _ body: @escaping @Sendable () throws -> T
) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue(label: "aside").async {
      continuation.resume(with: Result { try body() })
    }
  }
}

/// How far a long piece of work has come.
package struct Headway: Sendable, Hashable {
  /// What is done now: `database`, `files`, the name of a table.
  package let work: String
  /// In units of the work: bytes, rows, files.
  package let done: Int
  /// Nil where nobody knows beforehand.
  package let total: Int?

  package init(_ work: String, done: Int, of total: Int? = nil) {
    self.work = work
    self.done = done
    self.total = total
  }

  /// Is told of headway, often.
  package typealias Listener = @Sendable (Headway) -> Void
}
