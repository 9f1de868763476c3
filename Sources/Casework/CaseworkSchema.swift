// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of casework.
///
/// `case_row`, `case_document`, `bar_row`, `promise_row`, `promise_document` and `deferral_row` are projections; the
/// others hold what events only name by digest
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
    Migration("casework", 3, "lists of one cost", listsOfOneCost),
    Migration("casework", 4, "several documents of a kind", severalDocumentsOfAKind),
    Migration("casework", 5, "holiday notices", holidayNotices),
    Migration("casework", 6, "bars", bars),
    Migration("casework", 7, "promises", promises),
    Migration("casework", 8, "who is asked about a case", whoIsAsked),
    Migration("casework", 9, "delegations", delegations),
    Migration("casework", 10, "who has a case in hand", whoHolds),
    Migration("casework", 11, "reminders", reminders),
    Migration("casework", 12, "pre-reviews", preReviews),
    Migration("casework", 13, "public notices", publicNotices),
    Migration("casework", 14, "dates that nothing reads", datesThatNothingReads),
    Migration("casework", 15, "one hand and recusal", oneHand),
    Migration("casework", 16, "templates of documents", templatesOfDocuments),
  ]

  /// Holiday notices are kept with the cases whose dates rest on them; the open cases are found by their ids.
  private static let holidayNotices: [Statement] = [
    """
    CREATE TABLE calendar_notice (
      year BIGINT NOT NULL PRIMARY KEY,
      csv TEXT NOT NULL,
      loaded_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX case_row_open_id ON case_row (id) WHERE closed_at IS NULL",
  ]

  /// What everybody may read: notices with objections, and hearings that were announced.
  private static let publicNotices: [Statement] = [
    """
    CREATE TABLE case_public_notice (
      id TEXT NOT NULL PRIMARY KEY,
      case_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      place BIGINT NOT NULL,
      number TEXT,
      item_code TEXT NOT NULL,
      item_version BIGINT NOT NULL,
      text TEXT,
      begun_at BIGINT NOT NULL,
      until TEXT,
      time TEXT,
      room TEXT,
      ended_at BIGINT,
      ending TEXT,
      objections BIGINT NOT NULL,
      answered BIGINT NOT NULL
    )
    """,
    "CREATE INDEX case_public_notice_begun ON case_public_notice (begun_at, id)",
    "CREATE INDEX case_public_notice_case ON case_public_notice (case_id, kind, place)",
  ]

  /// What documents are written by; a version never changes.
  private static let templatesOfDocuments: [Statement] = [
    """
    CREATE TABLE document_template (
      form TEXT NOT NULL,
      version BIGINT NOT NULL,
      starts_on TEXT NOT NULL,
      body TEXT NOT NULL,
      author TEXT NOT NULL,
      published_at BIGINT NOT NULL,
      PRIMARY KEY (form, version)
    )
    """,
    "CREATE INDEX document_template_start ON document_template (form, starts_on, version)",
  ]

  /// A case can have two notices of one kind, each with a number of its own.
  private static let severalDocumentsOfAKind: [Statement] = [
    """
    CREATE TABLE case_document_by_number (
      number TEXT NOT NULL PRIMARY KEY,
      case_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      issued_at BIGINT NOT NULL
    )
    """,
    """
    INSERT INTO case_document_by_number (number, case_id, kind, issued_at)
    SELECT number, case_id, kind, issued_at FROM case_document
    """,
    "DROP TABLE case_document",
    "ALTER TABLE case_document_by_number RENAME TO case_document",
    "CREATE INDEX case_document_case ON case_document (case_id)",
  ]

  /// The register of bars: `bar_row` is a projection, `bar_party` holds whom an entry concerns, apart from the events.
  private static let bars: [Statement] = [
    """
    CREATE TABLE bar_row (
      id TEXT NOT NULL PRIMARY KEY,
      number TEXT,
      reason TEXT NOT NULL,
      item_code TEXT,
      item_version BIGINT,
      department TEXT NOT NULL,
      person TEXT,
      gates TEXT NOT NULL,
      starts TEXT NOT NULL,
      ends TEXT,
      decision TEXT NOT NULL,
      case_id TEXT,
      licence TEXT,
      reasons TEXT NOT NULL,
      entered_at BIGINT NOT NULL,
      ended_on TEXT,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX bar_row_entered ON bar_row (entered_at, id)",
    "CREATE INDEX bar_row_department ON bar_row (department, entered_at, id)",
    "CREATE INDEX bar_row_person ON bar_row (person, entered_at, id)",
    "CREATE INDEX bar_row_case ON bar_row (case_id)",
    "CREATE INDEX bar_row_number ON bar_row (number)",
    """
    CREATE TABLE bar_party (
      bar_id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      code TEXT NOT NULL
    )
    """,
    "CREATE INDEX bar_party_code ON bar_party (code)",
  ]

  /// Every list is read in its order from an index of its own (`CaseRuns`).
  ///
  /// By receipt, which never changes; by standing and receipt; and of open cases, which are few, by rank. The
  /// indexes that stood for these before are not asked any more.
  private static let listsOfOneCost: [Statement] = [
    "ALTER TABLE case_row ADD COLUMN standing TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE case_row ADD COLUMN rank BIGINT NOT NULL DEFAULT 0",
    """
    UPDATE case_row SET
      standing = CASE WHEN phase <> 'accepted' THEN phase
        WHEN reviews_missing > 0 THEN 'reviewing' ELSE 'deciding' END,
      rank = CASE WHEN due IS NULL THEN 4503599627370496 - received_at ELSE \(daysOfDue) END
    """,
    "DROP INDEX case_row_open",
    "DROP INDEX case_row_department",
    "DROP INDEX case_row_due",
    "DROP INDEX case_row_department_due",
    "DROP INDEX case_row_filer",
    "DROP INDEX case_draft_owner",
    "CREATE INDEX case_draft_owner ON case_draft (owner, updated_at, id)",
    """
    CREATE INDEX case_row_filer ON case_row (filer, received_at, id)
      WHERE applicant IS NULL OR applicant <> filer
    """,
    "CREATE INDEX case_row_standing ON case_row (standing, received_at, id)",
    """
    CREATE INDEX case_row_department_standing ON case_row (department, standing, received_at, id)
    """,
    """
    CREATE INDEX case_row_item ON case_row (item_code, department, standing, received_at, id)
    """,
    """
    CREATE INDEX case_row_open ON case_row (standing, rank, id) WHERE closed_at IS NULL
    """,
    """
    CREATE INDEX case_row_open_department ON case_row (department, standing, rank, id)
      WHERE closed_at IS NULL
    """,
    """
    CREATE INDEX case_row_open_item ON case_row (item_code, department, standing, rank, id)
      WHERE closed_at IS NULL
    """,
    """
    CREATE INDEX case_row_open_applicant ON case_row (applicant, rank, id)
      WHERE closed_at IS NULL
    """,
    """
    CREATE INDEX case_row_open_filer ON case_row (filer, rank, id)
      WHERE closed_at IS NULL AND (applicant IS NULL OR applicant <> filer)
    """,
  ]

  /// A closed case keeps the dates that its document told, in its events; a column would follow each new calendar.
  private static let datesThatNothingReads: [Statement] = [
    "ALTER TABLE case_row DROP COLUMN promised_due",
    "ALTER TABLE case_row DROP COLUMN statutory_due",
  ]

  /// The days from 1970-01-01 to `due`, from its text (Fliegel and Van Flandern, divisions towards zero).
  private static let daysOfDue: Statement = """
    (SELECT (1461 * (y + 4800 + (m - 14) / 12)) / 4 + (367 * (m - 2 - 12 * ((m - 14) / 12))) / 12
      - (3 * ((y + 4900 + (m - 14) / 12) / 100)) / 4 + d - 32075 - 2440588
    FROM (SELECT CAST(substr(due, 1, 4) AS BIGINT) AS y, CAST(substr(due, 6, 2) AS BIGINT) AS m,
      CAST(substr(due, 9, 2) AS BIGINT) AS d) AS parts)
    """
}
