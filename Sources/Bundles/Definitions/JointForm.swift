// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue

/// What a bundle asks of somebody in his situation: which members, each question, field and material once.
///
/// Pure. A name of a member that the bundle does not rename is the joint name; so fields and materials that are called
/// the same are the same.
package struct JointForm: Sendable {
  package let bundle: Bundle
  /// A member that this situation needs, with the version of its item.
  package struct Part: Sendable {
    package let member: Member
    package let item: ItemVersion
    /// The answers to the item's own questions, as far as they are known.
    package let situation: [String: String]
    /// Whether the applicant can still leave it out, or take it.
    package var isOptional: Bool { member.isOptional }
  }

  /// A field that is asked once, and the members that want it.
  package struct Field: Sendable {
    /// Under its joint name.
    package let field: FormField
    package let wantedBy: [String]
  }

  /// A material that is handed in once, and the members that want it.
  package struct Paper: Sendable {
    /// Under its joint name.
    package let requirement: MaterialRequirement
    package let wantedBy: [String]

    /// Whether somebody has to bring it.
    package var isBrought: Bool { !requirement.isFetched }
  }

  /// The members that are chosen, in the order of the bundle.
  package let parts: [Part]
  /// The questions that the answers given so far lead to, answered or not.
  package let questions: [Question]
  package let answers: [String: String]
  package let fields: [Field]
  package let papers: [Paper]

  /// The questions that are still open: without their answers nothing can be filled in.
  package var open: [Question] {
    questions.filter { question in
      !question.options.contains { $0.key == answers[question.key] }
    }
  }

  package var isComplete: Bool { open.isEmpty }

  /// - Parameters:
  ///   - items: the version of each member's item; a member without one falls away.
  ///   - answers: to the questions of the joint guide, as far as given.
  ///   - values: the fields as far as they are filled in, by joint name: a rule may ask for a material once one is.
  ///   - leftOut: optional members that the applicant does not want.
  ///   - committed: members that are applied for on a commitment, which stands in for materials of theirs.
  package init(
    _ bundle: Bundle, items: [String: ItemVersion], answers given: [String: String],
    values: [String: String] = [:], leftOut: Set<String> = [], committed: Set<String> = []
  ) {
    self.bundle = bundle
    var questions = Self.asked(of: bundle, given)
    var answers = Self.valid(given, questions)
    var parts: [Part] = []
    let facts = Facts(situation: answers)
    for member in bundle.members where member.when.holds(for: facts) {
      guard let item = items[member.item],
        !(member.isOptional && leftOut.contains(member.key))
      else { continue }
      let more = Self.ownQuestions(of: member, item, answers: given, known: questions)
      questions += more
      answers.merge(Self.valid(given, more)) { first, _ in first }
      parts.append(
        Part(
          member: member, item: item, situation: Self.situation(of: member, item, answers)))
    }
    self.parts = parts
    self.questions = questions
    self.answers = answers
    fields = Self.fields(of: parts)
    papers = Self.papers(of: parts, values, committed: committed)
  }

  // MARK: - Questions

  private static func asked(
    of bundle: Bundle, _ given: [String: String]
  ) -> [Question] {
    var settled: [String: String] = [:]
    return bundle.questions.filter { question in
      guard question.when.holds(for: Facts(situation: settled)) else { return false }
      settled[question.key] = given[question.key]
      return true
    }
  }

  private static func valid(
    _ given: [String: String], _ questions: [Question]
  ) -> [String: String] {
    var valid: [String: String] = [:]
    for question in questions {
      guard let answer = given[question.key], question.options.contains(where: { $0.key == answer })
      else { continue }
      valid[question.key] = answer
    }
    return valid
  }

  /// The answers to a member's own questions: what the bundle settles, and what was asked.
  private static func situation(
    of member: Member, _ item: ItemVersion, _ answers: [String: String]
  ) -> [String: String] {
    var situation: [String: String] = [:]
    for question in item.questions {
      situation[question.key] =
        member.situation[question.key] ?? answers[member.question(question.key)]
    }
    let asked = Set(Guide.asked(of: item, answers: situation).map(\.key))
    return situation.filter { asked.contains($0.key) }
  }

  /// What nobody before has asked and the bundle does not settle, under its joint name.
  private static func ownQuestions(
    of member: Member, _ item: ItemVersion, answers: [String: String], known: [Question]
  ) -> [Question] {
    let situation = situation(of: member, item, answers)
    let known = Set(known.map(\.key))
    return Guide.asked(of: item, answers: situation).filter {
      member.situation[$0.key] == nil && !known.contains(member.question($0.key))
    }.map { $0.named(member.question($0.key)) }
  }

  // MARK: - Fields and materials

  private static func fields(of parts: [Part]) -> [Field] {
    let given = Set(parts.flatMap { $0.member.gives.fields.keys })
    var order: [String] = []
    var first: [String: FormField] = [:]
    var wanted: [String: [String]] = [:]
    for part in parts {
      for field in (try? Guide.fields(for: part.item, answers: part.situation)) ?? [] {
        let key = part.member.field(field.key)
        guard !given.contains(key) else { continue }
        if let known = first[key] {
          first[key] = known.joined(field)
        } else {
          order.append(key)
          first[key] = field.named(key)
        }
        wanted[key, default: []].append(part.member.key)
      }
    }
    return order.compactMap { key in
      first[key].map { Field(field: $0, wantedBy: wanted[key] ?? []) }
    }
  }

  private static func papers(
    of parts: [Part], _ values: [String: String], committed: Set<String>
  ) -> [Paper] {
    let given = Set(parts.flatMap(\.member.gives.materials))
    var order: [String] = []
    var first: [String: MaterialRequirement] = [:]
    var wanted: [String: [String]] = [:]
    for part in parts {
      let replaced = committed.contains(part.member.key) ? part.replaced(values) : []
      for requirement in part.requirements(values) where !replaced.contains(requirement.key) {
        let key = part.member.material(requirement.key)
        guard !given.contains(key) else { continue }
        if let known = first[key] {
          first[key] = known.joined(requirement)
        } else {
          order.append(key)
          first[key] = requirement.named(key)
        }
        wanted[key, default: []].append(part.member.key)
      }
    }
    return order.compactMap { key in
      first[key].map { Paper(requirement: $0, wantedBy: wanted[key] ?? []) }
    }
  }
}

