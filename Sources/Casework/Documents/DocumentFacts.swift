// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import FEEL
import Journal
import ShangMi
import Site

/// What a document can tell of its case: a value for every name of ``DocumentName/ofCases``.
struct DocumentFacts {
  let kind: DocumentKind
  let number: String
  /// The event that the document puts into writing.
  let event: Recorded<Case.Event>
  let state: Case
  let item: ItemVersion
  /// The filing as it was then; nil where it was erased.
  let filing: Filing?
  /// What the applicant was asked to bring, before acceptance or after it.
  let notice: SupplementNotice?
  /// The texts of the event, and those that its document rests on.
  let evidence: CaseEvidence
  /// The interested parties of then.
  let interested: [Digest]
  let calendar: WorkCalendar
  /// The terms as they stood at the end of the document's day.
  private let clock: CaseClock

  init(
    _ kind: DocumentKind, number: String, of event: Recorded<Case.Event>, state: Case,
    item: ItemVersion, filing: Filing?, notice: SupplementNotice?, evidence: CaseEvidence,
    interested: [Digest], calendar: WorkCalendar
  ) {
    self.kind = kind
    self.number = number
    self.event = event
    self.state = state
    self.item = item
    self.filing = filing
    self.notice = notice
    self.evidence = evidence
    self.interested = interested
    self.calendar = calendar
    clock = state.clock(calendar, asOf: event.moment.at.day)
  }

  /// What the document is written of.
  var content: DocumentContent {
    let paper = Sheet(
      issuer: item.body.name, title: "", number: number, blocks: [], day: event.moment.at.day)
    let shared = DocumentName.common(
      kind.form, on: paper, to: addressees { $0.name }.joined(separator: "、"),
      item: item.name.zh, window: item.window,
      reasons: evidence.text(reasons))
    return DocumentContent(
      kind.form, on: paper, shared + matter + receiving + deciding + turning + promising)
  }

  /// The text that the document rests on; the reasons of the decision are none of a turn's.
  private var reasons: Digest? {
    if case .forwarding(.sent(_, _, let opinion)) = event.event { return opinion }
    return event.event.text ?? (event.event.turn == nil ? state.reasons : nil)
  }

  /// What a document is called in the language that it is written in.
  private func title(of kind: DocumentKind) -> String { kind.title(for: item.type).key }

  // MARK: What all share

  private var matter: [(DocumentName, Value)] {
    [
      (.title, .string(title(of: kind))), (.applicant, .string(applicant)),
      (.caseNumber, .string(state.submission?.number ?? "")),
      (.isLicensing, .boolean(item.type.isLicence)),
      // The procedure of 行政许可法 is law for licences, and this bureau's rule for everything else.
      (.under, .string(item.type.isLicence ? "根据" : "参照")),
      (.received, .moment(state.facts.received ?? event.moment.at)),
      (.happened, .moment(event.moment.at)),
    ]
  }

  private var applicant: String {
    guard let name = filing?.applicant.name, !name.isEmpty else { return "申请人" }
    return name
  }

  // MARK: Whom it speaks to

  /// The names of those whom it is addressed to.
  ///
  /// - Parameter name: how somebody else than the applicant is named.
  func addressees(_ name: (Party) -> String) -> [String] {
    if case .consulting(.asked(let asked, _, _)) = event.event { return [asked.name] }
    if case .forwarding(.sent(let upper, _, _)) = event.event { return [upper] }
    return (event.event.turn?.recipients ?? [.applicant]).flatMap { recipient -> [String] in
      switch recipient {
      case .applicant: [applicant]
      case .interested: interested.map { self.name($0, name) }
      case .person(let digest): [self.name(digest, name)]
      case .everybody: ["社会公众"]
      }
    }
  }

  private func name(_ digest: Digest, _ name: (Party) -> String) -> String {
    evidence.party(digest).map(name) ?? "（已依法删除）"
  }

