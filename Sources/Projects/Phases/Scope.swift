// SPDX-License-Identifier: Apache-2.0

/// A part of the works that a permit covers: a building, and of it the whole, the pit or some levels.
///
/// It is written as people write it: `1号楼：基坑`, `2号楼：-2~-1`, `3号楼`.
package struct ScopePart: Codable, Sendable, Hashable {
  package enum Extent: Codable, Sendable, Hashable {
    case whole
    case pit
    /// From the lowest level through the highest; below the ground they are negative, and there is no level 0.
    case levels(Int, Int)
  }

  package let building: String
  package let extent: Extent

  package init(building: String, extent: Extent) {
    self.building = building
    self.extent = extent
  }

  /// Whether two permits would cover the same works.
  package func overlaps(_ other: ScopePart) -> Bool {
    guard building == other.building else { return false }
    switch (extent, other.extent) {
    case (.whole, _), (_, .whole), (.pit, .pit): return true
    case (.pit, .levels), (.levels, .pit): return false
    case (.levels(let low, let high), .levels(let otherLow, let otherHigh)):
      return low <= otherHigh && otherLow <= high
    }
  }

  /// As it is written.
  package var text: String {
    switch extent {
    case .whole: building
    case .pit: "\(building)：\(Self.pitWord)"
    case .levels(let low, let high):
      low == high ? "\(building)：\(low)" : "\(building)：\(low)~\(high)"
    }
  }

  private static let pitWord = "基坑"

  /// Reads one part; nil where it is none.
  package init?(_ text: some StringProtocol) {
    let pieces = String(text).split(omittingEmptySubsequences: false) { "：:".contains($0) }
      .map { piece in String(piece.filter { !$0.isWhitespace }) }
    guard let name = pieces.first, !name.isEmpty, name.count <= Self.nameMax, pieces.count <= 2
    else { return nil }
    building = name
    guard pieces.count == 2 else {
      // Alone it has to be the number of a building, or a sentence would be read as one.
      guard name.prefixMatch(of: /[0-9A-Za-z-]+(?:号|#|座|栋|幢)/) != nil else { return nil }
      extent = .whole
      return
    }
    if pieces[1] == Self.pitWord {
      extent = .pit
      return
    }
    guard let levels = pieces[1].wholeMatch(of: /(-?\d{1,3})(?:[~～至](-?\d{1,3}))?/),
      let low = Int(levels.output.1), let high = Int(levels.output.2 ?? levels.output.1),
      low <= high, low != 0, high != 0
    else { return nil }
    extent = .levels(low, high)
  }

  /// No building has a longer name; what is longer is a sentence.
  private static let nameMax = 20
}

extension [ScopePart] {
  /// Reads parts that stand one after the other; nil where any of it is not one, or names its own works twice.
  package init?(scope text: String) {
    let pieces = text.split { "；;，,、\n".contains($0) }
      .filter { !$0.allSatisfy(\.isWhitespace) }
    let parts = pieces.compactMap { ScopePart($0) }
    guard !parts.isEmpty, parts.count == pieces.count, parts.count <= 200 else { return nil }
    for (place, part) in parts.enumerated() where parts[..<place].contains(where: part.overlaps) {
      return nil
    }
    self = parts
  }

  /// As it is written.
  package var scopeText: String { map(\.text).joined(separator: "；") }

  /// The first part that another scope has too.
  package func overlap(with other: [ScopePart]) -> ScopePart? {
    first { part in other.contains(where: part.overlaps) }
  }
}
