// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// Every statement on accounts.
package enum AccountTable {
  private static let columns: Statement =
    "a.id, a.login, a.kind, a.name, a.code, a.phone, a.roles, a.department, a.demo"

  /// Reads an account whose columns begin at a place of the row.
  static func account(_ row: Row, from first: Int = 0) throws -> Account {
    Account(
      id: try row[first], login: try row[first + 1], kind: try row[first + 2],
      name: try row[first + 3], code: try row[first + 4], phone: try row[first + 5],
      roles: roles(in: try row[first + 6]),
      department: try row[first + 7], isDemo: try row[first + 8])
  }

  /// The roles as they are stored, one after the other.
  static func roles(in text: String) -> Set<Role> {
    Set(text.split(separator: " ").compactMap { Role(rawValue: String($0)) })
  }

  package static func find(_ id: String, in reader: some Reading) throws -> Account? {
    try reader.first(
      "SELECT \(columns) FROM identity_account a WHERE a.id = \(id)"
    ) { try account($0) }
  }

  /// An account that may sign in, with the stored form of its password.
  static func secret(
    login: String, in reader: some Reading
  ) throws -> (account: Account, password: String)? {
    try reader.first(
      """
      SELECT \(columns), a.password FROM identity_account a
      WHERE a.login = \(login) AND a.disabled_at IS NULL
      """
    ) { (try account($0), try $0[9]) }
  }

  /// The accounts made for demonstrations, for the sign-in page of a server in demo mode.
  package static func demo(in reader: some Reading) throws -> [Account] {
    try reader.rows(
      """
      SELECT \(columns) FROM identity_account a
      WHERE a.demo AND a.disabled_at IS NULL ORDER BY a.created_at, a.login
      """
    ) { try account($0) }
  }

  /// Who works in a section of the bureau.
  package static func staff(of department: String, in reader: some Reading) throws -> [Account] {
    try reader.rows(
      """
      SELECT \(columns) FROM identity_account a
      WHERE a.department = \(department) AND a.disabled_at IS NULL ORDER BY a.login
      """
    ) { try account($0) }
  }

  /// Adds an account.
  /// - Throws: `SQLFailure.unique` if the login is taken.
  static func add(
    _ account: Account, password: String, at now: Instant, in transaction: Transaction
  ) throws {
    let roles = account.roles.map(\.rawValue).sorted().joined(separator: " ")
    try transaction.run(
      """
      INSERT INTO identity_account
        (id, login, password, kind, name, code, phone, roles, department, demo, created_at)
      VALUES (\(account.id), \(account.login), \(password), \(account.kind), \(account.name),
        \(account.code), \(account.phone), \(roles), \(account.department), \(account.isDemo),
        \(now))
      """)
  }

  static func exists(login: String, in reader: some Reading) throws -> Bool {
    try reader.exists("SELECT 1 FROM identity_account WHERE login = \(login)")
  }

  static func disable(
    _ id: String, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    try transaction.rowsChanged(
      by: """
        UPDATE identity_account SET disabled_at = \(now)
        WHERE id = \(id) AND disabled_at IS NULL
        """) == 1
  }

  /// - Returns: whether there was an account in use.
  static func setPassword(
    _ password: String, of id: String, in transaction: Transaction
  ) throws -> Bool {
    try transaction.rowsChanged(
      by: """
        UPDATE identity_account SET password = \(password)
        WHERE id = \(id) AND disabled_at IS NULL
        """) == 1
  }
}

extension Account.Kind: Storable {}
