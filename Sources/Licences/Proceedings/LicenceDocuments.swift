// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Documents
import FEEL
import Journal
import ShangMi
import Site

extension LicenceDocumentKind {
  /// The form that its template is worded for.
  package var form: DocumentForm {
    let (first, rest) = (rawValue.prefix(1).uppercased(), rawValue.dropFirst())
    return DocumentForm(
      "licence\(first)\(rest)", title, builtIn, reads: DocumentName.ofLicences, mustSay: rules)
  }

  private var builtIn: String {
    switch self {
    case .notice: Embedded.licenceNoticeTXT
    case .revocation: Embedded.licenceRevocationTXT
    case .sparing: Embedded.licenceSparingTXT
    case .withdrawal: Embedded.licenceWithdrawalTXT
    case .annulment: Embedded.licenceAnnulmentTXT
    case .suspension: Embedded.licenceSuspensionTXT
    case .resumption: Embedded.licenceResumptionTXT
    case .cancellation: Embedded.licenceCancellationTXT
    case .closing: Embedded.licenceClosingTXT
    }
  }

  private var rules: Set<TemplateRule> {
    switch self {
    case .notice: [.licence, .defence]
    case .revocation, .withdrawal, .sparing, .closing, .cancellation:
      [.licence, .reasons, .remedies]
    case .annulment, .suspension, .resumption: [.licence, .reasons]
    }
  }
}

extension DocumentName {
  static let licenceNumber = DocumentName(
    "证照编号", "证照的编号", sample: .string(DocumentSample.licence))
  static let licenceTitle = DocumentName("证照名称", "证照的名称", sample: "食品经营许可证")
  static let ground = DocumentName("事由", "办理的事由", sample: "准予不具备申请资格的申请人行政许可")
  static let groundArticle = DocumentName("事由条款", "事由所依据的行政许可法条款", sample: "第六十九条第一款第四项")
  static let measure = DocumentName("措施", "拟采取或者采取的措施：撤销、撤回、吊销、暂扣、注销", sample: "撤销")
  static let isRequested = DocumentName("依请求", whether: "是不是根据利害关系人的请求")
  static let facts = DocumentName("事实证据", lines: "事实和证据，一段一项", sample: "示例事实：现场没有加工设备。")
  static let defenceDue = DocumentName("陈述申辩到期日", day: "陈述、申辩的最后一天")
  static let wasHeard = DocumentName("已陈述申辩", whether: "持证人是不是已经陈述、申辩", sample: true)
  static let hasWaived = DocumentName("放弃陈述申辩", whether: "持证人是不是放弃陈述、申辩")
  static let isFraud = DocumentName("不正当取得", whether: "是不是以欺骗、贿赂等不正当手段取得")
  static let isDeclined = DocumentName("事由成立", whether: "事由成立而不采取措施")
  static let compensation = DocumentName(
    "赔偿补偿", lines: "赔偿或者补偿的决定，一段一项", sample: "示例：不予赔偿。")
  static let authority = DocumentName("决定机关", "作出吊销、暂扣决定的机关", sample: "示例市场监督管理局")
  static let authorityDocument = DocumentName("决定文书", "该机关的文书编号", sample: "示例罚决〔2026〕1号")
  static let effectiveFrom = DocumentName("生效日期", day: "从哪一天起生效")

  /// What a document about a licence can tell.
  static let ofLicences: [DocumentName] =
    shared + [
      licenceNumber, licenceTitle, ground, groundArticle, measure, isRequested, facts, defenceDue,
      wasHeard, hasWaived, isFraud, isDeclined, compensation, authority, authorityDocument,
      effectiveFrom,
    ]
}

/// What a document about a licence tells.
struct LicenceFacts {
  let kind: LicenceDocumentKind
  let number: String
  /// The event that the document puts into writing.
  let event: Recorded<Licence.Event>
  let licence: String
  /// Nil where it was erased.
  let face: LicenceFace?
  let item: ItemVersion?
  /// The texts that the event names.
  let texts: [Digest: String]
  /// What the holder has said before the document.
  let defence: Defence?

  var content: DocumentContent {
    let paper = Sheet(
      issuer: face?.issuer ?? item?.body.name ?? "", title: "", number: number, blocks: [],
      day: event.moment.at.day)
    let holder = face?.holder ?? ""
    let shared = DocumentName.common(
      kind.form, on: paper, to: holder.isEmpty ? "持证人" : holder, item: item?.name.zh ?? "",
      window: item?.window, reasons: text(event.event.reasons))
    return DocumentContent(kind.form, on: paper, shared + matter + settled)
  }

