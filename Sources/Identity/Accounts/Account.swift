// SPDX-License-Identifier: Apache-2.0

import Journal

/// Somebody who can sign in: a person, an entity, or a member of the bureau's staff.
package struct Account: Sendable, Hashable {
  /// What kind of somebody.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case person
    case entity
    case staff
  }

  package let id: String
  package let login: String
  package let kind: Kind
  /// Personal data, like the next two: never logged, never put into an event.
  package let name: String
  /// The resident identity number of a person, the unified social credit code of an entity.
  package let code: String?
  package let phone: String?
  package let roles: Set<Role>
  /// The section of the bureau that a member of staff belongs to.
  package let department: String?
  /// Whether the account exists for demonstrations only.
  package let isDemo: Bool

  package init(
    id: String, login: String, kind: Kind, name: String, code: String?, phone: String?,
    roles: Set<Role>, department: String?, isDemo: Bool
  ) {
    self.id = id
    self.login = login
    self.kind = kind
    self.name = name
    self.code = code
    self.phone = phone
    self.roles = roles
    self.department = department
    self.isDemo = isDemo
  }

  /// The account as the journal and the permission rule see it.
  package var actor: Actor {
    Actor(id: id, name: name, roles: roles, department: department)
  }
}
