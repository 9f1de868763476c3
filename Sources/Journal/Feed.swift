// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL

extension Signal {
  /// Something has been recorded in the journal.
  package static let recorded = Signal("journal.recorded")
}

/// An event as it is told to other systems.
package struct FeedEntry: Sendable {
  /// Its place in the whole journal.
  package let position: Int64
  /// What it happened to: `case/3f9c…`.
  package let stream: String
  /// Its place in its stream, from 1.
  package let version: Int
  /// The name of the event: `accepted`.
  package let type: String
  package let moment: Moment
  /// The event itself, a JSON object; it holds no personal data.
  package let body: String
}

/// A look at the journal, to be compared with a later one.
package struct JournalMark: Sendable, Hashable {
  let signal: SignalMark
}

extension Journal {
  /// What was recorded after a position, in the order in which it was recorded.
  ///
  /// Nothing is ever skipped by who goes on from the last position that he has got: writes run one after the other, so
  /// when an event is to be seen, so is every one before it.
  package func feed(after position: Int64, limit: Int) async throws -> [FeedEntry] {
    try await database.read { reader in
      try EventTable.events(afterPosition: position, limit: limit, in: reader).map { event in
        FeedEntry(
          position: event.position, stream: event.stream, version: event.version,
          type: EventTable.type(in: event.body), moment: event.moment, body: event.body)
      }
    }
  }

  /// The same; while there is nothing, waits for it, but not longer than a time.
  package func feed(
    after position: Int64, limit: Int, waiting time: Duration
  ) async throws -> [FeedEntry] {
    let deadline = ContinuousClock.now + time
    while true {
      let mark = database.mark(.recorded)
      let entries = try await feed(after: position, limit: limit)
      let left = deadline - .now
      if !entries.isEmpty || left <= .zero || Task.isCancelled { return entries }
      await database.wait(after: mark, atMost: min(left, Self.lookAgain))
    }
  }

  /// How much had been recorded when somebody looked; says nothing but whether it is still so.
  package var mark: JournalMark { JournalMark(signal: database.mark(.recorded)) }

  /// Waits until something more has been recorded, the time is over, or the task is cancelled.
  package func wait(after mark: JournalMark, atMost limit: Duration) async {
    await database.wait(after: mark.signal, atMost: limit)
  }

  /// How long a signal is waited for before looking all the same: of another process on the same file none is heard.
  private static let lookAgain = Duration.seconds(2)
}
