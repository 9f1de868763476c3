// SPDX-License-Identifier: Apache-2.0

/// A series with the processor time that PostgreSQL took meanwhile.
struct SizeLine {
  let series: Series
  /// Seconds of all PostgreSQL processes of this machine.
  let server: Double

  static func measure(
    _ count: Int, tasks: Int = 1, _ operation: @escaping @Sendable (Int) async throws -> Void
  ) async throws -> SizeLine {
    let before = PrivatePostgres.processorSeconds()
    let series = try await bench.measure(count, tasks: tasks, operation)
    return SizeLine(series: series, server: PrivatePostgres.processorSeconds() - before)
  }

  static let heading = Series.heading + "  server µs   × floor"

  private var serverMicroseconds: Double {
    server / Double(series.seconds.count) * 1_000_000
  }

  /// - Parameter floor: what the processor time, the server's included, is compared with.
  func line(_ name: String, floor: SizeLine?) -> String {
    let ratio = floor.map { cost / max($0.cost, 0.001) }
    return series.line(name) + " " + Series.number(serverMicroseconds, 10, 0) + " "
      + (ratio.map { Series.number($0, 9, 1) } ?? "        –")
  }

  private var cost: Double { series.cpuMicroseconds + serverMicroseconds }
}
