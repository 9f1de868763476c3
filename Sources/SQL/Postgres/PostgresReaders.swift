// SPDX-License-Identifier: Apache-2.0

import CPostgres
import Dispatch
import Synchronization

/// The sessions that read, each with a thread of its own, so that no thread of Swift's waits for a server.
final class PostgresReaders: Sendable {
  /// A read that waits for a session, or runs.
  struct Read: Sendable {
    let ticket: Int
    let since = ContinuousClock.now
    /// Does the reading and returns what tells the waiting task of its success.
    let perform: @Sendable (Snapshot) throws -> Job.End
    /// Tells the waiting task of a failure.
    let fail: @Sendable (any Error) -> Void
  }

  private struct State {
    var waiting: [Read] = []
    var running: [Int: PostgresReader] = [:]
    var idle: [PostgresReader] = []
    /// How many sessions there are, idle or not.
    var count = 0
    var nextTicket = 0
    var isClosed = false
  }

  /// How many sessions there are at most.
  ///
  /// More would only wait for the same processors, and a server has a hundred for all nodes unless told otherwise.
  private static let countMax = 8

  private let sessions: PostgresSessions
  private let state = Mutex(State())

  init(_ sessions: PostgresSessions) {
    self.sessions = sessions
  }

  /// Runs `body` in one read transaction; ends it early when the task is cancelled.
  nonisolated(nonsending) func read<T: Sendable>(
    _ body: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> T {
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        submit(
          Read(
            ticket: ticket,
            perform: { snapshot in
              let value = try body(snapshot)
              return { continuation.resume(returning: value) }
            },
            fail: { continuation.resume(throwing: $0) }))
      }
    } onCancel: {
      cancel(ticket)
    }
  }

  private func submit(_ read: Read) {
    let refusal: (any Error)? = state.withLock { state in
      if state.isClosed { return SQLFailure.closed }
      if Task.isCancelled { return CancellationError() }
      if let reader = state.idle.popLast() ?? makeReader(&state) {
        state.running[read.ticket] = reader
        reader.queue.async { self.work(read, on: reader) }
      } else {
        state.waiting.append(read)
      }
      return nil
    }
    if let refusal { read.fail(refusal) }
  }

  private func makeReader(_ state: inout State) -> PostgresReader? {
    guard state.count < Self.countMax else { return nil }
    state.count += 1
    return PostgresReader(sessions)
  }

  /// Runs a read, and after it those that wait, until there is none.
  private func work(_ first: Read, on reader: PostgresReader) {
    var next: Read? = first
    while let read = next {
      let end = reader.perform(read)
      next = state.withLock { state in
        state.running[read.ticket] = nil
        guard !state.isClosed, !state.waiting.isEmpty else {
          if !state.isClosed { state.idle.append(reader) }
          return nil
        }
        let following = state.waiting.removeFirst()
        state.running[following.ticket] = reader
        return following
      }
      end()
    }
  }

  private func cancel(_ ticket: Int) {
    let (waiting, reader) = state.withLock { state in
      let place = state.waiting.firstIndex { $0.ticket == ticket }
      return (place.map { state.waiting.remove(at: $0) }, state.running[ticket])
    }
    waiting?.fail(CancellationError())
    // It speaks to the server, which can take its time.
    if let reader { DispatchQueue.global().async { reader.cancel(ticket) } }
  }

  /// Closes the idle sessions now and the others when their read has ended.
  func close() {
    let waiting = state.withLock { state in
      state.isClosed = true
      state.idle = []
      defer { state.waiting = [] }
      return state.waiting
    }
    for read in waiting { read.fail(SQLFailure.closed) }
  }
}

/// One session that reads, and the thread that owns it.
final class PostgresReader: Sendable {
  /// The read that runs now, and how to break it off.
  private struct Current {
    let ticket: Int
    let cancel: PostgresCancel?
    var isCancelled = false
  }

  let queue = DispatchQueue(label: "SQL reader")
  private let sessions: PostgresSessions
  /// The lock is never contended, it lets the compiler check that.
  private let connection: Mutex<PostgresConnection?>
  private let current = Mutex<Current?>(nil)

  init(_ sessions: PostgresSessions) {
    self.sessions = sessions
    connection = Mutex(nil)
  }

  /// Runs a read and returns what tells its task how it ended.
  func perform(_ read: PostgresReaders.Read) -> Job.End {
    connection.withLock { connection in
      do {
        return try run(read, on: &connection)
      } catch {
        // The session had ended while it was idle, or broke: whatever was read is read anew.
        guard connection?.isLost ?? false else { return { read.fail(error) } }
      }
      do {
        return try run(read, on: &connection)
      } catch {
        return { read.fail(error) }
      }
    }
  }

  private func run(
    _ read: PostgresReaders.Read, on kept: inout PostgresConnection?
  ) throws -> Job.End {
    let connection = try sessions.ready(
      &kept, .reading, until: read.since + PostgresSessions.patience)
    current.withLock { $0 = Current(ticket: read.ticket, cancel: PostgresCancel(connection)) }
    let start = connection.mark
    connection.begin([
      .init(text: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", role: .gate)
    ])
    let result = Result { try read.perform(Snapshot(connection: connection)) }
    connection.leave("COMMIT", since: start)
    let isCancelled = current.withLock { current in
      defer { current = nil }
      return current?.isCancelled ?? false
    }
    if isCancelled, case .failure(SQLFailure.timedOut) = result { throw CancellationError() }
    return try result.get()
  }

  /// Breaks a read off, if it is the one that runs.
  ///
  /// The next one cannot begin meanwhile, so it is not hit.
  func cancel(_ ticket: Int) {
    current.withLock { current in
      guard current?.ticket == ticket else { return }
      current?.isCancelled = true
      current?.cancel?.send()
    }
  }
}

/// How the statement of a session is broken off by another thread.
// Made once and never changed; libpq says that PQcancel may be called by any thread.
final class PostgresCancel: @unchecked Sendable {
  private let handle: OpaquePointer

  init?(_ connection: PostgresConnection) {
    guard let handle = PQgetCancel(connection.handle) else { return nil }
    self.handle = handle
  }

  deinit {
    PQfreeCancel(handle)
  }

  func send() {
    var message = [CChar](repeating: 0, count: 256)
    PQcancel(handle, &message, Int32(message.count))
  }
}
