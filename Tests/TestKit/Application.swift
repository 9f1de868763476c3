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

  /// What is done to a food licence once there is one, by the item's last digits.
  package static let foodChange = Application(
    code: "11420103MB0000001P4000131023002",
    situation: ["change": "items", "special_room": "no", "agent": "self"])
  package static let foodRenewal = Application(
    code: "11420103MB0000001P4000131023003",
    situation: ["changed": "no", "timing": "in_time", "agent": "self"])
  package static let foodReplacement = Application(
    code: "11420103MB0000001P4000131023005", situation: ["cause": "lost", "agent": "self"])
  package static let foodCancellation = Application(
    code: "11420103MB0000001P4000131023004",
    situation: ["licence_held": "held", "entity_ended": "no", "agent": "self"])

  /// A licence for premises that people visit, and its renewal.
  package static let hygieneLicence = Application(
    code: "11420103MB0000001P4000123012001",
    situation: [
      "kind": "mall", "central_air": "no", "premises": "owned", "agent": "self",
    ])
  package static let hygieneRenewal = Application(
    code: "11420103MB0000001P4000123012002",
    situation: ["changed": "no", "central_air": "no", "agent": "self"])

  /// A school, whose secondary materials may come later.
  package static let school = Application(
    code: "11420103MB0000001P4000105008001",
    situation: [
      "field": "art", "founder": "company", "founders": "one", "building": "recent",
      "premises": "owned", "agent": "self",
    ])

  /// 老年人优待证: done at once, makes a licence, needs no material.
  package static let seniorCard = Application(
    code: "11420103MB0000001P4422011004001",
    situation: [
      "household": "wuhan", "reason": "first", "photo_source": "id_photo", "agent": "self",
    ])

  /// 高龄津贴: may be received and decided in one hand, with a share of its own to re-check.
  package static let allowance = Application(
    code: "11420103MB0000001P4420511003001",
    situation: ["who": "self", "account": "social_card", "living": "wuhan"])

  /// What is written wherever a text is asked for: never markup, on any page.
  package static let text = "热干面 <馆>"

  /// Values for every field that the situation asks for.
  package func answers(for item: ItemVersion) throws -> [String: String] {
    Self.values(of: try Guide.fields(for: item, answers: situation))
  }

  /// A value for each of some fields.
  package static func values(of fields: [FormField]) -> [String: String] {
    var answers: [String: String] = [:]
    for field in fields {
      answers[field.key] =
        switch field.type {
        case .text, .area: text
        case .uscc: "91350100M000100Y43"
        case .residentID: "11010519491231002X"
        case .phone: "13800000001"
        case .number: "80"
        case .date: "2026-12-31"
        case .choice: field.options.first?.key ?? ""
        case .segments: "JH-012"
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
