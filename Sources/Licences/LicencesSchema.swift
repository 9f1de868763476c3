// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of licences.
///
/// `licence_row` is a projection; the faces hold personal data apart from events.
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
      ])
  ]
}
