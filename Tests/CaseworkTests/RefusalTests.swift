// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Site
import Testing

@testable import Casework

@Suite("What casework says when it says no")
struct RefusalTests {
  private static let steps: [CaseworkRefusal.Step] = [
    .submit, .correct, .noticeSupplement, .supplement, .findNotRequired, .refuseAcceptance,
    .accept, .review, .decide, .issueLicence, .deliver, .withdraw,
  ]

  /// Every refusal, with sample values.
  static let all: [CaseworkRefusal] =
    [
      .caseNotFound, .draftNotFound, .fileNotFound, .documentNotFound, .otherDepartment,
      .secondSupplementNotice, .noticeTooLate(due: CaseTrial.day("2026-03-09")), .alreadyReviewed,
      .reviewsMissing(needed: 1), .receiverMayNotDecide, .ownCase, .decidedAlready, .licenceMissing,
      .itemUnknown(code: "X"), .itemNotOpen(code: "X"), .agentsNotAllowed, .agentRoleNeeded,
      .incomplete([Fault("files.plan", "请上传平面图。")]), .fileEmpty,
      .fileTooLarge(maxMegabytes: 10), .fileKindNotAccepted(accepted: ["pdf"]),
      .fileContentDiffers(claimed: "pdf", found: "png"), .fileExecutable, .tooManyFiles(max: 20),
      .foreignFile,
    ]
    + heard + staff.map { .staff($0) }
    + steps.flatMap { step in
      [.notYourPart(step), .reasonsMissing(step)]
        + Case.Phase.allCases.map { .wrongStep(step, $0) }
    }

  /// What the turns say that hear somebody.
  private static let heard: [CaseworkRefusal] = {
    let day = CaseTrial.day("2026-03-09")
    let hearings: [HearingRefusal] = [
      .toldAlready, .requestedAlready, .requestTooLate(day), .waivedAlready,
      .nobodyElseConcerned, .nothingToWaive, .announcedAlready, .announcedStays, .notDue,
      .calledAlready, .notCalled, .noticeTooShort(earliest: day), .dayTooLate(day),
      .presiderReviewed, .presiderConcerned, .presiderMayNotReview, .challengeOpen,
      .challengeDenied, .noChallenge, .ownChallenge, .successorMissing, .notPresider,
      .notYet(day), .recordUnsigned, .heldAlready, .rightUntold(1), .rightOpen(until: day),
      .isDue, .awaited(day),
    ]
    let statements: [StatementRefusal] = [
      .noSuchParty, .namedAlready, .nobodyToTell, .untold(1), .awaited(1, until: day),
    ]
    let notices: [PublicNoticeRefusal] = [
      .notFound, .tooFewDays(7), .notRunning, .runs(until: day), .over, .full,
      .noSuchObjection, .answeredAlready, .unanswered(1),
    ]
    let tests: [TestingRefusal] = [
      .notNeeded, .tooFew, .testerTied, .assignedAlready, .unassigned, .notTester, .noSuchStandard,
      .resultsMissing(1), .anotherConfirms, .confirmedAlready, .awaited, .failed(["GB 1"]),
    ]
    let above: [ForwardingRefusal] = [
      .decidedHere, .decidedAbove, .upperMissing, .isAway("市局"), .askedAgain, .notSent,
      .numberMissing, .dayWrong,
    ]
    return tests.map(CaseworkRefusal.testing) + above.map(CaseworkRefusal.forwarding)
      + hearings.map(CaseworkRefusal.hearing) + statements.map(CaseworkRefusal.statement)
      + notices.map(CaseworkRefusal.publicNotice)
  }()

  private static let staff: [StaffRefusal] = [
    .refusalNeedsAnother(.decide), .notAuthorised, .notImmediate, .applicantNotSure,
    .interested(.relative), .recused, .recusedAlready, .notRecused, .ownRecusal,
    .authorisationNotFound, .ownAuthorisation, .periodWrong, .authorisationNot(.revoked),
    .interestNotFound, .recheckNotFound, .ownRecheck, .foundAlready, .nothingProposed,
    .monthNotOver, .notTheSecret,
  ]

  @Test("every refusal has a sentence and a code that names it")
  func sentences() {
    for refusal in Self.all {
      #expect(refusal.phrase.key.hasSuffix("。"), "\(refusal)")
      #expect(refusal.phrase.key != "请求无法办理。", "\(refusal)")
      #expect(refusal.code.hasPrefix("casework/"), "\(refusal)")
      #expect(
        refusal.code.allSatisfy { $0.isLowercase || "-/".contains($0) }, "\(refusal.code)")
    }
    #expect(CaseworkRefusal.hearing(.isDue).code == "casework/hearing-is-due")
    #expect(CaseworkRefusal.secondSupplementNotice.code == "casework/second-supplement-notice")
  }

  @Test("whoever is refused by an article is told which, and what can be done instead")
  func whatToDo() {
    let ways = ["请", "还需要", "应当"]
    let resting = Self.all.filter { $0.legalBasis != nil }
    #expect(resting.count >= 20)
    for refusal in resting {
      // What no law settles is a rule of the house, which has a name and no articles.
      if refusal.legalBasis?.law != "办事规则" {
        #expect(["行政许可法", "公务员法"].contains(refusal.legalBasis?.law))
        #expect(
          refusal.legalBasis?.article.wholeMatch(
            of: #/第[一二三四五六七八九十]+条(第[一二三四五]款)?(第[一二三四五]项)?/#) != nil,
          "\(refusal)")
      }
      #expect(ways.contains { refusal.phrase.key.contains($0) }, "\(refusal)")
    }
  }

  @Test("what keeps somebody from acting, or from acting alone, names the article or the rule")
  func staffBasis() {
    for refusal in Self.staff where refusal.kind != .notFound {
      #expect(refusal.legalBasis != nil, "\(refusal)")
    }
  }

  private static let english = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/Casework/en.yaml")

  @Test(
    "every refusal, step and phase reads in English too",
    .enabled(if: FileManager.default.fileExists(atPath: english.path)))
  func translated() throws {
    let texts = try Texts(english: [String(contentsOf: Self.english, encoding: .utf8)])
    for refusal in Self.all { _ = texts.render(refusal.phrase, in: .en) }
    #expect(texts.missing.isEmpty)
  }
}
