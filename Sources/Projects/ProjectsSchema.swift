// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of this room; steps are only ever added.
///
/// All of them are projections.
package enum ProjectsSchema {
  package static let migrations = [
    Migration(
      "projects", 1, "create",
      [
        """
        CREATE TABLE project_row (
          id TEXT NOT NULL PRIMARY KEY,
          title TEXT NOT NULL,
          note TEXT NOT NULL,
          standing TEXT NOT NULL,
          opened_at BIGINT NOT NULL,
          version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX project_row_opened ON project_row (opened_at, id)",
        """
        CREATE TABLE project_reader (
          id TEXT NOT NULL,
          reader TEXT NOT NULL,
          opened_at BIGINT NOT NULL,
          PRIMARY KEY (id, reader)
        )
        """,
        "CREATE INDEX project_reader_opened ON project_reader (reader, opened_at, id)",
        """
        CREATE TABLE project_case (
          case_id TEXT NOT NULL PRIMARY KEY,
          project TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE start_row (
          id TEXT NOT NULL PRIMARY KEY,
          title TEXT NOT NULL,
          note TEXT NOT NULL,
          standing TEXT NOT NULL,
          opened_at BIGINT NOT NULL,
          version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX start_row_opened ON start_row (opened_at, id)",
        """
        CREATE TABLE start_reader (
          id TEXT NOT NULL,
          reader TEXT NOT NULL,
          opened_at BIGINT NOT NULL,
          PRIMARY KEY (id, reader)
        )
        """,
        "CREATE INDEX start_reader_opened ON start_reader (reader, opened_at, id)",
        """
        CREATE TABLE start_case (
          case_id TEXT NOT NULL PRIMARY KEY,
          start TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE start_promise (
          start TEXT NOT NULL PRIMARY KEY,
          promised_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX start_promise_made ON start_promise (promised_at, start)",
        """
        CREATE TABLE lift_row (
          id TEXT NOT NULL PRIMARY KEY,
          title TEXT NOT NULL,
          note TEXT NOT NULL,
          standing TEXT NOT NULL,
          opened_at BIGINT NOT NULL,
          version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX lift_row_opened ON lift_row (opened_at, id)",
        """
        CREATE TABLE lift_reader (
          id TEXT NOT NULL,
          reader TEXT NOT NULL,
          opened_at BIGINT NOT NULL,
          PRIMARY KEY (id, reader)
        )
        """,
        "CREATE INDEX lift_reader_opened ON lift_reader (reader, opened_at, id)",
        """
        CREATE TABLE lift_document (
          number TEXT NOT NULL PRIMARY KEY,
          kind TEXT NOT NULL,
          lift TEXT NOT NULL
        )
        """,
      ])
  ]
}
