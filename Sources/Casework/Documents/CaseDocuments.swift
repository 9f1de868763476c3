// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Documents
import Journal
import SQL
import ShangMi

/// Gathers what a document of a case tells, within the transaction of its step and of a case that was opened.
struct CaseDocuments: Sendable {
  let shelf: CatalogueShelf
  let calendars: CalendarShelf

  /// What the document of an event tells.
  func content(
    of kind: DocumentKind, number: String, of event: Recorded<Case.Event>, in unit: UnitOfWork
  ) throws -> DocumentContent {
    let reader = unit.transaction
    let stream = Stream<Case>(event.id)
    let state = try unit.state(of: stream).state
    guard let reference = state.submission?.item,
      let item = shelf.version(reference.code, reference.version)
    else { throw CaseworkRefusal.itemUnknown(code: state.submission?.item.code ?? "") }
    let isToInterested = event.event.turn?.recipients.contains(.interested) == true
    let interested =
      isToInterested
      ? Self.interested(try Journal.history(of: stream, in: reader), before: event.version) : []
    let named = event.event.texts + [state.reasons].compactMap(\.self) + interested
    var texts: [Digest: String] = [:]
    let found = state.testing.failed.map(\.finding)
    for digest in named + found + (state.submission?.signedTexts ?? []) + state.statements.people {
      texts[digest] = try EvidenceTable.text(digest, in: reader)
    }
    return DocumentFacts(
      kind, number: number, of: event, state: state, item: item,
      filing: try state.filing.flatMap { try EvidenceTable.filing($0, in: reader) },
      notice: try state.notice(of: kind).flatMap { try EvidenceTable.notice($0, in: reader) },
      evidence: CaseEvidence(state: state, texts: texts), interested: interested,
      calendar: calendars.current
    ).content
  }

  /// The interested parties before an event.
  fileprivate static func interested(
    _ history: [Recorded<Case.Event>], before version: Int
  ) -> [Digest] {
    var parties: [Int: Digest] = [:]
    for entry in history where entry.version < version {
      switch entry.event {
      case .statement(.named(let number, let person, _)): parties[number] = person
      case .statement(.dropped(let number, _, _)): parties[number] = nil
      default: break
      }
    }
    return parties.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension CaseFile {
  /// What a document of the case can tell, from the evidence as it was when it was made.
  func facts(of document: IssuedDocument) -> DocumentFacts? {
    let maker = DocumentMakers(history).pairs.first { $0.document.number == document.number }?.maker
    guard let maker else { return nil }
    let frozen = history.last { $0.version <= maker.version && $0.event.filing != nil }
    return DocumentFacts(
      document.kind, number: document.number, of: maker, state: state, item: item,
      filing: frozen?.event.filing.flatMap(filing),
      notice: document.kind == .furtherNotice ? furtherNotice : notice, evidence: evidence,
      interested: CaseDocuments.interested(history, before: maker.version), calendar: calendar)
  }
}

extension Case {
  /// The notice that a document of a kind tells of.
  fileprivate func notice(of kind: DocumentKind) -> Digest? {
    kind == .furtherNotice ? suspending.notice : notice
  }
}
