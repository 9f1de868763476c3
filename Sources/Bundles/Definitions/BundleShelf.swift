// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import SQL
import Synchronization

/// Where the running program keeps the bundles: one snapshot, replaced whole after an import.
package final class BundleShelf: Sendable {
  private let kept = Mutex(BundleSnapshot([]))

  package init() {}

  package var snapshot: BundleSnapshot { kept.withLock { $0 } }

  /// Takes the bundles from the database, if there are others than those on the shelf.
  package func refresh(from database: Database) async throws {
    let held = snapshot.count
    let fresh: BundleSnapshot? = try await database.read { reader in
      guard try BundleTable.count(in: reader) != held else { return nil }
      return BundleSnapshot(try BundleTable.all(in: reader))
    }
    if let fresh { kept.withLock { $0 = fresh } }
  }

  /// Puts bundles on the shelf that are in no database: for tests.
  package func put(_ bundles: [Bundle]) {
    let snapshot = BundleSnapshot(bundles)
    kept.withLock { $0 = snapshot }
  }
}

/// All bundles as one value, with the index to search those that apply.
package struct BundleSnapshot: Sendable {
  private let versions: [String: [Bundle]]
  private let order: [String]
  private let index: SearchIndex
  let count: Int

  init(_ bundles: [Bundle]) {
    count = bundles.count
    versions = Dictionary(grouping: bundles, by: \.code)
      .mapValues { $0.sorted { $0.version < $1.version } }
    order = versions.keys.sorted()
    index = SearchIndex(
      order.compactMap { [versions] in versions[$0]?.last }.map(SearchDocument.init))
  }

  /// The version that can be applied for on a day.
  package func current(_ code: String, on day: Day) -> Bundle? {
    versions[code]?.last { $0.effective <= day }
  }

  /// One version by its number, whether or not it still applies.
  package func version(_ reference: BundleReference) -> Bundle? {
    versions[reference.code]?.first { $0.version == reference.version }
  }

  /// Every bundle that can be applied for on a day, by kind and code.
  package func current(on day: Day) -> [Bundle] {
    let places = Dictionary(
      uniqueKeysWithValues: BundleKind.allCases.enumerated().map { ($0.element, $0.offset) })
    return order.compactMap { current($0, on: day) }
      .sorted { (places[$0.kind] ?? 0, $0.code) < (places[$1.kind] ?? 0, $1.code) }
  }

  /// From a few words, or an industry, to the bundles that are meant, best first.
  package func find(_ text: String, on day: Day) -> [Bundle] {
    index.search(text).compactMap { current(order[$0.document], on: day) }
  }
}

extension SearchDocument {
  fileprivate init(_ bundle: Bundle) {
    var texts: [(text: Words, weight: UInt8)] = [(bundle.lead, 1), (Words(bundle.kind.label), 4)]
    if let summary = bundle.summary { texts.append((summary, 3)) }
    for question in bundle.questions { texts += question.options.map { ($0.label, 2) } }
    self.init(id: bundle.code, name: bundle.name, keywords: bundle.keywords, texts: texts)
  }
}
