// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL
import ShangMi

/// A session as its owner sees it in the list of his devices.
package struct SessionEntry: Sendable, Hashable {
  package let id: String
  package let kind: SessionKind
  /// What it was started with: `Firefox · Windows`; empty when that is not known.
  package let device: String
  package let createdAt: Instant
  package let seenAt: Instant
}

/// How a session proves itself.
package enum SessionKind: String, Codable, CaseIterable, Sendable {
  case browser
  case api
}

/// Every statement on sessions.
///
/// A token is kept as its digest, so that a stolen table opens nothing.
enum SessionTable {
  static func add(
    token: String, id: String, account: String, kind: SessionKind, device: String,
    at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO identity_session (token, id, account, kind, device, created_at, seen_at)
      VALUES (\(digest(of: token)), \(id), \(account), \(kind), \(device), \(now), \(now))
      """)
  }

  /// The account behind a token, if the session lives and the account is not disabled.
  static func find(
    token: String, kind: SessionKind, lifetime: SessionLifetime, at now: Instant,
    in reader: some Reading
  ) throws -> (id: String, seenAt: Instant, account: Account)? {
    try reader.first(
      """
      SELECT s.id, s.seen_at, a.id, a.login, a.kind, a.name, a.code, a.phone, a.roles,
        a.department, a.demo
      FROM identity_session s JOIN identity_account a ON a.id = s.account
      WHERE s.token = \(digest(of: token)) AND s.kind = \(kind) AND s.ended_at IS NULL
        AND a.disabled_at IS NULL
        AND s.seen_at > \(now.adding(milliseconds: -lifetime.idleMilliseconds))
        AND s.created_at > \(now.adding(milliseconds: -lifetime.wholeMilliseconds))
      """
    ) { (try $0[0], try $0[1], try AccountTable.account($0, from: 2)) }
  }

  static func seen(_ id: String, at now: Instant, in transaction: Transaction) throws {
    try transaction.run("UPDATE identity_session SET seen_at = \(now) WHERE id = \(id)")
  }

  /// Ends a session of an account.
  /// - Returns: whether there was one to end.
  static func end(
    _ id: String, of account: String, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    try transaction.rowsChanged(
      by: """
        UPDATE identity_session SET ended_at = \(now)
        WHERE id = \(id) AND account = \(account) AND ended_at IS NULL
        """) == 1
  }

  /// Ends every session of an account, but the one that is named.
  @discardableResult
  static func endAll(
    of account: String, except session: String? = nil, at now: Instant,
    in transaction: Transaction
  ) throws -> Int {
    try transaction.rowsChanged(
      by: """
        UPDATE identity_session SET ended_at = \(now)
        WHERE account = \(account) AND ended_at IS NULL AND id <> \(session ?? "")
        """)
  }

  /// Forgets the sessions of an account that can no longer be used: devices are personal data too.
  static func forgetPast(
    of account: String, lifetime: SessionLifetime, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.run(
      """
      DELETE FROM identity_session
      WHERE account = \(account) AND (ended_at IS NOT NULL
        OR seen_at <= \(now.adding(milliseconds: -lifetime.idleMilliseconds))
        OR created_at <= \(now.adding(milliseconds: -lifetime.wholeMilliseconds)))
      """)
  }

  static func live(
    of account: String, lifetime: SessionLifetime, at now: Instant, in reader: some Reading
  ) throws -> [SessionEntry] {
    try reader.rows(
      """
      SELECT id, kind, device, created_at, seen_at FROM identity_session
      WHERE account = \(account) AND ended_at IS NULL
        AND seen_at > \(now.adding(milliseconds: -lifetime.idleMilliseconds))
        AND created_at > \(now.adding(milliseconds: -lifetime.wholeMilliseconds))
      ORDER BY seen_at DESC LIMIT 50
      """
    ) {
      SessionEntry(
        id: try $0[0], kind: try $0[1], device: try $0[2], createdAt: try $0[3],
        seenAt: try $0[4])
    }
  }

  private static func digest(of token: String) -> String { SM3.digest(token).description }
}

/// How long a session lives.
package struct SessionLifetime: Sendable {
  /// Without being used, in milliseconds.
  package var idleMilliseconds: Int64
  /// At the longest, in milliseconds.
  package var wholeMilliseconds: Int64

  /// Two hours idle, twelve hours in all: a working day at a counter.
  package static let standard = SessionLifetime(
    idleMilliseconds: 2 * 3_600_000, wholeMilliseconds: 12 * 3_600_000)
}

extension SessionKind: Storable {}
