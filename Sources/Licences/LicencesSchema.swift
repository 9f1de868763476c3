// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of licences.
///
/// `licence_row` and `licence_person` are projections; the faces hold personal data apart from events.
package enum LicencesSchema {
  package static let migrations = [
    Migration(
      "licences", 1, "create",
      [
        """
        CREATE TABLE licence_row (
          id TEXT NOT NULL PRIMARY KEY,
          number TEXT NOT NULL UNIQUE,
          identifier TEXT NOT NULL UNIQUE,
          item_code TEXT NOT NULL,
          item_version BIGINT NOT NULL,
          case_id TEXT NOT NULL UNIQUE,
          holder TEXT,
          status TEXT NOT NULL,
          face TEXT NOT NULL,
          valid_from TEXT NOT NULL,
          valid_until TEXT,
          issued_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX licence_row_holder ON licence_row (holder, issued_at, id)",
        """
        CREATE TABLE licence_face (
          digest TEXT NOT NULL PRIMARY KEY,
          body TEXT NOT NULL
        )
        """,
      ]),
    Migration(
      "licences", 2, "whose licences",
      [
        """
        CREATE TABLE licence_person (
          person TEXT NOT NULL,
          issued_at BIGINT NOT NULL,
          licence TEXT NOT NULL,
          PRIMARY KEY (person, issued_at, licence)
        )
        """,
        """
        INSERT INTO licence_person (person, issued_at, licence)
          SELECT c.applicant, l.issued_at, l.id FROM licence_row l
          JOIN case_row c ON c.id = l.case_id WHERE c.applicant IS NOT NULL
          UNION
          SELECT c.filer, l.issued_at, l.id FROM licence_row l JOIN case_row c ON c.id = l.case_id
        """,
      ]),
  ]
}
