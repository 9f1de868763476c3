// SPDX-License-Identifier: Apache-2.0

import Foundation
import Site
import Testing

@testable import Archive

/// The logs of permits.
///
/// J. Buijs, Receipt phase of an environmental permit application process (2014),
/// doi:10.4121/uuid:a07386a5-7be3-4367-9535-70bc9e77dbe6; B. van Dongen, BPI Challenge 2015 (2015),
/// doi:10.4121/uuid:31a308ef-c844-48da-948c-305d167a0ec1.
private let permits: URL? = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let oracles =
    ProcessInfo.processInfo.environment["BANJIE_ORACLES"].map { URL(filePath: $0) }
    ?? root.appending(path: "../shared/oracles")
  let folder = oracles.appending(path: "permits")
  return FileManager.default.fileExists(atPath: folder.path()) ? folder : nil
}()

@Suite(
  "Real logs of permit departments, brought in, as far as they are at hand",
  .enabled(if: permits != nil, "the oracles are absent"))
struct OracleTests {
  private func facts(_ name: String) throws -> [String: Any] {
    let file = try #require(permits).appending(path: "\(name).facts.json")
    let json = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
    return try #require(json as? [String: Any])
  }

  @Test(
    "the API gives every total that is known",
    arguments: ["08_receipt", "T_BPIC15_1", "T_BPIC15_2"])
  func totals(name: String) async throws {
    let trial = try await ArchiveTrial()
    let file = try #require(permits).appending(path: "\(name).xes.gz")
    let report = try await trial.desk.add([file], to: name)
    let facts = try facts(name)
    let log = try await trial.api("/archive/\(report.id)")
    let figures = try #require(log["figures"] as? [String: Any])
    #expect(log["cases"] as? Int == facts["cases"] as? Int)
    #expect(log["steps"] as? Int == facts["events"] as? Int)
    for (figure, fact) in [
      ("activities", "activities"), ("variants", "variants"),
      ("unsorted", "cases_with_unsorted_events"), ("handovers", "handovers"),
      ("handoverPairs", "distinct_handover_pairs"),
    ] {
      #expect(figures[figure] as? Int == facts[fact] as? Int, "\(figure)")
    }
    try checkThroughput(figures, facts)

    let activities = try await trial.all("/archive/\(report.id)/activities")
    let names = activities.compactMap { $0["name"] as? String }
    let counts = Dictionary(
      uniqueKeysWithValues: zip(names, activities.map { $0["steps"] as? Int }))
    #expect(counts == (facts["activity_counts"] as? [String: Int])?.mapValues(Optional.some))
    let starts = Dictionary(
      uniqueKeysWithValues: zip(names, activities.map { $0["starts"] as? Int }))
    #expect(
      starts.filter { $0.value != 0 }
        == (facts["start"] as? [String: Int])?.mapValues(Optional.some))

    let pairs = try await trial.all("/archive/\(report.id)/pairs").map { pair in
      "\(pair["from"] ?? "")|\(pair["to"] ?? "")|\(pair["times"] ?? "")"
    }
    let known = (facts["directly_follows"] as? [[Any]])?.map { "\($0[0])|\($0[1])|\($0[2])" }
    #expect(Set(pairs) == Set(known ?? []))

    let costly = try await trial.all("/archive/\(report.id)/pairs?order=cost")
      .compactMap { ($0["waiting"] as? [String: Any])?["total"] as? Int }
    #expect(costly == costly.sorted(by: >) && costly.count == pairs.count)
    #expect(try await trial.get(ArchiveLink.log(report.id).path).status == 200)
  }

  private func checkThroughput(_ figures: [String: Any], _ facts: [String: Any]) throws {
    let found = try #require(figures["throughput"] as? [String: Any])
    let known = try #require(facts["throughput_s"] as? [String: Any])
    for place in ["mean", "median", "max"] {
      let milliseconds = try #require(found[place] as? Double)
      let seconds = try #require(known[place] as? Double)
      #expect(abs(milliseconds / 1000 - seconds) < 0.0011, "\(place)")
    }
  }
}
