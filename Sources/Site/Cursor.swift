// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where a list goes on: the sort key of the last row shown, in a form that callers do not look into.
///
/// A keyset costs the same on the first page and on the thousandth.
package struct Cursor: Sendable, Hashable {
  package enum Key: Sendable, Hashable {
    case integer(Int64)
    case text(String)

    /// No store of text takes U+0000, and no cursor of ours holds it.
    fileprivate var holdsNUL: Bool {
      if case .text(let text) = self { text.utf8.contains(0) } else { false }
    }
  }

  package let keys: [Key]

  package init(_ keys: Key...) { self.keys = keys }

  /// Reads what `text` wrote; nil when it is anything else.
  package init?(_ text: String) {
    guard text.utf8.count <= 500 else { return nil }
    var base64 = text.replacingOccurrences(of: "-", with: "+")
      .replacingOccurrences(of: "_", with: "/")
    base64 += String(repeating: "=", count: (4 - base64.count % 4) % 4)
    guard let data = Data(base64Encoded: base64),
      let keys = try? JSONDecoder().decode([Key].self, from: data), !keys.isEmpty,
      !keys.contains(where: \.holdsNUL)
    else { return nil }
    self.keys = keys
  }

  /// The cursor in the query string: base64url.
  package var text: String {
    // Encoding integers and strings cannot fail.
    let data = (try? JSONEncoder().encode(keys)) ?? Data()
    return data.base64EncodedString()
      .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }

  /// The key at a place, which must be a number.
  package func integer(_ index: Int) throws(SiteRefusal) -> Int64 {
    guard keys.indices.contains(index), case .integer(let value) = keys[index] else {
      throw .foreignCursor
    }
    return value
  }

  /// The key at a place, which must be a text.
  package func text(_ index: Int) throws(SiteRefusal) -> String {
    guard keys.indices.contains(index), case .text(let value) = keys[index] else {
      throw .foreignCursor
    }
    return value
  }
}

extension SiteRefusal {
  /// A cursor of another list.
  package static let foreignCursor = invalid([
    Fault("cursor", "翻页位置无法识别，请从第一页重新开始。")
  ])
}

extension Cursor.Key: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .integer(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}

/// A page of a list, as the API sends it.
package struct Listing<Item: Encodable & Sendable>: Encodable, Sendable {
  package let items: [Item]
  /// Where the next page begins; nil on the last one.
  package let next: String?

  package init(_ items: [Item], next: Cursor? = nil) {
    self.items = items
    self.next = next?.text
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(items, forKey: .items)
    try container.encode(next, forKey: .next)
  }

  private enum CodingKeys: String, CodingKey { case items, next }
}

extension Array {
  /// The rows of a page, of which one more than its length was asked for, and where the next begins if there is one.
  package func page<Next>(
    _ limit: Int, _ next: (Element) -> Next
  ) -> (rows: [Element], next: Next?) {
    let rows = Array(prefix(limit))
    return (rows, count > limit ? rows.last.map(next) : nil)
  }
}
