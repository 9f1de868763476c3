// SPDX-License-Identifier: Apache-2.0

import Catalogue

/// A complete application for an item of the real catalogue.
package struct Application: Sendable {
  package let code: String
  /// The answers to the item's questions.
  package let situation: [String: String]

  package init(code: String, situation: [String: String]) {
    self.code = code
    self.situation = situation
  }

  package static let foodLicence = Application(
    code: "11420103MB0000001P4000131023001",
    situation: [
      "business": "catering", "entity": "individual", "cold": "no", "raw": "no", "pastry": "no",
      "drinks": "no", "premises": "rented", "agent": "self",
    ])

  package static let smallCatering = Application(
    code: "11420103MB0000001P4420131031001",
    situation: [
      "entity": "individual", "cold": "no", "premises": "owned", "dwelling": "no",
      "agent": "self",
    ])

  /// What is written wherever a text is asked for: never markup, on any page.
  package static let text = "热干面 <馆>"

  /// Values for every field that the situation asks for.
  package func answers(for item: ItemVersion) throws -> [String: String] {
    var answers: [String: String] = [:]
    for field in try Guide.fields(for: item, answers: situation) {
      answers[field.key] =
        switch field.type {
        case .text, .area: Self.text
        case .uscc: "91350100M000100Y43"
        case .residentID: "11010519491231002X"
        case .phone: "13800000001"
        case .number: "80"
        case .date: "2026-12-31"
        case .choice: field.options.first?.key ?? ""
        }
    }
    return answers
  }

  /// The materials that the applicant has to bring.
  package func files(of item: ItemVersion) throws -> [MaterialRequirement] {
    try Guide.materials(for: item, answers: situation).filter { $0.isRequired && !$0.isFetched }
  }

  /// A file that every reader of PDF opens: one empty page.
  package static func pdf(_ words: String = "") -> String {
    """
    %PDF-1.4
    % \(words)
    1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
    2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
    3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
    trailer <</Root 1 0 R>>
    %%EOF
    """
  }
}
