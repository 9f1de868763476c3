// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of identity.
///
/// All of it is personal data, so none of it is in the journal.
package enum IdentitySchema {
  package static let migrations = [
    Migration(
      "identity", 1, "create",
      [
        """
        CREATE TABLE identity_account (
          id TEXT NOT NULL PRIMARY KEY,
          login TEXT NOT NULL UNIQUE,
          password TEXT NOT NULL,
          kind TEXT NOT NULL,
          name TEXT NOT NULL,
          code TEXT,
          phone TEXT,
          roles TEXT NOT NULL,
          department TEXT,
          demo BOOLEAN NOT NULL,
          created_at BIGINT NOT NULL,
          disabled_at BIGINT
        )
        """,
        """
        CREATE TABLE identity_session (
          token TEXT NOT NULL PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          account TEXT NOT NULL,
          kind TEXT NOT NULL,
          device TEXT NOT NULL,
          created_at BIGINT NOT NULL,
          seen_at BIGINT NOT NULL,
          ended_at BIGINT
        )
        """,
        "CREATE INDEX identity_session_account ON identity_session (account, seen_at)",
      ]),
    Migration(
      "identity", 2, "find the demonstration's accounts",
      [
        """
        CREATE INDEX identity_account_demo ON identity_account (created_at, login)
          WHERE demo AND disabled_at IS NULL
        """
      ]),
    Migration(
      "identity", 3, "find the staff of a section",
      [
        """
        CREATE INDEX identity_account_department ON identity_account (department, login)
          WHERE department IS NOT NULL AND disabled_at IS NULL
        """
      ]),
    Migration(
      "identity", 4, "find the staff",
      ["CREATE INDEX identity_account_staff ON identity_account (login) WHERE kind = 'staff'"]),
  ]
}
