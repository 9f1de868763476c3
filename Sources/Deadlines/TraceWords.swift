// SPDX-License-Identifier: Apache-2.0

/// What the lines of a trace say, in Chinese and English, and where it is written.
extension TraceLine {
  /// What the line says without its day, in Chinese and English, for a table with a column of days.
  public var sentence: (chinese: String, english: String) {
    let count = counted ?? 0
    switch reason {
    case .starts(let trigger):
      let basis = LegalBasis.startNotCounted
      return (
        "\(trigger.chinese)，当日不计（\(basis.text)）",
        "\(trigger.english); this day is not counted (Civil Code, article 201)"
      )
    case .startsCounted(let trigger, let basis):
      return (
        "\(trigger.chinese)，当日计入（\(basis.text)）",
        "\(trigger.english); this day is counted (\(basis.english))"
      )
    case .countsBack(let trigger):
      return (
        "\(trigger.chinese)，自前一日起倒计（\(LegalBasis.startNotCounted.text)）",
        "\(trigger.english); counted back from the day before (Civil Code, article 201)"
      )
    case .worked: return ("第 \(count) 个工作日", "working day \(count)")
    case .makeUp(let holiday):
      return (
        "调休上班（\(holiday)），第 \(count) 个工作日",
        "make-up workday (\(HolidayName.english(holiday))), working day \(count)"
      )
    case .calendarDay: return ("第 \(count) 日", "day \(count)")
    case .weekend: return ("休息日，不计", "weekend, not counted")
    case .holiday(let holiday):
      return ("\(holiday)，不计", "\(HolidayName.english(holiday)), not counted")
    case .inLieu(let holiday):
      return (
        "\(holiday)补假，不计",
        "day off in lieu of \(HolidayName.english(holiday)), not counted"
      )
    case .excluded, .leftOut, .untold, .told, .overrun, .notSuspended: return exclusionSentence
    case .extended, .notExtended: return extensionSentence
    case .corresponding:
      return (
        "到期月的对应日（\(LegalBasis.correspondingDay.text)）",
        "the corresponding day (Civil Code, article 202)"
      )
    case .carriedOver: return ("补足被扣除的日子", "in place of a day that was left out")
    case .rolledOver:
      return (
        "末日为休息日，顺延（\(LegalBasis.rolledOver.text)）",
        "a day off, so the term ends later (Civil Code, article 203)"
      )
    case .ends(let rule):
      return (
        "期限届满：\(rule.number) \(rule.unit.chinese)（\(rule.basis.text)）",
        "the term ends: \(rule.number) \(rule.unit.english(rule.number)) (\(rule.basis.english))"
      )
    case .provisional(let year):
      return (
        "\(year) 年放假安排尚未公布，按\(LegalBasis.holidayInLieu.law)推算，期限可能变动",
        "the holiday notice for \(year) is not out: computed from the law, the day may move"
      )
    case .finished(let kind, let outcome, let unit):
      return outcome.sentence(kind, used: counted, unit)
    }
  }

  /// What is said of time that is not counted, and of time that somebody might think is not.
  private var exclusionSentence: (chinese: String, english: String) {
    let basis = LegalBasis.exclusion.text
    let law = "Administrative Licensing Law, article 45"
    switch reason {
    case .leftOut(let causes):
      let chinese = causes.map { "\($0.chinese)（\($0.basis.text)）" }.joined(separator: "、")
      let english = causes.map { "\($0.english) (\($0.basis.english))" }.joined(separator: ", ")
      return ("\(chinese)，不计", "\(english), not counted")
    case .untold(let kind):
      return (
        "\(kind.chinese)开始，未书面告知申请人所需时间，期限照计（\(basis)）",
        "\(kind.english) begins, but the applicant has not been told in writing how long it takes:"
          + " the term runs (\(law))"
      )
    case .told(let kind):
      return (
        "书面告知申请人\(kind.chinese)所需时间，自当日起不计（\(basis)）",
        "the applicant is told in writing of the \(kind.english): not counted from this day (\(law))"
      )
    case .overrun(let kind):
      return (
        "\(kind.chinese)超出告知的时间，未再告知，期限照计（\(basis)）",
        "the \(kind.english) takes longer than was told: the term runs again (\(law))"
      )
    case .notSuspended:
      return (
        "受理后要求补件，本事项不因此中止计时（\(basis)）",
        "the applicant is asked for more; that stops no term of this item (\(law))"
      )
    default: return ("不计入期限（\(basis)）", "not counted (\(law))")
    }
  }

  private var extensionSentence: (chinese: String, english: String) {
    switch reason {
    case .extended(let rule, let approver):
      let number = rule.number
      return (
        "经\(approver.chinese)批准延长 \(number) \(rule.unit.chinese)，理由已告知申请人（\(rule.basis.text)）",
        "extended by \(number) \(rule.unit.english(number)) with the approval of \(approver.english),"
          + " the reason told to the applicant (\(rule.basis.english))"
      )
    case .notExtended(let fault):
      let basis = fault.basis.text
      return (
        "延期无效：\(fault.chinese)（\(basis)）",
        "the extension has no effect: \(fault.english) (\(basis))"
      )
    default: return ("", "")
    }
  }
}

