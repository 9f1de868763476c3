// SPDX-License-Identifier: Apache-2.0

/// What can go wrong in keeping the journal, apart from a refusal by a rule.
package enum JournalFailure: Error, Equatable {
  /// Somebody else has changed the thing since it was looked at.
  case changed(stream: String, expected: Int, found: Int)
  /// The key was used before for another request.
  case keyReused(key: String)
  /// Policies called one another without end.
  case tooDeep(stream: String)
  /// An event in the store cannot be read by this program.
  case unreadable(position: Int64, reason: String)
  /// No handler is registered for a deadline that has come.
  case unhandledDeadline(name: String)
}

extension JournalFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .changed(let stream, let expected, let found):
      "\(stream) has changed: it is at version \(found), no longer at \(expected); look at it again"
    case .keyReused(let key):
      "the key \(key) was used for another request; use a new one"
    case .tooDeep(let stream):
      "the policies that follow \(stream) call one another without end"
    case .unreadable(let position, let reason):
      "the event at position \(position) cannot be read: \(reason); the database is damaged, or was written by a "
        + "newer program"
    case .unhandledDeadline(let name):
      "nobody handles the deadline \(name); it was set by a newer program"
    }
  }
}
