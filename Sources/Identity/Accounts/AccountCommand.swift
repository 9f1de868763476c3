// SPDX-License-Identifier: Apache-2.0

import Journal
import ShangMi
import Site

/// What the command line does with accounts.
///
/// Who runs it has the database in his hands already.
package enum AccountCommand {
  /// Adds a member of staff, or any other account.
  ///
  /// - Parameters:
  ///   - roles: as `Role` writes them: `clerk`, `chiefApprover`.
  ///   - password: read from standard input or a terminal without echo, never an argument of the command.
  /// - Throws: ``IdentityRefusal``, naming each field that is wrong.
  package static func add(
    login: String, name: String, roles: [String], department: String?, password: String,
    in accounts: Accounts
  ) async throws -> Account {
    var faults: [Fault] = []
    if let fault = Accounts.fault(ofLogin: login) { faults.append(fault) }
    if let fault = Passwords.fault(password, login: login, field: "password") {
      faults.append(fault)
    }
    if name.isEmpty { faults.append(Fault("name", "请填写姓名或名称。")) }
    let known = assignable.map(\.rawValue).joined(separator: "、")
    let unknown = roles.filter { text in !assignable.contains { $0.rawValue == text } }
    if roles.isEmpty || !unknown.isEmpty {
      let found = unknown.joined(separator: "、")
      faults.append(Fault("role", "角色“\(found)”不存在，应为以下之一：\(known)。"))
    }
    guard faults.isEmpty else { throw IdentityRefusal.incomplete(faults) }
    let account = Account(
      id: SecureRandom.token(), login: login, kind: .staff, name: name, code: nil, phone: nil,
      roles: Set(roles.compactMap(Role.init(rawValue:))), department: department, isDemo: false)
    try await accounts.add(account, password: password, by: .system)
    return account
  }

  /// Takes an account out of use; its sessions end at once.
  /// - Throws: ``IdentityRefusal/accountNotFound``.
  package static func disable(login: String, in accounts: Accounts) async throws {
    guard let account = try await accounts.account(login: login),
      try await accounts.disable(account.id, by: .system)
    else { throw IdentityRefusal.accountNotFound }
  }

  /// Gives an account another password, for an owner who has forgotten his; its sessions end.
  /// - Throws: ``IdentityRefusal``.
  package static func setPassword(
    _ password: String, login: String, in accounts: Accounts
  ) async throws {
    guard let account = try await accounts.account(login: login) else {
      throw IdentityRefusal.accountNotFound
    }
    try await accounts.setPassword(password, of: account, by: .system)
  }

  /// The roles that an account can be given: all but the program's own.
  private static let assignable = Role.allCases.filter { $0 != .system }
}
