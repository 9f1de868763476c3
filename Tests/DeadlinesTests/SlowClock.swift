// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// The clock once more, written from the text of the law and walking day by day.
///
/// Of the library it uses the days and whether a day is worked, and reads the facts and the terms;
/// it shares no counting, no exclusion and no order of steps with the clock that it is compared with.
struct SlowClock {
  /// What it says of one term.
  struct Term: Equatable {
    var due: Day
    var finished: Day?
    var outcome = DeadlineOutcome.running
    var remaining = 0
  }

  let facts: CaseFacts
  let terms: CaseTerms
  let today: Day
  var acceptedOn: Day?
  var isDeemed = false
  var renewedOn: Day?
  var found: [DeadlineKind: Term] = [:]
  private var days = SlowDays()

  init(_ facts: CaseFacts, _ terms: CaseTerms, asOf today: Day) {
    self.facts = facts
    self.terms = terms
    self.today = today
    run()
  }

  /// The day of an instant, if it has come.
  private func past(_ instant: Instant?) -> Day? {
    instant.map(\.day).flatMap { $0 <= today ? $0 : nil }
  }

  /// The day on which what came in at an instant counts as received.
  private func receipt(_ instant: Instant?) -> Day? {
    guard let instant, instant.day <= today else { return nil }
    guard case .officeHours(let closing) = terms.receipt else { return instant.day }
    var day = instant.day
    if instant.minuteOfDay >= closing { day = day.adding(days: 1) }
    while !china.isWorkingDay(day) { day = day.adding(days: 1) }
    return day
  }

  private mutating func note(
    _ kind: DeadlineKind, _ rule: TermRule, due: Day, _ finished: Day?, _ outcome: DeadlineOutcome?,
    stopping: Bool = false
  ) {
    let now = finished ?? today
    let left =
      now <= due
      ? days.count(rule, now, due, stopping: stopping)
      : -max(1, days.count(rule, due, now, stopping: stopping))
    let isInTime = finished.map { $0 <= due } ?? true
    found[kind] = Term(
      due: due, finished: finished,
      outcome: finished == nil ? .running : outcome ?? (isInTime ? .met : .late), remaining: left)
  }

  // MARK: The law

  private mutating func run() {
    guard let received = receipt(facts.received) else { return }
    var inTime = true
    if let expiry = facts.expiry {
      // Article 50 ¶1: thirty days before it expires; a last day off moves (民法典 article 203).
      let rule = terms.renewal.application
      var due = expiry.adding(days: -rule.number)
      while !china.isWorkingDay(due), due < expiry { due = due.adding(days: 1) }
      inTime = received <= due || terms.renewal.renewsLate
      note(.renewalApplication, rule, due: due, received, nil)
    }
    guard let accepted = accept(received) else { return }
    acceptedOn = accepted
    decide(accepted, inTime)
  }

  /// Article 32: five days to speak, then silence accepts.
  private mutating func accept(_ received: Day) -> Day? {
    var start = received
    for kind in [DeadlineKind.supplementNotice, .afterSupplement] {
      let rule = terms.supplementNotice
      let due = days.end(rule, from: start)
      if kind == .supplementNotice, let told = past(facts.supplementNoticed), told <= due {
        note(kind, rule, due: due, told, .met)
        guard let arrived = receipt(facts.supplemented) else {
          return past(facts.accepted?.at)
        }
        start = arrived
        continue
      }
      if let day = past(facts.accepted?.at), facts.accepted?.deemed == false, day <= due {
        note(kind, rule, due: due, max(start, day), .met)
        return max(start, day)
      }
      if let over = past(facts.ended?.at), over <= due {
        let isAnswer = [.notAccepted, .notRequired].contains(facts.ended?.kind)
        note(kind, rule, due: due, over, isAnswer ? .met : .stopped)
        return nil
      }
      isDeemed = today > due
      note(kind, rule, due: due, isDeemed ? due : nil, .deemed)
      return isDeemed ? start : nil
    }
    return nil
  }

