// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of casework.
///
/// `case_row` and `case_document` are projections; the others hold what events only name by digest
/// or id, so that personal data can be erased without touching the journal.
package enum CaseworkSchema {
  package static let migrations = [
    Migration(
      "casework", 1, "create",
      [
        """
        CREATE TABLE case_row (
          id TEXT NOT NULL PRIMARY KEY,
          number TEXT NOT NULL UNIQUE,
          item_code TEXT NOT NULL,
          item_version BIGINT NOT NULL,
          department TEXT NOT NULL,
          applicant TEXT,
          filer TEXT NOT NULL,
          channel TEXT NOT NULL,
          phase TEXT NOT NULL,
          version BIGINT NOT NULL,
          received_at BIGINT NOT NULL,
          accepted_at BIGINT,
          decided_at BIGINT,
          closed_at BIGINT,
          updated_at BIGINT NOT NULL,
          due TEXT,
          promised_due TEXT,
          statutory_due TEXT,
          granted BOOLEAN,
          licence TEXT,
          reviews BIGINT NOT NULL,
          reviews_missing BIGINT NOT NULL
        )
        """,
        "CREATE INDEX case_row_applicant ON case_row (applicant, received_at, id)",
        "CREATE INDEX case_row_filer ON case_row (filer, received_at, id)",
        "CREATE INDEX case_row_open ON case_row (phase, due, id)",
        "CREATE INDEX case_row_department ON case_row (department, phase, due, id)",
        """
        CREATE TABLE case_document (
          case_id TEXT NOT NULL,
          kind TEXT NOT NULL,
          number TEXT NOT NULL UNIQUE,
          issued_at BIGINT NOT NULL,
          PRIMARY KEY (case_id, kind)
        )
        """,
        """
        CREATE TABLE case_party (
          case_id TEXT NOT NULL,
          part TEXT NOT NULL,
          name TEXT NOT NULL,
          code TEXT NOT NULL,
          phone TEXT NOT NULL,
          PRIMARY KEY (case_id, part)
        )
        """,
        """
        CREATE TABLE case_evidence (
          digest TEXT NOT NULL PRIMARY KEY,
          body TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE case_upload (
          owner TEXT NOT NULL,
          digest TEXT NOT NULL,
          kind TEXT NOT NULL,
          name TEXT NOT NULL,
          size BIGINT NOT NULL,
          uploaded_at BIGINT NOT NULL,
          PRIMARY KEY (owner, digest)
        )
        """,
        """
        CREATE TABLE case_draft (
          id TEXT NOT NULL PRIMARY KEY,
          owner TEXT NOT NULL,
          body TEXT NOT NULL,
          created_at BIGINT NOT NULL,
          updated_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX case_draft_owner ON case_draft (owner, updated_at)",
      ]),
    Migration(
      "casework", 2, "acceptance and orders",
      [
        "ALTER TABLE case_row ADD COLUMN accepted_on TEXT",
        "CREATE INDEX case_row_received ON case_row (received_at, id)",
        "CREATE INDEX case_row_due ON case_row (due, id)",
        "CREATE INDEX case_row_department_received ON case_row (department, received_at, id)",
        "CREATE INDEX case_row_department_due ON case_row (department, due, id)",
      ]),
  ]
}
