// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of past cases: what came in (`archive_log`, `archive_file`, `archive_case`, `archive_step`), and what was
/// learnt from it, which can be computed again (`archive_activity`, `archive_pair`, `archive_resource`).
///
/// Durations are milliseconds.
package enum ArchiveSchema {
  package static let migrations = [
    Migration(
      "archive", 1, "create",
      [
        """
        CREATE TABLE archive_log (
          id TEXT NOT NULL PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          state TEXT NOT NULL,
          cases BIGINT NOT NULL,
          steps BIGINT NOT NULL,
          updated_at BIGINT NOT NULL,
          figures TEXT
        )
        """,
        """
        CREATE TABLE archive_file (
          log_id TEXT NOT NULL,
          digest TEXT NOT NULL,
          name TEXT NOT NULL,
          first_case BIGINT NOT NULL,
          cases BIGINT NOT NULL,
          steps BIGINT NOT NULL,
          done BIGINT NOT NULL,
          added_at BIGINT NOT NULL,
          PRIMARY KEY (log_id, digest)
        )
        """,
        """
        CREATE TABLE archive_case (
          log_id TEXT NOT NULL,
          number BIGINT NOT NULL,
          name TEXT NOT NULL,
          steps BIGINT NOT NULL,
          is_sorted BOOLEAN NOT NULL,
          begun_at BIGINT,
          ended_at BIGINT,
          duration BIGINT NOT NULL,
          PRIMARY KEY (log_id, number)
        )
        """,
        "CREATE INDEX archive_case_duration ON archive_case (log_id, duration, number)",
        "CREATE INDEX archive_case_name ON archive_case (log_id, name, number)",
        """
        CREATE TABLE archive_step (
          log_id TEXT NOT NULL,
          case_number BIGINT NOT NULL,
          place BIGINT NOT NULL,
          activity TEXT NOT NULL,
          at BIGINT,
          resource TEXT,
          is_start BOOLEAN NOT NULL,
          PRIMARY KEY (log_id, case_number, place)
        )
        """,
      ] + figures)
  ]

  /// Spreads are told by their number, sum, median, ninth tenth and longest.
  private static let figures: [Statement] = [
    """
    CREATE TABLE archive_activity (
      log_id TEXT NOT NULL,
      place BIGINT NOT NULL,
      name TEXT NOT NULL,
      steps BIGINT NOT NULL,
      cases BIGINT NOT NULL,
      starts BIGINT NOT NULL,
      ends BIGINT NOT NULL,
      waiting_count BIGINT NOT NULL,
      waiting_total BIGINT NOT NULL,
      waiting_median BIGINT NOT NULL,
      waiting_tenth BIGINT NOT NULL,
      waiting_max BIGINT NOT NULL,
      service_count BIGINT NOT NULL,
      service_total BIGINT NOT NULL,
      service_median BIGINT NOT NULL,
      service_tenth BIGINT NOT NULL,
      service_max BIGINT NOT NULL,
      PRIMARY KEY (log_id, place)
    )
    """,
    "CREATE INDEX archive_activity_waiting ON archive_activity (log_id, waiting_median, place)",
    """
    CREATE TABLE archive_pair (
      log_id TEXT NOT NULL,
      place BIGINT NOT NULL,
      source TEXT NOT NULL,
      target TEXT NOT NULL,
      times BIGINT NOT NULL,
      waiting_count BIGINT NOT NULL,
      waiting_total BIGINT NOT NULL,
      waiting_median BIGINT NOT NULL,
      waiting_tenth BIGINT NOT NULL,
      waiting_max BIGINT NOT NULL,
      PRIMARY KEY (log_id, place)
    )
    """,
    "CREATE INDEX archive_pair_waiting ON archive_pair (log_id, waiting_total, place)",
    """
    CREATE TABLE archive_resource (
      log_id TEXT NOT NULL,
      place BIGINT NOT NULL,
      name TEXT NOT NULL,
      steps BIGINT NOT NULL,
      cases BIGINT NOT NULL,
      activities BIGINT NOT NULL,
      days BIGINT NOT NULL,
      PRIMARY KEY (log_id, place)
    )
    """,
  ]
}