  private mutating func decide(_ accepted: Day, _ applied: Bool) {
    var decided = past(facts.decided?.at)
    let over = past(facts.ended?.at)
    if let expiry = facts.expiry, accepted <= expiry {
      // Article 50 ¶2: undecided at expiry, it is renewed.
      let isOpen = [decided, over].allSatisfy { $0 == nil || $0.map { $0 > expiry } == true }
      if applied, isOpen, today > expiry { renewedOn = expiry }
      let rule = TermRule(number: 0, unit: .calendarDay, basis: .renewal)
      let done = renewedOn ?? decided ?? over
      let outcome: DeadlineOutcome? =
        renewedOn != nil ? .renewed : decided == nil ? .stopped : nil
      note(.renewal, rule, due: expiry, done, outcome)
    }
    if renewedOn != nil { decided = nil }
    exclude()
    let end = renewedOn ?? over
    let outcome: DeadlineOutcome = renewedOn == nil ? .stopped : .renewed
    for (kind, rule) in [
      (DeadlineKind.statutory, terms.statutory), (.promised, terms.promised),
      (.lowerReview, terms.lowerReview),
    ] {
      guard let rule else { continue }
      let due =
        kind == .lowerReview
        ? days.end(rule, from: accepted, stopping: true) : extended(kind, rule, accepted)
      let done = kind == .lowerReview ? past(facts.forwarded) ?? decided : decided
      note(kind, rule, due: due, done ?? end, done == nil ? outcome : nil, stopping: true)
    }
    hear(until: decided ?? renewedOn)
    let isGranted = renewedOn != nil || (decided != nil && facts.decided?.granted == true)
    if isGranted, let start = renewedOn ?? decided, let rule = terms.issue {
      let done = past(facts.delivered)
      note(
        .issue, rule, due: days.end(rule, from: start), done ?? over, done == nil ? .stopped : nil)
    }
    renewedOn = renewedOn?.adding(days: 1)
  }

  /// Article 42: once, by the right person, told, and before the term has run out.
  private func extended(_ kind: DeadlineKind, _ rule: TermRule, _ start: Day) -> Day {
    let due = days.end(rule, from: start, stopping: true)
    guard let more = terms.extending, kind == .statutory || terms.extensionMovesPromise else {
      return due
    }
    let isExtended = facts.extensions.contains { fact in
      guard let approved = past(fact.approved), let told = past(fact.told) else { return false }
      return fact.approver == more.approver && approved <= due
        && (told <= due || !more.isToldInTerm)
    }
    return isExtended ? days.end(more.term, from: due, stopping: true) : due
  }

  /// Article 45: what is not counted, from the day on which it was told in writing.
  private mutating func exclude() {
    for procedure in facts.procedures where procedure.started.day <= today {
      exclude(procedure.started.day, procedure.notices, past(procedure.ended))
    }
    if let hearing = facts.hearing {
      var starts = [past(hearing.announced)]
      if let asked = receipt(hearing.requested) {
        let due = past(hearing.toldOfRight).map { days.end(terms.hearing.request, from: $0) }
        if due.map({ asked <= $0 }) ?? true { starts.append(past(hearing.requested)) }
      }
      if let start = starts.compactMap(\.self).min() {
        let told =
          hearing.notices
          + hearing.sessions.filter { past($0.set) != nil }.compactMap { session in
            session.notified.map { .init(at: $0, plannedEnd: session.day) }
          }
        let ends = [past(hearing.held), past(hearing.waived)].compactMap(\.self)
        exclude(start, told.sorted { $0.at < $1.at }, ends.min())
      }
    }
    guard terms.suspension != nil else { return }
    for asked in facts.suspensions where asked.asked.day <= today {
      days.stretches.append((asked.asked.day.adding(days: 1), past(asked.answered) ?? today))
    }
  }

