// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import FEEL
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework
@testable import Journal

/// Every kind of document, written of a case that has come to it, by the program's own template.
@Suite("What a document tells of its case", .withoutDatabase)
struct DocumentFactsTests {
  private static let words = Reasons("理由充分")
  private static let day = CaseTrial.day("2026-03-20")
  private static let more = SupplementNotice(entries: [.init(target: "application", problem: "缺页")])

  /// What happens after the submission; the last of it is put into the document.
  ///
  /// It names all kinds, so that none is left out.
  private func course(to kind: DocumentKind) -> [Case.Event] {
    let (words, day, neighbour) = (Self.words.digest, Self.day, CaseTrial.neighbour.digest)
    let sitting = CaseTrial.sitting(on: day, presider: "chief")
    let named = Case.Event.statement(.named(1, person: neighbour, interest: words))
    let plan = CaseTrial.deferral(deliversFirst: false).materials[0]
    return switch kind {
    case .receipt: []
    case .supplementNotice: [.supplementNoticed(notice: Self.more.digest)]
    case .notRequired: [.foundNotRequired(reasons: words)]
    case .nonAcceptance: [.acceptanceRefused(reasons: words)]
    case .acceptance: [.accepted]
    case .grant: heard + [.granted(reasons: words), .licenceIssued(number: "L1")]
    case .refusal: heard + [.refused(reasons: words)]
    case .deemedRenewal: [.accepted, .deemedRenewed]
    case .deliveryRecord:
      [
        .accepted, .granted(reasons: words), number(.grant), .licenceIssued(number: "L1"),
        .delivered(method: .window),
      ]
    case .withdrawal: [.withdrawn(reasons: words)]
    case .extensionNotice:
      [.accepted, .extending(.approved(by: .agencyHead, reference: nil, reasons: words))]
    case .procedureNotice:
      [.accepted, .procedure(.begun(.testing, plannedEnd: day, reasons: words))]
    case .termination: [.accepted, .terminated(cause: .matterLapsed, reasons: words)]
    case .rectification: [.accepted, .rectified(document: "D1", reasons: words)]
    case .commitment: [.committed(text: CaseTrial.commitment.text)]
    case .deferralPromise:
      [.deferring(.promised(text: SM3.digest("deferral"), materials: [plan]))]
    case .deferralNotice: [.accepted, .deferring(.allowed([.init(material: plan, due: day)]))]
    case .deferralReturn:
      [
        .accepted, .deferring(.allowed([.init(material: plan, due: day)])),
        .deferring(.returned(plan, problem: words)),
      ]
    case .consultationLetter:
      [.accepted, .consulting(.asked(.body("区消防救援大队"), days: 5, question: words))]
    case .furtherNotice: [.accepted, .suspending(.asked(notice: Self.more.digest))]
    case .hearingRightNotice:
      [.accepted, named, .hearing(.told([.applicant, .party(1)], until: day, reasons: words))]
    case .hearingAnnouncement: [.accepted, .hearing(.announced(.publicInterest, text: words))]
    case .hearingNotice: [.accepted, named, .hearing(.called(sitting))]
    case .recusalDecision:
      [
        .accepted, .hearing(.called(sitting)), .hearing(.challenged(.applicant, reasons: words)),
        .hearing(.ruled(isUpheld: true, successor: CaseTrial.presider("clerk"), reasons: words)),
      ]
    case .hearingRecord:
      [.accepted, .hearing(.called(sitting)), .hearing(.held(record: CaseTrial.record.digest))]
    case .partyNotice:
      [
        .accepted, named,
        .statement(.told(1, person: neighbour, until: day, hearing: day, reasons: words)),
      ]
    case .statementNotice: [.accepted, .statement(.invited(until: day, reasons: words))]
    case .publicNotice: [.accepted, .publicNotice(.published(1, until: day, text: words))]
    case .objectionReply:
      [
        .accepted, .publicNotice(.published(1, until: day, text: words)),
        .publicNotice(.objected(1, by: neighbour, text: words)),
        .publicNotice(.answered(1, by: neighbour, isJustified: false, reasons: words)),
      ]
    case .testRecord: tested
    case .forwardingLetter:
      [.accepted, .forwarding(.sent(upper: "市卫生健康委员会", passes: true, opinion: words))]
    }
  }

  /// A test that the facility has failed.
  private var tested: [Case.Event] {
    let result = TestResult(
      standard: CaseTrial.waterStandard, passes: false, finding: Self.words.digest, by: "clerk")
    return [
      .accepted, .testing(.assigned(["clerk", "chief"], due: Self.day, isLate: false)),
      .testing(.recorded(result)), .testing(.confirmed([result])),
    ]
  }

  /// A hearing that a decision rests on.
  private var heard: [Case.Event] {
    [
      .accepted, .hearing(.called(CaseTrial.sitting(on: Self.day, presider: "chief"))),
      .hearing(.held(record: CaseTrial.record.digest)), number(.hearingRecord),
    ]
  }

  private func number(_ kind: DocumentKind) -> Case.Event {
    .documentNumbered(NumberedDocument(kind: kind, number: "江汉审批字〔2026〕1号"))
  }

  private func submission(for kind: DocumentKind) -> Submission {
    let suspension = LegalBasis(law: "某市行政许可办法", article: "第十八条")
    return CaseTrial.submission(
      special: kind == .furtherNotice ? CaseTerms(suspension: suspension) : nil,
      act: kind == .deemedRenewal ? CaseTrial.renewal(of: "2026-04-21") : nil,
      commitment: kind == .commitment ? CaseTrial.commitment : nil,
      deferral: [.deferralPromise, .deferralNotice, .deferralReturn].contains(kind)
        ? CaseTrial.deferral(deliversFirst: false) : nil)
  }

