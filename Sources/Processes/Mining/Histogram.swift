// SPDX-License-Identifier: Apache-2.0

/// How many durations lie between equal steps, so that their spread can be seen.
public struct Histogram: Sendable, Hashable, Codable {
  /// One step.
  public struct Bin: Sendable, Hashable, Codable {
    /// The shortest duration in it, in milliseconds.
    public let from: Int64
    /// The shortest that is too long for it; nothing for the last step, which has all that is longer.
    public let to: Int64?
    /// How many.
    public let count: Int

    /// A step by its parts.
    public init(from: Int64, to: Int64?, count: Int) {
      self.from = from
      self.to = to
      self.count = count
    }
  }

  /// The steps, the shortest durations first; none if there are no durations.
  public let bins: [Bin]

  private static let minute: Int64 = 60_000
  private static let hour = 60 * minute
  private static let day = 24 * hour
  private static let widths =
    [minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour]
    + [1, 2, 5, 7, 14, 30, 60, 90, 180, 365].map { $0 * day }

  /// The histogram of durations in any order, in milliseconds, of a width that a reader can name.
  ///
  /// - Parameter limit: How many steps there are at most; the last one also has what is longer than all others, one in
  ///   twenty at most.
  /// - Complexity: O(n log n).
  public init(_ durations: some Sequence<Int64>, limit: Int = 20) {
    let sorted = durations.sorted()
    guard let longest = sorted.last else {
      bins = []
      return
    }
    let most = sorted[(sorted.count - 1) * 95 / 100]
    let width = Self.widths.first { most / $0 < Int64(limit) } ?? most / Int64(limit) + 1
    let last = Swift.min(longest / width, most / width + 1, Int64(limit) - 1)
    var counts = [Int](repeating: 0, count: Int(last) + 1)
    for duration in sorted { counts[Int(Swift.min(Swift.max(0, duration) / width, last))] += 1 }
    bins = counts.enumerated().map { index, count in
      let from = Int64(index) * width
      let isOpen = index == counts.count - 1 && longest >= from + width
      return Bin(from: from, to: isOpen ? nil : from + width, count: count)
    }
  }
}
