// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import FEEL
import Journal
import SQL
import ShangMi
import Site

extension PromiseDocumentKind {
  /// The form that its template is worded for.
  package var form: DocumentForm {
    switch self {
    case .correctionOrder:
      form(Embedded.promiseCorrectionOrderTXT, mustSay: [.matter])
    case .findingNotice:
      form(Embedded.promiseFindingNoticeTXT, mustSay: [.matter, .defence])
    case .breach:
      form(Embedded.promiseBreachTXT, mustSay: [.matter, .reasons, .remedies])
    case .result:
      form(Embedded.promiseResultTXT, mustSay: [.matter])
    }
  }

  private func form(_ text: String, mustSay rules: Set<TemplateRule>) -> DocumentForm {
    let (first, rest) = (rawValue.prefix(1).uppercased(), rawValue.dropFirst())
    return DocumentForm(
      "promise\(first)\(rest)", title, text, reads: DocumentName.ofPromises, mustSay: rules)
  }
}

extension DocumentName {
  static let promise = DocumentName("承诺书", "所签署的承诺书的名称", sample: "告知承诺书")
  static let isDeceit = DocumentName("虚假承诺", whether: "是不是作出虚假承诺")
  static let correctionDue = DocumentName("改正到期日", day: "改正的最后一天")
  static let statementDue = DocumentName("陈述申辩到期日", day: "陈述、申辩的最后一天")
  static let findings = DocumentName(
    "核查情况", lines: "最近一次核查的情况，一段一项", sample: "示例情况：现场与承诺不符。")

  /// What a document of a commitment after the grant can tell.
  static let ofPromises: [DocumentName] =
    shared + [caseNumber, promise, isDeceit, correctionDue, statementDue, findings]
}

/// What a document of a commitment after the grant tells.
struct PromiseFacts {
  let kind: PromiseDocumentKind
  let number: String
  /// The event that the document puts into writing.
  let event: Recorded<Promise.Event>
  let state: Promise
  let item: ItemVersion
  /// The applicant's name; empty where it was erased.
  let applicant: String
  let reasons: String
  /// What was found last before the document.
  let findings: String

  var content: DocumentContent {
    let paper = Sheet(
      issuer: item.body.name, title: "", number: number, blocks: [], day: event.moment.at.day)
    let shared = DocumentName.common(
      kind.form, on: paper, to: applicant.isEmpty ? "申请人" : applicant, item: item.name.zh,
      window: item.window, reasons: reasons)
    return DocumentContent(
      kind.form, on: paper,
      shared + [
        (.caseNumber, .string(state.terms?.number ?? "")),
        (.promise, .string(state.terms?.text.phrase.chinese ?? "")),
        (.isDeceit, .boolean(state.isDeceit)),
        (.correctionDue, .date(of: state.correctionDue)),
        (.statementDue, .date(of: state.statementDue)), (.findings, .lines(of: findings)),
      ])
  }
}

extension PromiseFacts {
  /// What a document tells, within the transaction of its step.
  init(
    _ kind: PromiseDocumentKind, number: String, of event: Recorded<Promise.Event>,
    _ shelf: CatalogueShelf, in unit: UnitOfWork
  ) throws {
    let reader = unit.transaction
    let stream = Stream<Promise>(event.id)
    let state = try unit.state(of: stream).state
    guard let reference = state.terms?.item,
      let item = shelf.version(reference.code, reference.version)
    else { throw CaseworkRefusal.itemUnknown(code: state.terms?.item.code ?? "") }
    let filing = try unit.state(of: Stream<Case>(event.id)).state.filing
      .flatMap { try EvidenceTable.filing($0, in: reader) }
    let found = Self.findings(before: event, try Journal.history(of: stream, in: reader))
    self.init(
      kind: kind, number: number, event: event, state: state, item: item,
      applicant: filing?.applicant.name ?? "",
      reasons: try event.event.text.flatMap { try EvidenceTable.text($0, in: reader) } ?? "",
      findings: try found.flatMap { try EvidenceTable.text($0, in: reader) } ?? "")
  }

  /// What a document of an opened commitment tells.
  init?(_ document: PromiseDocument, of file: PromiseFile) {
    guard let event = file.event(of: document) else { return nil }
    self.init(
      kind: document.kind, number: document.number, event: event, state: file.state,
      item: file.item, applicant: file.row.applicantName, reasons: file.text(event.event.text),
      findings: file.text(Self.findings(before: event, file.history)))
  }

  private static func findings(
    before event: Recorded<Promise.Event>, _ history: [Recorded<Promise.Event>]
  ) -> Digest? {
    let check = history.last { entry in
      if case .checked = entry.event { entry.version < event.version } else { false }
    }
    return check?.event.text
  }
}

extension CaseDesk {
  /// A document of an opened commitment as it was issued.
  /// - Throws: ``CaseworkRefusal/documentNotFound`` where its text was erased.
  package func sheet(of document: PromiseDocument, in file: PromiseFile) async throws -> Sheet {
    try await journal.sheet(document.kept) {
      guard let facts = PromiseFacts(document, of: file) else {
        throw CaseworkRefusal.documentNotFound
      }
      return facts.content
    }
  }
}
