// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Foundation

/// Documents for the tests.
enum Sample {
  /// 2026-09-21.
  static let day = Day(number: 20_717)

  static func sheet(_ blocks: [Sheet.Block]) -> Sheet {
    Sheet(
      issuer: "武汉市江汉区行政审批局", title: "受理通知书", number: "江行审受〔2026〕0001 号",
      addressee: "云帆示例餐饮店", blocks: blocks, day: day, seal: .special("行政审批受理专用章"),
      code: "https://example.org/verify/1", check: "办件编号 420103-2026-0001",
      footer: "本文书一式两份，申请人、行政机关各存一份。")
  }

  /// A text of so many characters without a blank.
  static func text(_ count: Int) -> String {
    String(repeating: "申请材料齐全，符合法定形式。", count: count / 14 + 1).prefix(count) + ""
  }

  /// A red JPEG of 16 × 8 pixels that its camera says to turn by a quarter.
  static let jpeg = bytes(
    """
    /9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUl
    KFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSk
    pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAIF/8QAGBAB
    AQADAAAAAAAAAAAAAAAAAAITUpH/xAAVAQEBAAAAAAAAAAAAAAAAAAADBf/EABcRAQEBAQAAAAAAAAAAAAAAAAEAMQL/2gAMAwEAAhEDEQA/
    AM/HGk8UAHpdauAZf//Z
    """)

  /// The same as PNG.
  static let png = bytes(
    """
    iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAIAAAB/FOjAAAAAIklEQVR4nGNkYPjPgA2ckJPHKs54Qk4OqwQuwESS6pGqAQBg9QMXsaIjpwAA
    AABJRU5ErkJggg==
    """)

  private static func bytes(_ base64: String) -> [UInt8] {
    Data(base64Encoded: base64, options: .ignoreUnknownCharacters).map([UInt8].init) ?? []
  }
}

extension Sample {
  static func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  static func coded<T: Codable>(_ value: T) throws -> T {
    try JSONDecoder().decode(T.self, from: Data(json(value).utf8))
  }
}
