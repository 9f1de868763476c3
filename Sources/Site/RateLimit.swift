// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Synchronization

/// Lets each key through so many times at once, and again at a steady rate: a bucket of tokens for each.
package final class RateLimit: Sendable {
  private struct Bucket {
    var tokens: Double
    var at: Int64
  }

  private let capacity: Double
  private let perMillisecond: Double
  private let mostKeys: Int
  private let buckets = Mutex<[String: Bucket]>([:])

  /// - Parameters:
  ///   - burst: How many times in a row.
  ///   - perMinute: How many times a minute after that.
  ///   - mostKeys: How many keys are remembered; those with the fullest buckets are forgotten first.
  package init(burst: Int, perMinute: Double, mostKeys: Int = 10_000) {
    capacity = Double(burst)
    perMillisecond = perMinute / 60_000
    self.mostKeys = mostKeys
  }

  /// Takes a token for a key.
  ///
  /// - Throws: `SiteRefusal` (429) with the seconds after which there is one again.
  package func take(_ key: String, at now: Instant) throws(SiteRefusal) {
    let wait: Double? = buckets.withLock { buckets in
      if buckets.count >= mostKeys, buckets[key] == nil { forget(&buckets, at: now) }
      var bucket = buckets[key] ?? Bucket(tokens: capacity, at: now.milliseconds)
      bucket.tokens = level(bucket, at: now)
      bucket.at = max(bucket.at, now.milliseconds)
      defer { buckets[key] = bucket }
      guard bucket.tokens >= 1 else { return (1 - bucket.tokens) / perMillisecond / 1000 }
      bucket.tokens -= 1
      return nil
    }
    guard let wait else { return }
    let seconds = max(1, Int(wait.rounded(.up)))
    throw SiteRefusal(
      .tooMany, "site/too-many", "尝试次数过多，请在 \(seconds) 秒后再试。", retryAfter: seconds)
  }

  /// Forgets a key: after the right password, for instance.
  package func reset(_ key: String) {
    buckets.withLock { $0[key] = nil }
  }

  var count: Int { buckets.withLock { $0.count } }

  private func level(_ bucket: Bucket, at now: Instant) -> Double {
    let passed = Double(max(0, now.milliseconds - bucket.at))
    return min(capacity, bucket.tokens + passed * perMillisecond)
  }

  private func forget(_ buckets: inout [String: Bucket], at now: Instant) {
    // A tenth at a time, so that the sorting is paid for by many keys.
    let order = buckets.sorted { level($0.value, at: now) > level($1.value, at: now) }
    for (key, _) in order.prefix(max(1, mostKeys / 10)) { buckets[key] = nil }
  }
}
