// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal

/// What may be done about a hearing, by 行政许可法 article 46–48.
extension HearingTurn {
  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .tell(let reasons): try tell(reasons, whole, context)
    case .request(let voice, let reasons): try request(voice, reasons, whole, context)
    case .waive(let voice, let words): try waive(voice, words, whole, context)
    case .announce(let ground, let text):
      try announce(ground, text, whole, context)
    case .call(let sitting): try call(sitting, whole, context)
    case .move(let sitting, let reasons): try move(sitting, reasons, whole, context)
    case .challenge(let voice, let reasons): try challenge(voice, reasons, whole, context)
    case .rule(let isUpheld, let successor, let reasons):
      try rule(isUpheld: isUpheld, successor, reasons, whole, context)
    case .hold(let record): try hold(record, whole, context)
    }
  }

  private func tell(
    _ reasons: Reasons, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(.tellHearingRight, in: [.accepted], context)
    try checkOpen()
    let untold = whole.voices.filter { whole.hearingDue(of: $0) == nil }
    guard !untold.isEmpty else { throw .hearing(.toldAlready) }
    try whole.require(reasons, for: .tellHearingRight)
    let until = whole.terms.hearing.request.due(after: context.now.day, in: context.calendar)
    return [.told(untold, until: until, reasons: reasons.digest)]
  }

  /// Whoever was told has his five days and no more; whoever should have been and was not is never too late.
  private func request(
    _ voice: Voice, _ reasons: Reasons, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(
      voice, speaking: .requestHearing, recording: .recordHearingRequest, context)
    try checkOpen()
    guard !requests.contains(voice), !isAnnounced else { throw .hearing(.requestedAlready) }
    guard !waivers.contains(voice) else { throw .hearing(.waivedAlready) }
    if let due = whole.hearingDue(of: voice) {
      let day = whole.terms.receipt.day(of: context.now, in: context.calendar)
      guard day <= due else { throw .hearing(.requestTooLate(due)) }
    } else {
      let isOthersMatter = whole.voices.count > 1 || !tellings.isEmpty
      guard isOthersMatter else { throw .hearing(.nobodyElseConcerned) }
    }
    return [.requested(voice, reasons: reasons.digest)]
  }

  private func waive(
    _ voice: Voice, _ words: Reasons, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(voice, speaking: .waiveHearing, recording: .recordHearingWaiver, context)
    try checkOpen()
    guard !isAnnounced else { throw .hearing(.announcedStays) }
    let mayAsk = whole.hearingDue(of: voice).map { context.now.day <= $0 } ?? false
    guard requests.contains(voice) || (mayAsk && !waivers.contains(voice)) else {
      throw .hearing(.nothingToWaive)
    }
    return [.waived(voice, words: words.digest)]
  }

  private func announce(
    _ ground: HearingGround, _ text: Reasons, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(.announceHearing, in: [.accepted], context)
    try checkOpen()
    guard !isAnnounced else { throw .hearing(.announcedAlready) }
    try whole.require(text, for: .announceHearing)
    return [.announced(ground, text: text.digest)]
  }

  private func call(
    _ sitting: HearingSitting, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(.callHearing, in: [.accepted], context)
    try checkOpen()
    guard isDue else { throw .hearing(.notDue) }
    guard self.sitting == nil else { throw .hearing(.calledAlready) }
    let earliest = try check(sitting.day, whole, context)
    if let requested = whole.facts.hearing?.requested {
      let start = whole.terms.receipt.day(of: requested, in: context.calendar)
      let due = whole.terms.hearing.hold.due(after: start, in: context.calendar)
      // Where the notice alone takes longer, it is held late rather than not at all.
      guard sitting.day <= max(due, earliest) else { throw .hearing(.dayTooLate(due)) }
    }
    try check(sitting.presider, whole, context)
    return [.called(sitting)]
  }

  /// Another day is told anew, with the same notice; parties may ask for it, so it can lie beyond the twenty days,
  /// and the clock says so.
  private func move(
    _ sitting: HearingSitting, _ reasons: Reasons, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(.moveHearing, in: [.accepted], context)
    try checkOpen()
    guard self.sitting != nil else { throw .hearing(.notCalled) }
    guard challenge == nil else { throw .hearing(.challengeOpen) }
    _ = try check(sitting.day, whole, context)
    try check(sitting.presider, whole, context)
    try whole.require(reasons, for: .moveHearing)
    return [.moved(sitting, reasons: reasons.digest)]
  }

  private func challenge(
    _ voice: Voice, _ reasons: Reasons, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(
      voice, speaking: .challengePresider, recording: .recordChallenge, context)
    try checkOpen()
    guard sitting != nil else { throw .hearing(.notCalled) }
    guard challenge == nil else { throw .hearing(.challengeOpen) }
    guard !denied.contains(voice) else { throw .hearing(.challengeDenied) }
    try whole.require(reasons, for: .challengePresider)
    return [.challenged(voice, reasons: reasons.digest)]
  }

  private func rule(
    isUpheld: Bool, _ successor: HearingSitting.Presider?, _ reasons: Reasons, _ whole: Case,
    _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(.ruleOnChallenge, in: [.accepted], context)
    try checkOpen()
    guard challenge != nil, let sitting else { throw .hearing(.noChallenge) }
    guard context.actor.id != sitting.presider.account else { throw .hearing(.ownChallenge) }
    if isUpheld {
      guard let successor, successor.account != sitting.presider.account else {
        throw .hearing(.successorMissing)
      }
      try check(successor, whole, context)
    }
    try whole.require(reasons, for: .ruleOnChallenge)
    return [
      .ruled(isUpheld: isUpheld, successor: isUpheld ? successor : nil, reasons: reasons.digest)
    ]
  }

  private func hold(
    _ record: HearingRecord, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(.holdHearing, in: [.accepted], context)
    try checkOpen()
    guard let sitting else { throw .hearing(.notCalled) }
    guard context.actor.id == sitting.presider.account else { throw .hearing(.notPresider) }
    guard challenge == nil else { throw .hearing(.challengeOpen) }
    guard context.now.day >= sitting.day else { throw .hearing(.notYet(sitting.day)) }
    for part in [record.participants, record.presented, record.debated] {
      try whole.require(Reasons(part), for: .holdHearing)
    }
    if let unsigned = record.unsigned, !Reasons(unsigned).isGiven {
      throw .hearing(.recordUnsigned)
    }
    return [.held(record: record.digest)]
  }

  /// Article 48 ¶1(1): seven working days before, time and place are told.
  ///
  /// - Returns: the first working day on which it could be held.
  private func check(
    _ day: Day, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> Day {
    let earliest = Self.earliest(whole.terms.hearing.notice, context)
    guard WorkCalendar.years.contains(day.year) else { throw .dayPassed(day) }
    guard whole.terms.hearing.notice.latest(before: day, in: context.calendar) >= context.now.day
    else { throw .hearing(.noticeTooShort(earliest: earliest)) }
    return earliest
  }

  /// The first working day that has the notice's days before it, if the notice is given now.
  static func earliest(_ notice: TermRule, _ context: Case.Context) -> Day {
    let calendar = context.calendar
    var day = calendar.firstWorkingDay(onOrAfter: context.now.day.adding(days: 1))
    while notice.latest(before: day, in: calendar) < context.now.day {
      day = calendar.firstWorkingDay(onOrAfter: day.adding(days: 1))
    }
    return day
  }

  /// Article 48 ¶1(3): somebody who has not reviewed the application, and whose own it is not.
  private func check(
    _ presider: HearingSitting.Presider, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) {
    guard !reviewers.contains(presider.account) else { throw .hearing(.presiderReviewed) }
    guard !whole.isOwn(of: presider.account) else { throw .hearing(.presiderConcerned) }
    let colleague = try whole.colleague(presider.account, context)
    guard colleague.actor.holds(anyOf: Case.handlers) else { throw .team(.noSuchColleague) }
  }
}
