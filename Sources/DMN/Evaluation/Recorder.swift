// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A decision table that was evaluated, with the rules that matched.
public struct Firing: Sendable, Hashable {
  /// The decision or function that the table belongs to.
  public let element: String
  /// The identifier of the table in the file.
  public let tableID: String?
  /// The rules that matched, from 0, as written.
  public let matched: [Int]
  /// Of those, the rules that the result is made of, in its order.
  public let chosen: [Int]
  /// The identifiers of the chosen rules in the file.
  public let chosenIDs: [String?]
}

/// Collects which rules fired, also within functions, which know nothing of the evaluation around them.
final class Recorder: Sendable {
  /// More than this are not kept: a table may be asked a million times.
  private static let limit = 10_000

  private let list = Mutex<[Firing]>([])

  var firings: [Firing] { list.withLock { $0 } }

  func record(_ firing: Firing) {
    list.withLock { list in
      if list.count < Self.limit { list.append(firing) }
    }
  }
}
