// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Identity

/// A complete application for an item, to be filled in for many applicants.
struct Template: Sendable {
  /// Its place among all.
  let number: Int
  let item: ItemVersion
  private let situation: [String: String]
  private let answers: [String: String]
  private let files: [FiledFile]
  /// The fields that differ from one applicant to the next.
  private let fields: [FormField]
  /// What the item's tables say of it.
  let ruling: Ruling
  let isForEntities: Bool

  /// Nil where the answers that chance gave lead to an application that is refused, or that wants more than the stories
  /// tell: a test, a decision from above.
  init?(
    _ number: Int, of item: ItemVersion, on day: Day, files stock: (Material) throws -> FiledFile,
    _ chance: inout Chance
  ) throws {
    self.number = number
    self.item = item
    situation = Self.situation(of: item, &chance)
    fields = try Guide.fields(for: item, answers: situation)
    var answers: [String: String] = [:]
    for field in fields { answers[field.key] = Self.value(of: field, &chance) }
    self.answers = answers
    files = try Guide.materials(for: item, answers: situation, form: answers)
      .filter { $0.isRequired && !$0.isFetched }.map { try stock($0.material) }
    isForEntities = !item.served.contains(.naturalPerson)
    let facts = Facts(of: item, situation: situation, answers: answers)
    ruling = Ruling(of: item, facts)
    let people = People(cases: 1, sections: [])
    let trial = filing(
      by: people.applicant(isEntity: isForEntities, &chance), agent: nil, number: 9_999_999)
    let isStraight = item.test(for: facts) == nil && item.terms.special?.lowerReview == nil
    guard isStraight, FilingRules.faults(of: trial, for: item, on: day).isEmpty else { return nil }
  }

  private static func situation(
    of item: ItemVersion, _ chance: inout Chance
  ) -> [String: String] {
    var answers: [String: String] = [:]
    while let open = Guide.asked(of: item, answers: answers).first(where: {
      answers[$0.key] == nil && !$0.options.isEmpty
    }) {
      answers[open.key] = chance.pick(open.options).key
    }
    return answers
  }

  private static func value(of field: FormField, _ chance: inout Chance) -> String {
    switch field.type {
    case .number: String(chance.number(20..<200))
    case .date: "2026-12-31"
    case .choice: field.options.isEmpty ? "" : chance.pick(field.options).key
    case .text, .area, .uscc, .residentID, .phone, .segments: ""
    }
  }

  /// The application of somebody.
  ///
  /// - Parameter number: makes the texts differ from those of every other application.
  func filing(by applicant: Account, agent: Account?, number: Int) -> Filing {
    var answers = answers
    for field in fields {
      switch field.type {
      case .text, .area: answers[field.key] = "虚构\(number)"
      case .uscc: answers[field.key] = applicant.kind == .entity ? applicant.code : Self.entityCode
      case .residentID:
        answers[field.key] = applicant.kind == .person ? applicant.code : Self.personCode
      case .phone: answers[field.key] = "13800000000"
      case .number, .date, .choice, .segments: break
      }
    }
    return Filing(
      item: ItemReference(code: item.code, version: item.version),
      applicant: Party(of: applicant), agent: agent.map(Party.init), situation: situation,
      answers: answers, files: files)
  }

  private static let entityCode = People.entity(0).code
  private static let personCode = People.person(0).code

  /// Whether the numbers of the item's certificates are few.
  var isScarce: Bool { item.result.numberPattern?.contains("{serial:4}") == true }

  /// What a notice finds wrong with it, and the filing after that is put right.
  var doubtful: String { files.first?.material ?? fields.first?.key ?? "applicant.phone" }
}

extension Party {
  fileprivate init(of account: Account) {
    self.init(name: account.name, code: account.code ?? "", phone: account.phone ?? "")
  }
}
