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
