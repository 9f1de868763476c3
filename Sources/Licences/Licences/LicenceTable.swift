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
  /// The day from which the status stands.
  package let since: Day
  package let from: Day
  package let until: Day?
  package let issuedAt: Instant
  package let face: Digest
  package let edition: Int
  /// The day on which this edition of the certificate was made.
  package let madeOn: Day
  /// Whether this edition stands in for a copy that was lost or damaged.
  package let isReplacement: Bool
  /// The day on which it was struck out after it was taken away.
  package let struckOn: Day?
  /// What is proposed and not decided.
  package let proceeding: LicenceMeasure?
  package let proposedAt: Instant?
  package let version: Int

  /// How it stands on a day: a licence lapses by itself when its time is over.
  package func standing(on day: Day) -> LicenceStanding {
    LicenceStanding(status, from: from, until: until, on: day)
  }

  /// The day from which it stands as it does on a day.
  package func standingSince(on day: Day) -> Day {
    switch standing(on: day) {
    case .expired: until?.adding(days: 1) ?? since
    case .valid, .notYet: from
    default: since
    }
  }
}

/// Every statement on licences.
package enum LicenceTable {
  static let projection = Projection(Licence.self, tables: ["licence_row"]) {
    entry, state, transaction in
    guard let issue = state.issue, let face = state.face, let from = state.from,
      let since = state.since, let madeOn = state.madeOn
    else { return }
    try transaction.run(
      """
      INSERT INTO licence_row (id, number, identifier, item_code, item_version, case_id, holder,
        status, face, valid_from, valid_until, issued_at, edition, made_on, replacement, since,
        struck_on, proceeding, proposed_at, version)
      VALUES (\(entry.id), \(issue.number), \(state.identifier), \(issue.item.code),
        \(issue.item.version), \(issue.caseID), \(issue.holder), \(state.status),
        \(face.description), \(from), \(state.until), \(entry.moment.at), \(state.edition),
        \(madeOn), \(state.isReplacement), \(since), \(state.struckOn),
        \(state.proceeding?.proposal.measure), \(state.proceeding?.at), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET identifier = excluded.identifier, status = excluded.status,
        face = excluded.face, valid_from = excluded.valid_from,
        valid_until = excluded.valid_until, edition = excluded.edition,
        made_on = excluded.made_on, replacement = excluded.replacement, since = excluded.since,
        struck_on = excluded.struck_on, proceeding = excluded.proceeding,
        proposed_at = excluded.proposed_at, version = excluded.version
      """)
  }

  /// The identifiers of all editions: whoever holds an old copy learns that it is one.
  static let identifiers = Projection(Licence.self, tables: ["licence_identifier"]) {
    entry, state, transaction in
    guard entry.event.makesEdition else { return }
    try transaction.run(
      """
      INSERT INTO licence_identifier (identifier, licence, edition, made_on)
      VALUES (\(state.identifier), \(entry.id), \(state.edition), \(entry.moment.at.day))
      """)
  }

  /// The documents about licences, one for each event that numbers one.
  static let documents = Projection(Licence.self, tables: ["licence_document"]) {
    entry, _, transaction in
    guard case .documentNumbered(let document) = entry.event else { return }
    try transaction.run(
      """
      INSERT INTO licence_document (licence, version, kind, number, issued_at)
      VALUES (\(entry.id), \(document.version), \(document.kind), \(document.number),
        \(entry.moment.at))
      """)
  }

  /// Whom a licence concerns: whose case made it, and who filed that.
  ///
  /// The case tells, since a licence names its holder alone; and a person's licences are one index to read.
  static let people = Projection(Case.self, tables: ["licence_person"]) {
    entry, state, transaction in
    // What a case does to a licence that there is makes it nobody else's.
    guard case .licenceIssued = entry.event, let submission = state.submission,
      submission.act == nil
    else { return }
    // Who only wrote it down at the window has no part in it.
    let filer = submission.isAssisted ? nil : submission.filer
    for person in Set([submission.applicant, filer].compactMap(\.self)) {
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

  /// The numbers of the documents about licences, a series for every kind and year.
  static let documentNumbering = Numbering("licence-document/") { snapshot, hand in
    var tally = SeriesTally()
    var last = ""
    while true {
      let page: [(kind: String, number: String)] = try snapshot.rows(
        """
        SELECT kind, number FROM licence_document WHERE number > \(last)
        ORDER BY number LIMIT \(Inspection.pageSize)
        """
      ) { (try $0[0], try $0[1]) }
      for row in page {
        let read = row.number.firstMatch(of: /〔(\d{4})〕(\d+)号$/)
        tally.add(
          read.flatMap { Int($0.output.2) } ?? 1,
          of: "licence-document/\(row.kind)/\(read?.output.1 ?? row.number[...])")
      }
      guard let end = page.last else { break }
      last = end.number
    }
    for series in tally.inOrder { try hand(series) }
  }

  static let columns: Statement = """
    l.id, l.number, l.identifier, l.item_code, l.item_version, l.case_id, l.holder, l.status,
    l.valid_from, l.valid_until, l.issued_at, l.face, l.edition, l.made_on, l.replacement, l.since,
    l.struck_on, l.proceeding, l.proposed_at, l.version
    """

  static func row(_ row: Row) throws -> LicenceRow {
    let face: String = try row[11]
    guard let digest = Digest(face) else { throw LicenceRefusal.notFound }
    return LicenceRow(
      id: try row[0], number: try row[1], identifier: try row[2],
      item: ItemReference(code: try row[3], version: try row[4]), caseID: try row[5],
      holder: try row[6], status: try row[7], since: try row[15], from: try row[8],
      until: try row[9], issuedAt: try row[10], face: digest, edition: try row[12],
      madeOn: try row[13], isReplacement: try row[14], struckOn: try row[16],
      proceeding: try row[17], proposedAt: try row[18], version: try row[19])
  }

  /// A licence by the number on it or by the identifier of any of its editions: open to everybody, since whoever holds
  /// the number holds the certificate; what is shown of it is masked.
  ///
  /// - Returns: the licence, and the edition that was asked for where that is not the one that counts.
  package static func verify(
    _ number: String, in reader: some Reading
  ) throws -> (row: LicenceRow, old: Int?)? {
    if let found = try numbered(number, in: reader) { return (found, nil) }
    let edition: (licence: String, number: Int)? = try reader.first(
      "SELECT licence, edition FROM licence_identifier WHERE identifier = \(number)"
    ) { (try $0[0], try $0[1]) }
    guard let edition,
      let found = try reader.first(
        "SELECT \(columns) FROM licence_row l WHERE l.id = \(edition.licence)", row)
    else { return nil }
    return (found, edition.number == found.edition ? nil : edition.number)
  }

  /// A licence by its number, for the program itself.
  static func numbered(_ number: String, in reader: some Reading) throws -> LicenceRow? {
    try reader.first("SELECT \(columns) FROM licence_row l WHERE l.number = \(number)", row)
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

  /// A licence by its id, for what is public anyhow.
  static func find(id: String, in reader: some Reading) throws -> LicenceRow? {
    try reader.first("SELECT \(columns) FROM licence_row l WHERE l.id = \(id)", row)
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

extension Licence.Event {
  /// Whether it makes another edition of the certificate.
  var makesEdition: Bool {
    switch self {
    case .issued, .changed, .replaced, .renewed: true
    default: false
    }
  }
}

extension Licence.Status: Storable {}
extension LicenceMeasure: Storable {}
extension LicenceDocumentKind: Storable {}
