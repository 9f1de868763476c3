// SPDX-License-Identifier: Apache-2.0

/// The guide of an item (情形导办): from the answers to its questions to exactly what is needed.
///
/// Pure. A question is asked only when its condition holds for the answers before it, so one pass in the
/// order of the questions settles everything; the rule S3 of the catalogue keeps conditions from looking
/// ahead.
package enum Guide {
  /// The questions that the answers given so far lead to, in order, answered or not.
  package static func asked(
    of item: ItemVersion, answers: [String: String]
  ) -> [Question] {
    var settled: [String: String] = [:]
    return item.questions.filter { question in
      guard question.when.holds(for: Facts(situation: settled)) else { return false }
      settled[question.key] = answers[question.key]
      return true
    }
  }

  /// The complete situation: one valid answer to every question asked, and nothing else.
  ///
  /// Answers to questions that the others have made moot are dropped; that is what a form without
  /// scripts sends.
  /// - Throws: a question that does not exist, an option that does not exist, or questions left open.
  package static func situation(
    of item: ItemVersion, answers: [String: String]
  ) throws(CatalogueRefusal) -> [String: String] {
    let known = Set(item.questions.map(\.key))
    if let stranger = answers.keys.filter({ !known.contains($0) }).min() {
      throw .unknownQuestion(stranger)
    }
    var situation: [String: String] = [:]
    var open: [Question] = []
    for question in asked(of: item, answers: answers) {
      guard let answer = answers[question.key], !answer.isEmpty else {
        open.append(question)
        continue
      }
      guard question.options.contains(where: { $0.key == answer }) else {
        throw .unknownOption(question, option: answer)
      }
      situation[question.key] = answer
    }
    guard open.isEmpty else { throw .unanswered(open) }
    return situation
  }

  /// The materials that exactly this situation needs, in the order of the item.
  ///
  /// - Parameter form: the application form as far as it is filled in, field → text; a rule that needs
  ///   more than is known does not hold yet.
  /// - Throws: as ``situation(of:answers:)``.
  package static func materials(
    for item: ItemVersion, answers: [String: String], form: [String: String] = [:]
  ) throws(CatalogueRefusal) -> [MaterialRequirement] {
    let situation = try situation(of: item, answers: answers)
    let facts = Facts(of: item, situation: situation, answers: form)
    let listed = item.table(.materials)?.materials(facts)
    return item.materials.compactMap { material in
      guard material.when.holds(for: facts) else { return nil }
      let rows = listed?[material.key]
      if let rows, rows.isEmpty { return nil }
      return MaterialRequirement(
        material: material, reasons: reasons(for: material.when, in: item, situation),
        rule: material.when.rule?.text, rows: rows ?? [])
    }
  }

  /// The fields of the application form that exactly this situation needs.
  /// - Throws: as ``situation(of:answers:)``.
  package static func fields(
    for item: ItemVersion, answers: [String: String]
  ) throws(CatalogueRefusal) -> [FormField] {
    let facts = Facts(situation: try situation(of: item, answers: answers))
    return item.form.filter { $0.when.holds(for: facts) }
  }

  /// The answers that made a condition hold, in the order of the questions.
  private static func reasons(
    for condition: Condition, in item: ItemVersion, _ situation: [String: String]
  ) -> [SituationAnswer] {
    let keys = Set(condition.keys)
    return item.questions.compactMap { question in
      keys.contains(question.key) ? SituationAnswer(question, situation[question.key]) : nil
    }
  }

  /// A situation in words, for a receipt or a review: every question asked and its answer.
  package static func summary(
    of item: ItemVersion, situation: [String: String]
  ) -> [SituationAnswer] {
    item.questions.compactMap { SituationAnswer($0, situation[$0.key]) }
  }
}

/// A question and the option chosen, in words.
package struct SituationAnswer: Codable, Hashable, Sendable {
  package let question: Words
  package let answer: Words

  init?(_ question: Question, _ option: String?) {
    guard let choice = question.options.first(where: { $0.key == option }) else { return nil }
    self.question = question.ask
    answer = choice.label
  }
}

/// A material that a situation needs, and why.
package struct MaterialRequirement: Codable, Hashable, Sendable {
  package let material: Material
  /// The answers that made it necessary; empty when every application needs it.
  package let reasons: [SituationAnswer]
  /// The rule that made it necessary, in FEEL, if its condition is one.
  package let rule: String?
  /// The rows of the item's table of materials that made it necessary, from 0.
  package let rows: [Int]

  package var key: String { material.key }
  package var name: Words { material.name }
  /// Whether the application is incomplete without it.
  package var isRequired: Bool { material.required }
  /// Whether the bureau fetches it from other authorities, so that the applicant uploads nothing.
  package var isFetched: Bool { material.isFetched }
}

extension Material {
  /// Whether the bureau fetches it from other authorities.
  package var isFetched: Bool { source == .government && grade == .issued }
}
