// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Synchronization

/// The states of aggregates that were used last, so that a command on one at hand need not read its whole history.
///
/// Only what is durable is kept, and whoever asks reads what has come after it, by another node or before a failed commit.
/// An event that is committed never changes, unless the server is lost with it and another takes its place that had not
/// got it: so a state is believed only where its last event is still there.
final class StateCache: Sendable {
  struct Entry: Sendable {
    let state: any Sendable
    let version: Int
    /// When the last event was recorded; nil where nobody has looked, and then the entry is of no use later.
    let at: Instant?
  }

  /// A state as it was kept.
  struct Known<A: Aggregate> {
    let state: A
    let version: Int
    let at: Instant
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
  func state<A: Aggregate>(of stream: Stream<A>) -> Known<A>? {
    let name = stream.description
    let entry = kept.withLock { $0.young[name] ?? $0.old[name] }
    guard let entry, let state = entry.state as? A, let at = entry.at else { return nil }
    return Known(state: state, version: entry.version, at: at)
  }

  /// Keeps states whose events are committed.
  func keep(_ states: [String: Entry]) {
    kept.withLock { kept in
      if kept.young.count + states.count > size {
        kept.old = kept.young
        kept.young.removeAll(keepingCapacity: true)
      }
      let states = states.filter { $0.value.at != nil }
      kept.young.merge(states) { before, now in now.version >= before.version ? now : before }
    }
  }
}
