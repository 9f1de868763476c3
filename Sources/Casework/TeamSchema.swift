// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of those who handle cases together.
extension CaseworkSchema {
  static let whoHolds: [Statement] = [
    "ALTER TABLE case_row ADD COLUMN holder TEXT",
    """
    CREATE INDEX case_row_holder ON case_row (holder, received_at, id) WHERE holder IS NOT NULL
    """,
    """
    CREATE INDEX case_row_open_holder ON case_row (holder, rank, id)
      WHERE closed_at IS NULL AND holder IS NOT NULL
    """,
  ]

  static let preReviews: [Statement] = [
    """
    CREATE TABLE prereview_row (
      id TEXT NOT NULL PRIMARY KEY,
      item_code TEXT NOT NULL,
      item_version BIGINT NOT NULL,
      department TEXT NOT NULL,
      owner TEXT NOT NULL,
      filing TEXT NOT NULL,
      asked_at BIGINT NOT NULL,
      answered_at BIGINT,
      answer TEXT,
      is_complete BOOLEAN,
      is_open BOOLEAN NOT NULL,
      case_id TEXT
    )
    """,
    "CREATE INDEX prereview_row_open ON prereview_row (asked_at, id) WHERE is_open",
    "CREATE INDEX prereview_row_case ON prereview_row (case_id)",
  ]

  static let reminders: [Statement] = [
    "ALTER TABLE case_row ADD COLUMN reminders BIGINT NOT NULL DEFAULT 0"
  ]

  static let delegations: [Statement] = [
    """
    CREATE TABLE delegation_row (
      id TEXT NOT NULL PRIMARY KEY,
      principal TEXT NOT NULL,
      deputy TEXT NOT NULL,
      parts TEXT NOT NULL,
      items TEXT,
      first_day TEXT NOT NULL,
      last_day TEXT NOT NULL,
      granted_at BIGINT NOT NULL,
      ended_at BIGINT
    )
    """,
    "CREATE INDEX delegation_row_principal ON delegation_row (principal, granted_at, id)",
    "CREATE INDEX delegation_row_deputy ON delegation_row (deputy, granted_at, id)",
    """
    CREATE INDEX delegation_row_current ON delegation_row (deputy, last_day, id)
      WHERE ended_at IS NULL
    """,
  ]

  /// Who is asked about a case, with the columns that lists are ordered by; few, since what was answered is gone.
  static let whoIsAsked: [Statement] = [
    """
    CREATE TABLE case_asked (
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      who TEXT NOT NULL,
      received_at BIGINT NOT NULL,
      rank BIGINT NOT NULL,
      PRIMARY KEY (id, kind, who)
    )
    """,
    "CREATE INDEX case_asked_received ON case_asked (kind, who, received_at, id)",
    "CREATE INDEX case_asked_rank ON case_asked (kind, who, rank, id)",
  ]
}
