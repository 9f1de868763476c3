// SPDX-License-Identifier: Apache-2.0

/// One computation of a clock: follows the facts from receipt on and gathers the deadlines.
struct ClockReading {
  /// What was known on the day of asking.
  let facts: CaseFacts
  let terms: CaseTerms
  let calendar: WorkCalendar
  let asOf: Day
  private(set) var deadlines: [Deadline] = []
  private var renewedOn: Day?

  init(facts: CaseFacts, terms: CaseTerms, calendar: WorkCalendar, asOf: Day) {
    self.facts = facts
    self.terms = terms
    self.calendar = calendar
    self.asOf = asOf
  }

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
    applyForRenewal(receipt)
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

  private mutating func add(
    _ kind: DeadlineKind, _ rule: TermRule, from start: Day, because trigger: TermTrigger,
    _ course: Deadline.Course, stop: Deadline.Stop?
  ) {
    deadlines.append(
      Deadline(
        kind, rule, from: start, because: trigger, course: course, stop: stop, in: calendar,
        asOf: asOf, yellowWithin: terms.yellowWithin))
  }

  private func made(_ stage: CaseStage, _ accepted: Accepted?) -> CaseClock {
    CaseClock(
      asOf: asOf, stage: stage, acceptedOn: accepted?.day,
      acceptanceIsDeemed: accepted?.deemed ?? false, deadlines: deadlines, renewedOn: renewedOn,
      calendarVersion: calendar.version)
  }
}

// MARK: - Acceptance (article 32)

extension ClockReading {
  /// The five days after an arrival, and what became of them.
  private mutating func examine(
    _ kind: DeadlineKind, from start: Day, because trigger: TermTrigger
  ) -> Examined {
    let rule = terms.supplementNotice
    let due = rule.due(after: start, in: calendar)
    let (examined, stop) = outcome(of: kind, start: start, due: due)
    add(kind, rule, from: start, because: trigger, .init(due: due), stop: stop)
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
}

// MARK: - Decision (articles 42 to 45) and licence (article 44)

extension ClockReading {
  /// The terms for the decision and, after a grant, for the licence; gives the stage reached.
  private mutating func decide(_ accepted: Accepted) -> CaseStage {
    let renewed = renew(accepted)
    // What is decided after the law has renewed the licence decides nothing.
    let decided = renewed == nil ? facts.decided : nil
    let exclusions = Exclusions(of: facts, under: terms, in: calendar, asOf: asOf)
    // The lower body's review ends with its report, or when the decision overtakes it.
    let reported = (facts.forwarded ?? decided?.at)?.day
    decisionTerm(.lowerReview, terms.lowerReview, accepted, exclusions, reported, renewed)
    decisionTerm(.statutory, terms.statutory, accepted, exclusions, decided?.at.day, renewed)
    decisionTerm(.promised, terms.promised, accepted, exclusions, decided?.at.day, renewed)
    hear(until: decided?.at.day ?? renewed)
    if let renewed { return issue(from: renewed, because: .deemedRenewed) }
    guard let decided else { return facts.ended == nil ? .deciding : .ended }
    return decided.granted ? issue(from: decided.at.day, because: .decided) : .ended
  }

  private mutating func decisionTerm(
    _ kind: DeadlineKind, _ rule: TermRule?, _ accepted: Accepted, _ exclusions: Exclusions,
    _ done: Day?, _ renewed: Day?
  ) {
    guard let rule else { return }
    let course = course(of: kind, rule, from: accepted.day, exclusions)
    add(
      kind, rule, from: accepted.day, because: accepted.deemed ? .deemedAccepted : .accepted,
      course, stop: stop(doneOn: done, due: course.due, renewedOn: renewed))
  }

  private mutating func issue(from start: Day, because trigger: TermTrigger) -> CaseStage {
    guard let rule = terms.issue else { return .ended }
    let due = rule.due(after: start, in: calendar)
    let stop = stop(doneOn: facts.delivered?.day, due: due)
    add(.issue, rule, from: start, because: trigger, .init(due: due), stop: stop)
    return stop == nil ? .issuing : .ended
  }

  private func done(on day: Day?, due: Day) -> Deadline.Stop? {
    day.map { .init(day: $0, outcome: $0 <= due ? .met : .late) }
  }

  private func stop(doneOn day: Day?, due: Day, renewedOn: Day? = nil) -> Deadline.Stop? {
    if let done = done(on: day, due: due) { return done }
    if let ended = facts.ended?.at.day, ended <= renewedOn ?? ended {
      return .init(day: ended, outcome: .stopped)
    }
    return renewedOn.map { .init(day: $0, outcome: .renewed) }
  }

