// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// What ties a member of staff to somebody whom the bureau serves (利害关系): he declares it once, and takes no step with
/// any case that names that person or entity (公务员法 article 76).
package struct Interest: Sendable, Hashable {
  /// What the tie is.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// He is it himself, or it is his.
    case own
    /// A relative of article 74 ¶1 of 公务员法: spouse, lineal, collateral to the third degree, close in-laws.
    case relative
    /// He has a share or an office in it, or owes it.
    case economic
    /// Anything else that may bear on a fair decision.
    case other
  }

  package let id: String
  package let account: String
  package let kind: Kind
  /// The code as far as it is shown: a person's masked, an entity's whole.
  package let shown: String
  package let declaredAt: Instant

  /// The name under which a code is kept: another one for every account, so that the register tells nobody who shares a
  /// tie.
  static func digest(of code: String, for account: String) -> Digest {
    SM3.digest("interest/\(account)/\(code)")
  }
}

extension Interest.Kind {
  package var phrase: Phrase {
    switch self {
    case .own: "本人"
    case .relative: "夫妻、直系血亲、三代以内旁系血亲或者近姻亲"
    case .economic: "投资、任职或者其他经济利益"
    case .other: "其他可能影响公正的关系"
    }
  }
}

extension Interest.Kind: Storable {}

/// Every statement on the register of interests.
enum InterestTable {
  /// How many ties of one account are looked at.
  private static let tiesMax = 500

  static func add(_ interest: Interest, code: String, in transaction: Transaction) throws {
    let digest = Interest.digest(of: code, for: interest.account)
    try transaction.run(
      """
      INSERT INTO staff_interest (id, account, digest, kind, shown, declared_at)
      VALUES (\(interest.id), \(interest.account), \(digest.description), \(interest.kind),
        \(interest.shown), \(interest.declaredAt))
      """)
  }

  /// Ends a declaration of somebody's own.
  /// - Returns: whether there was one.
  static func end(
    _ id: String, of account: String, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    try transaction.rowsChanged(
      by: """
        UPDATE staff_interest SET ended_at = \(now)
        WHERE id = \(id) AND account = \(account) AND ended_at IS NULL
        """) == 1
  }

  /// What somebody has declared and not ended, the newest first.
  static func list(of account: String, in reader: some Reading) throws -> [Interest] {
    try reader.rows(
      """
      SELECT id, account, kind, shown, declared_at FROM staff_interest
      WHERE account = \(account) AND ended_at IS NULL
      ORDER BY declared_at DESC, id DESC LIMIT \(tiesMax)
      """, interest)
  }

  /// What everybody has declared and not ended, the newest first.
  static func all(
    before place: CaseFilter.ReceiptPlace?, limit: Int, in reader: some Reading
  ) throws -> [Interest] {
    try reader.rows(
      """
      SELECT id, account, kind, shown, declared_at FROM staff_interest
      WHERE ended_at IS NULL AND (declared_at, id)
        < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.id ?? ""))
      ORDER BY declared_at DESC, id DESC LIMIT \(limit)
      """, interest)
  }

  /// What ties an account to anybody who is named in a case: that he has declared it, or is it himself; nil where nothing
  /// does.
  ///
  /// - Parameter others: the codes of those whom the case names beside who applies; asked for where it matters.
  static func tie(
    of account: String, to caseID: String, and others: () throws -> [String],
    in reader: some Reading
  ) throws -> Interest.Kind? {
    let own = try AccountTable.find(account, in: reader)?.code
    let isTied = try reader.exists(
      "SELECT 1 FROM staff_interest WHERE account = \(account) AND ended_at IS NULL LIMIT 1")
    guard isTied || own != nil else { return nil }
    let named: [String] = try reader.rows(
      "SELECT code FROM case_party WHERE case_id = \(caseID)")
    let codes = named + (try others().filter { !$0.isEmpty })
    if let own, codes.contains(own) { return .own }
    for code in codes {
      let digest = Interest.digest(of: code, for: account).description
      let kind: Interest.Kind? = try reader.first(
        """
        SELECT kind FROM staff_interest
        WHERE account = \(account) AND digest = \(digest) AND ended_at IS NULL LIMIT 1
        """)
      if let kind { return kind }
    }
    return nil
  }

  private static func interest(_ row: Row) throws -> Interest {
    Interest(
      id: try row[0], account: try row[1], kind: try row[2], shown: try row[3],
      declaredAt: try row[4])
  }
}
