// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Processes
import SQL

/// An event log of a former system.
package struct ArchiveLog: Sendable, Hashable {
  /// How far it has come.
  package enum State: String, Sendable, CaseIterable, Storable {
    /// Cases are being brought in, or that was broken off.
    case importing
    /// Every case is there, and what they teach has been computed.
    case complete
  }

  /// A file that it was brought in from.
  package struct File: Sendable, Hashable {
    /// SM3 of the file as it came.
    package let digest: String
    package let name: String
    /// The number of its first case in the log.
    package let firstCase: Int
    package let cases: Int
    package let steps: Int
    /// How many cases are there.
    package let done: Int
    package let addedAt: Instant
  }

  /// In addresses: made of the name, so that the same name always leads to the same log.
  package let id: String
  package let name: String
  package let state: State
  /// How many cases and steps are there.
  package let cases: Int
  package let steps: Int
  package let updatedAt: Instant
  /// What its cases teach as a whole; nil until all are there.
  package let figures: Figures?
  package internal(set) var files: [File] = []

  /// How many cases there will be.
  package var expected: Int { files.reduce(0) { $0 + $1.cases } }
}

extension ArchiveLog {
  /// What the cases of a log teach as a whole.
  package struct Figures: Codable, Sendable, Hashable {
    package struct Variant: Codable, Sendable, Hashable {
      package let count: Int
      package let activities: [String]
    }

    package let activities: Int
    package let pairs: Int
    package let unsorted: Int
    package let first: Instant?
    package let last: Instant?
    package let throughput: Spread
    package let histogram: Histogram
    package let handovers: Int
    package let handoverPairs: Int
    package let resources: Int
    package let variants: Int
    package let frequentVariants: [Variant]

    init(_ mining: Mining, histogram: Histogram) {
      activities = mining.activities.count
      pairs = mining.pairs.count
      unsorted = mining.unsorted
      first = mining.span?.lowerBound
      last = mining.span?.upperBound
      throughput = mining.throughput
      self.histogram = histogram
      handovers = mining.handovers
      handoverPairs = mining.handoverPairs
      resources = mining.resources.count
      variants = mining.variantCount
      frequentVariants = mining.variants.map {
        Variant(count: $0.count, activities: $0.activities)
      }
    }
  }
}

/// How durations are spread, as the tables keep it; in milliseconds.
package struct KeptSpread: Sendable, Hashable {
  package let count: Int
  package let total: Int64
  package let median: Int64
  /// What nine of ten are not longer than.
  package let tenth: Int64
  package let max: Int64

  package init(count: Int, total: Int64, median: Int64, tenth: Int64, max: Int64) {
    self.count = count
    self.total = total
    self.median = median
    self.tenth = tenth
    self.max = max
  }

  init(_ spread: Spread) {
    self.init(
      count: spread.count, total: spread.total, median: spread.median,
      tenth: spread.quantile(90) ?? 0, max: spread.max)
  }
}

/// An activity of a log with its figures.
package struct ActivityRow: Sendable, Hashable {
  /// By how often it was done, from 1.
  package let place: Int
  package let name: String
  package let steps: Int
  package let cases: Int
  package let starts: Int
  package let ends: Int
  package let waiting: KeptSpread
  package let service: KeptSpread
}

/// One activity directly after another.
package struct PairRow: Sendable, Hashable {
  /// By how often, from 1.
  package let place: Int
  package let from: String
  package let to: String
  package let times: Int
  package let waiting: KeptSpread
}

/// One of those who did the steps of a log.
package struct ResourceRow: Sendable, Hashable {
  /// By how many steps, from 1.
  package let place: Int
  package let name: String
  package let steps: Int
  package let cases: Int
  package let activities: Int
  package let days: Int
}
