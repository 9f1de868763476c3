// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Journal
import SQL
import ShangMi

/// Every statement on the texts that events name by digest, and on who is named in a case.
package enum EvidenceTable {
  /// Keeps a value as evidence.
  /// - Returns: its digest, by which events name it.
  @discardableResult
  package static func keep(_ evidence: some Evidence, in transaction: Transaction) throws -> Digest
  {
    try keep(text: evidence.canonical, in: transaction)
  }

  @discardableResult
  package static func keep(text: String, in transaction: Transaction) throws -> Digest {
    let digest = SM3.digest(text)
    try transaction.run(
      """
      INSERT INTO case_evidence (digest, body) VALUES (\(digest.description), \(text))
      ON CONFLICT (digest) DO NOTHING
      """)
    return digest
  }

  /// The text under a digest, or nil where it was erased.
  package static func text(_ digest: Digest, in reader: some Reading) throws -> String? {
    try reader.first("SELECT body FROM case_evidence WHERE digest = \(digest.description)")
  }

  package static func filing(_ digest: Digest, in reader: some Reading) throws -> Filing? {
    try decode(digest, in: reader)
  }

  package static func notice(
    _ digest: Digest, in reader: some Reading
  ) throws -> SupplementNotice? {
    try decode(digest, in: reader)
  }

  /// Whom an entry of the register of bars concerns.
  static func subject(_ digest: Digest, in reader: some Reading) throws -> BarSubject? {
    try decode(digest, in: reader)
  }

  /// Somebody whom a case names beside who applies.
  static func party(_ digest: Digest, in reader: some Reading) throws -> Party? {
    try decode(digest, in: reader)
  }

  /// A document as it was issued.
  static func sheet(_ digest: Digest, in reader: some Reading) throws -> Sheet? {
    try decode(digest, in: reader)
  }

  /// What is kept under a digest; nil where it was erased.
  package static func decode<E: Evidence>(
    _ digest: Digest, in reader: some Reading
  ) throws -> E? {
    try text(digest, in: reader).map { try JSONDecoder().decode(E.self, from: Data($0.utf8)) }
  }

  /// Writes who is named in a case, in place of what stood there.
  package static func keepParties(
    of id: String, _ filing: Filing, in transaction: Transaction
  ) throws {
    let parties = [("applicant", filing.applicant)] + (filing.agent.map { [("agent", $0)] } ?? [])
    for (part, party) in parties {
      try transaction.run(
        """
        INSERT INTO case_party (case_id, part, name, code, phone)
        VALUES (\(id), \(part), \(party.name), \(party.code), \(party.phone))
        ON CONFLICT (case_id, part) DO UPDATE
        SET name = excluded.name, code = excluded.code, phone = excluded.phone
        """)
    }
  }
}
