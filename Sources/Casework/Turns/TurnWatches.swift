// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal

// What the turns of a case, and the commitment that was granted upon, add to what is watched.

extension ProcedureTurn {
  /// 行政许可法 article 45: the applicant was told how long it takes.
  func watches(in whole: Case, _ clock: CaseClock, _ calendar: WorkCalendar) -> [Watch] {
    let facts = whole.facts.known(by: clock.asOf)
    return facts.procedures.enumerated().compactMap { index, procedure in
      guard let planned = procedure.notices.last(where: { $0.plannedEnd != nil })?.plannedEnd
      else { return nil }
      return Watch(
        .procedure, key: "procedure.\(index + 1)", basis: .exclusion, from: procedure.started.day,
        due: planned, finished: procedure.ended?.day ?? whole.over(clock),
        section: whole.submission?.department)
    }
  }
}

extension ExtensionTurn {
  /// 行政许可法 article 42: the reason is told to the applicant, while the term still runs.
  func watches(in whole: Case, _ clock: CaseClock, _ calendar: WorkCalendar) -> [Watch] {
    guard let statutory = clock[.statutory] else { return [] }
    let facts = whole.facts.known(by: clock.asOf)
    // The last day of the term as it is without the extension.
    let due = statutory.rule.due(
      after: statutory.start, in: calendar, excluding: statutory.excluded)
    return facts.extensions.enumerated().map { index, fact in
      Watch(
        .extensionNotice, key: "extensionNotice.\(index + 1)", basis: .decision,
        from: fact.approved.day, due: due, finished: fact.told?.day ?? whole.over(clock),
        section: whole.submission?.department)
    }
  }
}

extension PublicNoticeTurn {
  /// A notice that has ended is followed up: by the decision, or by another notice.
  ///
  /// No law names the day; the notice itself does.
  func watches(in whole: Case, _ clock: CaseClock, _ calendar: WorkCalendar) -> [Watch] {
    let known = notices.prefix { $0.published.day <= clock.asOf }
    return known.enumerated().map { index, notice in
      let successor = known.indices.contains(index + 1) ? known[index + 1].published : nil
      let end = [notice.withdrawn?.day, successor?.day, whole.over(clock)]
        .compactMap(\.self).filter { $0 <= clock.asOf }.min()
      return Watch(
        .publicNotice, key: "publicNotice.\(index + 1)", basis: CaseworkSettings.publicNotice.basis,
        from: notice.published.day, due: notice.until, finished: end,
        section: whole.submission?.department)
    }
  }
}

extension DeferralTurn {
  /// What the applicant still has to bring, and what waits to be looked at.
  func watches(in whole: Case, _ clock: CaseClock, _ calendar: WorkCalendar) -> [Watch] {
    guard let accepted = clock.acceptedOn else { return [] }
    let section = whole.ruling?.section ?? whole.submission?.department
    let known = arrivals.filter { $0.at.day <= clock.asOf }
    // What was granted before everything had come is still owed after the case is concluded.
    let end = whole.facts.known(by: clock.asOf).decided?.granted == true ? nil : whole.over(clock)
    let owed = entries.compactMap { entry -> Watch? in
      guard let due = entry.due else { return nil }
      let came = known.last { $0.material == entry.material.key }?.at.day
      let isOwed = entry.standing == .owed && !hasLapsed
      return Watch(
        .deferral, key: "deferral.\(entry.material.key)", basis: entry.material.term.basis,
        from: accepted, due: due, finished: isOwed ? end : came ?? due, section: section)
    }
    let looks = known.enumerated().map { index, arrival in
      let looked = arrival.lookedAt.flatMap { $0.day <= clock.asOf ? $0.day : nil }
      return Watch(
        .deferralCheck, key: "deferralCheck.\(index + 1)", basis: .decision,
        from: arrival.at.day, due: nil, finished: looked ?? end, section: section)
    }
    return owed + looks
  }
}

extension SuspensionTurn {
  /// As long as the applicant is asked for more the terms stand still, so somebody sees to it that they run on.
  func watches(in whole: Case, _ clock: CaseClock, _ calendar: WorkCalendar) -> [Watch] {
    whole.facts.known(by: clock.asOf).suspensions.enumerated().map { index, suspension in
      let term = CaseworkSettings.supplementing
      return Watch(
        .furtherSupplement, key: "furtherSupplement.\(index + 1)", basis: term.basis,
        from: suspension.asked.day, due: term.due(after: suspension.asked.day, in: calendar),
        finished: suspension.answered?.day ?? whole.over(clock),
        section: whole.submission?.department)
    }
  }
}

extension Promise {
  /// 优化营商环境条例 article 40 ¶3: a commitment is checked after the grant, within the item's term.
  package func watches(asOf day: Day) -> [Watch] {
    guard let terms, terms.text == .commitment, let begunOn, begunOn <= day else { return [] }
    return [
      Watch(
        .commitmentCheck, basis: terms.check.within.basis, from: begunOn, due: checkDue,
        finished: checkedOn.flatMap { $0 <= day ? $0 : nil }, section: terms.department)
    ]
  }
}
