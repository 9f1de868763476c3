// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Foundation
import Journal
import SQL
import ShangMi

/// A licence as lists and pages show it.
package struct LicenceRow: Sendable, Hashable {
  package let id: String
  package let number: String
  package let identifier: String
  package let item: ItemReference
  package let caseID: String
  package let holder: String?
  package let status: Licence.Status
  package let from: Day
  package let until: Day?
  package let issuedAt: Instant
  package let face: Digest

  /// How it stands on a day: a licence lapses by itself when its time is over.
  package func standing(on day: Day) -> LicenceStanding {
    guard status == .valid else { return .notValid }
    if let until, day > until { return .expired }
    return day < from ? .notYet : .valid
  }
}

/// What somebody who verifies a licence learns first.
package enum LicenceStanding: String, Codable, CaseIterable, Sendable {
  case valid
  case notYet
  case expired
  case notValid
}

/// Every statement on licences.
package enum LicenceTable {
  static let projection = Projection(Licence.self, tables: ["licence_row"]) {
    entry, state, transaction in
    guard let issue = state.issue else { return }
    try transaction.run(
      """
      INSERT INTO licence_row (id, number, identifier, item_code, item_version, case_id, holder,
        status, face, valid_from, valid_until, issued_at)
      VALUES (\(entry.id), \(issue.number), \(issue.identifier), \(issue.item.code),
        \(issue.item.version), \(issue.caseID), \(issue.holder), \(state.status),
        \(issue.face.description), \(issue.from), \(issue.until), \(entry.moment.at))
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, face = excluded.face,
        valid_from = excluded.valid_from, valid_until = excluded.valid_until
      """)
  }

  /// Whom a licence concerns: whose case made it, and who filed that.
  ///
  /// The case tells, since a licence names its holder alone; and a person's licences are one index to read.
  static let people = Projection(Case.self, tables: ["licence_person"]) {
    entry, state, transaction in
    guard case .licenceIssued = entry.event, let submission = state.submission else { return }
    for person in Set([submission.applicant, submission.filer].compactMap(\.self)) {
      try transaction.run(
        """
        INSERT INTO licence_person (person, issued_at, licence)
        VALUES (\(person), \(entry.moment.at), \(entry.id))
        """)
    }
  }

  /// The licences' numbers by the patterns of their items.
  ///
  /// The series are those of items, years and a few answers, so they are few.
  static func numbering(shelf: CatalogueShelf) -> Numbering {
    Numbering("licence/") { snapshot, hand in
      var tally = SeriesTally()
      var last = ""
      while true {
        let page: [(number: String, item: ItemReference, issued: Instant)] = try snapshot.rows(
          """
          SELECT number, item_code, item_version, issued_at FROM licence_row
          WHERE number > \(last) ORDER BY number LIMIT \(Inspection.pageSize)
          """
        ) { (try $0[0], ItemReference(code: try $0[1], version: try $0[2]), try $0[3]) }
        for row in page {
          let item = shelf.version(row.item.code, row.item.version)
          let parsed = item.flatMap {
            LicenceNumber.reading(
              row.number, LicencePolicies.pattern(of: $0), on: row.issued.day)
          }
          // A number that its item does not explain is a series of its own, which has no counter.
          tally.add(parsed?.serial ?? 1, of: "licence/" + (parsed?.series ?? row.number))
        }
        guard let end = page.last else { break }
        last = end.number
      }
      for series in tally.inOrder { try hand(series) }
    }
  }

  private static let columns: Statement = """
    l.id, l.number, l.identifier, l.item_code, l.item_version, l.case_id, l.holder, l.status,
    l.valid_from, l.valid_until, l.issued_at, l.face
    """

  private static func row(_ row: Row) throws -> LicenceRow {
    let face: String = try row[11]
    guard let digest = Digest(face) else { throw LicenceRefusal.notFound }
    return LicenceRow(
      id: try row[0], number: try row[1], identifier: try row[2],
      item: ItemReference(code: try row[3], version: try row[4]), caseID: try row[5],
      holder: try row[6], status: try row[7], from: try row[8], until: try row[9],
      issuedAt: try row[10], face: digest)
  }

  /// A licence by the number on it or by its identifier: open to everybody, since whoever holds the
  /// number holds the certificate; what is shown of it is masked.
  package static func verify(
    _ number: String, in reader: some Reading
  ) throws -> LicenceRow? {
    try reader.first(
      """
      SELECT \(columns) FROM licence_row l
      WHERE l.number = \(number) OR l.identifier = \(number)
      """, row)
  }

  /// A licence by its number, for somebody who may see all that is on it.
  package static func find(
    _ number: String, for actor: Actor, in reader: some Reading
  ) throws -> LicenceRow? {
    try reader.first(
      """
      SELECT \(columns) FROM licence_row l
      WHERE l.number = \(number) AND \(LicenceScope.condition(for: actor))
      """, row)
  }

  /// The licences that somebody holds or has filed for, newest first, after a place.
  ///
  /// Who is on the staff sees the section's licences too, but holds only his own.
  package static func held(
    by actor: Actor, before place: CaseFilter.ReceiptPlace? = nil, limit: Int,
    in reader: some Reading
  ) throws -> [LicenceRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM licence_person p JOIN licence_row l ON l.id = p.licence
      WHERE p.person = \(actor.id) AND (p.issued_at, p.licence)
        < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.id ?? ""))
        AND \(actor.isStaff ? "l.holder = \(actor.id)" : LicenceScope.condition(for: actor))
      ORDER BY p.issued_at DESC, p.licence DESC LIMIT \(limit)
      """, row)
  }

  static func keep(_ face: LicenceFace, in transaction: Transaction) throws -> Digest {
    let text = try face.encoded()
    let digest = SM3.digest(text)
    try transaction.run(
      """
      INSERT INTO licence_face (digest, body) VALUES (\(digest.description), \(text))
      ON CONFLICT (digest) DO NOTHING
      """)
    return digest
  }

  package static func face(_ digest: Digest, in reader: some Reading) throws -> LicenceFace? {
    let text: String? = try reader.first(
      "SELECT body FROM licence_face WHERE digest = \(digest.description)")
    return try text.map { try JSONDecoder().decode(LicenceFace.self, from: Data($0.utf8)) }
  }
}

/// The one rule of who may see all of a licence: its holder, and whoever may see the case that made it.
package enum LicenceScope {
  /// A condition on the row `l` of `licence_row`.
  package static func condition(for actor: Actor) -> Statement {
    """
    (l.holder = \(actor.id) OR EXISTS (
      SELECT 1 FROM case_row c WHERE c.id = l.case_id AND \(CaseScope.condition(for: actor))))
    """
  }
}

extension Licence.Status: Storable {}
