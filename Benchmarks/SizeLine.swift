// SPDX-License-Identifier: Apache-2.0

/// A series with the processor time that a PostgreSQL server took meanwhile.
struct SizeLine {
  let series: Series
  /// Seconds of the server's processes; nil where there is none, or none of ours.
  let server: Double?

  static let heading = Series.heading + "  server µs   × floor"

  private var serverMicroseconds: Double? {
    server.map { $0 / Double(series.seconds.count) * 1_000_000 }
  }

  private var cost: Double { series.cpuMicroseconds + (serverMicroseconds ?? 0) }

  /// - Parameter floor: what the processor time, the server's included, is compared with.
  func line(_ name: String, floor: SizeLine?) -> String {
    let ratio = floor.map { cost / $0.cost }
    let columns = [
      series.line(name), serverMicroseconds.map { Series.number($0, 10, 0) } ?? "         –",
      ratio.map { Series.number($0, 9, 1) } ?? "        –",
    ]
    return columns.joined(separator: " ")
  }
}

extension SizeStage {
  /// Measures an operation on this stage, the server's part of it included.
  func measure(
    _ count: Int, tasks: Int = 1, _ operation: @escaping @Sendable (Int) async throws -> Void
  ) async throws -> SizeLine {
    try await measuring { try await bench.measure(count, tasks: tasks, operation) }
  }

  func measuring(_ series: () async throws -> Series) async throws -> SizeLine {
    let before = server?.processorSeconds()
    let series = try await series()
    let after = server?.processorSeconds()
    return SizeLine(series: series, server: before.flatMap { before in after.map { $0 - before } })
  }
}
