// SPDX-License-Identifier: Apache-2.0

import Foundation
import Processes
import Testing

@Suite(
  "Real logs of permit departments, as far as they are at hand",
  .enabled(if: PermitLog.folder != nil, "the oracles are absent"))
struct OracleTests {
  @Test("every total is the known one", arguments: PermitLog.all)
  func totals(log: PermitLog) throws {
    let facts = try log.facts()
    let mining = try mine(log)
    #expect(mining.traces == facts.cases)
    #expect(mining.events == facts.events)
    #expect(mining.unsorted == facts.cases_with_unsorted_events)
    #expect(mining.activities.count == facts.activities)
    #expect(mining.variantCount == facts.variants)
    let counts = Dictionary(uniqueKeysWithValues: mining.activities.map { ($0.name, $0) })
    #expect(counts.mapValues(\.events) == facts.activity_counts)
    #expect(counts.mapValues(\.starts).filter { $0.value > 0 } == facts.start)
    // Of the ends, the twenty most frequent are known.
    #expect(facts.end.allSatisfy { counts[$0.key]?.ends == $0.value })
    #expect(mining.activities.reduce(0) { $0 + $1.ends } == facts.cases)
    #expect(mining.handovers == facts.handovers)
    #expect(mining.handoverPairs == facts.distinct_handover_pairs)
  }

  @Test("every pair of activities occurs as often as is known", arguments: PermitLog.all)
  func pairs(log: PermitLog) throws {
    let mining = try mine(log)
    let found = Set(mining.pairs.map { "\($0.from)|\($0.to)|\($0.count)" })
    let known = try log.facts().directly_follows.map { row -> String in
      guard case .text(let from) = row[0], case .text(let to) = row[1],
        case .number(let count) = row[2]
      else { return "" }
      return "\(from)|\(to)|\(count)"
    }
    #expect(found == Set(known))
    #expect(mining.pairs.reduce(0) { $0 + $1.count } == mining.events - mining.traces)
  }

  @Test("cases took as long as is known, and went the known ways", arguments: PermitLog.all)
  func throughput(log: PermitLog) throws {
    let facts = try log.facts()
    let mining = try mine(log)
    let seconds = { (milliseconds: Double) in milliseconds / 1000 }
    #expect(abs(seconds(mining.throughput.mean) - facts.throughput_s.mean) < 0.001)
    #expect(abs(seconds(Double(mining.throughput.median)) - facts.throughput_s.median) < 0.0011)
    #expect(seconds(Double(mining.throughput.max)) == facts.throughput_s.max)
    let known = facts.top_variants.map { row -> [String] in
      guard case .number(let count) = row[0], case .list(let activities) = row[1] else { return [] }
      return ["\(count)"] + activities
    }
    let found = Set(mining.variants.map { ["\($0.count)"] + $0.activities })
    // Of several variants of the last count, the known list has any.
    let least = known.compactMap { $0.first.flatMap(Int.init) }.min() ?? 0
    #expect(known.filter { $0[0] != "\(least)" }.allSatisfy(found.contains))
    #expect(mining.variants.map(\.count).prefix(known.count) == known.map { Int($0[0]) ?? 0 }[...])
  }

  @Test("the waiting of all pairs and the work of all activities make up the throughput")
  func conservation() throws {
    for log in PermitLog.all {
      let mining = try mine(log)
      let waiting = mining.pairs.reduce(0) { $0 + $1.waiting.total }
      #expect(waiting <= mining.throughput.total)
      #expect(!mining.costliestPairs.isEmpty && !mining.slowestActivities.isEmpty)
    }
  }

  @Test("a log that is read and written is read the same")
  func roundTrip() throws {
    let parts = try read(PermitLog.all[0].chunks())
    guard case .header(let header)? = parts.first else {
      Issue.record("no header")
      return
    }
    #expect(header.classifiers.count == 3 && header.extensions.count == 11)
    #expect(header.traceGlobals.count == 11 && header.eventGlobals.count == 6)
    var writer = XESWriter(header)
    for part in parts {
      if case .trace(let trace) = part { writer.write(trace) }
    }
    writer.finish()
    let again = try read([Array(writer.take().utf8)])
    #expect(again.count == parts.count && again.map(\.withoutLine) == parts.map(\.withoutLine))
  }

  /// Each log is read once for all tests.
  private static let minings = PermitLog.all.map { log in
    Result {
      var miner = Miner()
      for part in try read(log.chunks()) {
        guard case .trace(let trace) = part else { continue }
        let (steps, isSorted) = trace.steps()
        miner.add(steps, isSorted: isSorted)
      }
      return miner.mining()
    }
  }

  private func mine(_ log: PermitLog) throws -> Mining {
    let place = PermitLog.all.firstIndex { $0.name == log.name }
    return try Self.minings[try #require(place)].get()
  }
}

extension XESPart {
  /// The part as it would be had it been made, not read.
  var withoutLine: XESPart {
    switch self {
    case .header: self
    case .trace(let trace):
      .trace(XESTrace(trace.attributes, events: trace.events.map { XESEvent($0.attributes) }))
    case .event(let event): .event(XESEvent(event.attributes))
    }
  }
}
