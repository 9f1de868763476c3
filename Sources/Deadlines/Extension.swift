// SPDX-License-Identifier: Apache-2.0

/// Who approved something.
public enum Approver: String, Codable, Sendable, CaseIterable {
  /// 本行政机关负责人: the head of the agency that decides.
  case agencyHead
  /// 本级人民政府负责人: the head of the government at the same level.
  case governmentHead
  /// Anybody else.
  case other

  /// The office in Chinese.
  public var chinese: String {
    switch self {
    case .agencyHead: "本行政机关负责人"
    case .governmentHead: "本级人民政府负责人"
    case .other: "其他人员"
    }
  }

  /// The office in English.
  public var english: String {
    switch self {
    case .agencyHead: "the head of the agency"
    case .governmentHead: "the head of the government at the same level"
    case .other: "somebody else"
    }
  }
}

/// That somebody approved more time for the decision (延期).
public struct Extension: Hashable, Codable, Sendable {
  /// When it was approved.
  public var approved: Instant
  /// By whom.
  public var approver: Approver
  /// When the applicant was told the reason.
  public var told: Instant?

  /// Makes the fact.
  public init(approved: Instant, approver: Approver, told: Instant? = nil) {
    self.approved = approved
    self.approver = approver
    self.told = told
  }

  /// What was known of it before an instant; nothing, when it had not been approved.
  func known(before end: Instant) -> Extension? {
    guard approved < end else { return nil }
    return Extension(
      approved: approved, approver: approver, told: told.flatMap { $0 < end ? $0 : nil })
  }
}

/// By how much a term may be extended, once, and by whom.
public struct ExtensionRule: Hashable, Codable, Sendable {
  /// What is added, counted on from the last day of the term.
  public var term: TermRule
  /// Whose approval it takes.
  public var approver: Approver
  /// Whether the reason, too, must be told before the term has run out.
  ///
  /// 行政许可法 article 42 does not say when it is told. An applicant who has heard nothing by the last
  /// day may take the term for broken, so the default is yes.
  public var isToldInTerm: Bool

  /// Makes a rule.
  public init(term: TermRule, approver: Approver, isToldInTerm: Bool = true) {
    self.term = term
    self.approver = approver
    self.isToldInTerm = isToldInTerm
  }

  /// Ten working days by the head of the agency (行政许可法 article 42 ¶1).
  public static let ordinary = ExtensionRule(
    term: TermRule(number: 10, unit: .workingDay, basis: .decision), approver: .agencyHead)

  /// Fifteen working days by the head of the government at the same level (行政许可法 article 42 ¶2).
  public static let joint = ExtensionRule(
    term: TermRule(number: 15, unit: .workingDay, basis: .jointDecision),
    approver: .governmentHead)
}

/// Why an extension extends nothing.
public enum ExtensionFault: Error, Hashable, Codable, Sendable {
  /// The item's terms know no extension.
  case notProvided
  /// The bureau keeps its promise whatever the law's term does.
  case promiseHolds
  /// The term has been extended already.
  case again
  /// Somebody of the wrong level approved it.
  case approver(Approver, needed: Approver)
  /// It was approved after the term had run out.
  case late
  /// The reason was not told to the applicant.
  case untold
  /// The reason was told after the term had run out.
  case toldLate

  /// The fault in Chinese.
  public var chinese: String {
    switch self {
    case .notProvided: "该事项的期限不能延长"
    case .promiseHolds: "本事项的承诺时限不随法定时限延长"
    case .again: "该期限已经延长过一次"
    case .approver(let approver, let needed): "由\(approver.chinese)批准，应由\(needed.chinese)批准"
    case .late: "批准时期限已经届满"
    case .untold: "未将延长期限的理由告知申请人"
    case .toldLate: "告知理由时期限已经届满"
    }
  }

  /// The fault in English.
  public var english: String {
    switch self {
    case .notProvided: "the item's term cannot be extended"
    case .promiseHolds: "the item's promise does not move with the statutory term"
    case .again: "the term has been extended once already"
    case .approver(let approver, let needed):
      "approved by \(approver.english), where \(needed.english) must"
    case .late: "approved after the term had run out"
    case .untold: "the applicant was not told the reason"
    case .toldLate: "the reason was told after the term had run out"
    }
  }
}

extension ExtensionRule {
  /// Why an extension does not extend a term that ends with `due`, if it does not.
  public func fault(of fact: Extension, due: Day) -> ExtensionFault? {
    if fact.approver != approver { return .approver(fact.approver, needed: approver) }
    if fact.approved.day > due { return .late }
    guard let told = fact.told else { return .untold }
    return isToldInTerm && told.day > due ? .toldLate : nil
  }
}
