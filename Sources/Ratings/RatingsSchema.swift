// SPDX-License-Identifier: Apache-2.0

import SQL

/// The table of ratings, a projection.
package enum RatingsSchema {
  package static let migrations = [
    Migration(
      "ratings", 1, "create",
      [
        """
        CREATE TABLE rating_row (
          id TEXT NOT NULL PRIMARY KEY,
          kind TEXT NOT NULL,
          service TEXT NOT NULL,
          number TEXT NOT NULL,
          unit TEXT NOT NULL,
          name_zh TEXT NOT NULL,
          name_en TEXT,
          grade TEXT NOT NULL,
          status TEXT NOT NULL,
          is_open BOOLEAN NOT NULL,
          counts BOOLEAN NOT NULL,
          due TEXT,
          giver TEXT NOT NULL,
          is_named BOOLEAN NOT NULL,
          given_at BIGINT NOT NULL,
          month TEXT NOT NULL,
          version BIGINT NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX rating_service ON rating_row (service)",
        "CREATE INDEX rating_given ON rating_row (given_at, id)",
        "CREATE INDEX rating_unit ON rating_row (unit, given_at, id)",
        "CREATE INDEX rating_open ON rating_row (due, id) WHERE is_open",
        "CREATE INDEX rating_open_unit ON rating_row (unit, due, id) WHERE is_open",
        "CREATE INDEX rating_month ON rating_row (month, unit, grade, counts)",
      ])
  ]
}
