// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import FEEL
import Journal
import SQL
import Site

/// The documents that tell somebody of an entry of the register: on what it rests, from when until when, and how it is
/// contested.
package enum BarDocumentKind: String, CaseIterable, Sendable {
  /// A warning (行政许可法 article 78).
  case warning
  /// A warning, and a year in which one may not apply again (article 78).
  case warningAndBar
  /// Three years in which one may not apply again (article 79).
  case fraud
  /// What is not applied any more until the credit is repaired.
  case discredit

  init(of entry: Bar.Entry) {
    switch entry.reason {
    case .falseMaterials: self = entry.gates.isEmpty ? .warning : .warningAndBar
    case .fraud: self = .fraud
    case .falsePromise, .deferralOverdue, .seriousDiscredit: self = .discredit
    }
  }

  package var title: Phrase {
    switch self {
    case .warning: "行政许可警告书"
    case .warningAndBar: "警告及不得再次申请行政许可告知书"
    case .fraud: "不得再次申请行政许可告知书"
    case .discredit: "失信记录告知书"
    }
  }

  /// The form that its template is worded for.
  package var form: DocumentForm {
    switch self {
    case .warning: form("barWarning", Embedded.barWarningTXT)
    case .warningAndBar: form("barWarningAndBar", Embedded.barWarningAndBarTXT)
    case .fraud: form("barFraud", Embedded.barFraudTXT)
    case .discredit: form("barDiscredit", Embedded.barDiscreditTXT)
    }
  }

  private func form(_ name: String, _ text: String) -> DocumentForm {
    DocumentForm(
      name, title, text, reads: DocumentName.ofBars, mustSay: [.reasons, .remedies])
  }
}

extension DocumentName {
  static let ground = DocumentName("事由", "登记的事由", sample: "作出虚假承诺或者没有履行承诺")
  static let decision = DocumentName(
    "所依据的决定", "登记所依据的决定的编号", sample: "江汉审批不准字〔2026〕1号")
  static let barredFrom = DocumentName("限制起始日", day: "限制的第一天")
  static let barredUntil = DocumentName("限制截止日", day: "限制的最后一天；信用修复以前一直限制的为空")
  static let barredGates = DocumentName("限制内容", "不再适用的办理方式", sample: "告知承诺和容缺受理")
  static let hasItem = DocumentName("因办理事项", whether: "是不是因为办理一个事项而登记", sample: true)

  /// What a document of the register can tell.
  static let ofBars: [DocumentName] =
    shared + [ground, decision, barredFrom, barredUntil, barredGates, hasItem, licence]
}

/// What the document of an entry tells.
struct BarFacts {
  let entry: Bar.Entry
  let number: String
  /// The day of the entry.
  let day: Day
  /// The item that it came from; nil where it came from none.
  let item: ItemVersion?
  /// Whose name is on the paper.
  let issuer: String
  /// Whom it concerns; empty where that was erased.
  let name: String
  let reasons: String

  var content: DocumentContent {
    let form = BarDocumentKind(of: entry).form
    let paper = Sheet(issuer: issuer, title: "", number: number, blocks: [], day: day)
    let gates = BarredGate.allCases.filter(entry.gates.contains).map(\.phrase.chinese)
    let shared = DocumentName.common(
      form, on: paper, to: name.isEmpty ? "当事人" : name, item: item?.name.zh ?? "全部事项",
      window: item?.window, reasons: reasons)
    return DocumentContent(
      form, on: paper,
      shared + [
        (.ground, .string(entry.reason.phrase.chinese)), (.decision, .string(entry.decision)),
        (.barredFrom, .date(of: entry.from)), (.barredUntil, .date(of: entry.until)),
        (.barredGates, .string(gates.joined(separator: "和"))),
        (.hasItem, .boolean(entry.item != nil)), (.licence, .text(of: entry.licence)),
      ])
  }
}

extension BarFacts {
  /// What the document of an entry tells, within the transaction of the entry.
  init(
    of entry: Bar.Entry, number: String, _ shelf: CatalogueShelf, in unit: UnitOfWork
  ) throws {
    let item = entry.item.flatMap { shelf.version($0.code, $0.version) }
    self.init(
      entry: entry, number: number, day: unit.now.day, item: item,
      issuer: Self.issuer(of: item, shelf, on: unit.now.day),
      name: try EvidenceTable.subject(entry.subject, in: unit.transaction)?.name ?? "",
      reasons: try EvidenceTable.text(entry.reasons, in: unit.transaction) ?? "")
  }

  /// What the document of an opened entry tells.
  init?(of file: CaseDesk.BarFile, _ shelf: CatalogueShelf) {
    guard let entry = file.state.entry else { return nil }
    let day = file.row.enteredAt.day
    self.init(
      entry: entry, number: file.row.number ?? "", day: day, item: file.item,
      issuer: Self.issuer(of: file.item, shelf, on: day), name: file.row.name,
      reasons: file.reasons)
  }

  /// The body that handles the item; where there is none, the one of this bureau's items.
  private static func issuer(
    of item: ItemVersion?, _ shelf: CatalogueShelf, on day: Day
  ) -> String {
    item?.body.name ?? shelf.snapshot.current(on: day).first?.item.body.name ?? ""
  }
}

extension CaseDesk {
  /// The document of an opened entry as it was issued.
  /// - Throws: ``CaseworkRefusal/documentNotFound`` where its text was erased.
  package func sheet(of file: BarFile) async throws -> Sheet {
    try await journal.sheet(file.state.kept) {
      guard let facts = BarFacts(of: file, shelf) else { throw CaseworkRefusal.documentNotFound }
      return facts.content
    }
  }
}