  private mutating func exclude(
    _ start: Day, _ notices: [SpecialProcedure.Notice], _ ended: Day?
  ) {
    let told = notices.filter { past($0.at) != nil }
    guard let first = told.first else { return }
    if terms.overrun == .excluded {
      let planned = told.last?.plannedEnd ?? today
      days.stretches.append((max(start, first.at.day), ended ?? max(today, planned)))
    } else {
      for notice in told {
        let last = min(notice.plannedEnd ?? ended ?? today, ended ?? notice.plannedEnd ?? today)
        days.stretches.append((max(start, notice.at.day), last))
      }
    }
  }

  /// Articles 46 to 48: five days to ask, twenty to hold, seven days' notice.
  private mutating func hear(until decided: Day?) {
    guard let hearing = facts.hearing else { return }
    let over = [decided, past(facts.ended?.at), past(hearing.waived)].compactMap(\.self).min()
    var request = receipt(hearing.requested)
    if let told = past(hearing.toldOfRight) {
      let due = days.end(terms.hearing.request, from: told)
      if let request {
        note(.hearingRequest, terms.hearing.request, due: due, request, nil)
      } else if let over, over <= due {
        note(.hearingRequest, terms.hearing.request, due: due, over, .stopped)
      } else {
        note(
          .hearingRequest, terms.hearing.request, due: due, today > due ? due : nil, .lapsed)
      }
      if request.map({ $0 > due }) == true { request = nil }
    }
    let held = past(hearing.held)
    if let request {
      note(
        .hearing, terms.hearing.hold, due: days.end(terms.hearing.hold, from: request),
        held ?? over,
        held == nil ? .stopped : nil)
    }
    if let session = hearing.sessions.last(where: { past($0.set) != nil }) {
      var due = session.day
      var left = terms.hearing.notice.number
      while left > 0 {
        due = due.adding(days: -1)
        left -= china.isWorkingDay(due) ? 1 : 0
      }
      let done = past(session.notified) ?? held
      note(
        .hearingNotice, terms.hearing.notice, due: due, done ?? over, done == nil ? .stopped : nil)
    }
  }
}

/// Days counted one by one, without those that article 45 leaves out.
private struct SlowDays {
  var stretches: [(from: Day, through: Day)] = []

  func isOut(_ day: Day) -> Bool {
    for stretch in stretches where stretch.from <= day && day <= stretch.through { return true }
    return false
  }

  /// 民法典 articles 201 to 203, 行政许可法 articles 45 and 82: the last day of a term.
  func end(_ rule: TermRule, from start: Day, stopping: Bool = false) -> Day {
    let origin = rule.countsStart && rule.number > 0 ? start.adding(days: -1) : start
    func stops(_ day: Day) -> Bool { stopping && origin < day && isOut(day) }
    func counts(_ day: Day) -> Bool {
      (rule.unit != .workingDay || china.isWorkingDay(day)) && !stops(day)
    }
    var day = origin
    var owed = rule.number
    if rule.unit == .month || rule.unit == .year {
      var left = rule.unit == .year ? 12 * rule.number : rule.number
      day = start
      while left > 0 {
        // On to the first of the next month, then to the corresponding day or the month's last.
        repeat { day = day.adding(days: 1) } while day.day != 1
        left -= 1
      }
      while day.day < start.day, day.adding(days: 1).day != 1 { day = day.adding(days: 1) }
      if rule.countsStart, rule.number > 0, day.day == start.day { day = day.adding(days: -1) }
      owed = 0
      var walker = origin.adding(days: 1)
      while walker <= day {
        owed += counts(walker) ? 0 : 1
        walker = walker.adding(days: 1)
      }
    }
    while owed > 0 {
      day = day.adding(days: 1)
      owed -= counts(day) ? 1 : 0
    }
    let rolls = rule.rollsOver && rule.unit != .workingDay
    while rolls, !china.isWorkingDay(day) || stops(day) { day = day.adding(days: 1) }
    return day
  }

  /// Days that count after one day up to another.
  func count(_ rule: TermRule, _ from: Day, _ to: Day, stopping: Bool) -> Int {
    var day = from
    var count = 0
    while day < to {
      day = day.adding(days: 1)
      if stopping, isOut(day) { continue }
      if rule.unit != .workingDay || china.isWorkingDay(day) { count += 1 }
    }
    return count
  }
}
