// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Processes
import Testing

@Suite("What is learnt from past cases")
struct MinerTests {
  private static let hour: Int64 = 3_600_000

  private func step(
    _ activity: String, _ hours: Int64?, by resource: String? = nil,
    _ transition: Step.Transition = .complete
  ) -> Step {
    Step(
      activity: activity, at: hours.map { Instant(milliseconds: $0 * Self.hour) },
      resource: resource, transition: transition)
  }

  @Test("waiting, work, hand-overs and ways of a few cases, counted by hand")
  func figures() throws {
    var miner = Miner()
    miner.add([
      step("收件", 0, by: "甲"), step("审查", 2, by: "乙", .start), step("审查", 5, by: "乙"),
      step("决定", 9, by: "丙"),
    ])
    miner.add([step("收件", 10, by: "甲"), step("审查", 20, by: "甲", .start), step("审查", 21, by: "甲")])
    miner.add([step("收件", 40, by: "甲")])
    let mining = miner.mining()
    #expect(mining.traces == 3 && mining.events == 8 && mining.variantCount == 3)
    #expect(mining.throughput.max == 11 * Self.hour && mining.throughput.median == 9 * Self.hour)
    let review = try #require(mining.activities.first { $0.name == "审查" })
    #expect(review.events == 4 && review.traces == 2 && review.starts == 0 && review.ends == 1)
    #expect(review.waiting.total == 12 * Self.hour && review.waiting.count == 2)
    #expect(review.service.total == 4 * Self.hour && review.service.count == 2)
    let own = try #require(mining.pairs.first { $0.from == "审查" && $0.to == "审查" })
    #expect(own.count == 2 && own.waiting.count == 0, "work is no waiting")
    #expect(mining.handovers == 2 && mining.handoverPairs == 2)
    #expect(mining.costliestPairs.map(\.from) == ["收件", "审查"])
    #expect(mining.slowestActivities.map(\.name) == ["审查", "决定"])
    let first = try #require(mining.resources.first)
    #expect(first.name == "甲" && first.events == 5 && first.traces == 3 && first.activities == 2)
    #expect(mining.span?.upperBound == Instant(milliseconds: 40 * Self.hour))
  }

  @Test("work within work: each end goes with the last beginning of its activity")
  func nested() throws {
    var miner = Miner()
    miner.add([
      step("a", 0, .start), step("b", 1, .start), step("a", 2, .start), step("a", 3),
      step("b", 5), step("a", 9),
    ])
    let mining = miner.mining()
    let a = try #require(mining.activities.first { $0.name == "a" })
    #expect(a.service.total == 10 * Self.hour && a.service.max == 9 * Self.hour)
    #expect(mining.activities.first { $0.name == "b" }?.service.total == 4 * Self.hour)
  }

  @Test("steps without a time are counted, and measure nothing")
  func timeless() {
    var miner = Miner()
    miner.add([step("a", nil), step("b", 3), step("c", nil), step("b", 5)])
    miner.add([])
    let mining = miner.mining()
    #expect(mining.traces == 2 && mining.events == 4 && mining.throughput.count == 1)
    #expect(mining.throughput.total == 2 * Self.hour)
    #expect(mining.pairs.allSatisfy { $0.waiting.count == 0 })
    #expect(mining.variants.map(\.activities) == [[], ["a", "b", "c", "b"]])
  }

  @Test("steps out of order are put in the order of their time, and the case is noted")
  func sorting() {
    func event(_ name: String, _ hour: Int64) -> XESEvent {
      XESEvent([
        XESAttribute(XESKey.name, .string(name)),
        XESAttribute(XESKey.time, .date(Instant(milliseconds: hour * Self.hour))),
      ])
    }
    let trace = XESTrace([], events: [event("b", 2), event("c", 2), event("a", 1)])
    let (steps, isSorted) = trace.steps()
    #expect(steps.map(\.activity) == ["a", "b", "c"] && !isSorted)
    #expect(trace.steps(by: ["concept:name", "none"]).steps.first?.activity == "a+")
  }

  @Test("quantiles lie between values in proportion")
  func spread() {
    let spread = Spread([40, 10, 30, 20])
    #expect(spread.median == 25 && spread.min == 10 && spread.max == 40 && spread.mean == 25)
    #expect(spread.quantile(75) == 33 && spread.quantile(25) == 18 && spread.quantile(33) == nil)
    #expect(Spread([]).median == 0 && Spread([]).mean == 0)
    #expect(
      Spread(
        count: 4, total: 100, min: 10, max: 40, hundredths: spread.quantiles) == spread)
  }

  @Test("the same cases in another order teach the same")
  func order() {
    let cases = (0..<40).map { number -> [Step] in
      (0..<(number % 5 + 1)).map {
        step("a\(($0 * number) % 4)", Int64(number + $0 * $0), by: "r\(number % 3)")
      }
    }
    func mining(_ cases: [[Step]]) -> Mining {
      var miner = Miner()
      for steps in cases { miner.add(steps) }
      return miner.mining()
    }
    #expect(mining(cases) == mining(cases.reversed()))
  }
}
