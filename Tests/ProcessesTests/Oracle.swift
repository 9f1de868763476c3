// SPDX-License-Identifier: Apache-2.0

import Foundation
import Processes

/// Real event logs of permit departments, and what is known of them.
///
/// J. Buijs, Receipt phase of an environmental permit application process (2014),
/// doi:10.4121/uuid:a07386a5-7be3-4367-9535-70bc9e77dbe6; B. van Dongen, BPI Challenge 2015 (2015),
/// doi:10.4121/uuid:31a308ef-c844-48da-948c-305d167a0ec1.
struct PermitLog: Sendable, CustomStringConvertible {
  /// The folder, or nothing where it is absent.
  static let folder: URL? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let oracles =
      ProcessInfo.processInfo.environment["BANJIE_ORACLES"].map { URL(filePath: $0) }
      ?? root.appending(path: "../shared/oracles")
    let folder = oracles.appending(path: "permits")
    return FileManager.default.fileExists(atPath: folder.path()) ? folder : nil
  }()

  static let all = ["08_receipt", "T_BPIC15_1", "T_BPIC15_2"].map(PermitLog.init)

  /// What is known of a log.
  struct Facts: Decodable {
    struct Throughput: Decodable {
      let mean: Double
      let median: Double
      let max: Double
    }

    /// A pair of activities and how often, or how often and a list of activities.
    enum Cell: Decodable {
      case text(String)
      case number(Int)
      case list([String])

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
          self = .number(number)
        } else if let text = try? container.decode(String.self) {
          self = .text(text)
        } else {
          self = .list(try container.decode([String].self))
        }
      }
    }

    let cases: Int
    let events: Int
    let activities: Int
    let variants: Int
    let cases_with_unsorted_events: Int
    let start: [String: Int]
    let end: [String: Int]
    let activity_counts: [String: Int]
    let directly_follows: [[Cell]]
    let handovers: Int
    let distinct_handover_pairs: Int
    let throughput_s: Throughput
    let top_variants: [[Cell]]
  }

  let name: String
  var description: String { name }

  func facts() throws -> Facts {
    let file = Self.folder?.appending(path: "\(name).facts.json")
    return try JSONDecoder().decode(
      Facts.self, from: try Data(contentsOf: file ?? URL(filePath: "/")))
  }

  /// The compressed log in pieces.
  func chunks(of size: Int = 64 * 1024) throws -> [[UInt8]] {
    let file = Self.folder?.appending(path: "\(name).xes.gz") ?? URL(filePath: "/")
    let bytes = [UInt8](try Data(contentsOf: file))
    return stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min($0 + size, bytes.count)])
    }
  }
}

/// All that a log of these bytes gives.
func read(_ chunks: [[UInt8]], limits: XESLimits = .standard) throws -> [XESPart] {
  var reader = XESReader(limits: limits)
  var parts: [XESPart] = []
  for chunk in chunks {
    reader.feed(chunk)
    while let part = try reader.next() { parts.append(part) }
  }
  reader.finish()
  while let part = try reader.next() { parts.append(part) }
  return parts
}
