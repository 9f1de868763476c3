// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a series of timed operations came to.
struct Series {
  /// Seconds that each operation took.
  let seconds: [Double]
  /// Seconds from the first start to the last end.
  let wall: Double
  /// Seconds of processor time of the whole process meanwhile, user and system.
  let cpu: Double

  var perSecond: Double { Double(seconds.count) / wall }
  var cpuMicroseconds: Double { cpu / Double(seconds.count) * 1_000_000 }

  /// The time in milliseconds that a share of the operations stayed under.
  func milliseconds(atShare share: Double) -> Double {
    let sorted = seconds.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] * 1000
  }

  func line(_ name: String) -> String {
    let columns = [
      name.padding(toLength: 44, withPad: " ", startingAt: 0),
      Self.number(perSecond, 10, 0), Self.number(cpuMicroseconds, 10, 1),
      Self.number(milliseconds(atShare: 0.5), 9, 3),
      Self.number(milliseconds(atShare: 0.95), 9, 3),
      Self.number(milliseconds(atShare: 0.99), 9, 3),
    ]
    return columns.joined(separator: " ")
  }

  static let heading =
    "".padding(toLength: 44, withPad: " ", startingAt: 0)
    + "   per sec    cpu µs     p50 ms    p95 ms    p99 ms"

  static func number(_ value: Double, _ width: Int, _ places: Int) -> String {
    let text = String(format: "%.\(places)f", value)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

/// The processor time of this process so far, in seconds.
func processorSeconds() -> Double {
  var usage = rusage()
  // 0 is RUSAGE_SELF, whose type here does not fit its own function.
  getrusage(0, &usage)
  func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// Runs an operation so many times by so many tasks at once.
func measure(
  _ count: Int, tasks: Int = 1, _ operation: @escaping @Sendable (Int) async throws -> Void
) async throws -> Series {
  let clock = ContinuousClock()
  let cpu = processorSeconds()
  let began = clock.now
  let seconds = try await withThrowingTaskGroup(of: [Double].self) { group in
    for task in 0..<tasks {
      group.addTask {
        var seconds: [Double] = []
        for index in stride(from: task, to: count, by: tasks) {
          let start = clock.now
          try await operation(index)
          seconds.append((clock.now - start) / .seconds(1))
        }
        return seconds
      }
    }
    return try await group.reduce(into: []) { $0 += $1 }
  }
  let wall = (clock.now - began) / .seconds(1)
  return Series(seconds: seconds, wall: wall, cpu: processorSeconds() - cpu)
}
