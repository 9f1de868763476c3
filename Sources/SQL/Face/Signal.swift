// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Something that is told to whoever waits for it, once the unit of work that gave it is durable.
package struct Signal: Sendable, Hashable {
  let name: String

  package init(_ name: StaticString) { self.name = name.description }

  init(name: String) { self.name = name }
}

/// How often a signal had been given when somebody looked.
package struct SignalMark: Sendable, Hashable {
  let signal: Signal
  let count: UInt64
}

extension Transaction {
  /// Gives a signal, if this unit of work comes to be kept.
  ///
  /// Rarely it is heard though nothing was kept: who hears it looks what there is.
  package func give(_ signal: Signal) {
    connection.give(signal)
  }
}

extension Database {
  /// Looks at a signal before the data are read, so that none is missed between the look and the wait.
  /// ```swift
  /// let mark = database.mark(.recorded)
  /// if try await entries().isEmpty { await database.wait(after: mark, atMost: .seconds(20)) }
  /// ```
  package func mark(_ signal: Signal) -> SignalMark { engine.mark(signal) }

  /// Waits until the signal has been given again, the time is over, or the task is cancelled.
  ///
  /// On PostgreSQL what another node does is heard as well; on SQLite only what this process does.
  package nonisolated(nonsending) func wait(
    after mark: SignalMark, atMost limit: Duration
  ) async {
    await engine.signals.wait(after: mark, atMost: limit)
  }
}

/// Who waits for which signal, in this process.
final class SignalBoard: Sendable {
  private struct State {
    var counts: [Signal: UInt64] = [:]
    /// How often all of them were given at once.
    var common: UInt64 = 0
    var waiting: [Int: (signal: Signal, end: CheckedContinuation<Void, Never>)] = [:]
    var nextTicket = 0

    func count(_ signal: Signal) -> UInt64 { counts[signal, default: 0] + common }
  }

  private let state = Mutex(State())

  func mark(_ signal: Signal) -> SignalMark {
    state.withLock { SignalMark(signal: signal, count: $0.count(signal)) }
  }

  func give(_ signals: Set<Signal>) {
    if signals.isEmpty { return }
    let ends = state.withLock { state in
      for signal in signals { state.counts[signal, default: 0] += 1 }
      let heard = state.waiting.filter { signals.contains($0.value.signal) }
      for ticket in heard.keys { state.waiting[ticket] = nil }
      return heard.values.map(\.end)
    }
    for end in ends { end.resume() }
  }

  /// Wakes everyone: something may have been given that nobody here heard of.
  func giveAll() {
    let ends = state.withLock { state in
      state.common += 1
      defer { state.waiting = [:] }
      return state.waiting.values.map(\.end)
    }
    for end in ends { end.resume() }
  }

  nonisolated(nonsending) func wait(after mark: SignalMark, atMost limit: Duration) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.next(after: mark) }
      group.addTask { try? await Task.sleep(for: limit) }
      await group.next()
      group.cancelAll()
    }
  }

  private func next(after mark: SignalMark) async {
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.count(mark.signal) != mark.count || Task.isCancelled { return true }
          state.waiting[ticket] = (mark.signal, continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: ticket) }?.end.resume()
    }
  }
}
