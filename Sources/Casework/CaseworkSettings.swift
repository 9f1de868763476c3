// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// What the law leaves to the bureau: how its documents are numbered, how long it waits for supplements.
package struct CaseworkSettings: Sendable {
  /// The words before the year, for instance `江汉审批`.
  package var documentPrefix: String
  /// The share of cases decided in one hand that is drawn for a re-check, in percent.
  ///
  /// No rule gives it; bureaus draw five to ten.
  package var recheckPercent: Int

  package init(documentPrefix: String = "江汉审批", recheckPercent: Int = 10) {
    self.documentPrefix = documentPrefix
    self.recheckPercent = recheckPercent
  }

  /// How long the applicant has to bring what the one notice asked for.
  ///
  /// 行政许可法 gives no time; sixty days are what most bureaus write into the notice.
  static let supplementing = TermRule(
    number: 60, unit: .calendarDay, basis: LegalBasis(law: "办事规则", article: "补正期限"),
    rollsOver: true)

  /// How long somebody has to state his case (陈述申辩), before he is found to have broken a commitment, or before a
  /// decision that touches him.
  ///
  /// 行政许可法 article 7 and 36 give the right and no time; five working days are what 行政处罚法 article 64 gives.
  static let stating = TermRule(
    number: 5, unit: .workingDay, basis: LegalBasis(law: "办事规则", article: "陈述申辩期限"))

  /// By when the window means to have looked through a draft; no law knows of it.
  static let preReviewing = TermRule(
    number: 1, unit: .workingDay, basis: LegalBasis(law: "办事规则", article: "网上预审期限"))

  /// How many working days somebody has who is asked for an opinion, unless the asking says otherwise.
  static let consultingDays = 5

  /// How long somebody has who is asked for an opinion; no law gives it.
  static func consulting(days: Int) -> TermRule {
    TermRule(
      number: days, unit: .workingDay, basis: LegalBasis(law: "办事规则", article: "征求意见期限"))
  }

  /// The number of a document of a commitment after the grant: 江汉审批核字〔2026〕3号.
  func documentNumber(_ kind: PromiseDocumentKind, year: Int, serial: Int) -> String {
    "\(documentPrefix)\(kind.numberWord)〔\(year)〕\(serial)号"
  }
  /// How long a public notice lies open where its item says nothing of it.
  static let publicNotice = TermRule(
    number: 7, unit: .workingDay, basis: LegalBasis(law: "办事规则", article: "公示期限"))

  /// The number of a document: 江汉审批受字〔2026〕12号.
  func documentNumber(_ kind: DocumentKind, year: Int, serial: Int) -> String {
    number(kind.numberWord, year: year, serial: serial)
  }

  /// The number of a document of another series: 江汉审批撤许字〔2026〕3号.
  ///
  /// - Parameter word: the word of the series.
  package func number(_ word: String, year: Int, serial: Int) -> String {
    "\(documentPrefix)\(word)〔\(year)〕\(serial)号"
  }
}

extension DocumentKind {
  /// The word of the series in the document's number; no other series has it.
  package var numberWord: String {
    switch self {
    case .receipt: "收字"
    case .supplementNotice: "补字"
    case .notRequired: "告字"
    case .nonAcceptance: "不受字"
    case .acceptance: "受字"
    case .grant: "准字"
    case .refusal: "不准字"
    case .deemedRenewal: "视延字"
    case .deliveryRecord: "送字"
    case .withdrawal: "撤字"
    case .extensionNotice: "延字"
    case .procedureNotice: "特字"
    case .termination: "终字"
    case .rectification: "更字"
    case .consultationLetter: "征字"
    case .furtherNotice: "补件字"
    case .commitment: "诺字"
    case .deferralPromise: "容诺字"
    case .deferralNotice: "容字"
    case .deferralReturn: "容告字"
    case .hearingRightNotice: "听告字"
    case .hearingAnnouncement: "听公字"
    case .hearingNotice: "听字"
    case .recusalDecision: "避字"
    case .hearingRecord: "听录字"
    case .partyNotice: "利告字"
    case .statementNotice: "陈告字"
    case .publicNotice: "示字"
    case .objectionReply: "异复字"
    case .testRecord: "检字"
    case .forwardingLetter: "移字"
    }
  }
}

extension PromiseDocumentKind {
  /// The word of the series in the document's number; no other series has it.
  package var numberWord: String {
    switch self {
    case .correctionOrder: "改字"
    case .findingNotice: "拟认字"
    case .breach: "认字"
    case .result: "核字"
    }
  }
}
