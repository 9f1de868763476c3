// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of item administration.
///
/// `drafting_basic` is what a file has brought, `drafting_text` what events name by digest; all others are projections.
package enum DraftingSchema {
  package static let migrations = [
    Migration("drafting", 1, "create", basics + drafts + standings + streets + reforms)
  ]

  private static let basics: [Statement] = [
    """
    CREATE TABLE drafting_text (
      digest TEXT NOT NULL PRIMARY KEY,
      body TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE drafting_basic (
      code TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      name_en TEXT,
      type TEXT NOT NULL,
      levels TEXT NOT NULL,
      basis TEXT NOT NULL,
      department TEXT NOT NULL,
      is_demo BOOLEAN NOT NULL,
      last_day TEXT
    )
    """,
    """
    CREATE TABLE drafting_claim (
      basic TEXT NOT NULL PRIMARY KEY,
      status TEXT NOT NULL,
      draft TEXT,
      actor TEXT NOT NULL,
      at BIGINT NOT NULL
    )
    """,
  ]

  private static let drafts: [Statement] = [
    """
    CREATE TABLE drafting_draft (
      id TEXT NOT NULL PRIMARY KEY,
      item TEXT NOT NULL,
      name TEXT NOT NULL,
      target BIGINT NOT NULL,
      origin TEXT NOT NULL,
      status TEXT NOT NULL,
      is_open BOOLEAN NOT NULL,
      begun_by TEXT NOT NULL,
      begun_at BIGINT NOT NULL,
      changed_at BIGINT NOT NULL,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX drafting_draft_begun ON drafting_draft (begun_at, id)",
    "CREATE INDEX drafting_draft_status ON drafting_draft (status, begun_at, id)",
    "CREATE INDEX drafting_draft_item ON drafting_draft (item, begun_at, id)",
    "CREATE INDEX drafting_draft_open ON drafting_draft (item) WHERE is_open",
  ]

  private static let standings: [Statement] = [
    """
    CREATE TABLE drafting_closed (
      item TEXT NOT NULL,
      first_day TEXT NOT NULL,
      end_day TEXT NOT NULL,
      PRIMARY KEY (item, first_day)
    )
    """
  ]

  private static let streets: [Statement] = [
    """
    CREATE TABLE drafting_street (
      id TEXT NOT NULL,
      street TEXT NOT NULL,
      item TEXT NOT NULL,
      scope TEXT NOT NULL,
      first_day TEXT NOT NULL,
      last_day TEXT NOT NULL,
      granted_at BIGINT NOT NULL,
      PRIMARY KEY (id, street)
    )
    """,
    "CREATE INDEX drafting_street_item ON drafting_street (item, last_day)",
    "CREATE INDEX drafting_street_place ON drafting_street (street, item, id)",
    """
    CREATE TABLE drafting_street_grant (
      id TEXT NOT NULL PRIMARY KEY,
      item TEXT NOT NULL,
      streets TEXT NOT NULL,
      scope TEXT NOT NULL,
      basis TEXT,
      first_day TEXT NOT NULL,
      last_day TEXT,
      ended_on TEXT,
      granted_at BIGINT NOT NULL,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX drafting_street_grant_at ON drafting_street_grant (granted_at, id)",
    "CREATE INDEX drafting_street_grant_item ON drafting_street_grant (item, granted_at, id)",
  ]

  private static let reforms: [Statement] = [
    """
    CREATE TABLE drafting_reform (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      unit TEXT NOT NULL,
      kind TEXT NOT NULL,
      status TEXT NOT NULL,
      proposed_at BIGINT NOT NULL,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX drafting_reform_at ON drafting_reform (proposed_at, id)",
    "CREATE INDEX drafting_reform_status ON drafting_reform (status, proposed_at, id)",
  ]
}
