// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of licences.
///
/// All are projections but the faces, which hold personal data apart from the events.
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
    Migration("licences", 3, "the life of a licence", life),
  ]

  /// Editions with their identifiers, proceedings, documents, and the cases that act on licences.
  private static let life: [Statement] = [
    "ALTER TABLE licence_row ADD COLUMN edition BIGINT NOT NULL DEFAULT 1",
    "ALTER TABLE licence_row ADD COLUMN made_on TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE licence_row ADD COLUMN replacement BOOLEAN NOT NULL DEFAULT FALSE",
    "ALTER TABLE licence_row ADD COLUMN since TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE licence_row ADD COLUMN struck_on TEXT",
    "ALTER TABLE licence_row ADD COLUMN proceeding TEXT",
    "ALTER TABLE licence_row ADD COLUMN proposed_at BIGINT",
    "ALTER TABLE licence_row ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
    // A licence of before was made on the first day of its validity and nothing has become of it.
    "UPDATE licence_row SET made_on = valid_from, since = valid_from",
    "CREATE INDEX licence_row_until ON licence_row (valid_until, id) WHERE status = 'valid'",
    """
    CREATE INDEX licence_row_proceeding ON licence_row (proposed_at, id)
      WHERE proceeding IS NOT NULL
    """,
    """
    CREATE TABLE licence_identifier (
      identifier TEXT NOT NULL PRIMARY KEY,
      licence TEXT NOT NULL,
      edition BIGINT NOT NULL,
      made_on TEXT NOT NULL
    )
    """,
    "CREATE INDEX licence_identifier_licence ON licence_identifier (licence, edition)",
    """
    INSERT INTO licence_identifier (identifier, licence, edition, made_on)
      SELECT identifier, id, 1, valid_from FROM licence_row
    """,
    """
    CREATE TABLE licence_document (
      licence TEXT NOT NULL,
      version BIGINT NOT NULL,
      kind TEXT NOT NULL,
      number TEXT NOT NULL UNIQUE,
      issued_at BIGINT NOT NULL,
      PRIMARY KEY (licence, version)
    )
    """,
    """
    CREATE TABLE licence_act (
      case_id TEXT NOT NULL PRIMARY KEY,
      case_number TEXT NOT NULL,
      licence TEXT NOT NULL,
      act TEXT NOT NULL,
      filed_at BIGINT NOT NULL,
      closed_at BIGINT
    )
    """,
    "CREATE INDEX licence_act_licence ON licence_act (licence, filed_at, case_id)",
  ]
}
