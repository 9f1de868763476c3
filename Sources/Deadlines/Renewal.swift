// SPDX-License-Identifier: Apache-2.0

/// How the renewal of a licence (延续) keeps time, by 行政许可法 article 50.
public struct RenewalTerms: Hashable, Codable, Sendable {
  /// How long before the licence expires the renewal is applied for, “unless laws, regulations or
  /// rules say otherwise”.
  ///
  /// The period is the applicant's, so article 82 does not make working days of it; calendar days
  /// leave him more time. Its last day moves off a day off (民法典 article 203 ¶1).
  public var application: TermRule
  /// Whether a licence whose renewal was applied for too late is renewed by silence, too.
  ///
  /// Article 50 ¶2 speaks of “the holder's application” without saying which; ¶1 makes it one in time,
  /// so the default is no.
  public var renewsLate: Bool

  /// Makes terms; what is not given is as the law has it.
  public init(
    application: TermRule = TermRule(
      number: 30, unit: .calendarDay, basis: .renewalApplication, rollsOver: true),
    renewsLate: Bool = false
  ) {
    self.application = application
    self.renewsLate = renewsLate
  }
}