extension TraceReason {
  /// The law, or the notice of the State Council, that the line rests on; nothing for a line that
  /// only tells what happened.
  public var basis: LegalBasis? {
    switch self {
    case .starts, .countsBack: .startNotCounted
    case .startsCounted(_, let basis): basis
    case .worked, .weekend: .workingDays
    case .makeUp: .holidayNotice
    case .calendarDay: .gregorian
    case .holiday: .holiday
    case .inLieu, .provisional: .holidayInLieu
    case .excluded, .untold, .told, .overrun, .notSuspended, .carriedOver: .exclusion
    case .leftOut(let causes): causes.first?.basis ?? .exclusion
    case .extended(let rule, _): rule.basis
    case .notExtended(let fault): fault.basis
    case .corresponding: .correspondingDay
    case .rolledOver: .rolledOver
    case .ends(let rule): rule.basis
    case .finished(_, let outcome, _): outcome.basis
    }
  }
}

extension ExclusionCause {
  /// The cause in Chinese.
  public var chinese: String {
    switch self {
    case .special(let kind): kind.chinese
    case .suspension: "等待申请人补件"
    case .given: "扣除"
    }
  }

  /// The cause in English.
  public var english: String {
    switch self {
    case .special(let kind): kind.english
    case .suspension: "waiting for the applicant"
    case .given: "left out"
    }
  }
}

extension ExtensionFault {
  /// The rule that it does not meet.
  public var basis: LegalBasis {
    switch self {
    case .approver(_, needed: .governmentHead): .jointDecision
    case .approver, .notProvided, .again, .late, .untold, .toldLate, .promiseHolds: .decision
    }
  }
}

extension TermTrigger {
  /// What happened, in Chinese.
  public var chinese: String {
    switch self {
    case .received: "收到申请材料"
    case .supplemented: "收到补正材料"
    case .accepted: "受理"
    case .deemedAccepted: "视为自当日受理（\(LegalBasis.supplementNotice.text)）"
    case .decided: "作出准予许可决定"
    case .deemedRenewed: "有效期届满，视为准予延续（\(LegalBasis.renewal.text)）"
    case .hearingRightTold: "告知听证权利"
    case .hearingRequested: "收到听证申请"
    case .hearingSet: "举行听证之日"
    case .expires: "行政许可有效期届满之日"
    case .given: "起算日"
    }
  }

  /// What happened, in English.
  public var english: String {
    switch self {
    case .received: "application received"
    case .supplemented: "supplements received"
    case .accepted: "accepted"
    case .deemedAccepted: "deemed accepted from this day (Administrative Licensing Law, article 32)"
    case .decided: "licence granted"
    case .deemedRenewed: "deemed renewed on expiry (Administrative Licensing Law, article 50)"
    case .hearingRightTold: "told of the right to a hearing"
    case .hearingRequested: "hearing requested"
    case .hearingSet: "the day of the hearing"
    case .expires: "the licence expires"
    case .given: "start"
    }
  }
}

extension DeadlineOutcome {
  /// The law that gave the outcome, where the law and nobody else did.
  fileprivate var basis: LegalBasis? {
    switch self {
    case .deemed: .supplementNotice
    case .renewed: .renewal
    case .lapsed: .hearing
    case .running, .met, .late, .stopped: nil
    }
  }

  /// - Parameter used: the days that it took; nothing for a term that is counted back.
  fileprivate func sentence(
    _ kind: DeadlineKind, used: Int?, _ unit: TermUnit
  ) -> (chinese: String, english: String) {
    let unit = unit == .workingDay ? unit : .calendarDay
    let took = used.map {
      (chinese: "，用时 \($0) \(unit.chinese)", english: ", after \($0) \(unit.english($0))")
    }
    switch self {
    case .running: return ("\(kind.chinese)计时中", "the \(kind.english) runs")
    case .met: return ("按期完成\(took?.chinese ?? "")", "done in time\(took?.english ?? "")")
    case .late: return ("逾期完成\(took?.chinese ?? "")", "done too late\(took?.english ?? "")")
    case .deemed:
      return (
        "逾期未告知，视为受理（\(LegalBasis.supplementNotice.text)）",
        "nothing was told in time: deemed accepted (Administrative Licensing Law, article 32)"
      )
    case .renewed:
      return (
        "有效期届满未作决定，视为准予延续（\(LegalBasis.renewal.text)）",
        "undecided at expiry: deemed renewed (Administrative Licensing Law, article 50)"
      )
    case .lapsed:
      return (
        "期限内没有提出（\(LegalBasis.hearing.text)）",
        "not used in time (Administrative Licensing Law, article 47)"
      )
    case .stopped: return ("办件终结，停止计时", "the case ended, the clock stopped")
    }
  }
}
