// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi

/// The draw of one month: committed to beforehand, told afterwards.
package struct MonthlyDraw: Aggregate {
  package static let kind = "monthly-draw"

  package enum Command: Sendable {
    /// - Parameter percent: the share that is drawn where an item has none of its own.
    case commit(Digest, percent: Int)
    case publish(secret: [UInt8])
  }

  package enum Event: Codable, Sendable, Hashable {
    case committed(Digest, percent: Int)
    /// - Parameter secret: hexadecimal.
    case published(secret: String)
  }

  /// Which month it is, and when it is asked.
  package struct Context: Sendable {
    let month: DrawMonth
    let now: Instant
  }

  package private(set) var digest: Digest?
  package private(set) var percent: Int?
  /// Nil while it is secret.
  package private(set) var secret: String?

  package init() {}

  package func decide(
    _ command: Command, _ context: Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .commit(let digest, let percent):
      return self.digest == nil ? [.committed(digest, percent: percent)] : []
    case .publish(let secret):
      guard self.secret == nil else { return [] }
      guard context.now >= context.month.end else { throw .staff(.monthNotOver) }
      guard Draw.commitment(to: secret) == digest else { throw .staff(.notTheSecret) }
      return [.published(secret: secret.hexadecimal)]
    }
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .committed(let digest, let percent):
      self.digest = digest
      self.percent = percent
    case .published(let secret): self.secret = secret
    }
  }
}

extension [UInt8] {
  /// Two lower-case digits a byte.
  var hexadecimal: String {
    map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// Reads what ``hexadecimal`` writes; nil for anything else.
  init?(hexadecimal text: String) {
    guard text.utf8.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    var rest = text[...]
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    self = bytes
  }
}
