// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import SQL

/// An authorisation as lists show it.
package struct AuthorisationRow: Sendable, Hashable {
  package let id: String
  package let terms: Authorisation.Terms
  package let standing: Authorisation.Standing
  package let givenAt: Instant
  package let version: Int
}

/// Every statement on `authorisation_row`.
enum AuthorisationTable {
  static let rows = Projection(ofEnd: Authorisation.self, tables: ["authorisation_row"]) {
    entry, state, transaction in
    guard let terms = state.terms else { return }
    try transaction.run(
      """
      INSERT INTO authorisation_row
        (id, number, holder, standing, valid_until, terms, given_at, version)
      VALUES (\(entry.id), \(terms.number), \(terms.holder), \(state.standing), \(terms.until),
        \(try text(of: terms)), \(entry.moment.at), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, version = excluded.version
      """)
  }

  /// The terms as they are kept: JSON with sorted keys, so that a rebuild writes the same.
  private static func text(of terms: Authorisation.Terms) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(terms), as: UTF8.self)
  }

  private static let columns: Statement = "id, terms, standing, given_at, version"

  private static func row(_ row: Row) throws -> AuthorisationRow {
    AuthorisationRow(
      id: try row[0], terms: try terms(try row[1]), standing: try row[2], givenAt: try row[3],
      version: try row[4])
  }

  private static func terms(_ text: String) throws -> Authorisation.Terms {
    try JSONDecoder().decode(Authorisation.Terms.self, from: Data(text.utf8))
  }

  /// How many authorisations of one holder are looked at.
  private static let heldMax = 50

  /// What somebody has been authorised to do and may do on a day, what ends first being first.
  static func inForce(
    of actor: Actor, on day: Day, in reader: some Reading
  ) throws -> [(id: String, terms: Authorisation.Terms)] {
    let roles = Authorisation.Kind.allCases.map(\.role)
    guard actor.holds(anyOf: Set(roles)) else { return [] }
    let found: [(id: String, terms: Authorisation.Terms)] = try reader.rows(
      """
      SELECT id, terms FROM authorisation_row
      WHERE holder = \(actor.id) AND standing = \(Authorisation.Standing.given)
        AND valid_until >= \(day)
      ORDER BY valid_until, id LIMIT \(heldMax)
      """
    ) { (try $0[0], try terms(try $0[1])) }
    // Whoever has lost the office has lost what was given to it.
    return found.filter { $0.terms.from <= day && actor.roles.contains($0.terms.kind.role) }
  }

  static func find(_ id: String, in reader: some Reading) throws -> AuthorisationRow? {
    try reader.first("SELECT \(columns) FROM authorisation_row WHERE id = \(id)", row)
  }

  /// All of them, the newest first, after a place.
  static func list(
    before place: CaseFilter.ReceiptPlace?, limit: Int, in reader: some Reading
  ) throws -> [AuthorisationRow] {
    try reader.rows(
      """
      SELECT \(columns) FROM authorisation_row WHERE (given_at, id)
        < (\(place?.at ?? Instant(milliseconds: .max)), \(place?.id ?? ""))
      ORDER BY given_at DESC, id DESC LIMIT \(limit)
      """, row)
  }

  /// The series of the numbers of authorisations, each year its own.
  static func series(_ year: Int) -> String { "authorisation/\(year)" }

  /// The numbers that were issued, for `verify`.
  static let numbering = Numbering("authorisation/") { snapshot, hand in
    var tally = SeriesTally()
    var last = ""
    while true {
      let page: [String] = try snapshot.rows(
        """
        SELECT number FROM authorisation_row WHERE number > \(last)
        ORDER BY number LIMIT \(Inspection.pageSize)
        """)
      for number in page {
        let read = number.firstMatch(of: /〔(\d{4})〕(\d+)号$/)
        let year = read.flatMap { Int($0.output.1) } ?? 0
        tally.add(read.flatMap { Int($0.output.2) } ?? 1, of: series(year))
      }
      guard let end = page.last else { break }
      last = end
    }
    for series in tally.inOrder { try hand(series) }
  }
}

extension Authorisation.Standing: Storable {}
