// SPDX-License-Identifier: Apache-2.0

/// The kinds of codes, for checks in bulk.
public enum CodeKind: String, CaseIterable, Sendable {
  /// `SocialCreditCode`.
  case uscc
  /// `ResidentNumber`.
  case resident
  /// `Division`.
  case region
  /// `ItemCode`.
  case item
  /// `CaseNumber` by the national rule.
  case `case`
  /// `LicenceIdentifier`.
  case licence
  /// `ProjectCode`.
  case project

  /// What is wrong with a text, or nothing.
  ///
  /// `strict` is how the published bulk validators check: departments of social credit codes are digits,
  /// and the division of a resident number was in force in the year of birth. Applications that face people
  /// pass false, since rural collectives (N) and those born before 1983 are real.
  public func fault(in text: String, asOf today: CivilDate, strict: Bool = true) -> CodeFault? {
    do throws(CodeFault) {
      switch self {
      case .uscc: _ = try SocialCreditCode(text, departments: strict ? .numeric : .all)
      case .resident:
        _ = try ResidentNumber(text, asOf: today, region: strict ? .atBirth : .sinceBirth)
      case .region: _ = try Division(text)
      case .item: _ = try ItemCode(text)
      case .case: _ = try CaseNumber(text)
      case .licence: _ = try LicenceIdentifier(text)
      case .project: _ = try ProjectCode(text)
      }
      return nil
    } catch {
      return error
    }
  }
}
