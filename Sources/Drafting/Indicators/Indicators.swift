// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// The bureau's figures about its items (“四办”), computed from the items themselves.
///
/// 《关于深入推进审批服务便民化的指导意见》(2018) names 马上办、网上办、就近办、一次办 without numbers; which elements of an item
/// make each is said at ``Indicator``.
struct Indicators: Sendable {
  let total: Int
  private let counts: [Indicator: Int]
  /// Promised and statutory terms, in working days, roughly where the units differ.
  private let promised: Double
  private let statutory: Double
  private let materials: Int
  private let visits: Int

  /// - Parameter nearby: the items that a street does on that day.
  init(_ items: [ItemVersion], nearby: Set<String>) {
    total = items.count
    counts = Dictionary(
      uniqueKeysWithValues: Indicator.allCases.map { indicator in
        (indicator, items.count { indicator.holds(for: $0, nearby: nearby) })
      })
    promised = items.reduce(0) { $0 + $1.terms.promised.roughDays }
    statutory = items.reduce(0) { $0 + $1.terms.statutory.roughDays }
    materials = items.reduce(0) { $0 + $1.materials.count }
    visits = items.reduce(0) { $0 + $1.visits }
  }

  subscript(indicator: Indicator) -> Share { Share(counts[indicator] ?? 0, of: total) }

  /// By how much the promised terms are shorter than the statutory ones (时限压缩率), in hundredths of a percent.
  var compression: Int? {
    statutory > 0 ? Int((10_000 * (1 - promised / statutory)).rounded()) : nil
  }

  var compressionText: String { compression.map { Decimals.text($0) + "%" } ?? "—" }

  /// Materials for an item, on average, in hundredths.
  var averageMaterials: String { average(of: materials) }
  var averageVisits: String { average(of: visits) }

  private func average(of sum: Int) -> String {
    total > 0 ? Decimals.text((sum * 200 + total) / (2 * total)) : "—"
  }
}

/// A share of the items that the bureau reports.
enum Indicator: String, CaseIterable, Sendable {
  /// 马上办: done at once, within one working day.
  case atOnce
  /// 一次办: at most one visit.
  case once
  /// 全程网办: depth Ⅳ, no visit.
  case wholeOnline
  /// 网上办: filed and accepted online, depth Ⅲ or Ⅳ.
  case online
  /// 就近办: in a street's hall or at a terminal.
  case nearby
  /// 即办率: concluded on the spot, a promise of 0 days.
  case onTheSpot
  /// 减时限: promised shorter than the law has it.
  case shortened
  /// 告知承诺.
  case commitment
  /// 容缺受理.
  case deferral
  /// 极简审批.
  case streamlined
  /// The result is an e-licence.
  case eLicence

  var phrase: Phrase {
    switch self {
    case .atOnce: "马上办"
    case .once: "一次办"
    case .wholeOnline: "全程网办"
    case .online: "网上办"
    case .nearby: "就近办"
    case .onTheSpot: "即办率"
    case .shortened: "压缩时限的事项"
    case .commitment: "告知承诺"
    case .deferral: "容缺受理"
    case .streamlined: "极简审批"
    case .eLicence: "结果为电子证照"
    }
  }

  /// Which elements of an item make it.
  var meaning: Phrase {
    switch self {
    case .atOnce: "即办件，承诺不超过 1 个工作日"
    case .once: "到现场次数不超过 1 次"
    case .wholeOnline: "网办深度Ⅳ级，到现场次数为 0"
    case .online: "网办深度Ⅲ级或者Ⅳ级"
    case .nearby: "街道可以受理或者办理，或者支持自助终端"
    case .onTheSpot: "承诺时限为 0，当场办结"
    case .shortened: "承诺时限短于法定时限"
    case .commitment: "可以告知承诺"
    case .deferral: "可以容缺受理"
    case .streamlined: "可以极简审批"
    case .eLicence: "办理结果为证照并有电子证照类型"
    }
  }

  func holds(for item: ItemVersion, nearby: Set<String>) -> Bool {
    switch self {
    case .atOnce: item.handling == .immediate
    case .once: item.visits <= 1
    case .wholeOnline: item.onlineDepth == .whole && item.visits == 0
    case .online: item.onlineDepth.isOnline
    case .nearby: item.kiosk || nearby.contains(item.code)
    case .onTheSpot: item.terms.promised.number == 0
    case .shortened: item.terms.promised.roughDays < item.terms.statutory.roughDays
    case .commitment: item.commitment != nil
    case .deferral: item.deferral != nil
    case .streamlined: item.streamlined
    case .eLicence: item.result.licenceType != nil
    }
  }
}
