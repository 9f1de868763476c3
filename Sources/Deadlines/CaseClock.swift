// SPDX-License-Identifier: Apache-2.0

/// Where a case stands for its clock.
public enum CaseStage: String, Codable, Sendable, CaseIterable {
  /// Nothing has been received.
  case notReceived
  /// 收件: the agency examines what came in.
  case examining
  /// 补正: the applicant has been told what is missing; no clock of the agency runs.
  case supplementing
  /// 受理后: the agency has to decide.
  case deciding
  /// 制证送达: the licence is granted and must reach the applicant.
  case issuing
  /// Nothing is left to do in time.
  case ended
}

/// The time limits of one case as seen on one day: a pure function of facts, terms and calendar.
///
/// The chain it follows, by 行政许可法: receipt starts five days to give the one supplement notice
/// (article 32); a notice in time stops them, and they run anew when the supplements arrive; let pass,
/// the application is accepted as of the day it (or its supplements) came in; acceptance starts the
/// statutory and the promised term side by side (article 42); a grant starts the term to issue and
/// deliver (article 44). A notice or an acceptance after the five days changes nothing: the law has
/// accepted already.
public struct CaseClock: Hashable, Codable, Sendable {
  /// The day that was asked for; what happened later is left out.
  public let asOf: Day
  /// Where the case stands.
  public let stage: CaseStage
  /// The day from which the application counts as accepted.
  public let acceptedOn: Day?
  /// Whether the law accepted it because nobody told the applicant anything in time.
  public let acceptanceIsDeemed: Bool
  /// The terms that have started, oldest first.
  public let deadlines: [Deadline]
  /// The ``WorkCalendar/version`` it was computed with.
  public let calendarVersion: String

  /// The deadline of a kind, if that term has started.
  public subscript(kind: DeadlineKind) -> Deadline? {
    deadlines.first { $0.kind == kind }
  }

  /// The terms that run now.
  public var running: [Deadline] {
    deadlines.filter { $0.finished == nil }
  }

  /// The running term that ends first: what a worklist is sorted by.
  public var nearest: Deadline? {
    deadlines.lazy.filter { $0.finished == nil }.min { $0.due < $1.due }
  }

  /// The first day on which the application will be deemed accepted, if nobody acts until then: the
  /// day after the end of the running term to examine it.
  public var deemedAcceptanceDay: Day? {
    guard stage == .examining else { return nil }
    return deadlines.last?.due.adding(days: 1)
  }

  /// The worst light of the running terms; done when none runs.
  public var light: Light {
    var worst = Light.done
    for deadline in deadlines where deadline.finished == nil {
      switch deadline.light {
      case .red: return .red
      case .yellow: worst = .yellow
      case .green, .done: if worst == .done { worst = deadline.light }
      }
    }
    return worst
  }

  /// Computes the clock of a case.
  ///
  /// - Parameters:
  ///   - facts: All that has happened; what happened after `asOf` is left out.
  ///   - terms: The item's terms.
  ///   - calendar: The work calendar.
  ///   - asOf: The day to look from; facts of that day are known.
  /// - Returns: The clock as it stood at the end of that day.
  public static func compute(
    _ facts: CaseFacts, _ terms: CaseTerms, _ calendar: WorkCalendar, asOf: Day
  ) -> CaseClock {
    var reading = Reading(
      facts: facts.known(by: asOf), terms: terms, calendar: calendar, asOf: asOf)
    return reading.clock()
  }
}

/// One computation: follows the facts from receipt on and gathers the deadlines.
private struct Reading {
  let facts: CaseFacts
  let terms: CaseTerms
  let calendar: WorkCalendar
  let asOf: Day
  var deadlines: [Deadline] = []

  /// The acceptance as the law sees it.
  private struct Accepted {
    var day: Day
    var deemed: Bool
  }

  /// What became of one examination of the application.
  private enum Examined {
    case open
    case supplementAsked
    case accepted(Accepted)
    case over
  }

  mutating func clock() -> CaseClock {
    guard let received = facts.received else { return made(.notReceived, nil) }
    deadlines.reserveCapacity(4)
    let receipt = terms.receipt.day(of: received, in: calendar)
    var examined = examine(.supplementNotice, from: receipt, because: .received)
    if case .supplementAsked = examined, let supplemented = facts.supplemented {
      let arrival = terms.receipt.day(of: supplemented, in: calendar)
      examined = examine(.afterSupplement, from: arrival, because: .supplemented)
    }
    switch examined {
    case .open: return made(.examining, nil)
    case .over: return made(.ended, nil)
    case .supplementAsked: return afterNotice()
    case .accepted(let accepted): return afterAcceptance(accepted)
    }
  }