  // MARK: Receiving

  private var receiving: [(DocumentName, Value)] {
    let isDeemed = if case .deemedAccepted = event.event { true } else { false }
    let promised = clock[.promised]
    let supplementDue = CaseworkSettings.supplementing.due(
      after: event.moment.at.day, in: calendar)
    return [
      (.materials, .list(materials)), (.isErased, .boolean(filing == nil)),
      (.missing, .list(missing)), (.wasNoticed, .boolean(state.isSupplementNoticed)),
      (.supplementDue, .date(of: supplementDue)),
      (.noticeDue, .date(of: clock[.supplementNotice]?.due)), (.isDeemed, .boolean(isDeemed)),
      (.isDeferred, .boolean(state.submission?.deferral != nil)),
      (.acceptedOn, .date(of: clock.acceptedOn)),
      (.isImmediate, .boolean(promised.map { $0.rule.number == 0 } ?? false)),
      (.suspensionBasis, .string(state.terms.suspension?.text ?? "")),
    ]
      + term(clock[.statutory], .statutory, .statutoryDue, .statutoryBasis)
      + term(promised, .promised, .promisedDue, .promisedBasis)
  }

  private func term(
    _ deadline: Deadline?, _ length: DocumentName, _ due: DocumentName, _ basis: DocumentName
  ) -> [(DocumentName, Value)] {
    guard let deadline, deadline.rule.number > 0 else { return [] }
    return [
      (length, .string("\(deadline.rule.number) \(deadline.rule.unit.chinese)")),
      (due, .date(of: deadline.due)), (basis, .string(deadline.basis.text)),
    ]
  }

  /// The materials with the files that the filing had then.
  private var materials: [Value] {
    guard let filing else { return [] }
    let required = (try? filing.materials(of: item)) ?? []
    return required.map { requirement in
      let count = filing.files.count { $0.material == requirement.key }
      let form =
        requirement.isFetched
        ? "政务数据共享，免提交"
        : count == 0 ? state.absence(of: requirement.key, in: filing, item).chinese : "电子件"
      return .entry([
        (.name, .string(requirement.name.zh)), (.count, .number(Decimal128(count))),
        (.form, .string(form)),
      ])
    }
  }

  private var missing: [Value] {
    (notice?.entries ?? []).map { entry in
      .entry([
        (.target, .string(item.name(of: entry.target).zh)), (.problem, .string(entry.problem)),
      ])
    }
  }

  // MARK: Deciding

  private var deciding: [(DocumentName, Value)] {
    let laws = item.basis.prefix(2).map { "《\($0.law)》\($0.article)" }
    let method: String = if case .delivered(let method) = event.event { method.chinese } else { "" }
    let act = state.submission?.act
    return [
      (.basis, .string(laws.joined(separator: "、"))), (.result, .string(item.result.name.zh)),
      (.makesLicence, .boolean(state.makesLicence)),
      (.licence, .text(of: state.licence ?? act?.number)),
      (.licenceExpiry, .date(of: act?.expiry)), (.issueDue, .date(of: clock[.issue]?.due)),
      (.method, .string(method)), (.delivered, .list(delivered)),
      (.failedStandards, .list(state.testing.failed.map(entry))),
    ] + hearing + oneHand
  }

  /// A standard that was not met, and what was found (行政许可法 article 55 ¶3).
  private func entry(_ result: TestResult) -> Value {
    .entry([
      (.name, .string(result.standard.zh)), (.content, .string(evidence.text(result.finding))),
    ])
  }

  /// What is delivered: the decision, and the licence if there is one.
  private var delivered: [Value] {
    let decisions = state.documents.filter {
      [.grant, .refusal, .deemedRenewal].contains($0.kind)
    }
    let papers = decisions.map { (title(of: $0.kind), $0.number) }
    let licence = state.licence.map { [(item.result.name.zh, $0)] } ?? []
    let above = state.forwarding.decision.map { [("上级机关的决定", $0.number)] } ?? []
    return (papers + above + licence).map {
      .entry([(.name, .string($0)), (.serial, .string($1))])
    }
  }

