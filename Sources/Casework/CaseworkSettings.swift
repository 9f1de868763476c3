// SPDX-License-Identifier: Apache-2.0

/// What the law leaves to the bureau: how its documents are numbered.
package struct CaseworkSettings: Sendable {
  /// The words before the year, for instance `江汉审批`.
  package var documentPrefix: String

  package init(documentPrefix: String = "江汉审批") {
    self.documentPrefix = documentPrefix
  }

  /// The number of a document: 江汉审批受字〔2026〕12号.
  func documentNumber(_ kind: DocumentKind, year: Int, serial: Int) -> String {
    "\(documentPrefix)\(kind.numberWord)〔\(year)〕\(serial)号"
  }
}

extension DocumentKind {
  /// The word of the series in the document's number.
  fileprivate var numberWord: String {
    switch self {
    case .receipt: "收字"
    case .supplementNotice: "补字"
    case .notRequired: "告字"
    case .nonAcceptance: "不受字"
    case .acceptance: "受字"
    case .grant: "准字"
    case .refusal: "不准字"
    case .deliveryRecord: "送字"
    case .withdrawal: "撤字"
    }
  }
}
