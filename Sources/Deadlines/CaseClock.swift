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
///
/// Special procedures stop the terms for the decision (article 45), an extension lengthens them
/// (article 42), a hearing has terms of its own (article 46–48), and a renewal that nobody decided
/// before the licence expired is granted by the law (article 50).
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
  /// The first day after the expiry of a licence that counts as renewed because nobody decided
  /// (行政许可法 article 50 ¶2).
  public let renewedOn: Day?
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

  /// The running term of the agency that ends first: what a worklist is sorted by.
  public var nearest: Deadline? {
    deadlines.lazy.filter { $0.finished == nil && $0.kind.isAgencys }.min { $0.due < $1.due }
  }

  /// The first day on which the application will be deemed accepted, if nobody acts until then: the
  /// day after the end of the running term to examine it.
  public var deemedAcceptanceDay: Day? {
    guard stage == .examining else { return nil }
    return (self[.afterSupplement] ?? self[.supplementNotice])?.due.adding(days: 1)
  }

  /// The worst light of the agency's running terms; done when none runs.
  public var light: Light {
    var worst = Light.done
    for deadline in deadlines where deadline.finished == nil && deadline.kind.isAgencys {
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
    var reading = ClockReading(
      facts: facts.known(by: asOf), terms: terms, calendar: calendar, asOf: asOf)
    return reading.clock()
  }
}
