// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

extension CompositeStanding: Storable {}

/// A composite certificate as it is found.
package struct CompositeRow: Sendable, Hashable {
  package let id: String
  package let number: String
  package let edition: Int
  package let standing: CompositeStanding
}

/// Every statement on composite certificates.
enum CompositeTable {
  static let rows = Projection(
    ofEnd: Composite.self, tables: ["composite_row", "composite_member"]
  ) { entry, state, transaction in
    guard let issue = state.issue else { return }
    let at = entry.moment.at
    try transaction.run(
      """
      INSERT INTO composite_row (id, number, holder, filer, edition, standing, issued_at, updated_at)
      VALUES (\(entry.id), \(issue.number), \(issue.holder), \(issue.filer), \(state.edition),
        \(state.standing), \(at), \(at))
      ON CONFLICT (id) DO UPDATE SET edition = excluded.edition, standing = excluded.standing,
        updated_at = excluded.updated_at
      """)
    guard state.edition == 1 else { return }
    for licence in issue.licences {
      try transaction.run(
        """
        INSERT INTO composite_member (licence, composite) VALUES (\(licence), \(entry.id))
        ON CONFLICT (licence) DO NOTHING
        """)
    }
  }

  /// The composite certificate that a licence is in.
  static func composite(of licence: String, in reader: some Reading) throws -> String? {
    try reader.first("SELECT composite FROM composite_member WHERE licence = \(licence)")
  }

  static func find(number: String, in reader: some Reading) throws -> CompositeRow? {
    try reader.first(
      "SELECT id, number, edition, standing FROM composite_row WHERE number = \(number)"
    ) { row in
      CompositeRow(
        id: try row[0], number: try row[1], edition: try row[2], standing: try row[3])
    }
  }
}
