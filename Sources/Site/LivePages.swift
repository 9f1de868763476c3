// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Journal

/// Tells the pages that are open that something was recorded, by server-sent events (HTML Standard, 9.2).
///
/// It says that there is something, never what: a page that hears of it asks for itself again, and so passes the same
/// door as ever. On several nodes each hears of what the others record.
package struct LivePages: Sendable {
  let journal: Journal
  let life: Duration

  package static let path = "/live"

  /// - Parameter life: after which a page has to come again, and show again who it is.
  package static func room(journal: Journal, life: Duration = .seconds(600)) -> Room {
    let pages = LivePages(journal: journal, life: life)
    return Room(
      name: "live",
      routes: [
        .page(.get, path, .signedIn, "实时更新") { _, actor in
          .stream(pages.ticks(for: actor), media: "text/event-stream; charset=utf-8")
        }
      ])
  }

  func ticks(for actor: Actor) -> LiveTicks {
    // Staff work on what they see; who waits at home does not mind a quarter of a minute.
    LiveTicks(
      journal: journal, pause: actor.isStaff ? .seconds(2) : .seconds(15), life: life)
  }
}

/// What goes down the line to one open page: `changed`, whenever something was recorded, and comments between.
struct LiveTicks: AsyncSequence, Sendable {
  let journal: Journal
  /// How long after one word the next may come, so that a busy hall does not keep every page busy.
  let pause: Duration
  /// How long nothing is said at most: an end that has gone away is found by speaking to it.
  var silence = Duration.seconds(20)
  /// How long the line stands.
  var life = Duration.seconds(600)

  func makeAsyncIterator() -> Iterator {
    Iterator(ticks: self, end: .now + life, mark: journal.mark)
  }

  struct Iterator: AsyncIteratorProtocol {
    let ticks: LiveTicks
    let end: ContinuousClock.Instant
    /// What was heard of; nothing, before the first word.
    var mark: JournalMark
    var isFirst = true
    var hasSpoken = false

    mutating func next() async -> String? {
      if isFirst {
        isFirst = false
        return "retry: 3000\n\n"
      }
      if hasSpoken { try? await Task.sleep(for: ticks.pause) }
      if Task.isCancelled || .now >= end { return nil }
      await ticks.journal.wait(after: mark, atMost: ticks.silence)
      if Task.isCancelled { return nil }
      let now = ticks.journal.mark
      hasSpoken = now != mark
      mark = now
      // An event without data would not be told to the page.
      return hasSpoken ? "event: changed\ndata: 1\n\n" : ":\n\n"
    }
  }
}
