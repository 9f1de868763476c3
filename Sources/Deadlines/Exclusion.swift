// SPDX-License-Identifier: Apache-2.0

/// Why days are left out of a term.
public enum ExclusionCause: Hashable, Codable, Sendable {
  /// A special procedure of which the applicant was told in writing (行政许可法 article 45).
  case special(SpecialProcedure.Kind)
  /// The applicant had been asked for more, and the item's own rule stops the term.
  case suspension(LegalBasis)
  /// Whoever asked about the term said so.
  case given

  /// Where it comes from.
  public var basis: LegalBasis {
    switch self {
    case .special, .given: .exclusion
    case .suspension(let basis): basis
    }
  }
}

/// A stretch of days that a term leaves out.
public struct Exclusion: Hashable, Codable, Sendable {
  /// The days, the upper bound not among them.
  public let days: Range<Day>
  /// Why.
  public let cause: ExclusionCause

  /// Makes an exclusion.
  public init(days: Range<Day>, cause: ExclusionCause) {
    self.days = days
    self.cause = cause
  }
}

/// What the facts of a case take out of the terms for its decision, and what they do not, with reasons.
struct Exclusions {
  var stretches: [Exclusion] = []
  /// Lines of the trace about what begins or does not.
  var notes: [TraceLine] = []

  init(of facts: CaseFacts, under terms: CaseTerms, in calendar: WorkCalendar, asOf today: Day) {
    for procedure in facts.procedures { add(procedure, terms.overrun, today) }
    if let hearing = facts.hearing?.procedure(terms, calendar) {
      add(hearing, terms.overrun, today)
    }
    for suspension in facts.suspensions { add(suspension, terms.suspension, today) }
    if stretches.count > 1 { stretches.sort { $0.days.lowerBound < $1.days.lowerBound } }
  }

  private mutating func add(_ procedure: SpecialProcedure, _ overrun: OverrunRule, _ today: Day) {
    let kind = procedure.kind
    let started = procedure.started.day
    let told = procedure.notices.first?.at.day
    if told.map({ $0 > started }) ?? true {
      note(started, .untold(kind))
      if let told, told <= procedure.ended?.day ?? told { note(told, .told(kind)) }
    }
    for days in procedure.excluded(asOf: today, overrun: overrun) {
      stretches.append(Exclusion(days: days, cause: .special(kind)))
      let isOver = procedure.ended.map { $0.day < days.upperBound } ?? false
      if overrun == .counted, !isOver, days.upperBound <= today {
        note(days.upperBound, .overrun(kind))
      }
    }
  }

  private mutating func add(_ suspension: Suspension, _ basis: LegalBasis?, _ today: Day) {
    guard let basis else { return note(suspension.asked.day, .notSuspended) }
    if let days = suspension.excluded(asOf: today) {
      stretches.append(Exclusion(days: days, cause: .suspension(basis)))
    }
  }

  private mutating func note(_ day: Day, _ reason: TraceReason) {
    notes.append(TraceLine(day: day, counted: nil, reason: reason))
  }
}