  /// Where a term for the decision ends: what is excluded first, then the extension.
  private func course(
    of kind: DeadlineKind, _ rule: TermRule, from start: Day, _ exclusions: Exclusions
  ) -> Deadline.Course {
    let days = exclusions.stretches.isEmpty ? [] : exclusions.stretches.map(\.days)
    let due = rule.due(after: start, in: calendar, excluding: days)
    var course = Deadline.Course(due: due, exclusions: exclusions.stretches)
    // Article 42 extends the decision, not the review that comes before it.
    for fact in kind == .lowerReview ? [] : facts.extensions {
      let reason: TraceReason
      switch extending(by: fact, kind, due: due, isExtended: course.extended != nil) {
      case .success(let term):
        course.extended = term
        course.due = term.due(after: due, in: calendar, excluding: days)
        reason = .extended(term, by: fact.approver)
      case .failure(let fault): reason = .notExtended(fault)
      }
      course.notes.append(TraceLine(day: fact.approved.day, counted: nil, reason: reason))
    }
    // What began after its end says nothing about the term.
    for note in exclusions.notes where note.day.map({ $0 <= course.due }) ?? true {
      course.notes.insert(note)
    }
    return course
  }

  /// What an extension adds to a term that ends with `due`, or why it adds nothing.
  private func extending(
    by fact: Extension, _ kind: DeadlineKind, due: Day, isExtended: Bool
  ) -> Result<TermRule, ExtensionFault> {
    guard let rule = terms.extending else { return .failure(.notProvided) }
    if kind == .promised, !terms.extensionMovesPromise { return .failure(.promiseHolds) }
    if isExtended { return .failure(.again) }
    return rule.fault(of: fact, due: due).map { .failure($0) } ?? .success(rule.term)
  }
}

// MARK: - Hearing (articles 46 to 48)

extension ClockReading {
  /// The terms of a hearing, until the case is decided or over.
  private mutating func hear(until decided: Day?) {
    guard let hearing = facts.hearing else { return }
    let over = [decided, facts.ended?.at.day, hearing.waived?.day].compactMap(\.self).min()
    let stopped = over.map { Deadline.Stop(day: $0, outcome: .stopped) }
    if let told = hearing.toldOfRight?.day { askForHearing(hearing, told, stopped) }
    let requested = hearing.requestDay(terms, calendar)
    if let session = hearing.sessions.last {
      let rule = terms.hearing.notice
      let due = rule.latest(before: session.day, in: calendar)
      add(
        .hearingNotice, rule, from: session.day, because: .hearingSet, .init(due: due),
        stop: done(on: (session.notified ?? hearing.held)?.day, due: due) ?? stopped)
    }
    if let requested {
      let rule = terms.hearing.hold
      let due = rule.due(after: requested, in: calendar)
      add(
        .hearing, rule, from: requested, because: .hearingRequested, .init(due: due),
        stop: done(on: hearing.held?.day, due: due) ?? stopped)
    }
  }

  private mutating func askForHearing(
    _ hearing: Hearing, _ told: Day, _ stopped: Deadline.Stop?
  ) {
    let rule = terms.hearing.request
    let due = rule.due(after: told, in: calendar)
    let asked = hearing.requested.map { terms.receipt.day(of: $0, in: calendar) }
    var stop = done(on: asked, due: due) ?? stopped
    if stop.map({ $0.day > due && $0.outcome == .stopped }) ?? (asOf > due) {
      stop = .init(day: due, outcome: .lapsed)
    }
    add(.hearingRequest, rule, from: told, because: .hearingRightTold, .init(due: due), stop: stop)
  }
}

// MARK: - Renewal (article 50)

extension ClockReading {
  /// The last day to apply for renewal, counted back from the licence's expiry.
  private mutating func applyForRenewal(_ receipt: Day) {
    guard let expiry = facts.expiry else { return }
    let rule = terms.renewal.application
    let due = rule.latest(before: expiry, in: calendar)
    add(
      .renewalApplication, rule, from: expiry, because: .expires, .init(due: due),
      stop: .init(day: receipt, outcome: receipt <= due ? .met : .late))
  }

  /// The term to decide on a renewal; gives the expiry if the law has renewed the licence by then.
  ///
  /// The expiry stands in the licence: no exclusion and no extension moves it. The application must have
  /// been accepted by then, by the agency or by the law; one that waits for its supplements is not
  /// renewed by silence.
  private mutating func renew(_ accepted: Accepted) -> Day? {
    guard let expiry = facts.expiry, let applied = deadlines.first, applied.start == expiry,
      accepted.day <= expiry
    else { return nil }
    let isInTime = applied.outcome == .met || terms.renewal.renewsLate
    let decided = facts.decided?.at.day
    let ended = facts.ended?.at.day
    let isSilent = asOf > expiry && decided.map { $0 > expiry } ?? true
    let renewed = isInTime && isSilent && ended.map { $0 > expiry } ?? true ? expiry : nil
    let rule = TermRule(
      number: expiry - accepted.day, unit: .calendarDay, basis: .renewal)
    add(
      .renewal, rule, from: accepted.day,
      because: accepted.deemed ? .deemedAccepted : .accepted, .init(due: expiry),
      stop: stop(doneOn: renewed == nil ? decided : nil, due: expiry, renewedOn: renewed))
    renewedOn = renewed?.adding(days: 1)
    return renewed
  }
}