extension JointForm.Part {
  /// The values of the item's own fields.
  func answers(_ values: [String: String]) -> [String: String] {
    let fields = (try? Guide.fields(for: item, answers: situation)) ?? []
    var answers: [String: String] = [:]
    for field in fields { answers[field.key] = values[member.field(field.key)] }
    return answers
  }

  func requirements(_ values: [String: String]) -> [MaterialRequirement] {
    (try? Guide.materials(for: item, answers: situation, form: answers(values))) ?? []
  }

  /// The materials that a commitment stands in for, where one may be made.
  func replaced(_ values: [String: String]) -> Set<String> {
    let facts = Facts(of: item, situation: situation, answers: answers(values))
    return Set(item.commitment(for: facts)?.replaces ?? [])
  }

  /// What is handed in for this member, out of what was handed in for all.
  package func filing(of joint: JointFiling) -> Filing {
    let wanted = requirements(joint.values).map(\.material)
    let files = wanted.flatMap { material in
      joint.files.filter { $0.material == member.material(material.key) }.map {
        FiledFile(
          material: material.key, digest: $0.digest, name: $0.name, kind: $0.kind, size: $0.size,
          grade: material.grade)
      }
    }
    return Filing(
      item: ItemReference(code: item.code, version: item.version), applicant: joint.applicant,
      agent: joint.agent, situation: situation, answers: answers(joint.values), files: files,
      commitment: joint[.commitment, member.key], deferral: joint[.deferral, member.key])
  }
}
