// SPDX-License-Identifier: Apache-2.0

import Journal

/// Who takes a step for another, because he was given the part.
extension Case {
  /// Whom a route to a step lets in: those whose part it is, those who may have been given it, and for the decision
  /// those who may be authorised to receive and decide in one hand.
  static func gate(for step: CaseworkRefusal.Step) -> Set<Role> {
    let authorised = step == .decide ? Authorisation.Kind.allCases.map(\.role) : []
    let own = roles(for: step).union(authorised)
    return Mandate.Part.allCases.filter { $0.steps.contains(step) }
      .reduce(into: own) { $0.formUnion($1.deputies) }
  }

  /// The mandate by which somebody takes a step; nil where it is his own part, or nobody's that he was given.
  func mandate(for step: CaseworkRefusal.Step, _ actor: Actor) -> Mandate? {
    let roles = Self.roles(for: step)
    if actor.holds(anyOf: roles), isOfSection(actor.roles, actor.department, step) { return nil }
    return actor.mandates.first { mandate in
      covers(mandate)
        && mandate.parts.contains { part in
          let lent = mandate.roles.intersection(part.principals)
          return part.steps.contains(step) && !lent.isDisjoint(with: roles)
            && isOfSection(lent, mandate.department, step)
        }
    }
  }

  /// Whose signature somebody was given, for this case.
  func principals(of actor: Actor) -> [String] {
    actor.mandates.filter { $0.parts.contains(.signature) && covers($0) }.map(\.principal)
  }

  /// The mandate that an event rests on; nil where the actor did his own part.
  func mandate(behind event: Event, _ actor: Actor) -> Mandate? {
    switch event {
    case .countersigning(.signed(let signer, _, _)), .countersigning(.passed(let signer, _, _)):
      actor.mandates.first { $0.principal == signer && signer != actor.id && covers($0) }
    default:
      event.step.flatMap { mandate(for: $0, actor) }
    }
  }

  private func covers(_ mandate: Mandate) -> Bool {
    guard let items = mandate.items else { return true }
    return submission.map { items.contains($0.item.code) } ?? false
  }
}
