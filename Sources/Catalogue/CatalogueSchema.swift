// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of this room; steps are only ever added.
package enum CatalogueSchema {
  package static let migrations = [
    Migration(
      "catalogue", 1, "create",
      [
        """
        CREATE TABLE catalogue_version (
          code TEXT NOT NULL,
          version BIGINT NOT NULL,
          name TEXT NOT NULL,
          digest TEXT NOT NULL,
          effective TEXT NOT NULL,
          expires TEXT,
          imported_at BIGINT NOT NULL,
          withdrawn_at BIGINT,
          withdrawn_reason TEXT,
          file TEXT NOT NULL,
          source TEXT NOT NULL,
          document TEXT NOT NULL,
          PRIMARY KEY (code, version)
        )
        """
      ]),
    Migration(
      "catalogue", 2, "spreadsheets",
      [
        """
        CREATE TABLE catalogue_sheet (
          code TEXT NOT NULL,
          version BIGINT NOT NULL,
          name TEXT NOT NULL,
          source TEXT NOT NULL,
          PRIMARY KEY (code, version, name),
          FOREIGN KEY (code, version) REFERENCES catalogue_version (code, version)
        )
        """
      ]),
  ]
}
