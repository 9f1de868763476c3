// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines

/// Something that the bureau must keep in a case, or must not lose sight of, for whoever supervises it (电子监察):
/// what, by which day, by which law, whose part.
///
/// What a case learns to keep time of is added to ``Case/watches(_:asOf:)``, a turn's by the turn itself; whoever
/// supervises follows the list, by rules that name the kinds.
package struct Watch: Sendable, Hashable {
  /// What must be kept, by the word that rules name it by.
  package struct Kind: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
  }

  package let kind: Kind
  /// Its name within the case: the kind, and which one where there can be several.
  package let key: String
  package let basis: LegalBasis
  /// The day that started it.
  package let start: Day
  /// Its last day; nil where no law names one, and only a rule of the bureau's own can.
  package let due: Day?
  /// The day on which it was done or came to nothing; nil while it runs.
  package let finished: Day?
  /// Whether nobody did it, and the law has answered in the bureau's place (行政许可法 articles 32 and 50).
  package let isSilence: Bool
  /// Whose part it is; nil for what the integrated window does for all sections (article 26 ¶1).
  package let section: String?
  /// The account of whoever has to do it, where that is known.
  package let person: String?
  /// Days that do not count.
  package let excluded: [Range<Day>]
  /// The clock's own term, which says day by day why; nil for what the clock does not keep.
  package let deadline: Deadline?

  package init(
    _ kind: Kind, key: String? = nil, basis: LegalBasis, from start: Day, due: Day?,
    finished: Day? = nil, section: String? = nil, person: String? = nil,
    excluded: [Range<Day>] = []
  ) {
    self.kind = kind
    self.key = key ?? kind.rawValue
    self.basis = basis
    self.start = start
    self.due = due
    self.finished = finished
    isSilence = false
    self.section = section
    self.person = person
    self.excluded = excluded
    deadline = nil
  }

  /// A term of the clock.
  ///
  /// - Parameter handedOn: the day from which it is another body's to keep.
  package init(
    _ deadline: Deadline, key: String? = nil, section: String?, handedOn: Day? = nil
  ) {
    kind = Kind(rawValue: deadline.kind.rawValue)
    self.key = key ?? deadline.kind.rawValue
    basis = deadline.basis
    start = min(deadline.start, deadline.due)
    due = deadline.due
    finished = [deadline.finished, handedOn].compactMap(\.self).min()
    isSilence = deadline.outcome == .deemed || deadline.outcome == .renewed
    self.section = section
    person = nil
    excluded = deadline.excluded
    self.deadline = deadline
  }
}

extension Watch.Kind {
  /// A special procedure, up to the end that the applicant was told (特别程序, article 45).
  package static let procedure = Self(rawValue: "procedure")
  /// Telling the reason for an extension (延期告知, article 42).
  package static let extensionNotice = Self(rawValue: "extensionNotice")
  /// A public notice, up to its last day (公示).
  package static let publicNotice = Self(rawValue: "publicNotice")
  /// An opinion asked of another department (征求意见).
  package static let consultation = Self(rawValue: "consultation")
  /// A commitment that is checked after the decision (告知承诺核查).
  package static let commitmentCheck = Self(rawValue: "commitmentCheck")
  /// A material that the applicant still has to bring, up to its last day (容缺补交).
  package static let deferral = Self(rawValue: "deferral")
  /// Looking at a material that came later (容缺材料审核).
  package static let deferralCheck = Self(rawValue: "deferralCheck")
  /// What the applicant was asked for after acceptance, up to its last day (补件).
  package static let furtherSupplement = Self(rawValue: "furtherSupplement")
  /// Assigning those who test (检验、检测、检疫, article 55).
  package static let testAssignment = Self(rawValue: "testAssignment")
  /// The step from acceptance to the last opinion that a decision needs (审查环节).
  package static let reviewStep = Self(rawValue: "reviewStep")
  /// The step from the last opinion to the decision (决定环节).
  package static let decisionStep = Self(rawValue: "decisionStep")

  /// Everything that a case can hand over.
  package static let ofCases: [Self] =
    DeadlineKind.allCases.filter(\.isAgencys).map { Self(rawValue: $0.rawValue) } + [
      .procedure, .extensionNotice, .publicNotice, .consultation, .commitmentCheck, .deferral,
      .deferralCheck, .furtherSupplement, .testAssignment, .reviewStep, .decisionStep,
    ]
}

extension Watch.Kind {
  /// The steps for which no law names a day.
  package static let withoutDay: [Self] = [.deferralCheck, .reviewStep, .decisionStep]
}

extension Case {
  /// All that the bureau has had to keep in this case, as it stood at the end of a day.
  package func watches(_ calendar: WorkCalendar, asOf day: Day) -> [Watch] {
    guard let submission else { return [] }
    let clock = clock(calendar, asOf: day)
    let terms = clock.deadlines.filter(\.kind.isAgencys).map { deadline in
      Watch(
        deadline, key: key(of: deadline),
        section: deadline.kind.isOfReceipt ? nil : submission.department,
        handedOn: deadline.kind.isOfDecision ? forwardedOn(clock) : nil)
    }
    return terms + turns.flatMap { $0.watches(in: self, clock, calendar) }
      + steps(clock, submission)
  }

  /// A hearing that is set for another day is told anew.
  private func key(of deadline: Deadline) -> String? {
    guard deadline.kind == .hearingNotice, let sessions = facts.hearing?.sessions.count,
      sessions > 1
    else { return nil }
    return "\(deadline.kind.rawValue).\(sessions)"
  }

  /// The day on which the case was decided or ended, as far as a clock knows.
  func over(_ clock: CaseClock) -> Day? {
    let facts = facts.known(by: clock.asOf)
    return (facts.decided?.at ?? facts.ended?.at)?.day
  }

  /// When a higher body was sent the case that it decides.
  private func forwardedOn(_ clock: CaseClock) -> Day? {
    facts.known(by: clock.asOf).forwarded?.day
  }

  /// The bureau's own steps within the term for the decision, for which no law names a day.
  private func steps(_ clock: CaseClock, _ submission: Submission) -> [Watch] {
    // Where the law has accepted in silence its terms run from the receipt (article 32 ¶1(4)), but the section has
    // the case in its hands only once that is on record.
    guard let accepted = clock.acceptedOn,
      let recorded = facts.known(by: clock.asOf).accepted?.at.day
    else { return [] }
    let over = over(clock)
    let excluded = clock[.statutory]?.excluded ?? []
    let complete = opinionsComplete.flatMap { $0.day <= clock.asOf ? $0.day : nil }
    let review = Watch(
      .reviewStep, basis: .decision, from: max(accepted, recorded), due: nil,
      finished: complete ?? over,
      section: ruling?.section ?? submission.department, excluded: excluded)
    guard let complete else { return [review] }
    let decision = Watch(
      .decisionStep, basis: .decision, from: max(accepted, complete), due: nil, finished: over,
      section: submission.department, excluded: excluded)
    return [review, decision]
  }
}

extension DeadlineKind {
  /// Whether it is kept by whoever decides.
  fileprivate var isOfDecision: Bool { self == .statutory || self == .promised }

  /// Whether it is kept where applications are received, which may be for all sections (行政许可法 article 26 ¶1).
  fileprivate var isOfReceipt: Bool {
    switch self {
    case .supplementNotice, .afterSupplement: true
    case .lowerReview, .statutory, .promised, .hearingRequest, .hearingNotice, .hearing, .issue,
      .renewalApplication, .renewal:
      false
    }
  }
}