  /// The applicant has the notice and has not answered: nothing runs, unless the clerk accepted (the
  /// notice was a mistake) or the case ended.
  private mutating func afterNotice() -> CaseClock {
    if let acceptance = facts.accepted {
      return afterAcceptance(Accepted(day: acceptance.at.day, deemed: false))
    }
    return made(facts.ended == nil ? .supplementing : .ended, nil)
  }

  private mutating func afterAcceptance(_ accepted: Accepted) -> CaseClock {
    // Not one expression: `made` must see the deadlines that `decide` adds.
    let stage = decide(accepted)
    return made(stage, accepted)
  }

  /// The five days after an arrival, and what became of them.
  private mutating func examine(
    _ kind: DeadlineKind, from start: Day, because trigger: TermTrigger
  ) -> Examined {
    let rule = terms.supplementNotice
    let due = rule.due(after: start, in: calendar)
    let (examined, stop) = outcome(of: kind, start: start, due: due)
    add(kind, rule, from: start, because: trigger, due: due, stop: stop)
    return examined
  }

  private func outcome(
    of kind: DeadlineKind, start: Day, due: Day
  ) -> (Examined, Deadline.Stop?) {
    if kind == .supplementNotice, let notice = facts.supplementNoticed?.day, notice <= due {
      return (.supplementAsked, .init(day: notice, outcome: .met))
    }
    if let acceptance = facts.accepted, !acceptance.deemed, acceptance.at.day <= due {
      let accepted = Accepted(day: max(start, acceptance.at.day), deemed: false)
      return (.accepted(accepted), .init(day: accepted.day, outcome: .met))
    }
    if let ended = facts.ended, ended.at.day <= due {
      let answered = ended.kind == .notAccepted || ended.kind == .notRequired
      return (.over, .init(day: ended.at.day, outcome: answered ? .met : .stopped))
    }
    if asOf > due {
      return (.accepted(Accepted(day: start, deemed: true)), .init(day: due, outcome: .deemed))
    }
    return (.open, nil)
  }

  /// The terms for the decision and, after a grant, for the licence; gives the stage reached.
  private mutating func decide(_ accepted: Accepted) -> CaseStage {
    let trigger = accepted.deemed ? TermTrigger.deemedAccepted : .accepted
    let decided = facts.decided
    for (kind, rule) in [(DeadlineKind.statutory, terms.statutory), (.promised, terms.promised)] {
      guard let rule else { continue }
      let due = rule.due(after: accepted.day, in: calendar)
      add(
        kind, rule, from: accepted.day, because: trigger, due: due,
        stop: stop(doneOn: decided?.at.day, due: due))
    }
    guard let decided else { return facts.ended == nil ? .deciding : .ended }
    guard decided.granted, let rule = terms.issue else { return .ended }
    let start = decided.at.day
    let due = rule.due(after: start, in: calendar)
    let stop = stop(doneOn: facts.delivered?.day, due: due)
    add(.issue, rule, from: start, because: .decided, due: due, stop: stop)
    return stop == nil ? .issuing : .ended
  }

  private func stop(doneOn day: Day?, due: Day) -> Deadline.Stop? {
    if let day { return .init(day: day, outcome: day <= due ? .met : .late) }
    return facts.ended.map { .init(day: $0.at.day, outcome: .stopped) }
  }

  private mutating func add(
    _ kind: DeadlineKind, _ rule: TermRule, from start: Day, because trigger: TermTrigger,
    due: Day, stop: Deadline.Stop?
  ) {
    deadlines.append(
      Deadline(
        kind, rule, from: start, because: trigger, due: due, stop: stop, in: calendar,
        asOf: asOf, yellowWithin: terms.yellowWithin))
  }

  private func made(_ stage: CaseStage, _ accepted: Accepted?) -> CaseClock {
    CaseClock(
      asOf: asOf, stage: stage, acceptedOn: accepted?.day,
      acceptanceIsDeemed: accepted?.deemed ?? false, deadlines: deadlines,
      calendarVersion: calendar.version)
  }
}
