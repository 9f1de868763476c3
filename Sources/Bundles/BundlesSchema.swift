// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of this room; steps are only ever added.
///
/// Projections, but for the versions of bundles and the drafts.
package enum BundlesSchema {
  package static let migrations = [
    Migration("bundles", 1, "create", definitions + joints + composites),
    Migration("bundles", 2, "measured reductions", reductions),
    Migration("bundles", 3, "parts are read from the history", ["DROP TABLE joint_part"]),
  ]

  private static let definitions: [Statement] = [
    """
    CREATE TABLE bundle_version (
      code TEXT NOT NULL,
      version BIGINT NOT NULL,
      name TEXT NOT NULL,
      digest TEXT NOT NULL,
      effective TEXT NOT NULL,
      imported_at BIGINT NOT NULL,
      source TEXT NOT NULL,
      document TEXT NOT NULL,
      PRIMARY KEY (code, version)
    )
    """,
    """
    CREATE TABLE joint_draft (
      id TEXT NOT NULL PRIMARY KEY,
      owner TEXT NOT NULL,
      body TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      updated_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX joint_draft_owner ON joint_draft (owner, updated_at, id)",
  ]

  private static let joints: [Statement] = [
    """
    CREATE TABLE joint_row (
      id TEXT NOT NULL PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      bundle_code TEXT NOT NULL,
      bundle_version BIGINT NOT NULL,
      lead TEXT NOT NULL,
      applicant TEXT,
      filer TEXT NOT NULL,
      standing TEXT NOT NULL,
      open BOOLEAN NOT NULL,
      received_at BIGINT NOT NULL,
      updated_at BIGINT NOT NULL,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX joint_row_received ON joint_row (open, received_at, id)",
    "CREATE INDEX joint_row_applicant ON joint_row (applicant, received_at, id)",
    "CREATE INDEX joint_row_filer ON joint_row (filer, received_at, id)",
    """
    CREATE TABLE joint_part (
      joint TEXT NOT NULL,
      key TEXT NOT NULL,
      department TEXT NOT NULL,
      case_id TEXT,
      fate TEXT NOT NULL,
      PRIMARY KEY (joint, key)
    )
    """,
    """
    CREATE TABLE joint_department (
      department TEXT NOT NULL,
      open BOOLEAN NOT NULL,
      received_at BIGINT NOT NULL,
      joint TEXT NOT NULL,
      PRIMARY KEY (department, joint)
    )
    """,
    """
    CREATE INDEX joint_department_open
      ON joint_department (department, open, received_at, joint)
    """,
  ]

  private static let composites: [Statement] = [
    """
    CREATE TABLE composite_row (
      id TEXT NOT NULL PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      holder TEXT,
      filer TEXT NOT NULL,
      edition BIGINT NOT NULL,
      standing TEXT NOT NULL,
      issued_at BIGINT NOT NULL,
      updated_at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE composite_member (
      licence TEXT NOT NULL PRIMARY KEY,
      composite TEXT NOT NULL
    )
    """,
  ]

  private static let reductions: [Statement] = [
    """
    CREATE TABLE bundle_reductions (
      bundle_code TEXT NOT NULL,
      year BIGINT NOT NULL,
      cases BIGINT NOT NULL,
      steps_before BIGINT NOT NULL,
      steps_after BIGINT NOT NULL,
      materials_before BIGINT NOT NULL,
      materials_after BIGINT NOT NULL,
      days_before BIGINT NOT NULL,
      days_after BIGINT NOT NULL,
      visits_before BIGINT NOT NULL,
      visits_after BIGINT NOT NULL,
      PRIMARY KEY (year, bundle_code)
    )
    """
  ]
}