  private func facts(
    _ kind: DocumentKind, after course: [Case.Event]? = nil
  ) throws -> DocumentFacts {
    var state = Case()
    var history: [Recorded<Case.Event>] = []
    for event in [.submitted(submission(for: kind))] + (course ?? self.course(to: kind)) {
      let moment = Moment(
        at: Instant(day: CaseTrial.day("2026-03-02"), hour: 9, minute: history.count),
        actor: "clerk")
      state.apply(event, at: moment)
      history.append(
        Recorded(id: "c", version: history.count + 1, moment: moment, event: event))
    }
    let maker = try #require(history.last { DocumentKind(of: $0.event) == kind })
    var filing = Filing.complete()
    for text in SignedText.allCases {
      filing[text] = Signature(
        text: SM3.digest("文本"), name: "王小明", account: "demo-applicant", at: maker.moment.at)
    }
    let texts = [
      Self.words.text, CaseTrial.neighbour.canonical, CaseTrial.record.canonical, "二楼会议室",
      "chief", "clerk",
    ]
    let known = Dictionary(uniqueKeysWithValues: texts.map { (SM3.digest($0), $0) })
    let signed = "承诺书\n本人已经达到条件。\n愿意承担责任。"
    return DocumentFacts(
      kind, number: "江汉审批字〔2026〕7号", of: maker, state: state, item: try SampleFiling.item(),
      filing: filing, notice: Self.more,
      evidence: CaseEvidence(
        state: state,
        texts: known.merging([
          SM3.digest("commitment"): signed, SM3.digest("deferral"): signed,
        ]) { first, _ in first }), interested: [CaseTrial.neighbour.digest],
      calendar: CaseTrial.china)
  }

  @Test(
    "every kind is written without a blank, and tells nothing by another name",
    arguments: DocumentKind.allCases)
  func whole(kind: DocumentKind) throws {
    let content = try facts(kind).content
    let template = try Template(kind.form.builtIn, for: kind.form)
    let rendering = try template.render(on: content.paper, values: content.values)
    #expect(rendering.remarks == [], "\(kind): \(rendering.remarks.map(\.chinese))")
    let sheet = rendering.sheet
    #expect(sheet.title == kind.title(for: .licensing).key)
    #expect(sheet.addressee?.isEmpty == false && sheet.number == "江汉审批字〔2026〕7号")
    #expect(kind == .receipt || sheet.text.contains("理由充分") == restsOnWords(kind), "\(sheet.text)")
    let names = Set(kind.form.names.map(\.word))
    #expect(Set(content.values.entries.map(\.key)).isSubset(of: names))
  }

  /// Whether the words that the course gives as reasons belong into the document.
  private func restsOnWords(_ kind: DocumentKind) -> Bool {
    ![
      .supplementNotice, .acceptance, .deemedRenewal, .deliveryRecord, .commitment,
      .deferralPromise, .deferralNotice, .furtherNotice, .hearingNotice, .hearingRecord,
    ].contains(kind)
  }

  @Test("a decision rests on the record of its hearing (article 48)")
  func hearing() throws {
    for kind in [DocumentKind.grant, .refusal] {
      let facts = try facts(kind)
      let sheet = try facts.content.sheet(by: Template(kind.form.builtIn, for: kind.form))
      #expect(sheet.text.contains("第四十八条第二款，本决定根据听证笔录（江汉审批字〔2026〕1号）作出。"))
    }
  }

  @Test("a refusal after a failed test names the standards and what was found (article 55 ¶3)")
  func failedStandards() throws {
    func text(_ course: [Case.Event]) throws -> String {
      let facts = try facts(.refusal, after: course + [.refused(reasons: Self.words.digest)])
      return try facts.content.sheet(
        by: Template(DocumentKind.refusal.form.builtIn, for: DocumentKind.refusal.form)
      ).text
    }
    let named = try text(tested)
    #expect(named.contains("第五十五条第三款") && named.contains(CaseTrial.waterStandard.zh))
    #expect(named.contains("理由充分"))
    #expect(try !text([.accepted]).contains("第五十五条"))
  }

  @Test("the one notice tells by when, and what follows; what is signed stands word for word")
  func words() throws {
    func text(_ kind: DocumentKind) throws -> String {
      try facts(kind).content.sheet(by: Template(kind.form.builtIn, for: kind.form)).text
    }
    #expect(
      try text(.supplementNotice).contains("请最迟于2026年5月6日按上表一次补齐；逾期没有补齐的，本机关可以终止办理。"))
    #expect(try text(.commitment).contains("本人已经达到条件。\n愿意承担责任。"))
    #expect(try text(.acceptance).contains("申请材料齐全，符合法定形式"))
    #expect(try text(.deferralReturn).contains("补交的“平面图”不符合要求"))
    #expect(try text(.consultationLetter).contains("现就下列事项征求区消防救援大队的意见"))
  }

  @Test("whoever is told is named in full by the staff and masked to others")
  func names() throws {
    let facts = try facts(.hearingNotice)
    #expect(facts.addressees(\.name) == ["王小明", "邻居甲"])
    #expect(facts.addressees(\.maskedName) == ["王小明", "邻**"])
    #expect(try self.facts(.publicNotice).addressees(\.name) == ["社会公众"])
  }
}
