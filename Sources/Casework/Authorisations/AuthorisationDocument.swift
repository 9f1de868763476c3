// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import FEEL
import Site

extension Authorisation {
  /// The form of the authorisation (授权书).
  package static let form = DocumentForm(
    "authorisation", "授权书", Embedded.authorisationTXT, reads: DocumentName.ofAuthorisations,
    mustSay: [.reasons])
}

extension DocumentName {
  static let authorisedKind = DocumentName("授权类别", "首席审批员授权或者窗口授权核准", sample: "首席审批员授权")
  static let authorisedFrom = DocumentName("授权起始日", day: "可以使用授权的第一天")
  static let authorisedUntil = DocumentName("授权截止日", day: "可以使用授权的最后一天")
  static let authorisedItems = DocumentName(
    "授权事项", list: "授权的事项，每项有名称、编号", [(.name, .string), (.serial, .string)],
    sample: [[(.name, .string(DocumentSample.item)), (.serial, "11420103MB0000001P4000131023001")]])
  static let authorisedSection = DocumentName(
    "授权科室", "授权包括以后列入目录的事项的科室；只授权所列事项的为空", sample: "社会民生科")
  static let authorisedLimit = DocumentName(
    "授权限制", "申请内容应当满足的条件；没有的为空", sample: "经营面积 <= 100")

  /// What an authorisation can tell.
  static let ofAuthorisations: [DocumentName] =
    shared + [
      authorisedKind, authorisedFrom, authorisedUntil, authorisedItems, authorisedSection,
      authorisedLimit,
    ]
}

/// What the document of an authorisation tells.
struct AuthorisationFacts {
  let terms: Authorisation.Terms
  /// The day on which it was given.
  let day: Day
  /// The name of whoever is authorised.
  let holder: String
  /// The items that it covers as they stand on that day.
  let items: [ItemVersion]
  let reasons: String

  var content: DocumentContent {
    let form = Authorisation.form
    let paper = Sheet(
      issuer: items.first?.body.name ?? "", title: "", number: terms.number, blocks: [], day: day)
    let shared = DocumentName.common(
      form, on: paper, to: holder, item: "", window: nil, reasons: reasons)
    let entries = items.map {
      Value.entry([(.name, .string($0.name.zh)), (.serial, .string($0.code))])
    }
    return DocumentContent(
      form, on: paper,
      shared + [
        (.authorisedKind, .string(terms.kind.phrase.chinese)),
        (.authorisedFrom, .date(of: terms.from)), (.authorisedUntil, .date(of: terms.until)),
        (.authorisedItems, .list(entries)),
        (.authorisedSection, .text(of: terms.items.isEmpty ? terms.section : nil)),
        (.authorisedLimit, .text(of: terms.limit?.text)),
      ])
  }
}

extension AuthorisationDesk {
  /// The document of an opened authorisation as it was issued.
  /// - Throws: ``CaseworkRefusal/documentNotFound`` where its text was erased.
  func sheet(of file: File) async throws -> Sheet {
    let (terms, day) = (file.row.terms, file.row.givenAt.day)
    return try await journal.sheet(terms.kept) {
      let covered = shelf.snapshot.current(on: day).map(\.item)
        .filter { terms.covers($0) && $0.isListed(for: terms.kind) }
      return AuthorisationFacts(
        terms: terms, day: day, holder: file.names[terms.holder] ?? terms.holder, items: covered,
        reasons: file.texts[terms.reasons] ?? ""
      ).content
    }
  }
}
