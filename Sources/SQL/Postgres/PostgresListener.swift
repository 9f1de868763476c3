// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// Hears the signals that other programs on the database give, from the first time that somebody wants to.
final class PostgresListener: Sendable {
  private struct State {
    var isStarted = false
    var isClosed = false
  }

  private let sessions: PostgresSessions
  private let channel: String
  private let signals: SignalBoard
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "SQL listener")

  init(_ sessions: PostgresSessions, channel: String, signals: SignalBoard) {
    self.sessions = sessions
    self.channel = channel
    self.signals = signals
  }

  func start() {
    state.withLock { state in
      guard !state.isStarted, !state.isClosed else { return }
      state.isStarted = true
      queue.async { self.listen() }
    }
  }

  /// Stops within a second.
  func close() {
    state.withLock { $0.isClosed = true }
  }

  private var isClosed: Bool { state.withLock(\.isClosed) }

  private func listen() {
    while !isClosed {
      do {
        let (connection, _) = try sessions.open(.listening)
        try connection.control("LISTEN \"\(channel)\"")
        // What was given before anybody listened is not told again.
        signals.giveAll()
        while !isClosed {
          signals.give(Set(try connection.notices(within: .seconds(1)).map(Signal.init(name:))))
        }
      } catch {
        PostgresSessions.rest(.seconds(1))
      }
    }
  }
}
