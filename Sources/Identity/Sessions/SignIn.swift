// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// Who somebody is: signing in and out, and what stands behind a credential.
package struct SignIn: Sendable {
  package let journal: Journal
  package let lifetime: SessionLifetime
  /// Whether the accounts of the demonstration, whose password is public, may sign in and are listed.
  package let isDemo: Bool
  private let tries = Tries()
  /// Compared with when there is no such account, so that the answer takes the same time.
  private let decoy: String

  /// - Parameter isDemo: whether the server runs in demo mode.
  /// - Throws: `ScryptFailure`.
  package init(
    journal: Journal, lifetime: SessionLifetime = .standard, isDemo: Bool = false
  ) throws {
    self.journal = journal
    self.lifetime = lifetime
    self.isDemo = isDemo
    decoy = try Self.decoy.get()
  }

  /// Made once: no password belongs to it.
  private static let decoy = Result { try Scrypt.hash(SecureRandom.token()) }

  /// A session that has begun: the token goes to the browser or the caller, and is not kept.
  package struct Started: Sendable {
    package let token: String
    package let account: Account
    /// When it ends at the latest.
    package let expiresAt: Instant
  }

  /// Starts a session for a login and a password.
  ///
  /// - Parameters:
  ///   - device: what the list of sessions calls it.
  ///   - remote: the other end's address, for the rate limit.
  /// - Throws: ``IdentityRefusal/wrongPassword``, or `SiteRefusal` (429) after too many tries.
  package func start(
    login: String, password: String, kind: SessionKind, device: String, remote: String?
  ) async throws -> Started {
    let now = journal.clock.now
    let found = try await check(login: login, password: password, remote: remote)
    let token = SecureRandom.token()
    let id = SecureRandom.token()
    try await journal.database.write { [lifetime] transaction in
      // The comparison took its time: meanwhile the account may have been disabled, or its password changed.
      guard try AccountTable.secret(login: login, in: transaction)?.password == found.password
      else { throw IdentityRefusal.wrongPassword }
      try SessionTable.forgetPast(
        of: found.account.id, lifetime: lifetime, at: now, in: transaction)
      try SessionTable.add(
        token: token, id: id, account: found.account.id, kind: kind,
        device: String(device.prefix(120)), at: now, in: transaction)
    }
    return Started(
      token: token, account: found.account,
      expiresAt: now.adding(milliseconds: lifetime.wholeMilliseconds))
  }

  /// Makes sure that somebody who is signed in knows his own password.
  ///
  /// - Returns: his account.
  /// - Throws: as ``start(login:password:kind:device:remote:)``.
  package func confirm(
    _ actor: Actor, password: String, remote: String?
  ) async throws -> Account {
    let account = try await journal.database.read { try AccountTable.find(actor.id, in: $0) }
    return try await check(login: account?.login ?? "", password: password, remote: remote).account
  }

  /// The account of a login, if the password is its own.
  private func check(
    login: String, password: String, remote: String?
  ) async throws -> (account: Account, password: String) {
    try tries.take(login: login, remote: remote, at: journal.clock.now)
    let found = try await journal.database.read { [isDemo] reader in
      let secret = try AccountTable.secret(login: login, in: reader)
      return secret.flatMap { $0.account.isDemo && !isDemo ? nil : $0 }
    }
    let matches = try await Passwords.verify(password, against: found?.password ?? decoy)
    guard let found, matches else { throw IdentityRefusal.wrongPassword }
    tries.forget(login: login, remote: remote)
    return found
  }

  /// How old the mark of the last use may grow before it is written anew, in milliseconds: not every
  /// request is a write.
  private static let seenEveryMilliseconds: Int64 = 300_000

  /// The session behind a credential, or nil.
  package func session(_ credential: Credential) async throws -> Session? {
    let (token, kind): (String, SessionKind) =
      switch credential {
      case .session(let token): (token, .browser)
      case .bearer(let token): (token, .api)
      }
    let now = journal.clock.now
    let found = try await journal.database.read { [lifetime] reader in
      try SessionTable.find(
        token: token, kind: kind, lifetime: lifetime, at: now, in: reader)
    }
    guard let found, isDemo || !found.account.isDemo else { return nil }
    if now.milliseconds - found.seenAt.milliseconds > Self.seenEveryMilliseconds {
      try await journal.database.write { transaction in
        try SessionTable.seen(found.id, at: now, in: transaction)
      }
    }
    let csrf = hmacSM3(Array("csrf".utf8), key: Array(token.utf8)).description
    return Session(id: found.id, actor: found.account.actor, csrf: csrf)
  }

  /// The live sessions of somebody.
  package func sessions(of actor: Actor) async throws -> [SessionEntry] {
    let now = journal.clock.now
    return try await journal.database.read { [lifetime] reader in
      try SessionTable.live(of: actor.id, lifetime: lifetime, at: now, in: reader)
    }
  }

  /// Ends one of somebody's own sessions, this one or another device's.
  /// - Throws: ``IdentityRefusal/sessionNotFound``, also for a session of somebody else.
  package func end(_ session: String, of actor: Actor) async throws {
    let now = journal.clock.now
    let ended = try await journal.database.write { transaction in
      try SessionTable.end(session, of: actor.id, at: now, in: transaction)
    }
    guard ended else { throw IdentityRefusal.sessionNotFound }
  }

  /// Ends all of somebody's sessions but one.
  /// - Returns: how many have ended.
  @discardableResult
  package func endOthers(than session: String, of actor: Actor) async throws -> Int {
    let now = journal.clock.now
    return try await journal.database.write { transaction in
      try SessionTable.endAll(of: actor.id, except: session, at: now, in: transaction)
    }
  }

  /// The accounts that the sign-in page lists; none outside of demo mode.
  func demoAccounts() async throws -> [Account] {
    guard isDemo else { return [] }
    return try await journal.database.read { try AccountTable.demo(in: $0) }
  }
}

/// How often a password may be tried.
private struct Tries: Sendable {
  /// For one account from one place: somebody who has forgotten which password it was.
  private let near = RateLimit(burst: 10, perMinute: 6)
  /// For one account from everywhere; wider, so that a stranger who tries does not lock the owner out.
  private let account = RateLimit(burst: 60, perMinute: 30)
  /// For one place and all accounts; wide, since a whole service hall signs in from one address at half past
  /// eight.
  private let place = RateLimit(burst: 200, perMinute: 60)

  /// - Throws: `SiteRefusal` (429), the same whether there is such an account or not.
  func take(login: String, remote: String?, at now: Instant) throws(SiteRefusal) {
    if let remote { try place.take(remote, at: now) }
    try near.take(Self.key(login, remote), at: now)
    try account.take(login, at: now)
  }

  func forget(login: String, remote: String?) {
    near.reset(Self.key(login, remote))
  }

  private static func key(_ login: String, _ remote: String?) -> String {
    "\(remote ?? "") \(login)"
  }
}
