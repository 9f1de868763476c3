// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site

/// What may be done with a start on commitment, by whom and when.
extension CommittedStart {
  package func allow(_ step: StartStep, _ context: MatterContext) throws(ProjectRefusal) {
    guard isTheirs(step, context) else { throw .notYourPart(step.phrase) }
    let wanted: Set<Standing>
    switch step {
    case .apply:
      guard standing == nil else { throw .wrongStanding(of: standing, step.phrase) }
      return
    case .decide: wanted = [.applied]
    case .require, .fix: wanted = [.eligible]
    case .promise: wanted = [.listed]
    case .join: wanted = [.promised]
    case .check, .propose: wanted = openRequirements.isEmpty ? [] : [.promised]
    case .correct: wanted = unmet.isEmpty ? [] : [.promised]
    case .close: wanted = [.promised]
    }
    guard let standing, wanted.contains(standing) else {
      throw .wrongStanding(of: standing, step.phrase)
    }
  }

  /// The requirements that the developer has to put right.
  var unmet: [Requirement] { requirements.filter { followUps[$0.key]?.state == .unmet } }

  private func isTheirs(_ step: StartStep, _ context: MatterContext) -> Bool {
    let actor = context.actor
    switch step {
    case .apply: return actor.holds(anyOf: MatterRoles.applicants.union(MatterRoles.window))
    case .decide, .fix, .close: return context.leads
    // Every department puts its own on the list; the lead office does it for those without an account here.
    case .require: return context.leads || asked.contains(where: context.isOf)
    case .promise, .correct:
      return application?.applicant == actor.id || isWindows(actor)
    case .join: return context.leads || application?.applicant == actor.id || isWindows(actor)
    case .check, .propose:
      return context.leads || requirements.contains { context.isOf($0.department) }
    }
  }

  /// Whether the window stands in for somebody who has no account.
  private func isWindows(_ actor: Actor) -> Bool {
    application != nil && application?.applicant == nil && actor.holds(anyOf: MatterRoles.window)
  }

  package func decide(
    _ command: Command, _ context: MatterContext
  ) throws(ProjectRefusal) -> [Event] {
    switch command {
    case .apply(let application):
      try allow(.apply, context)
      return [.applied(application)]
    case .decide(let isEligible, let conditions, let departments, let text):
      try allow(.decide, context)
      let missing = context.rules.conditions.count { !conditions.contains($0.key) }
      if isEligible, missing > 0 { throw .conditionsUnmet(count: missing) }
      return [
        .decided(
          isEligible: isEligible, conditions: conditions, departments: departments, text: text)
      ]
    case .require(let department, let item, let due, let standard):
      try allow(.require, context)
      guard context.leads || asked.contains(department) && context.isOf(department) else {
        throw .departmentUnknown(department)
      }
      let requirement = Requirement(
        key: "R\(requirements.count + 1)", department: department, item: item, due: due,
        standard: standard)
      return [.required(requirement)]
    case .fix:
      try allow(.fix, context)
      guard !requirements.isEmpty else { throw .nothingRequired }
      return [.fixed]
    case .promise(let text, let signature):
      try allow(.promise, context)
      return [.promised(text: text, signature: signature)]
    case .join(let cases):
      try allow(.join, context)
      if let known = cases.first(where: { part in parts.contains { $0.caseID == part.caseID } }) {
        throw .caseJoined(known.number)
      }
      return cases.map { .joined(caseID: $0.caseID, number: $0.number) }
    case .certify(let id, let licence, let day):
      let part = parts.first { $0.caseID == id }
      return part == nil || part?.licence == licence
        ? [] : [.certified(caseID: id, licence: licence, on: day)]
    default: return try followUp(command, context)
    }
  }

  private func followUp(
    _ command: Command, _ context: MatterContext
  ) throws(ProjectRefusal) -> [Event] {
    switch command {
    case .check(let key, let isKept, let correctBy, let text):
      try allow(.check, context)
      try checkOpen(key, context)
      return [.checked(key, isKept: isKept, correctBy: isKept ? nil : correctBy, text: text)]
    case .correct(let key, let text):
      try allow(.correct, context)
      guard unmet.contains(where: { $0.key == key }) else { throw .requirementUnknown(key) }
      return [.corrected(key, text: text)]
    case .propose(let key, let text):
      try allow(.propose, context)
      try checkOpen(key, context)
      return [.revocationProposed(key, text: text)]
    case .tellLate:
      let late = requirements.map(\.key).filter { key in
        followUps[key]?.isLate == false && due(key).map { $0 < context.today } == true
      }
      return late.isEmpty ? [] : [.late(late)]
    case .close(let text):
      try allow(.close, context)
      guard openRequirements.isEmpty else {
        throw .requirementsOpen(count: openRequirements.count)
      }
      return [.closed(text: text)]
    default: return []
    }
  }

  /// A requirement is looked at by its department, or by the lead office, until something is settled.
  private func checkOpen(_ key: String, _ context: MatterContext) throws(ProjectRefusal) {
    guard let requirement = requirements.first(where: { $0.key == key }),
      context.leads || context.isOf(requirement.department)
    else { throw .requirementUnknown(key) }
    guard followUps[key]?.state.isSettled == false else { throw .requirementSettled(key) }
  }
}
