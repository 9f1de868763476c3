// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// The whole catalogue as one value: every version, and the index to search the current ones.
///
/// Made after an import; pages and rules read it without touching the database.
package struct CatalogueSnapshot: Sendable {
  /// One version and the days on which it is the one that applies.
  struct Entry: Sendable {
    let published: PublishedVersion
    let first: Day
    /// The last day, being the day before the next version's first or its own expiry.
    let last: Day

    func isCurrent(on day: Day) -> Bool {
      first <= day && day <= last && (published.withdrawnAt.map { day < $0.day } ?? true)
    }
  }

  /// All versions by code, then by number; the places of the index's documents.
  private let entries: [Entry]
  private let places: [String: Range<Int>]
  private let index: SearchIndex
  let stamp: CatalogueStamp

  package static let empty = CatalogueSnapshot(
    [], stamp: CatalogueStamp(versions: 0, importedAt: 0, withdrawn: 0, withdrawnAt: 0))

  init(_ versions: [PublishedVersion], stamp: CatalogueStamp) {
    let sorted = versions.sorted {
      ($0.item.code, $0.item.version) < ($1.item.code, $1.item.version)
    }
    var entries: [Entry] = []
    var places: [String: Range<Int>] = [:]
    for (place, version) in sorted.enumerated() {
      let item = version.item
      let next = sorted.indices.contains(place + 1) ? sorted[place + 1].item : nil
      var last = item.expires ?? .farFuture
      if let next, next.code == item.code { last = min(last, next.effective.adding(days: -1)) }
      entries.append(Entry(published: version, first: item.effective, last: last))
      places[item.code] = (places[item.code]?.lowerBound ?? place)..<(place + 1)
    }
    self.entries = entries
    self.places = places
    self.stamp = stamp
    index = SearchIndex(sorted.map { SearchDocument($0.item) })
  }

  /// The version of an item that applies on a day: what can be applied for.
  package func current(_ code: String, on day: Day) -> ItemVersion? {
    guard let range = places[code] else { return nil }
    return entries[range].last { $0.isCurrent(on: day) }?.published.item
  }

  /// The version that applies, or why there is none.
  package func applicable(_ code: String, on day: Day) throws(CatalogueRefusal) -> ItemVersion {
    if let item = current(code, on: day) { return item }
    guard let latest = history(code).last else { throw .unknownItem(code: code) }
    throw latest.isWithdrawn
      ? .withdrawn(name: latest.item.name.zh) : .notInForce(name: latest.item.name.zh)
  }

  /// One version by its number, whether or not it still applies: cases keep theirs.
  package func version(_ code: String, _ version: Int) -> ItemVersion? {
    history(code).first { $0.item.version == version }?.item
  }

  /// All versions of an item, oldest first; empty for an unknown code.
  package func history(_ code: String) -> [PublishedVersion] {
    places[code].map { entries[$0].map(\.published) } ?? []
  }

  /// Every item that can be applied for on a day, by code.
  package func current(on day: Day) -> [PublishedVersion] {
    entries.lazy.filter { $0.isCurrent(on: day) }.map(\.published)
  }

  /// The items of a day that fit a search; without a text all, by code, otherwise best first.
  package func find(_ search: ItemSearch, on day: Day) -> [PublishedVersion] {
    let text = search.text.trimmed
    guard !text.isEmpty else { return current(on: day).filter { search.admits($0.item) } }
    return index.search(text).compactMap { hit in
      let entry = entries[hit.document]
      guard entry.isCurrent(on: day), search.admits(entry.published.item) else { return nil }
      return entry.published
    }
  }
}

/// What somebody looks for.
package struct ItemSearch: Hashable, Sendable {
  package var text: String
  package var subject: String?
  package var department: String?
  package var stage: LifeStage?

  package init(
    text: String = "", subject: String? = nil, department: String? = nil, stage: LifeStage? = nil
  ) {
    self.text = text
    self.subject = subject
    self.department = department
    self.stage = stage
  }

  func admits(_ item: ItemVersion) -> Bool {
    if let subject, !item.subjects.contains(where: { $0.zh == subject }) { return false }
    if let department, item.department.zh != department { return false }
    if let stage, item.lifeStage != stage { return false }
    return true
  }
}

extension SearchDocument {
  /// What of an item can be found, the name first.
  package init(_ item: ItemVersion) {
    var texts: [(text: Words, weight: UInt8)] = item.subjects.map { ($0, 5) }
    texts.append((Words(item.lifeStage.label), 4))
    if let summary = item.summary { texts.append((summary, 3)) }
    texts.append((item.department, 2))
    for question in item.questions { texts += question.options.map { ($0.label, 3) } }
    texts.append((item.result.name, 3))
    texts += item.materials.map { ($0.name, 1) }
    self.init(id: item.code, name: item.name, keywords: item.keywords, texts: texts)
  }
}

extension Day {
  /// Later than any day that a catalogue names.
  fileprivate static let farFuture = Day(number: 2_932_896)
}
