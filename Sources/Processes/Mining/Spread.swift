// SPDX-License-Identifier: Apache-2.0

/// How durations are spread; all in milliseconds.
public struct Spread: Sendable, Hashable, Codable {
  /// How many there are.
  public let count: Int
  /// All together.
  public let total: Int64
  /// The shortest.
  public let min: Int64
  /// The longest.
  public let max: Int64
  /// From the first hundredth to the last, at ``places``.
  private let hundredths: [Int64]

  /// The hundredths that are kept.
  public static let places = [5, 10, 25, 50, 75, 90, 95]

  /// The spread of durations in any order.
  ///
  /// - Complexity: O(n log n).
  public init(_ durations: some Sequence<Int64>) {
    let sorted = durations.sorted()
    count = sorted.count
    total = sorted.reduce(0, +)
    min = sorted.first ?? 0
    max = sorted.last ?? 0
    hundredths = Self.places.map { Self.quantile($0, of: sorted) }
  }

  /// A spread that was computed before.
  ///
  /// - Parameter hundredths: One for each of ``places``; others are taken as zeros.
  public init(count: Int, total: Int64, min: Int64, max: Int64, hundredths: [Int64]) {
    self.count = count
    self.total = total
    self.min = min
    self.max = max
    self.hundredths =
      hundredths.count == Self.places.count ? hundredths : Self.places.map { _ in 0 }
  }

  /// The values at ``places``.
  public var quantiles: [Int64] { hundredths }

  /// The mean; zero if there are none.
  public var mean: Double { count == 0 ? 0 : Double(total) / Double(count) }

  /// Half are shorter.
  public var median: Int64 { quantile(50) ?? 0 }

  /// What so many of a hundred are shorter than; nothing for a place that is not kept.
  public func quantile(_ hundredth: Int) -> Int64? {
    Self.places.firstIndex(of: hundredth).map { hundredths[$0] }
  }

  /// Between two values in proportion (Hyndman and Fan 1996, type 7), rounded to the millisecond.
  private static func quantile(_ hundredth: Int, of sorted: [Int64]) -> Int64 {
    guard let last = sorted.indices.last else { return 0 }
    let place = last * hundredth
    let (low, part) = (place / 100, place % 100)
    let high = Swift.min(low + 1, last)
    let step = Double(sorted[high] - sorted[low]) * Double(part) / 100
    return sorted[low] + Int64(step.rounded())
  }
}
