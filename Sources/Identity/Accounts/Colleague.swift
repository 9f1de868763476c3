// SPDX-License-Identifier: Apache-2.0

import Journal
import SQL

/// A member of the bureau's staff, as those see him who work with him.
package struct Colleague: Sendable, Hashable {
  package let id: String
  package let name: String
  package let roles: Set<Role>
  /// The section of the bureau that he belongs to.
  package let department: String?
  /// Whether his account is in use.
  package let isActive: Bool

  package init(
    id: String, name: String, roles: Set<Role>, department: String?, isActive: Bool = true
  ) {
    self.id = id
    self.name = name
    self.roles = roles
    self.department = department
    self.isActive = isActive
  }

  /// Who he is to the rules.
  package var actor: Actor { Actor(id: id, name: name, roles: roles, department: department) }
}

/// Every statement on the staff.
package enum ColleagueTable {
  private static let columns: Statement =
    "a.id, a.name, a.roles, a.department, a.disabled_at IS NULL"

  /// The whole staff, those who have left among them, in the order of their logins.
  ///
  /// - Complexity: the size of the staff, not of all accounts.
  package static func all(in reader: some Reading) throws -> [Colleague] {
    try reader.rows(
      """
      SELECT \(columns) FROM identity_account a WHERE a.kind = 'staff' ORDER BY a.login
      """, colleague)
  }

  /// Some of the staff by their accounts; whoever is not of the staff is left out.
  package static func find(
    _ ids: some Sequence<String>, in reader: some Reading
  ) throws -> [Colleague] {
    try ids.compactMap { id in
      try reader.first(
        """
        SELECT \(columns) FROM identity_account a WHERE a.id = \(id) AND a.kind || '' = 'staff'
        """, colleague)
    }
  }

  /// What some of the staff are called, by their accounts.
  package static func names(
    of ids: some Sequence<String>, in reader: some Reading
  ) throws -> [String: String] {
    Dictionary(
      try find(Set(ids), in: reader).map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func colleague(_ row: Row) throws -> Colleague {
    Colleague(
      id: try row[0], name: try row[1], roles: AccountTable.roles(in: try row[2]),
      department: try row[3], isActive: try row[4])
  }
}
