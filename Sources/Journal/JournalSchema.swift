// SPDX-License-Identifier: Apache-2.0

import SQL

/// The journal's own tables.
package enum JournalSchema {
  package static let migrations = [
    Migration(
      "journal", 1, "create",
      [
        """
        CREATE TABLE journal_event (
          position \(.identity),
          stream TEXT NOT NULL,
          version BIGINT NOT NULL,
          kind TEXT NOT NULL,
          type TEXT NOT NULL,
          body TEXT NOT NULL,
          actor TEXT NOT NULL,
          at BIGINT NOT NULL,
          UNIQUE (stream, version)
        )
        """,
        """
        CREATE TABLE journal_snapshot (
          stream TEXT NOT NULL PRIMARY KEY,
          version BIGINT NOT NULL,
          format BIGINT NOT NULL,
          body TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE journal_command (
          actor TEXT NOT NULL,
          key TEXT NOT NULL,
          request TEXT NOT NULL,
          answer TEXT NOT NULL,
          at BIGINT NOT NULL,
          PRIMARY KEY (actor, key)
        )
        """,
        """
        CREATE TABLE journal_counter (
          name TEXT NOT NULL PRIMARY KEY,
          value BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE journal_deadline (
          stream TEXT NOT NULL,
          name TEXT NOT NULL,
          due BIGINT NOT NULL,
          PRIMARY KEY (stream, name)
        )
        """,
        "CREATE INDEX journal_deadline_due ON journal_deadline (due)",
        """
        CREATE TABLE journal_deadline_attempt (
          stream TEXT NOT NULL,
          name TEXT NOT NULL,
          due BIGINT NOT NULL,
          attempts BIGINT NOT NULL,
          retry_at BIGINT NOT NULL,
          failure TEXT NOT NULL,
          PRIMARY KEY (stream, name)
        )
        """,
        """
        CREATE TABLE journal_outbox (
          id \(.identity),
          topic TEXT NOT NULL,
          body TEXT NOT NULL,
          created_at BIGINT NOT NULL,
          attempts BIGINT NOT NULL,
          retry_at BIGINT NOT NULL,
          delivered_at BIGINT
        )
        """,
        """
        CREATE INDEX journal_outbox_pending ON journal_outbox (topic, id)
          WHERE delivered_at IS NULL
        """,
      ]),
    Migration(
      "journal", 2, "find old answers",
      ["CREATE INDEX journal_command_at ON journal_command (at)"]),
    Migration(
      "journal", 3, "claim topics of the outbox",
      [
        """
        CREATE TABLE journal_outbox_claim (
          topic TEXT NOT NULL PRIMARY KEY,
          holder TEXT NOT NULL,
          until BIGINT NOT NULL
        )
        """
      ]),
    Migration(
      "journal", 4, "deadlines in their order",
      [
        "DROP INDEX journal_deadline_due",
        "CREATE INDEX journal_deadline_due ON journal_deadline (due, stream, name)",
      ]),
  ]
}