  private func text(_ digest: Digest?) -> String { digest.flatMap { texts[$0] } ?? "" }

  private var matter: [(DocumentName, Value)] {
    let title = face?.title ?? item?.result.name.zh ?? "证照"
    return [
      (.licenceNumber, .string(licence)), (.licenceTitle, .string(title)),
      (.wasHeard, .boolean(defence?.kind == .stated)),
      (.hasWaived, .boolean(defence?.kind == .waived)),
    ]
  }

  private func proposed(_ proposal: Proposal) -> [(DocumentName, Value)] {
    [
      (.ground, .string(proposal.ground.phrase.chinese)),
      (.groundArticle, .string(proposal.ground.basis.article)),
      (.measure, .string(proposal.measure.chinese)),
      (.isRequested, .boolean(proposal.isRequested)),
      (.isFraud, .boolean(proposal.ground == .fraud)),
      (.facts, .lines(of: text(proposal.facts))),
      (.defenceDue, .date(of: proposal.hearingUntil)),
      (.authority, .text(of: proposal.decision?.authority)),
      (.authorityDocument, .text(of: proposal.decision?.document)),
    ]
  }

  private var settled: [(DocumentName, Value)] {
    switch event.event {
    case .proposed(let proposal): proposed(proposal)
    case .kept(let settlement), .revoked(let settlement), .withdrawn(let settlement),
      .annulled(let settlement), .suspended(let settlement), .resumed(let settlement):
      proposed(settlement.proposal) + [
        (.isDeclined, .boolean(settlement.outcome == .declined)),
        (.compensation, .lines(of: text(settlement.compensation))),
        (.effectiveFrom, .date(of: settlement.from)),
      ]
    case .cancelled(let cancellation):
      [
        (.ground, .string(cancellation.ground.phrase.chinese)),
        (.groundArticle, .string(cancellation.ground.basis.article)), (.measure, "注销"),
        (.effectiveFrom, .date(of: cancellation.from)),
      ]
    case .issued, .changed, .replaced, .renewed, .reminded, .heard, .documentNumbered: []
    }
  }
}

extension LicenceFacts {
  /// What a document tells, within the transaction of its step.
  init(
    _ kind: LicenceDocumentKind, number: String, of event: Recorded<Licence.Event>,
    _ shelf: CatalogueShelf, in unit: UnitOfWork
  ) throws {
    let reader = unit.transaction
    let stream = Stream<Licence>(event.id)
    let state = try unit.state(of: stream).state
    var texts: [Digest: String] = [:]
    for digest in event.event.texts { texts[digest] = try EvidenceTable.text(digest, in: reader) }
    self.init(
      kind: kind, number: number, event: event, licence: state.issue?.number ?? "",
      face: try state.face.flatMap { try LicenceTable.face($0, in: reader) },
      item: state.issue.flatMap { shelf.version($0.item.code, $0.item.version) }, texts: texts,
      defence: Self.defence(in: try Journal.history(of: stream, in: reader), before: event))
  }

  /// What a document of an opened licence tells.
  init?(_ document: IssuedLicenceDocument, of file: LicenceFile) {
    guard let event = file.history.first(where: { $0.version == document.version }) else {
      return nil
    }
    self.init(
      kind: document.kind, number: document.number, event: event, licence: file.row.number,
      face: file.certificate.face, item: file.certificate.item, texts: file.texts,
      defence: Self.defence(in: file.history, before: event))
  }

  private static func defence(
    in history: [Recorded<Licence.Event>], before event: Recorded<Licence.Event>
  ) -> Defence? {
    for entry in history.reversed() where entry.version < event.version {
      if case .heard(let defence) = entry.event { return defence }
    }
    return nil
  }
}

extension LicenceDesk {
  /// A document of an opened licence as it was issued, by the version of the event that it puts into writing.
  /// - Throws: ``LicenceRefusal/documentNotFound`` where there is none; `CaseworkRefusal.documentNotFound` where its
  ///   text was erased.
  package func sheet(ofEvent version: Int, in file: LicenceFile) async throws -> Sheet {
    guard let document = file.documents.first(where: { $0.version == version }),
      let facts = LicenceFacts(document, of: file)
    else { throw LicenceRefusal.documentNotFound }
    let kept = file.state.documents.first { $0.version == version }?.kept
    return try await journal.sheet(kept) { facts.content }
  }
}
