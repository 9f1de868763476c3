// SPDX-License-Identifier: Apache-2.0

/// A special procedure (特别程序): time that the law does not count, if the applicant was told of it.
///
/// 行政许可法 article 45 has two sentences: the time is not counted, and the agency tells the applicant
/// in writing how long it takes. The second is read as the condition of the first: a procedure that
/// nobody was told of excludes nothing, and one that was told of late excludes only what came after.
public struct SpecialProcedure: Hashable, Codable, Sendable {
  /// The eight kinds of article 45, and no others: a site inspection (现场勘验) is none of them.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// 听证.
    case hearing
    /// 招标.
    case tender
    /// 拍卖.
    case auction
    /// 检验: of a thing against a standard.
    case inspection
    /// 检测.
    case testing
    /// 检疫.
    case quarantine
    /// 鉴定.
    case appraisal
    /// 专家评审.
    case expertReview

    /// The name in Chinese, as article 45 has it.
    public var chinese: String {
      switch self {
      case .hearing: "听证"
      case .tender: "招标"
      case .auction: "拍卖"
      case .inspection: "检验"
      case .testing: "检测"
      case .quarantine: "检疫"
      case .appraisal: "鉴定"
      case .expertReview: "专家评审"
      }
    }

    /// The name in English.
    public var english: String {
      switch self {
      case .hearing: "hearing"
      case .tender: "tender"
      case .auction: "auction"
      case .inspection: "inspection"
      case .testing: "testing"
      case .quarantine: "quarantine"
      case .appraisal: "appraisal"
      case .expertReview: "expert review"
      }
    }
  }

  /// That the applicant was told in writing how long it takes.
  public struct Notice: Hashable, Codable, Sendable {
    /// When.
    public var at: Instant
    /// Its planned last day, if the notice names one.
    public var plannedEnd: Day?

    /// Makes the fact.
    public init(at: Instant, plannedEnd: Day? = nil) {
      self.at = at
      self.plannedEnd = plannedEnd
    }
  }

  /// Which of the eight it is.
  public var kind: Kind
  /// When it began.
  public var started: Instant
  /// What the applicant was told in writing, in order of time; another notice renews the plan.
  public var notices: [Notice]
  /// When it ended, with its result or without.
  public var ended: Instant?

  /// Makes the fact.
  public init(kind: Kind, started: Instant, notices: [Notice] = [], ended: Instant? = nil) {
    self.kind = kind
    self.started = started
    self.notices = notices
    self.ended = ended
  }

  /// What was known of it before an instant; nothing, when it had not begun.
  func known(before end: Instant) -> SpecialProcedure? {
    guard started < end else { return nil }
    return SpecialProcedure(
      kind: kind, started: started, notices: notices.filter { $0.at < end },
      ended: ended.flatMap { $0 < end ? $0 : nil })
  }
}

/// What happens to the time after the planned end of a special procedure that is still under way.
///
/// The law leaves it open: “the time that is needed” is not counted, “the time that is needed” is told.
public enum OverrunRule: String, Codable, Sendable, CaseIterable {
  /// It is left out up to the actual end: the time that was needed is the time that it took.
  case excluded
  /// It is counted until a new notice is given: what was not told is not left out.
  case counted
}

extension SpecialProcedure {
  /// The days that it takes out of a term, both its first and its last day among them.
  ///
  /// While it is under way it is taken to last to its planned end, and at least through `today`.
  func excluded(asOf today: Day, overrun: OverrunRule) -> [Range<Day>] {
    guard let first = notices.first else { return [] }
    let end = ended?.day
    func stretch(_ notice: Notice, through last: Day) -> Range<Day>? {
      let start = max(started.day, notice.at.day)
      return start <= last ? start..<last.adding(days: 1) : nil
    }
    switch overrun {
    case .excluded:
      let planned = notices.last?.plannedEnd ?? today
      return stretch(first, through: end ?? max(planned, today)).map { [$0] } ?? []
    case .counted:
      return notices.compactMap { notice in
        let planned = notice.plannedEnd ?? end ?? today
        return stretch(notice, through: min(planned, end ?? planned))
      }
    }
  }
}
