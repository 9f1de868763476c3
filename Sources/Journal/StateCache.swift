// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The states of aggregates that were used last, so that a command on one at hand need not read its whole history.
///
/// Only what is durable is kept. An event that is committed never changes, so a state at its version stays right for
/// ever; what has come after it, by another node or before a failed commit, is read and added by whoever asks.
final class StateCache: Sendable {
  struct Entry: Sendable {
    let state: any Sendable
    let version: Int
  }

  /// What was used in this generation, and in the one before it; what was used in neither is gone.
  private struct Generations {
    var young: [String: Entry] = [:]
    var old: [String: Entry] = [:]
  }

  private let kept = Mutex(Generations())
  /// How many states a generation has.
  private let size: Int

  init(size: Int = 8_192) {
    self.size = size
  }

  /// A state that was right at its version.
  func state<A: Aggregate>(of stream: Stream<A>) -> (state: A, version: Int)? {
    let name = stream.description
    let entry = kept.withLock { $0.young[name] ?? $0.old[name] }
    guard let entry, let state = entry.state as? A else { return nil }
    return (state, entry.version)
  }

  /// Keeps states whose events are committed.
  func keep(_ states: [String: Entry]) {
    kept.withLock { kept in
      if kept.young.count + states.count > size {
        kept.old = kept.young
        kept.young.removeAll(keepingCapacity: true)
      }
      kept.young.merge(states) { before, now in now.version >= before.version ? now : before }
    }
  }
}
