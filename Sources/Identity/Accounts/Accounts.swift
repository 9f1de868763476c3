// SPDX-License-Identifier: Apache-2.0

import Codes
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// The keeping of accounts: who can sign in, as what.
package struct Accounts: Sendable {
  package let journal: Journal

  package init(journal: Journal) {
    self.journal = journal
  }

  /// What is asked of somebody who opens an account.
  package struct Registration: Sendable {
    package var login: String
    package var password: String
    package var kind: Account.Kind
    package var name: String
    package var code: String
    package var phone: String

    package init(
      login: String, password: String, kind: Account.Kind, name: String, code: String,
      phone: String
    ) {
      self.login = login
      self.password = password
      self.kind = kind
      self.name = name
      // People type the last letter of an identity number small.
      self.code = code.uppercased()
      self.phone = phone
    }
  }

  /// What is noted of an account for the audit; no personal data.
  private enum Noted: Codable {
    case added(kind: Account.Kind, roles: [Role])
    case disabled
    case passwordChanged
  }

  /// Opens an account for an applicant.
  /// - Throws: ``IdentityRefusal``.
  package func register(_ registration: Registration) async throws -> Account {
    var faults = Self.faults(of: registration, asOf: journal.clock.now.day)
    if registration.kind == .staff {
      faults.append(Fault("kind", "工作人员的账户由管理员开设，请选择个人，或者法人和其他组织。"))
    }
    guard faults.isEmpty else { throw IdentityRefusal.incomplete(faults) }
    let account = Account(
      id: SecureRandom.token(), login: registration.login, kind: registration.kind,
      name: registration.name, code: registration.code, phone: registration.phone,
      roles: [.applicant], department: nil, isDemo: false)
    try await add(account, password: registration.password, by: account.actor)
    return account
  }

  /// Adds an account of any kind, staff among them.
  /// - Throws: ``IdentityRefusal/loginTaken``.
  package func add(_ account: Account, password: String, by actor: Actor) async throws {
    try await add(account, stored: try await Passwords.hash(password), by: actor)
  }

  /// Adds an account with a password in its stored form.
  /// - Throws: ``IdentityRefusal/loginTaken``.
  package func add(_ account: Account, stored: String, by actor: Actor) async throws {
    let _: Bool = try await journal.perform(as: actor) { unit in
      try Self.add(account, stored: stored, unit)
      return true
    }
  }

  /// Adds an account in a unit of work.
  /// - Parameter stored: the stored form of its password; no password fits what is none.
  /// - Throws: ``IdentityRefusal/loginTaken``.
  package static func add(_ account: Account, stored: String, _ unit: UnitOfWork) throws {
    guard try !AccountTable.exists(login: account.login, in: unit.transaction) else {
      throw IdentityRefusal.loginTaken
    }
    try AccountTable.add(account, password: stored, at: unit.now, in: unit.transaction)
    try unit.note(
      Noted.added(kind: account.kind, roles: account.roles.sorted { $0.rawValue < $1.rawValue }),
      kind: "account", id: account.id)
  }

  /// Takes an account out of use; its sessions end with it.
  /// - Returns: whether there was one in use.
  package func disable(_ id: String, by actor: Actor) async throws -> Bool {
    try await journal.perform(as: actor) { unit in
      guard try AccountTable.disable(id, at: unit.now, in: unit.transaction) else {
        return false
      }
      try SessionTable.endAll(of: id, at: unit.now, in: unit.transaction)
      try unit.note(Noted.disabled, kind: "account", id: id)
      return true
    }
  }

  /// Gives an account another password; its sessions end, but the one that is named.
  ///
  /// Who asks must have been checked: an owner by his old password, an administrator at the command line.
  /// - Parameter session: the session to keep.
  /// - Throws: ``IdentityRefusal/incomplete(_:)`` naming the field `password`,
  ///   ``IdentityRefusal/accountNotFound``, ``IdentityRefusal/demoPassword``.
  package func setPassword(
    _ password: String, of account: Account, keeping session: String? = nil, by actor: Actor
  ) async throws {
    guard !account.isDemo else { throw IdentityRefusal.demoPassword }
    if let fault = Passwords.fault(password, login: account.login, field: "password") {
      throw IdentityRefusal.incomplete([fault])
    }
    let stored = try await Passwords.hash(password)
    let _: Bool = try await journal.perform(as: actor) { unit in
      guard try AccountTable.setPassword(stored, of: account.id, in: unit.transaction) else {
        throw IdentityRefusal.accountNotFound
      }
      try SessionTable.endAll(
        of: account.id, except: session, at: unit.now, in: unit.transaction)
      try unit.note(Noted.passwordChanged, kind: "account", id: account.id)
      return true
    }
  }

  package func account(_ id: String) async throws -> Account? {
    try await journal.database.read { try AccountTable.find(id, in: $0) }
  }

  /// The account of a login that may sign in.
  package func account(login: String) async throws -> Account? {
    try await journal.database.read { try AccountTable.secret(login: login, in: $0)?.account }
  }

  /// The longest name, in characters.
  private static let nameLengthMax = 100

  /// Every fault of a registration; `today` decides whether a birth lies in the future.
  package static func faults(of registration: Registration, asOf today: Day) -> [Fault] {
    var faults: [Fault] = []
    if let fault = fault(ofLogin: registration.login) { faults.append(fault) }
    if let fault = Passwords.fault(
      registration.password, login: registration.login, field: "password")
    {
      faults.append(fault)
    }
    if registration.name.isEmpty {
      faults.append(Fault("name", "请填写姓名或名称。"))
    } else if registration.name.count > nameLengthMax {
      faults.append(Fault("name", "姓名或名称最多 \(nameLengthMax) 个字符。"))
    }
    if let fault = codeFault(registration, asOf: today) {
      faults.append(Fault("code", fault.phrase))
    }
    let digits = registration.phone.filter { $0 != "-" }
    if !(10...12).contains(digits.count) || !digits.allSatisfy({ $0.isASCII && $0.isNumber }) {
      faults.append(Fault("phone", "请填写 11 位手机号，或带区号的固定电话，例如 027-00000000。"))
    }
    return faults
  }

  /// What is wrong with a login.
  static func fault(ofLogin login: String) -> Fault? {
    let isRight =
      (3...40).contains(login.count)
      && login.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    return isRight ? nil : Fault("login", "用户名为 3 到 40 个字母、数字或 . _ -。")
  }

  private static func codeFault(_ registration: Registration, asOf today: Day) -> CodeFault? {
    do throws(CodeFault) {
      switch registration.kind {
      case .person, .staff:
        guard let date = CivilDate(year: today.year, month: today.month, day: today.day) else {
          return .date(today.description)
        }
        _ = try ResidentNumber(registration.code, asOf: date)
      case .entity:
        _ = try SocialCreditCode(registration.code)
      }
      return nil
    } catch {
      return error
    }
  }
}
