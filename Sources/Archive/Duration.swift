// SPDX-License-Identifier: Apache-2.0

import Site

/// A duration as people say it: in the largest unit of which it has two, to one decimal if it has few.
struct Duration: Sendable, Hashable {
  let milliseconds: Int64

  init(_ milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  var phrase: Phrase {
    let minutes = Double(milliseconds) / 60_000
    return switch minutes {
    case ..<0.0001: .verbatim("0")
    case ..<2: "\(Self.number(minutes * 60)) 秒"
    case ..<120: "\(Self.number(minutes)) 分钟"
    case ..<2880: "\(Self.number(minutes / 60)) 小时"
    default: "\(Self.number(minutes / 1440)) 天"
    }
  }

  private static func number(_ value: Double) -> String {
    guard value < 10 else { return String(Int(value.rounded())) }
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
  }
}

extension Visit {
  /// A duration of milliseconds in words.
  func duration(_ milliseconds: Int64) -> String { t(Duration(milliseconds).phrase) }
}
