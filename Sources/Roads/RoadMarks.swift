// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Site

/// Small parts that the pages of this room share.
enum RoadMarks {
  static func state(_ state: SegmentState, _ visit: Visit) -> HTML {
    let tone: UI.Tone =
      switch state {
      case .dug: .bad
      case .planned: .info
      case .moratorium: .warn
      case .free: .good
      }
    return UI.badge(visit.t(state.phrase), tone)
  }

  static func phase(_ phase: Dig.Phase, _ visit: Visit) -> HTML {
    let tone: UI.Tone =
      switch phase {
      case .unannounced, .announced, .withdrawn: .plain
      case .planned, .permitted: .info
      case .started, .restored: .warn
      case .repairing: .bad
      case .closed: .good
      }
    return UI.badge(visit.t(phase.phrase), tone)
  }

  /// What somebody has written, which is Chinese whatever the reader's language is.
  static func written(_ text: String) -> HTML { "<span lang=\"zh-CN\">\(text)</span>" }

  /// That all of it is made up, where it is.
  static func demo(_ network: RoadNetwork, _ visit: Visit) -> HTML {
    guard network.isDemo else { return .empty }
    return UI.notice(
      .warning,
      body: """
        <p>\(visit.t("演示路网：路名是真实的，路段、坐标、长度和日期都是示意，不得用于施工。"))</p>
        """)
  }

  /// The ways on from the map and the lists, below the head of the page: there are too many to stand beside it.
  static func actions(_ visit: Visit) -> HTML {
    let mayAnnounce = visit.principal?.holds(anyOf: RoadsRoom.announcers) ?? true
    let own = visit.principal.map { _ in UI.link(visit.t("我的挖掘"), RoadsLink.digs.path) }
    return """
      <div class="actions">\(if: mayAnnounce, UI.link(visit.t("填报挖掘计划"), RoadsLink.newDig.path, .primary))\
      \(if: mayAnnounce, UI.link(visit.t("紧急抢修"), RoadsLink.newEmergency.path, .danger))\
      \(UI.link(visit.t("挖掘计划"), RoadsLink.plan.path))\
      \(UI.link(visit.t("抢修情况"), RoadsLink.emergencies.path))\(own)</div>
      """
  }

  /// What a segment is called in the address of a form.
  static let segmentKey = "segment"

  /// The form of a new dig, with segments chosen.
  static func newDig(_ segments: [String]) -> String {
    guard !segments.isEmpty else { return RoadsLink.newDig.path }
    let pairs = segments.map { (name: segmentKey, value: $0) }
    return "\(RoadsLink.newDig.path)?\(PercentCoding.query(pairs))"
  }

  /// What bars the road (article 33 ¶2).
  /// - Parameter more: what can be done.
  static func moratorium(
    _ bars: [Moratorium], isApproved: Bool, more: String? = nil, _ visit: Visit
  ) -> HTML {
    guard !bars.isEmpty else { return .empty }
    let lines = bars.map { bar -> HTML in
      let words = visit.t(
        """
        路段 \(bar.segment)：\(bar.since) \(bar.cause.phrase)，\(bar.cause.years) 年内不得挖掘，最早可以从 \
        \(bar.free) 开始（\(LegalBasis.moratorium.text)）。
        """)
      return "<li>\(words)</li>"
    }
    return UI.notice(
      isApproved ? .info : .warning,
      title: isApproved ? visit.t("道路在禁止挖掘期内，已经政府批准") : visit.t("道路在禁止挖掘期内"),
      body: "<ul>\(lines)</ul>\(with: more, { "<p>\($0)</p>" })")
  }

  /// An amount in yuan with two decimals.
  static func yuan(_ fen: Int) -> String {
    let rest = fen % 100
    return "¥\(fen / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  static func window(_ window: Window, _ visit: Visit) -> HTML {
    """
    \(UI.day(window.from, visit))—\(UI.day(window.to, visit)) \
    <span class="muted">\(visit.t("共 \(window.days) 天"))</span>
    """
  }
}