  /// The record that a decision rests on (行政许可法 article 48 ¶2); nothing where there was no hearing.
  private var hearing: [(DocumentName, Value)] {
    guard let held = state.facts.hearing?.held,
      let record = state.documents.first(where: { $0.kind == .hearingRecord })
    else { return [] }
    return [(.heardOn, .date(of: held.day)), (.hearingRecord, .string(record.number))]
  }

  /// By which authorisation one hand has received and decided; nothing where it was not one.
  private var oneHand: [(DocumentName, Value)] {
    guard let authority = state.oneHand.authority else { return [] }
    return [
      (.authorised, .string(authority.kind == .chief ? "首席审批员" : "窗口人员")),
      (.authority, .string(authority.number)),
    ]
  }

  // MARK: Turns

  private var turning: [(DocumentName, Value)] {
    let details = (event.event.turn?.details(in: evidence) ?? []).map { detail -> Value in
      .entry([
        (.name, .string(detail.label.chinese)), (.content, .string(detail.value.chinese)),
      ])
    }
    let facts: [(DocumentName, Value)] = [
      (.told, .string(event.event.turn?.phrase.chinese ?? "")), (.details, .list(details)),
    ]
    switch event.event {
    case .terminated(let cause, _): return facts + [(.cause, .string(cause.phrase.chinese))]
    case .rectified(let number, _): return facts + [(.rectified, .string(number))]
    case .consulting(.asked(_, let days, _)):
      let due = CaseworkSettings.consulting(days: days).due(
        after: event.moment.at.day, in: calendar)
      return facts + [(.answerDue, .date(of: due))]
    case .forwarding(.sent(_, let passes, _)):
      return facts + [(.conclusion, .string(passes ? "符合条件" : "不符合条件"))]
    default: return facts
    }
  }

  // MARK: What the applicant commits to

  private var promising: [(DocumentName, Value)] {
    switch kind {
    case .commitment: signed(.commitment, state.submission?.commitment?.text)
    case .deferralPromise: signed(.deferral, state.submission?.deferral?.text)
    case .deferralNotice, .deferralReturn: deferral
    default: []
    }
  }

  /// The text exactly as it was signed, and the signature under it.
  private func signed(_ kind: SignedText, _ text: Digest?) -> [(DocumentName, Value)] {
    // Its first line is the title of the document.
    let lines = evidence.text(text).split(separator: "\n").dropFirst()
    let facts: [(DocumentName, Value)] = [
      (.signedText, .lines(of: lines.joined(separator: "\n")))
    ]
    guard let signature = filing?[kind] else { return facts }
    return facts + [
      (.signature, .string(signature.name)), (.signedAt, .moment(signature.at)),
      (.account, .string(signature.account)),
      (.textDigest, .string(signature.text.description)),
    ]
  }

  /// Which materials come later and by when, and what is wrong with one that came.
  private var deferral: [(DocumentName, Value)] {
    switch event.event {
    case .deferring(.allowed(let materials)):
      let entries = materials.map { entry -> Value in
        let standard = item.materials.first { $0.key == entry.material.key }?.standard?.zh
        return .entry([
          (.name, .string(entry.material.name.zh)), (.demand, .string(standard ?? "符合办事指南的要求")),
          (.due, .date(of: entry.due)),
        ])
      }
      return [
        (.deferred, .list(entries)),
        (.deliversFirst, .boolean(state.submission?.deferral?.deliversFirst == true)),
      ]
    case .deferring(.returned(let material, _)):
      let due = state.deferring.entries.first { $0.material.key == material.key }?.due
      return [
        (.material, .string(material.name.zh)), (.materialDue, .date(of: due)),
      ]
    default: return []
    }
  }
}
