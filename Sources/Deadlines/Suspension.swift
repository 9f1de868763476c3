// SPDX-License-Identifier: Apache-2.0

/// That the applicant was asked for something more after acceptance (补件).
///
/// 行政许可法 knows of no such stop: the one supplement notice of article 32 comes before acceptance.
/// Some local rules suspend the term all the same, so it is a matter of the item's terms.
public struct Suspension: Hashable, Codable, Sendable {
  /// When the applicant was asked.
  public var asked: Instant
  /// When what was asked for came in.
  public var answered: Instant?

  /// Makes the fact.
  public init(asked: Instant, answered: Instant? = nil) {
    self.asked = asked
    self.answered = answered
  }

  /// What was known of it before an instant; nothing, when nobody had been asked.
  func known(before end: Instant) -> Suspension? {
    guard asked < end else { return nil }
    return Suspension(asked: asked, answered: answered.flatMap { $0 < end ? $0 : nil })
  }

  /// The days that it takes out of a term: from the day after the asking, as 民法典 article 201 ¶1 has
  /// it for every period, through the day of the answer, or through `today`.
  func excluded(asOf today: Day) -> Range<Day>? {
    let last = answered?.day ?? today
    return asked.day < last ? asked.day.adding(days: 1)..<last.adding(days: 1) : nil
  }
}
