// SPDX-License-Identifier: Apache-2.0

/// Counting that leaves out stretches of time, as 行政许可法 article 45 wants for hearings, tests,
/// expert reviews and the like.
///
/// A stretch is half-open: its first day is left out, its upper bound is counted again. Stretches
/// may come in any order and may overlap; a day is left out once.
extension WorkCalendar {
  /// The n-th working day after a day, of those outside the excluded stretches.
  ///
  /// - Parameters:
  ///   - count: How many working days; 0 or less gives `start` itself.
  ///   - start: Day 0.
  ///   - excluded: The stretches that are not counted.
  /// - Returns: The n-th of the days that are counted.
  public func day(
    _ count: Int, workingDaysAfter start: Day, excluding excluded: [Range<Day>]
  ) -> Day {
    guard count > 0 else { return start }
    var due = day(count, workingDaysAfter: start)
    for stretch in Self.merged(excluded, after: start) where stretch.lowerBound <= due {
      let lost = workingDays(
        after: stretch.lowerBound.adding(days: -1), through: stretch.upperBound.adding(days: -1))
      if lost > 0 { due = day(lost, workingDaysAfter: due) }
    }
    return due
  }

  /// The working days after `start` up to and with `end`, of those outside the excluded stretches;
  /// negative when `end` is the earlier.
  public func workingDays(
    after start: Day, through end: Day, excluding excluded: [Range<Day>]
  ) -> Int {
    if end < start { return -workingDays(after: end, through: start, excluding: excluded) }
    var count = workingDays(after: start, through: end)
    for stretch in Self.merged(excluded, after: start) where stretch.lowerBound <= end {
      let last = min(end, stretch.upperBound.adding(days: -1))
      count -= workingDays(after: stretch.lowerBound.adding(days: -1), through: last)
    }
    return count
  }

  /// The stretches in order, overlapping ones joined, with nothing on or before `start`.
  static func merged(_ stretches: [Range<Day>], after start: Day) -> [Range<Day>] {
    if stretches.isEmpty { return [] }
    let first = start.adding(days: 1)
    var merged: [Range<Day>] = []
    for stretch in stretches.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let lower = max(stretch.lowerBound, first)
      guard lower < stretch.upperBound else { continue }
      if let last = merged.last, lower <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, stretch.upperBound)
      } else {
        merged.append(lower..<stretch.upperBound)
      }
    }
    return merged
  }
}
