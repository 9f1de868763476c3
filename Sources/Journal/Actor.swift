// SPDX-License-Identifier: Apache-2.0

/// What somebody may do here; one account can hold several.
package enum Role: String, Codable, CaseIterable, Sendable {
  /// A person or an entity that applies for itself (申请人).
  case applicant
  /// Somebody who applies for others (代办人).
  case agent
  /// The clerk of an integrated window (综合窗口).
  case clerk
  /// The hall's helper, who fills in with the applicant (帮办).
  case helper
  /// Reviews the substance (审查).
  case reviewer
  /// Decides (审批); authorised, also receives and decides in one hand (首席审批员).
  case chiefApprover
  case departmentHead
  /// The head of the agency (本行政机关负责人), who approves more time.
  case agencyHead
  case inspector
  case expert
  case drawOfficer
  case hallManager
  case supervisor
  case itemAdministrator
  case auditor
  /// The program itself: deadlines and policies.
  case system
}

/// Who acts: the one that a command is recorded under.
package struct Actor: Sendable, Hashable {
  /// The account's identifier; the only part that an event ever holds.
  package let id: String
  /// The name to show on screens.
  ///
  /// Personal data: never logged, never put into an event.
  package let name: String?
  package let roles: Set<Role>
  /// The section of the bureau that a member of staff belongs to.
  package let department: String?
  /// For whom else he may act today, in the order in which he was asked to.
  package let mandates: [Mandate]

  package init(
    id: String, name: String?, roles: Set<Role>, department: String?, mandates: [Mandate] = []
  ) {
    self.id = id
    self.name = name
    self.roles = roles
    self.department = department
    self.mandates = mandates
  }

  /// The program itself.
  package static let system = Actor(
    id: "system", name: nil, roles: [.system], department: nil)

  package func holds(anyOf wanted: Set<Role>) -> Bool { !roles.isDisjoint(with: wanted) }

  /// Whether this is somebody who works for the bureau, rather than somebody whom it serves.
  package var isStaff: Bool { !roles.subtracting([.applicant, .agent]).isEmpty }
}

/// That somebody may do the part of another, who has delegated it to him for some time (委托).
package struct Mandate: Sendable, Hashable {
  /// What can be delegated.
  package enum Part: String, Codable, CaseIterable, Sendable {
    case review
    case decision
    case signature
  }

  /// The delegation that it rests on.
  package let delegation: String
  /// Whose part it is, by his account.
  package let principal: String
  /// What he may do himself.
  package let roles: Set<Role>
  package let department: String?
  package let parts: Set<Part>
  /// The items that it is for, by their codes; nil for all.
  package let items: Set<String>?

  package init(
    delegation: String, principal: String, roles: Set<Role>, department: String?,
    parts: Set<Part>, items: Set<String>?
  ) {
    self.delegation = delegation
    self.principal = principal
    self.roles = roles
    self.department = department
    self.parts = parts
    self.items = items
  }
}
