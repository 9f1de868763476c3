// SPDX-License-Identifier: Apache-2.0

import Catalogue

extension DocumentKind {
  /// The form that its template is worded for.
  package var form: DocumentForm {
    DocumentForm(
      rawValue, title(for: .licensing), builtIn, reads: DocumentName.ofCases,
      mustSay: Set(TemplateRule.allCases.filter { $0.applies(to: self) }))
  }

  private var builtIn: String {
    switch self {
    case .receipt: Embedded.receiptTXT
    case .supplementNotice: Embedded.supplementNoticeTXT
    case .notRequired: Embedded.notRequiredTXT
    case .nonAcceptance: Embedded.nonAcceptanceTXT
    case .acceptance: Embedded.acceptanceTXT
    case .grant: Embedded.grantTXT
    case .refusal: Embedded.refusalTXT
    case .deemedRenewal: Embedded.deemedRenewalTXT
    case .deliveryRecord: Embedded.deliveryRecordTXT
    case .withdrawal: Embedded.withdrawalTXT
    case .extensionNotice: Embedded.extensionNoticeTXT
    case .procedureNotice: Embedded.procedureNoticeTXT
    case .termination: Embedded.terminationTXT
    case .rectification: Embedded.rectificationTXT
    case .commitment: Embedded.commitmentTXT
    case .deferralPromise: Embedded.deferralPromiseTXT
    case .deferralNotice: Embedded.deferralNoticeTXT
    case .deferralReturn: Embedded.deferralReturnTXT
    case .consultationLetter: Embedded.consultationLetterTXT
    case .furtherNotice: Embedded.furtherNoticeTXT
    case .hearingRightNotice: Embedded.hearingRightNoticeTXT
    case .hearingAnnouncement: Embedded.hearingAnnouncementTXT
    case .hearingNotice: Embedded.hearingNoticeTXT
    case .recusalDecision: Embedded.recusalDecisionTXT
    case .hearingRecord: Embedded.hearingRecordTXT
    case .partyNotice: Embedded.partyNoticeTXT
    case .statementNotice: Embedded.statementNoticeTXT
    case .publicNotice: Embedded.publicNoticeTXT
    case .objectionReply: Embedded.objectionReplyTXT
    case .testRecord: Embedded.testRecordTXT
    case .forwardingLetter: Embedded.forwardingLetterTXT
    }
  }
}

extension TemplateRule {
  /// Whether the law or the matter wants it of a document of a case.
  fileprivate func applies(to kind: DocumentKind) -> Bool {
    switch self {
    case .matter: true
    case .remedies: [.nonAcceptance, .notRequired, .refusal, .termination].contains(kind)
    case .reasons:
      [
        .nonAcceptance, .notRequired, .refusal, .termination, .extensionNotice, .procedureNotice,
        .rectification, .forwardingLetter,
      ].contains(kind)
    case .everythingMissing: [.supplementNotice, .furtherNotice].contains(kind)
    case .seal: [.acceptance, .nonAcceptance, .notRequired, .supplementNotice].contains(kind)
    case .details: [.extensionNotice, .procedureNotice, .testRecord].contains(kind)
    case .failedStandards: kind == .refusal
    case .allMaterials: kind == .forwardingLetter
    case .hearingRight: kind == .hearingRightNotice
    case .hearing: kind == .hearingNotice
    case .statement: [.partyNotice, .statementNotice].contains(kind)
    case .signed: [.commitment, .deferralPromise].contains(kind)
    case .licence, .defence: false
    }
  }
}
