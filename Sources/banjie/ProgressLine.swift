// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQL
import Synchronization

/// How far a long command has come, on one line of standard error that is written over and over; nothing where that is
/// no terminal.
final class ProgressLine: Sendable {
  private struct State {
    var last: ContinuousClock.Instant?
    var isDrawn = false
  }

  private let isShown = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State())

  /// Often enough for an eye, seldom enough for a terminal.
  private static let pause = Duration.milliseconds(100)
  private static let clear = "\r\u{1B}[K"

  /// Runs `body`, which tells of its headway, and wipes the line at the end.
  func during<T>(
    _ body: (@escaping Headway.Listener) async throws -> T
  ) async throws -> T {
    defer { wipe() }
    return try await body { self.show($0) }
  }

  /// Prints a line of the command's own in between.
  func print(_ line: String) {
    wipe()
    Swift.print(line)
  }

  private func show(_ headway: Headway) {
    guard isShown else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if let last = state.last, now - last < Self.pause { return }
      state.last = now
      state.isDrawn = true
      Self.write(Self.clear + Self.words(headway))
    }
  }

  private func wipe() {
    state.withLock { state in
      if state.isDrawn { Self.write(Self.clear) }
      state.isDrawn = false
    }
  }

  private static func words(_ headway: Headway) -> String {
    guard let total = headway.total, total > 0 else {
      return headway.done == 0 ? "\(headway.work) …" : "\(headway.work): \(headway.done)"
    }
    return "\(headway.work): \(headway.done * 100 / total) %"
  }

  private static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
