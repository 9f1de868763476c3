// SPDX-License-Identifier: Apache-2.0

/// Where an application stands among those that compete for a limited number of licences.
///
/// 行政许可法 article 57: of several who all qualify, whoever was accepted first is decided on first. An
/// application that the law accepted counts from its arrival, so an agency that sleeps over one cannot put
/// another before it. Within one day the law is silent; here the moment decides, and after it the
/// case's number, so that two cases never stand in the same place.
public struct AcceptanceOrder: Hashable, Codable, Sendable {
  /// The day from which the application counts as accepted.
  public let day: Day
  /// The moment of the acceptance, or of the arrival from which the law dates it.
  public let moment: Instant
  /// The number of the case.
  public let number: String

  /// The place of a case; nothing, while it is not accepted.
  ///
  /// - Parameters:
  ///   - facts: All that has happened.
  ///   - clock: The clock of the same facts.
  ///   - number: The number of the case.
  public init?(_ facts: CaseFacts, _ clock: CaseClock, number: String) {
    guard let day = clock.acceptedOn else { return nil }
    let arrival = clock[.afterSupplement] == nil ? facts.received : facts.supplemented
    let acceptance = facts.accepted.flatMap { $0.deemed ? nil : $0.at }
    guard let moment = clock.acceptanceIsDeemed ? arrival : acceptance else { return nil }
    self.day = day
    self.moment = moment
    self.number = number
  }
}

extension AcceptanceOrder: Comparable {
  /// Whether `left` is decided on before `right`.
  public static func < (left: AcceptanceOrder, right: AcceptanceOrder) -> Bool {
    (left.day, left.moment, left.number) < (right.day, right.moment, right.number)
  }
}
