// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// What can be learnt from past cases: which ways they went, how long they took, and where they waited.
public struct Mining: Sendable, Hashable {
  /// One activity.
  public struct Activity: Sendable, Hashable {
    /// The name.
    public let name: String
    /// How many steps, beginnings and ends each counted.
    public let events: Int
    /// In how many cases.
    public let traces: Int
    /// How many cases begin with it.
    public let starts: Int
    /// How many cases end with it.
    public let ends: Int
    /// From the step before it until it came, where that time is known.
    public let waiting: Spread
    /// From its beginning to its end, where the log tells both.
    public let service: Spread
  }

  /// One activity directly after another.
  public struct Pair: Sendable, Hashable {
    /// The activity before.
    public let from: String
    /// The activity after.
    public let to: String
    /// How often.
    public let count: Int
    /// The time between the two; the time from an activity's beginning to its own end is no waiting.
    public let waiting: Spread
  }

  /// One of those who did steps.
  public struct Resource: Sendable, Hashable {
    /// The name in the log.
    public let name: String
    /// How many steps.
    public let events: Int
    /// In how many cases.
    public let traces: Int
    /// How many different activities.
    public let activities: Int
    /// On how many days, in China Standard Time.
    public let days: Int
  }

  /// The same activities in the same order.
  public struct Variant: Sendable, Hashable {
    /// How many cases.
    public let count: Int
    /// The activities.
    public let activities: [String]
  }

  /// How many cases.
  public let traces: Int
  /// How many steps.
  public let events: Int
  /// In how many cases the log has steps that are not in the order of their time.
  public let unsorted: Int
  /// The earliest and the latest step; nothing if no step has a time.
  public let span: ClosedRange<Instant>?
  /// The activities, the most frequent first.
  public let activities: [Activity]
  /// The pairs, the most frequent first.
  public let pairs: [Pair]
  /// From the first to the last step of a case.
  public let throughput: Spread
  /// Those who did steps, the busiest first.
  public let resources: [Resource]
  /// How often a case went from one to another.
  public let handovers: Int
  /// Between how many different two.
  public let handoverPairs: Int
  /// How many different orders of activities there are.
  public let variantCount: Int
  /// The most frequent ones, at most as many as were asked for.
  public let variants: [Variant]

  /// Where cases waited most in all: the pairs by their waiting time together, the longest first.
  public var costliestPairs: [Pair] {
    pairs.filter { $0.waiting.total > 0 }
      .sorted { ($1.waiting.total, $0.from, $0.to) < ($0.waiting.total, $1.from, $1.to) }
  }

  /// Which activities a case waited longest for, by the median.
  public var slowestActivities: [Activity] {
    activities.filter { $0.waiting.median > 0 }
      .sorted { ($1.waiting.median, $0.name) < ($0.waiting.median, $1.name) }
  }
}
