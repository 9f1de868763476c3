// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation

/// Search over as many items as the district has.
enum SearchBench {
  /// The items that the district claimed in 2024 (R084 of the report).
  private static let items = 1_509

  static func run(catalogue: String) async throws {
    print("\n== Search over \(items) items (budget 5 ms)\n" + Series.heading)
    let report = try CatalogueCommand.check(catalogue)
    let real = report.files.map(\.version)
    // The real items again and again, each copy under the name of another place and another code.
    let places = ["万松", "北湖", "唐家墩", "民族", "花楼", "水塔", "民权", "满春", "民意", "新华", "前进", "常青", "汉兴"]
    let versions = try (0..<items).map { index in
      let item = real[index % real.count]
      let copy = index / real.count
      guard copy > 0 else { return published(item) }
      return published(try twin(of: item, in: places[copy % places.count], number: index))
    }
    let shelf = CatalogueShelf()
    shelf.put(versions)
    let day = Day(number: 20_700)
    for query in ["食品经营", "食", "spjyxk", "shipinjingying", "food licence", "加装电梯", "没有这个"] {
      let search = ItemSearch(text: query)
      _ = shelf.snapshot.find(search, on: day)
      let series = try await measure(500) { _ in _ = shelf.snapshot.find(search, on: day) }
      let found = shelf.snapshot.find(search, on: day).count
      print(series.line("\(query) (\(found) found)"))
    }
  }

  /// The same item under another name and code.
  private static func twin(
    of item: ItemVersion, in place: String, number: Int
  ) throws -> ItemVersion {
    let name = try JSONEncoder().encode(item.name.zh)
    let other = try JSONEncoder().encode(place + item.name.zh)
    var text = String(decoding: try JSONEncoder().encode(item), as: UTF8.self)
    text = text.replacingOccurrences(
      of: String(decoding: name, as: UTF8.self), with: String(decoding: other, as: UTF8.self))
    let serial = String(format: "%06d", number)
    text = text.replacingOccurrences(of: item.code, with: item.code.dropLast(6) + serial)
    return try JSONDecoder().decode(ItemVersion.self, from: Data(text.utf8))
  }

  private static func published(_ item: ItemVersion) -> PublishedVersion {
    PublishedVersion(
      item, digest: "\(item.code) \(item.version)", importedAt: Instant(milliseconds: 0))
  }
}
